/** The teams of a rehearsal: one row each, with what its seat could do now. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { LeadPart } from '@leitai/design/lead/LeadDesk.tsx'
import type { LocalRun } from '@leitai/design/lead/local-run.ts'
import { useWords } from '@leitai/design/language.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import type { LeadPlay, QuizTeamView } from '../types.ts'
import style from './lead.module.css'
import { leadQuizWords } from './lead-words.ts'

interface Props {
  run: LocalRun
  frame: MatchFrame
  play: LeadPlay
}

export function RehearsalSeats({ run, frame, play }: Props) {
  const w = useWords(leadQuizWords)
  const rows = frame.teams.map(({ code }) => {
    const view = run.view({ as: 'contestant', code }) as QuizTeamView
    return { code, own: view.work!.play.own }
  })
  const { question, key } = play
  const isEarly = question?.phase === 'shown'
  return (
    <LeadPart title={w.seats}>
      {rows.every(({ own }) => !own.may.some((what) => what === 'press' || what === 'answer')) && (
        <p className={style.quiet}>{w.seatsQuiet}</p>
      )}
      <ul className={style.seats}>
        {rows.map(({ code, own }) => {
          const send = (name: string, payload: unknown) => void run.send({ kind: 'seat', code }, name, payload)
          const { rapid } = own
          const no = rapid?.number ?? question?.no
          // of a team's own question in a race against the clock the desk has no key: the first option will do
          const right = rapid === null ? (key?.places ?? []) : [0]
          const wrong = rapid === null ? [wrongPlace(key?.places ?? [])] : [1]
          return (
            (own.may.includes('press') || own.may.includes('answer')) && (
              <li key={code}>
                <span>{nameIn(frame, code)}</span>
                {own.may.includes('press') && (
                  <button type="button" className={style.small} onClick={() => send('press', {})}>
                    {isEarly ? w.seat.early : w.seat.press}
                  </button>
                )}
                {own.may.includes('answer') && no !== undefined && (
                  <>
                    <button type="button" className={style.small} onClick={() => send('answer', { no, choice: wrong })}>
                      {w.seat.wrong}
                    </button>
                    <button type="button" className={style.small} onClick={() => send('answer', { no, choice: right })}>
                      {w.seat.right}
                    </button>
                  </>
                )}
              </li>
            )
          )
        })}
      </ul>
    </LeadPart>
  )
}

function wrongPlace(right: readonly number[]): number {
  return right.length === 1 && right[0] === 0 ? 1 : 0
}
