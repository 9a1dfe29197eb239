/** A match that is over, for officials and for print: points by round and by question, each press as measured, each ruling. */
import type { MatchInspection } from '@leitai/core/match/types.ts'
import { clockTime } from '@leitai/core/words.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { figure, signed } from '@leitai/design/match/figures.ts'
import { nameIn, nameOf } from '@leitai/design/match/names.ts'
import type { InspectionProps } from '@leitai/items/web-plug.ts'
import type { QuizInspection } from '../types.ts'
import { AskedRecord } from './AskedRecord.tsx'
import style from './inspection.module.css'
import { inspectionWords } from './inspection-words.ts'
import { leadQuizWords } from './lead-words.ts'

type Inspected = MatchInspection<QuizInspection>

export default function Inspection({ inspection }: InspectionProps<Inspected>) {
  const w = useWords(inspectionWords)
  const { frame, notes, play } = inspection
  return (
    <div className={style.inspection}>
      {frame.teams.length > 0 && (
        <>
          <ByRound inspection={inspection} />
          <ByQuestion inspection={inspection} />
        </>
      )}
      <section>
        <h3>{w.questions}</h3>
        {play.questions.length === 0 ? (
          <p className={style.quiet}>{w.none}</p>
        ) : (
          play.questions.map((asked) => (
            <AskedRecord
              key={asked.no}
              frame={frame}
              asked={asked}
              round={play.rounds[asked.round]?.kind ?? null}
              struck={play.lines.filter(({ no, struck, why }) => no === asked.no && struck !== null && why !== 'rapid')}
            />
          ))
        )}
      </section>
      {inspection.corrections.length > 0 && (
        <section>
          <h3>{w.correctionList}</h3>
          <ul className={style.list}>
            {inspection.corrections.map((one, index) => (
              <li key={index}>
                <strong>
                  {nameIn(frame, one.code)} {signed(one.points)}
                </strong>
                <span>{one.reason}</span>
                <small>{fill(w.by, { who: one.by, at: clockTime(one.at) })}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {notes.length > 0 && (
        <section>
          <h3>{w.notes}</h3>
          <ul className={style.list}>
            {notes.map((note, index) => (
              <li key={index}>
                <time>{clockTime(note.at)}</time>
                <span>{note.text}</span>
                <small>{note.by}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{w.seed}</h3>
        <p className={style.seed}>
          <code>{play.seed}</code>
        </p>
        <p className={style.quiet}>{w.seedAbout}</p>
      </section>
    </div>
  )
}

/** The score's own tree, round by round. */
function ByRound({ inspection: { frame, scores, play } }: { inspection: Inspected }) {
  const w = useWords(inspectionWords)
  const { kinds } = useWords(leadQuizWords)
  const pointsOf = (code: string, id: string) => scores[code]?.children?.find((child) => child.id === id)?.points
  const corrected = frame.corrections.length > 0
  return (
    <section>
      <h3>{w.scores}</h3>
      <div className={style.wide}>
        <table className={style.table}>
          <thead>
            <tr>
              <th scope="col">{w.team}</th>
              {play.rounds.map(({ kind }, index) => (
                <th key={index} scope="col">
                  {fill(w.round, { n: index + 1, kind: kinds[kind] })}
                </th>
              ))}
              {corrected && <th scope="col">{w.corrections}</th>}
              <th scope="col">{w.total}</th>
            </tr>
          </thead>
          <tbody>
            {frame.teams
              .toSorted((a, b) => a.rank - b.rank)
              .map((team) => (
                <tr key={team.code}>
                  <th scope="row">{nameOf(team)}</th>
                  {play.rounds.map((_, index) => (
                    <td key={index}>{figure(pointsOf(team.code, `round-${index + 1}`) ?? '—')}</td>
                  ))}
                  {corrected && <td>{figure(pointsOf(team.code, 'corrections') ?? '—')}</td>}
                  <td>
                    <strong>{figure(scores[team.code]?.points ?? team.points)}</strong>
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Every line of points, in the column of its team. */
function ByQuestion({ inspection: { frame, play } }: { inspection: Inspected }) {
  const w = useWords(inspectionWords)
  const { why, lineNo } = useWords(leadQuizWords)
  const rows = [...new Set(play.lines.map(({ round, no, why: reason }) => `${round} ${reason === 'rapid' ? 0 : no}`))]
  if (rows.length === 0) return null
  return (
    <section>
      <h3>{w.lines}</h3>
      <div className={style.wide}>
        <table className={style.table}>
          <thead>
            <tr>
              <th scope="col">{w.no}</th>
              {frame.teams.map((team) => (
                <th key={team.code} scope="col">
                  {nameOf(team)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const [round, no] = row.split(' ').map(Number)
              const lines = play.lines.filter(
                (line) => line.round === round && (line.why === 'rapid' ? 0 : line.no) === no,
              )
              return (
                <tr key={row}>
                  <th scope="row">{no === 0 ? why.rapid : fill(lineNo, { n: no! })}</th>
                  {frame.teams.map(({ code }) => (
                    <td key={code}>
                      {lines
                        .filter((line) => line.code === code)
                        .map((line, index) => (
                          <span key={index} className={style.line} title={line.struck ?? undefined}>
                            {line.struck === null ? signed(line.points) : <s>{signed(line.points)}</s>}
                            {no !== 0 && why[line.why] !== '' && <small>{why[line.why]}</small>}
                          </span>
                        ))}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {play.lines.some(({ struck }) => struck !== null) && <p className={style.quiet}>{w.struckNote}</p>}
    </section>
  )
}
