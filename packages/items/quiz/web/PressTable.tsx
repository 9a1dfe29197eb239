/** One line a press: when it counts, how far that may be off, how long its way is, what is odd about it. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import type { JudgedPress } from '@leitai/core/match/fair-order.ts'
import { useWords } from '@leitai/design/language.ts'
import { inMs } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import style from './judge.module.css'
import { leadQuizWords } from './lead-words.ts'

export interface PressLine extends JudgedPress {
  /** After the light; null: the light's moment is not known here. */
  afterMs: number | null
  foul: boolean
  state: string
}

export function PressTable({ frame, presses }: { frame: MatchFrame; presses: readonly PressLine[] }) {
  const w = useWords(leadQuizWords)
  const first = Math.min(...presses.filter(({ foul }) => !foul).map(({ at }) => at))
  const withLight = presses.some(({ afterMs }) => afterMs !== null)
  return (
    <table className={style.measured}>
      <thead>
        <tr>
          <th scope="col">{w.measures.team}</th>
          {withLight && <th scope="col">{w.measures.after}</th>}
          <th scope="col">{w.measures.behind}</th>
          <th scope="col">{w.measures.uncertainty}</th>
          <th scope="col">{w.measures.roundTrip}</th>
          <th scope="col">{w.measures.claimed}</th>
          <th scope="col">{w.measures.flags}</th>
        </tr>
      </thead>
      <tbody>
        {presses
          .toSorted((a, b) => a.at - b.at)
          .map((press) => (
            <tr key={`${press.code} ${press.at}`}>
              <th scope="row">{nameIn(frame, press.code)}</th>
              {withLight && <td>{press.afterMs === null ? '' : signedMs(press.afterMs)}</td>}
              <td>{press.foul || press.at === first ? '' : `+${inMs(press.at - first)}`}</td>
              <td>±{inMs(press.uncertaintyMs)}</td>
              <td>{press.roundTripMs === null ? '—' : inMs(press.roundTripMs)}</td>
              {/* how far what the seat claimed lies from its arrival */}
              <td>{signedMs(press.claimedAt - press.arrivedAt)}</td>
              <td className={style.remarks}>
                {[press.state, ...press.flags.map((flag) => w.flags[flag])].filter((one) => one !== '').join('；')}
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

function signedMs(ms: number): string {
  return `${ms < 0 ? '−' : '+'}${inMs(Math.abs(ms))}`
}
