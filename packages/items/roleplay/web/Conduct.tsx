/**
 * The host's desk for the one on the stage, in three zones: what to say, what is on, and one large key for what comes next.
 * Enter and Space press that key; Ctrl+Z takes a start back.
 */
import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import type { ActResult, ConductProps } from '@leitai/items/web-plug.ts'
import { Button } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import type { RoleplayConduct } from '../types.ts'
import { AskReason } from './AskReason.tsx'
import { BringRecording } from './BringRecording.tsx'
import { Clock } from './Clock.tsx'
import { Notes } from './Notes.tsx'
import { Paragraphs } from '@leitai/design/Paragraphs.tsx'
import { useClock } from './use-clock.ts'
import { useNextKey } from './use-next-key.ts'
import style from './conduct.module.css'
import { conductWords } from './conduct-words.ts'

export default function Conduct({ view, act, now, uploads }: ConductProps<RoleplayConduct>) {
  const w = useWords(conductWords)
  const text = useText()
  const { clock, next, scene, questions } = view.work
  const face = useClock(clock, now)
  const [problem, setProblem] = useState<ActResult | null>(null)
  const [asking, setAsking] = useState<'undo' | 'redraw' | null>(null)

  const send = useCallback(
    async (name: string, payload: unknown = {}) => {
      const result = await act(name, payload)
      setProblem(result.ok ? null : result)
      return result.ok
    },
    [act],
  )

  const early = next === 'endPerformance' && face.leftMs > 0
  const { press, armed, held } = useNextKey({
    step: clock.paused ? null : next,
    // ending before the time is up is what a slipped finger does: it takes a second press
    twice: early,
    blocked: asking !== null,
    send,
  })

  const started = !clock.paused && (clock.stage === 'studying' || clock.stage === 'performing')
  const free = face.spentMs <= view.work.freeUndoMs
  const canRedraw = view.work.redrawsLeft > 0 && ['called', 'studying', 'ready'].includes(clock.stage)
  const undo = useCallback(() => {
    if (free) void send('undoStart')
    else setAsking('undo')
  }, [free, send])

  useEffect(() => {
    if (!started || asking !== null) return
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || typing(event.target)) return
      event.preventDefault()
      undo()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [started, asking, undo])

  const due = next === 'endPerformance' && face.leftMs === 0
  const hint = clock.paused ? w.pausedHint : armed ? w.again : due ? w.timeIsUp : w.hints[clock.stage]
  return (
    <div className={style.desk}>
      <section className={style.say} aria-label={w.toSay}>
        <h3>{w.toSay}</h3>
        {scene === null && questions.length === 0 && (
          <p className={style.quiet}>{clock.stage === 'before' ? w.drawnAtCall : w.noScene}</p>
        )}
        {scene !== null && (
          <>
            <h2>{text(scene.title)}</h2>
            <Paragraphs text={text(scene.audience)} />
          </>
        )}
        {questions.length > 0 && (
          <ol>
            {questions.map((question, index) => (
              <li key={index}>{text(question)}</li>
            ))}
          </ol>
        )}
      </section>

      <section className={style.on} aria-label={w.isOn}>
        <ol className={style.steps}>
          {(clock.study === null
            ? (['called', 'performing', 'over'] as const)
            : (['called', 'studying', 'ready', 'performing', 'over'] as const)
          ).map((stage) => (
            <li key={stage} aria-current={stage === clock.stage ? 'step' : undefined}>
              {w.stages[stage]}
            </li>
          ))}
        </ol>
        <Clock clock={clock} face={face} size="large" />
        <p className={style.screen}>{w.screenShows[clock.stage === 'before' ? 'nothing' : view.work.audience]}</p>
        <div className={style.acts}>
          {started && (
            <Button variant="default" onClick={undo} data-key="undo">
              {clock.stage === 'studying' ? w.undoStudy : w.undoPerformance}
              {free && <small className={style.small}>{fill(w.free, { n: view.work.freeUndoMs / 1000 })}</small>}
            </Button>
          )}
          {canRedraw && (
            <Button variant="default" onClick={() => setAsking('redraw')}>
              {w.redraw}
              <small className={style.small}>{fill(w.left, { n: view.work.redrawsLeft })}</small>
            </Button>
          )}
        </div>
        <dl className={style.counts}>
          {view.work.redraws > 0 && <Count label={w.redraws} n={view.work.redraws} />}
          {view.work.falseStarts > 0 && <Count label={w.falseStarts} n={view.work.falseStarts} />}
        </dl>
        {view.work.recording.wanted !== 'none' && (clock.stage === 'performing' || clock.stage === 'over') && (
          <BringRecording box={view.work.recording} uploads={uploads} now={now} />
        )}
        {view.phase !== 'waiting' && <Notes notes={view.work.notes} add={(note) => send('note', { text: note })} />}
      </section>

      {/* after the end the desk's own key comes: who is next */}
      {clock.stage !== 'over' && (
        <footer className={style.next}>
          <button
            type="button"
            className={style.key}
            disabled={next === null || clock.paused || held}
            data-step={next ?? undefined}
            data-armed={armed || undefined}
            data-due={due || undefined}
            onClick={press}
          >
            {next === null ? w.nothingNext : armed ? w.endNow : w.next[next]}
          </button>
          <p className={style.hint} role="status">
            {hint}
            {next !== null && !clock.paused && <KeyHint keys={['Enter', w.space]} />}
          </p>
          {problem !== null && !problem.ok && (
            <p className={style.problem} role="alert">
              {text(problem)}
            </p>
          )}
        </footer>
      )}

      {asking !== null && (
        <AskReason
          title={asking === 'undo' ? w.undoTitle : w.redrawTitle}
          about={asking === 'undo' ? w.undoAbout : w.redrawAbout}
          reasons={asking === 'undo' ? w.undoReasons : w.redrawReasons}
          onCancel={() => setAsking(null)}
          onReason={(reason) => {
            setAsking(null)
            void send(asking === 'undo' ? 'undoStart' : 'redraw', { reason })
          }}
        />
      )}
    </div>
  )
}

function Count({ label, n }: { label: string; n: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{n}</dd>
    </div>
  )
}

/** Keys belong to whoever types. */
function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable=true]') !== null
}
