/**
 * The hall's screen: what is performed in turn, and matches. B: black, F: full screen, S: sound. Whoever opened it sees what
 * the hall may.
 */
import type { ContestView } from '@leitai/core/contest/view.ts'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { useWords } from '@leitai/design/language.ts'
import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { playCue, setVolume, unlockSound, volume } from '@leitai/design/sound.ts'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { live } from '../live/page-live.ts'
import { useRun } from '../live/use-run.ts'
import { HallStage } from './HallStage.tsx'
import { SponsorForm } from './SponsorForm.tsx'
import style from './hall.module.css'
import { screenWords } from './words.ts'

const route = getRouteApi('/screen/$contestId/stage')

export function StagePage() {
  const { contestId } = route.useParams()
  const { session } = route.useSearch()
  const w = useWords(screenWords)
  const { view, status } = useRun<ContestView>(contestId, 'screen')
  const [dark, setDark] = useState(false)
  const [sounds, setSounds] = useState(false)
  const [writing, setWriting] = useState(false)
  const helped = useMoved()

  useKeys({
    b: () => setDark((was) => !was),
    f: toggleFullScreen,
    s: () => {
      if (sounds) return setSounds(false)
      void unlockSound().then((on) => {
        setSounds(on)
        playCue('tick')
      })
    },
  })

  if (status === 'gone') return <ErrorState page what={w.gone} />
  return (
    <div className={style.page} data-hands-off={(!helped && !writing) || undefined}>
      {view !== null && <HallStage view={view} source={live} session={session} sounds={sounds && !dark} />}
      {/* the stage goes on behind it, so that light comes back to what is on */}
      {dark && <div className={style.black} role="status" aria-label={w.stage.black} />}
      {(helped || writing) && (
        <div className={style.help}>
          <KeyHint keys={['B']}>{w.stage.black}</KeyHint>
          <KeyHint keys={['F']}>{w.stage.fullScreen}</KeyHint>
          <KeyHint keys={['S']}>{sounds ? w.stage.soundOn : w.stage.soundOff}</KeyHint>
          {sounds && (
            <input
              className={style.volume}
              type="range"
              min="0"
              max="1"
              step="0.05"
              aria-label={w.stage.volume}
              defaultValue={volume()}
              onChange={(event) => setVolume(Number(event.currentTarget.value))}
              onPointerUp={() => playCue('right')}
            />
          )}
          <button type="button" className={style.helpButton} onClick={() => setWriting(true)}>
            {w.stage.sponsors}
          </button>
        </div>
      )}
      {writing && <SponsorForm contestId={contestId} onClose={() => setWriting(false)} />}
    </div>
  )
}

function toggleFullScreen() {
  if (document.fullscreenElement === null) void document.documentElement.requestFullscreen().catch(() => {})
  else void document.exitFullscreen()
}

function useKeys(keys: Record<string, () => void>) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, [role=dialog]') !== null) return
      keys[event.key.toLowerCase()]?.()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
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
