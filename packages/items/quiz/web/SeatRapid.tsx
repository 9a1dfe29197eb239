/** 限时快答 at the seat: one question after another until the time is up. */
import type { Instant } from '@leitai/core/run.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { TeamPlay } from '../types.ts'
import { useLight } from './light.ts'
import { SeatChoices } from './SeatChoices.tsx'
import style from './seat.module.css'
import { seatWords } from './seat-words.ts'

interface Props {
  play: TeamPlay
  now: () => Instant
  answer(no: number, choice: number[], at: DOMHighResTimeStamp): void
  pass(no: number, at: DOMHighResTimeStamp): void
}

export function SeatRapid({ play, now, answer, pass }: Props) {
  const w = useWords(seatWords).rapid
  const rapid = play.rapid!
  const { clock } = rapid
  const opensAt = rapid.started && clock.endsAt !== null ? clock.endsAt - clock.totalMs : null
  // all seats see the first question at one moment
  const light = useLight(opensAt, now)
  const own = play.own.rapid
  if (rapid.over) {
    const counts = rapid.counts[play.own.code]
    return (
      <div className={style.say} role="status">
        <strong>{w.over}</strong>
        {counts !== undefined && <span>{fill(w.overHelp, { right: counts.right ?? 0, of: counts.answered })}</span>}
      </div>
    )
  }
  if (light !== 'on')
    return (
      <div className={style.say} data-tone={light === 'ready' ? 'ready' : undefined} role="status">
        <strong>{w.ready}</strong>
        <span>{w.help}</span>
      </div>
    )
  if (own === null)
    return (
      <div className={style.say} role="status">
        <strong>{w.done}</strong>
      </div>
    )
  return (
    <section className={style.rapid}>
      <p className={style.no}>
        {fill(w.number, { n: own.number })}
        {own.last !== null && (
          <span data-right={own.last || undefined} role="status">
            {own.last ? <IconCheck size={20} aria-hidden /> : <IconX size={20} aria-hidden />}
            {own.last ? w.lastRight : w.lastWrong}
          </span>
        )}
        {play.own.may.includes('pass') && (
          <button type="button" onClick={(event) => pass(own.number, event.timeStamp)}>
            {w.pass}
          </button>
        )}
      </p>
      <h2>{own.question.text}</h2>
      <SeatChoices
        key={own.number}
        question={own.question}
        chosen={null}
        open={play.own.may.includes('answer')}
        atOnce
        send={(choice, at) => answer(own.number, choice, at)}
      />
    </section>
  )
}
