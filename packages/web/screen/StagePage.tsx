/** The hall's screen while an item is performed in turn. B: black, F: full screen. Whoever opened it sees what the hall may. */
import type { ContestView } from '@leitai/core/contest/view.ts'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { useWords } from '@leitai/design/language.ts'
import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { live } from '../live/page-live.ts'
import { useRun } from '../live/use-run.ts'
import { HallStage } from './HallStage.tsx'
import style from './hall.module.css'
import { screenWords } from './words.ts'

const route = getRouteApi('/screen/$contestId/stage')

export function StagePage() {
  const { contestId } = route.useParams()
  const { session } = route.useSearch()
  const w = useWords(screenWords)
  const { view, status } = useRun<ContestView>(contestId, 'screen')
  const dark = useBlackout()
  const helped = useMoved()
  if (status === 'gone') return <ErrorState page what={w.gone} />
  return (
    <div className={style.page} data-hands-off={!helped || undefined}>
      {view !== null && <HallStage view={view} source={live} session={session} />}
      {/* the stage goes on behind it, so that light comes back to what is on */}
      {dark && <div className={style.black} role="status" aria-label={w.stage.black} />}
      {helped && (
        <p className={style.help}>
          <KeyHint keys={['B']}>{w.stage.black}</KeyHint>
          <KeyHint keys={['F']}>{w.stage.fullScreen}</KeyHint>
        </p>
      )}
    </div>
  )
}

function useBlackout(): boolean {
  const [dark, setDark] = useState(false)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      switch (event.key.toLowerCase()) {
        case 'b':
          return setDark((was) => !was)
        case 'f':
          if (document.fullscreenElement === null) void document.documentElement.requestFullscreen().catch(() => {})
          else void document.exitFullscreen()
      }
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  return dark
}

/** The pointer and the keys' names are there for a moment after the mouse has moved, and never in a photograph. */
function useMoved(): boolean {
  const [moved, setMoved] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const move = () => {
      setMoved(true)
      clearTimeout(timer)
      timer = setTimeout(() => setMoved(false), restsAfterMs)
    }
    window.addEventListener('pointermove', move)
    return () => {
      window.removeEventListener('pointermove', move)
      clearTimeout(timer)
    }
  }, [])
  return moved
}

const restsAfterMs = 2500
