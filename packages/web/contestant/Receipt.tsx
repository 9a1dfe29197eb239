/** The end of an item: receipt with code and time, the score and the answers where they are released, what comes next. */
import { filePath } from '@leitai/core/api/paths.ts'
import { markingIdOf, placeOf } from '@leitai/core/contest/reading.ts'
import type { MarkingView } from '@leitai/core/marking/types.ts'
import { clockTime } from '@leitai/core/words.ts'
import { minutesAndSeconds } from '@leitai/design/clock.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import type { ItemWeb } from '@leitai/items/web-plug.ts'
import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Suspense, useCallback, useMemo, useState, type ReactNode } from 'react'
import { uploadsOf } from '../live/uploads.ts'
import { useRun, type Run } from '../live/use-run.ts'
import { signOutSeat } from '../session/use-session.ts'
import { TrainingLink } from '../training/TrainingLink.tsx'
import type { OwnView } from './RunScreen.tsx'
import type { SeatRun } from './seat.ts'
import style from './contestant.module.css'
import { contestantWords } from './words.ts'

interface Props {
  run: SeatRun
  view: OwnView
  item: ItemWeb | null
  bar: ReactNode
  next: SeatRun | null
  onNext(): void
  live: Run<OwnView>
}

export function Receipt({ run, view, item, bar, next, onNext, live }: Props) {
  const w = useWords(contestantWords)
  const text = useText()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const fileUrl = useCallback((hash: string) => filePath(hash, run.runId), [run.runId])
  const uploads = useMemo(() => uploadsOf(run.runId), [run.runId])
  const closed = view.closed!
  const answers =
    typeof view.work === 'object' && view.work !== null && ('results' in view.work || 'result' in view.work)

  return (
    <>
      {bar}
      <main className={style.receiptPage}>
        <section className={style.receipt}>
          <p className={style.above}>{text(run.title)}</p>
          <h1>{run.turn ? w.turn.over : w.receiptTitle[closed.how]}</h1>
          <p className={style.receiptCode} aria-label={w.receipt}>
            {closed.receipt}
          </p>
          <p className={style.quiet}>
            {run.turn ? w.turn.overHelp : live.late === 0 && live.unsaved === 0 ? w.receiptHelp : w.receiptPartly}
          </p>
          {live.late > 0 && (
            <div className={style.late} role="alert">
              <p>
                <strong>{fill(w.lateTitle, { n: live.late })}</strong>
              </p>
              <p>{w.lateHelp}</p>
              <Button variant="default" size="md" onClick={() => void live.handInLate()}>
                {w.handIn}
              </Button>
            </div>
          )}
          {view.late > 0 && live.late === 0 && <p className={style.late}>{fill(w.lateWaiting, { n: view.late })}</p>}
          <dl className={style.facts}>
            <div>
              <dt>{w.at}</dt>
              <dd>{clockTime(closed.at)}</dd>
            </div>
            <div>
              <dt>{w.used}</dt>
              <dd>{minutesAndSeconds(closed.usedMs)}</dd>
            </div>
            {!run.turn && (
              <div>
                <dt>{w.answered}</dt>
                <dd>{fill(w.answeredOf, { ...view.progress, unit: item === null ? '' : text(item.unit) })}</dd>
              </div>
            )}
            {run.turn && <ToldScore runId={run.runId} />}
            {view.score !== undefined && (
              <div data-score>
                <dt>
                  {w.score}
                  {view.score.pending === true && <small>{w.pending}</small>}
                </dt>
                <dd>
                  {view.score.points}
                  {view.score.max !== undefined && <small> / {view.score.max}</small>}
                </dd>
              </div>
            )}
          </dl>
          {view.afterwards !== undefined && item?.Afterwards !== undefined && (
            <div className={style.afterwards}>
              <Suspense fallback={<Loading />}>
                <item.Afterwards view={view} uploads={uploads} now={live.now} />
              </Suspense>
            </div>
          )}
          <div className={style.onward}>
            {next !== null ? (
              // not focused by itself: the second Enter of an impatient hand would leave the receipt unread
              <Button size="lg" onClick={onNext}>
                {fill(w.next, { title: text(next.title) })}
              </Button>
            ) : (
              <>
                <p>
                  <strong>{w.all}</strong>
                  <br />
                  <span className={style.quiet}>{w.allHelp}</span>
                </p>
                <Button
                  variant="default"
                  size="md"
                  onClick={() => void signOutSeat().then(() => navigate({ to: '/' }))}
                >
                  {w.leave}
                </Button>
              </>
            )}
            {answers && item !== null && (
              <Button variant="default" size="md" onClick={() => setOpen(!open)} aria-expanded={open}>
                {open ? w.hideAnswers : w.showAnswers}
              </Button>
            )}
          </div>
          {next === null && <TrainingLink contestId={placeOf(run.runId)?.contestId ?? ''} />}
        </section>
        {open && item !== null && (
          <section className={style.answers}>
            <Suspense fallback={<Loading />}>
              <item.Contestant
                view={view}
                act={live.act}
                unsent={live.unsent}
                fileUrl={fileUrl}
                now={live.now}
                paste="allow"
                {...uploads}
              />
            </Suspense>
          </section>
        )}
      </main>
    </>
  )
}

/** What the hall was told of this turn; nothing where the rulebook keeps scores for the results. */
function ToldScore({ runId }: { runId: string }) {
  const w = useWords(contestantWords).turn
  const { contestId, stage, item, code } = placeOf(runId)!
  const told = useRun<MarkingView>(markingIdOf(contestId, stage, item, code)).view?.told
  if (told === undefined) return null
  return (
    <div data-score>
      <dt>{w.told}</dt>
      <dd>
        {told.points}
        <small> {fill(w.of, { max: told.max })}</small>
      </dd>
    </div>
  )
}
