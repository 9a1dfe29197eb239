/** 校准轮: the pieces that all mark first, who has marked them, and the chief judge's three acts. */
import type { PanelLine } from '@leitai/core/contest/view.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useContest } from '../../staff/contest.tsx'
import { AskConfirm } from '../../staff/dialogs.tsx'
import { useRoles } from '../contest/row.tsx'
import style from './marking.module.css'
import { judgeRows, type PieceLine } from './progress.ts'
import { SheetState } from './SheetState.tsx'
import { markingWords } from './words.ts'

type Step = 'begin' | 'compare' | 'end'
const acts = { begin: 'beginCalibration', compare: 'compareCalibration', end: 'endCalibration' } as const

interface Props {
  line: PanelLine
  pieces: readonly PieceLine[]
  closed: boolean
}

export function Calibration({ line, pieces, closed }: Props) {
  const m = useWords(markingWords)
  const { act } = useContest()
  const chief = useRoles().includes('chiefJudge')
  const [asking, setAsking] = useState<Step | null>(null)
  const round = line.calibrating
  const done = round === null ? 0 : { alone: 1, compared: 2, ended: 4 }[round.phase]
  const next =
    round === null ? 'begin' : round.phase === 'alone' ? 'compare' : round.phase === 'compared' ? 'end' : null
  const count = round?.codes.length ?? line.calibration
  const drawn = pieces.filter((piece) => round?.codes.includes(piece.code))
  const rows = judgeRows(drawn)
  const owed = rows.reduce((sum, row) => sum + row.due - row.handedIn, 0)
  return (
    <section className={style.block} aria-label={m.calibration}>
      <header className={style.blockHead}>
        <h3>{m.calibration}</h3>
        <span className={style.about}>
          {round?.phase === 'ended'
            ? fill(m.calibrationDone, { codes: round.codes.join('、') })
            : fill(m.calibrationHelp, { count })}
        </span>
        {chief && next !== null && !closed && (
          <Button
            size="xs"
            variant={next === 'compare' && owed > 0 ? 'default' : 'filled'}
            onClick={() => setAsking(next)}
          >
            {m.calibrationActs[next]}
          </Button>
        )}
      </header>
      {round?.phase !== 'ended' && (
        <ol className={style.steps}>
          {m.calibrationSteps.map((step, place) => (
            <li key={step} data-state={place < done ? 'done' : place === done ? 'now' : 'later'}>
              {fill(step, { count })}
            </li>
          ))}
        </ol>
      )}
      {round !== null && round.phase !== 'ended' && rows.length > 0 && (
        <div className={style.scroll}>
          <table className={style.grid}>
            <thead>
              <tr>
                <th scope="col">{m.judge}</th>
                {drawn.map((piece) => (
                  <th key={piece.code} scope="col">
                    {piece.code}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.personId}>
                  <th scope="row">{row.name}</th>
                  {row.cells.map((cell) => (
                    <td key={cell.code}>{cell.sheet === null ? m.legend.none : <SheetState {...cell.sheet} />}</td>
                  ))}
                </tr>
              ))}
              <tr>
                <th scope="row">{m.spread}</th>
                {drawn.map((piece) => (
                  <td key={piece.code} className={piece.spread?.alarm ? style.alarm : undefined}>
                    {piece.spread?.points ?? '—'}
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        </div>
      )}
      {asking !== null && (
        <AskConfirm
          title={m.calibrationActs[asking]}
          what={
            <>
              {fill(m.calibrationWhat[asking], { count })}
              {asking === 'compare' && owed > 0 && (
                <span className={style.attention}> {fill(m.calibrationOwed, { count: owed })}</span>
              )}
            </>
          }
          confirm={m.calibrationActs[asking]}
          onClose={() => setAsking(null)}
          onConfirm={() => act(acts[asking], { stage: line.stage, item: line.item })}
        />
      )}
    </section>
  )
}
