/** Before the start: which seat, which item, the rules in five lines, checks that turn jade. */
import type { Check } from '@leitai/core/sitting/sitting.ts'
import { hourAndMinute } from '@leitai/design/clock.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { itemWeb } from '@leitai/items/web.ts'
import type { ActResult } from '@leitai/items/web-plug.ts'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { ChecksList } from './Checks.tsx'
import type { OwnView } from './RunScreen.tsx'
import type { SeatOf, SeatRun } from './seat.ts'
import { SeatTestLink } from './seat-test/SeatTestLink.tsx'
import style from './contestant.module.css'
import { contestantWords } from './words.ts'

interface Props {
  seat: SeatOf
  run: SeatRun
  index: number
  total: number
  /** Null: the session has not opened yet. */
  view: OwnView | null
  checks: Partial<Record<Check, boolean>>
  report(check: Check, passed: boolean): void
  bar: ReactNode
  available: boolean
  act(name: string, payload: unknown): Promise<ActResult>
  now(): number
}

export function WaitingRoom({
  seat,
  run,
  index,
  total,
  view,
  checks: results,
  report,
  bar,
  available,
  act,
  now,
}: Props) {
  const w = useWords(contestantWords)
  const text = useText()
  const window = view?.window ?? null
  const checks =
    run.conduct.fullScreen && !run.checks.includes('screen') ? [...run.checks, 'screen' as const] : run.checks
  const missing = checks.filter((check: Check) => results[check] !== true)

  return (
    <>
      {bar}
      <main className={style.waiting}>
        <section className={style.about}>
          <p className={style.above}>
            {text(seat.contestTitle)}
            {total > 1 && <> · {fill(w.item, { n: index + 1, total })}</>}
          </p>
          <h1 className={style.itemTitle}>{text(run.title)}</h1>
          <p className={style.when}>
            {run.turn && `${w.turn.each} · `}
            {fill(w.minutes, { n: Math.round((view?.seconds ?? run.minutes * 60) / 60) })}
            {' · '}
            {window === null
              ? fill(w.planned, { at: hourAndMinute(run.startsAt) })
              : fill(w.windowOpens, { from: hourAndMinute(window.opensAt), to: hourAndMinute(window.closesAt) })}
          </p>
          <dl className={style.seat}>
            {seat.seat !== seat.code && (
              <div>
                <dt>{w.seat}</dt>
                <dd>{seat.seat}</dd>
              </div>
            )}
            <div>
              <dt>{w.code}</dt>
              <dd>{seat.code}</dd>
            </div>
          </dl>
        </section>
        <section className={style.prepare}>
          {run.rules.length > 0 && (
            <>
              <h2>{w.rules}</h2>
              <ol className={style.rules}>
                {run.rules.map((rule) => (
                  <li key={rule.zh}>{text(rule)}</li>
                ))}
              </ol>
            </>
          )}
          {checks.length > 0 && (
            <>
              <h2>{w.checks}</h2>
              <ChecksList checks={checks} results={results} report={report} />
            </>
          )}
          {itemWeb(run.type)?.MatchHost !== undefined && <SeatTestLink />}
          <div className={style.standby} data-ready={missing.length === 0 || undefined}>
            {!available ? (
              <p>{w.notAvailable}</p>
            ) : run.turn ? (
              <>
                <p className={style.standbyTitle}>{view === null ? w.turn.notYet : w.turn.waiting}</p>
                <p className={style.quiet}>{view === null ? w.turn.notYetHelp : w.turn.waitingHelp}</p>
              </>
            ) : window === null ? (
              <>
                <p className={style.standbyTitle}>
                  {missing.length === 0 ? `${w.ready} · ${w.waitingForStaff}` : w.waitingForStaff}
                </p>
                <p className={style.quiet}>{w.waitingHelp}</p>
              </>
            ) : now() >= window.closesAt ? (
              <p>{fill(w.windowOver, { at: hourAndMinute(window.closesAt) })}</p>
            ) : (
              <>
                <Button size="xl" onClick={() => void act('begin', {})} disabled={now() < window.opensAt}>
                  {w.begin}
                </Button>
                {now() < window.opensAt && (
                  <p className={style.quiet}>{fill(w.opensAt, { at: hourAndMinute(window.opensAt) })}</p>
                )}
              </>
            )}
          </div>
        </section>
      </main>
    </>
  )
}
