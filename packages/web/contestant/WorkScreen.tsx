/** The frame around an item while it runs: bar, the item's own screen, pause, handing in, conduct. */
import type { ContestantProps, ItemWeb } from '@leitai/items/web-plug.ts'
import { filePath } from '@leitai/core/api/paths.ts'
import { useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { Button } from '@mantine/core'
import { cloneElement, Suspense, useCallback, useEffect, useMemo, useState, type ReactElement } from 'react'
import { knowledgeOf } from '../live/knowledge.ts'
import { uploadsOf } from '../live/uploads.ts'
import type { Run } from '../live/use-run.ts'
import { useConduct } from './conduct.ts'
import { ConfirmSubmit } from './ConfirmSubmit.tsx'
import type { OwnView } from './RunScreen.tsx'
import type { SeatRun } from './seat.ts'
import type { TopBar } from './TopBar.tsx'
import style from './contestant.module.css'
import { contestantWords } from './words.ts'

interface Props {
  item: ItemWeb
  run: SeatRun
  view: OwnView
  bar: ReactElement<Parameters<typeof TopBar>[0]>
  act: ContestantProps<unknown>['act']
  live: Run<OwnView>
}

export function WorkScreen({ item, run, view, bar, act, live }: Props) {
  const w = useWords(contestantWords)
  const [confirming, setConfirming] = useState(false)
  const [submitting, setSubmitting] = useState(false)
  const paused = view.phase === 'paused'
  // what is performed in turn is ended by the host, who may let it go on past its time
  const timeUp = useTimeUp(run.turn ? null : view.deadline, live.now)
  const shut = paused || timeUp
  const conduct = useConduct(run.conduct, view.phase === 'open' && !run.turn, act)
  const fileUrl = useCallback((hash: string) => filePath(hash, run.runId), [run.runId])
  const uploads = useMemo(() => uploadsOf(run.runId), [run.runId])
  const knowledge = useMemo(() => knowledgeOf(run.runId), [run.runId])
  const asking = confirming && !shut

  const ask = useCallback(() => {
    // leaving the field first keeps what was typed last
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    setConfirming(true)
  }, [])

  useEffect(() => {
    if (shut || run.turn) return
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && event.ctrlKey && !event.isComposing && !event.repeat) {
        event.preventDefault()
        ask()
      }
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [shut, run.turn, ask])

  async function submit() {
    setSubmitting(true)
    const result = await act('submit', {})
    setSubmitting(false)
    if (!result.ok) setConfirming(false)
  }

  return (
    <>
      {run.turn
        ? bar
        : cloneElement(bar, {
            act: (
              <Button variant="default" size="md" disabled={shut} onClick={ask} aria-keyshortcuts="Control+Enter">
                {w.submit}
              </Button>
            ),
          })}
      {conduct.outside && !shut && (
        <div className={style.warning} role="alert">
          <span>
            <strong>{conduct.left ? w.leftFullScreen : w.needsFullScreen}</strong>{' '}
            {conduct.left ? w.leftFullScreenHelp : w.needsFullScreenHelp}
          </span>
          <Button variant="default" size="compact-md" onClick={conduct.enter}>
            {conduct.left ? w.backToFullScreen : w.goFullScreen}
          </Button>
        </div>
      )}
      {/* hidden, not gone: what is being typed stays as it is */}
      <main className={style.work} inert={shut || asking || undefined} data-hidden={shut || undefined}>
        <Suspense fallback={<Loading page />}>
          <item.Contestant
            view={view}
            act={act}
            unsent={live.unsent}
            fileUrl={fileUrl}
            now={live.now}
            paste={run.conduct.paste}
            knowledge={knowledge}
            {...uploads}
          />
        </Suspense>
      </main>
      {timeUp && !paused && (
        <section className={style.pause} role="status">
          <h1>{w.timeUp}</h1>
          <p>{live.connection === 'connected' ? w.collecting : w.timeUpOffline}</p>
        </section>
      )}
      {paused && (
        <section className={style.pause} role="status">
          <h1>{w.paused}</h1>
          <p>{run.turn ? w.turn.pausedHelp : w.pausedHelp}</p>
        </section>
      )}
      {asking && (
        <ConfirmSubmit
          view={view}
          unit={item.unit}
          offline={live.connection !== 'connected'}
          submitting={submitting}
          onYes={() => void submit()}
          onNo={() => setConfirming(false)}
        />
      )}
    </>
  )
}

/** By the server's clock, and a moment later: normally its own word that it is closed comes first. */
function useTimeUp(deadline: number | null, now: () => number): boolean {
  const [up, setUp] = useState<number | null>(null)
  useEffect(() => {
    if (deadline === null) return
    const timer = setTimeout(() => setUp(deadline), Math.max(0, deadline - now()) + 600)
    return () => clearTimeout(timer)
  }, [deadline, now])
  return deadline !== null && up === deadline
}
