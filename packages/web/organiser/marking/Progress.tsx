/**
 * How far the panel is: a strip of small cells for each judge, one a piece, and below it the pieces to look at first.
 * Counts only; a cell is a sheet, and says how much of it is filled.
 */
import { clockTime } from '@leitai/core/words.ts'
import { DataTable } from '@leitai/design/DataTable.tsx'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import style from './marking.module.css'
import { byAttention, isWhole, judgeRows, needsLook, type Cell, type JudgeRow, type PieceLine } from './progress.ts'
import { sheetState } from './SheetState.tsx'
import { markingWords } from './words.ts'

interface Props {
  pieces: readonly PieceLine[]
  lost: boolean
  onOpen(code: string): void
}

export function Progress({ pieces, lost, onOpen }: Props) {
  const m = useWords(markingWords)
  const [all, setAll] = useState(false)
  const sorted = byAttention(pieces)
  const first = sorted.filter(needsLook)
  if (pieces.length === 0)
    return (
      <section className={style.block} aria-label={m.progress}>
        <header className={style.blockHead}>
          <h3>{m.progress}</h3>
        </header>
        <EmptyState title={m.noPieces} about={m.noPiecesHelp} />
      </section>
    )
  return (
    <section className={style.block} aria-label={m.progress}>
      <header className={style.blockHead}>
        <h3>{m.progress}</h3>
        {lost && (
          <span className={style.attention} role="status">
            {m.progressLost}
          </span>
        )}
        <Legend />
      </header>
      <div className={style.strips}>
        {judgeRows(pieces).map((row) => (
          <Strip key={row.personId} row={row} onOpen={onOpen} />
        ))}
      </div>
      <header className={style.listHead}>
        <h4>{all ? fill(m.allPieces, { count: pieces.length }) : m.toLook}</h4>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setAll(!all)}>
          {all ? m.onlyToLook : fill(m.allPieces, { count: pieces.length })}
        </Button>
      </header>
      {!all && first.length === 0 ? (
        <p className={style.about}>{m.nothingToLook}</p>
      ) : (
        <Pieces pieces={all ? sorted : first} onOpen={onOpen} />
      )}
    </section>
  )
}

function Strip({ row, onOpen }: { row: JudgeRow; onOpen(code: string): void }) {
  const m = useWords(markingWords)
  const owed = row.due - row.handedIn
  const said = ({ code, sheet, alarm }: Cell) => {
    const state = sheetState(sheet)
    const words =
      state === 'begun' && sheet !== null ? fill(m.marked, { done: sheet.done, toMark: sheet.toMark }) : m.legend[state]
    return [code, words, ...(alarm ? [m.legend.alarm] : [])].join(' · ')
  }
  return (
    <div className={style.strip}>
      <span className={style.stripName}>{row.name}</span>
      {/* For the mouse a shorter way to what the table below opens as well; the keyboard goes by the table. */}
      <span className={style.cells}>
        {row.cells.map((cell) => (
          <button
            key={cell.code}
            type="button"
            tabIndex={-1}
            className={style.cell}
            data-state={sheetState(cell.sheet)}
            data-alarm={cell.alarm || undefined}
            title={said(cell)}
            aria-label={said(cell)}
            onClick={() => onOpen(cell.code)}
          />
        ))}
      </span>
      <span className={style.stripCount}>
        {row.handedIn}/{row.due}
        <small data-owes={owed > 0 || undefined}>{owed > 0 ? fill(m.owes, { count: owed }) : m.allHandedIn}</small>
      </span>
    </div>
  )
}

function Legend() {
  const m = useWords(markingWords)
  return (
    <ul className={style.legend}>
      {(['empty', 'begun', 'full', 'handedIn'] as const).map((state) => (
        <li key={state}>
          <i className={style.cell} data-state={state} aria-hidden /> {m.legend[state]}
        </li>
      ))}
      <li>
        <i className={style.cell} data-state="handedIn" data-alarm aria-hidden /> {m.legend.alarm}
      </li>
    </ul>
  )
}

function Pieces({ pieces, onOpen }: { pieces: readonly PieceLine[]; onOpen(code: string): void }) {
  const m = useWords(markingWords)
  return (
    <DataTable
      label={m.progress}
      rows={pieces}
      rowKey={(piece) => piece.code}
      onOpen={(piece) => onOpen(piece.code)}
      maxHeight="60vh"
      columns={[
        { key: 'code', head: m.code, width: '110px', cell: (piece) => <strong>{piece.code}</strong> },
        {
          key: 'spread',
          head: m.spread,
          numeric: true,
          width: '96px',
          cell: (piece) =>
            piece.spread === null ? (
              <span className={style.quiet}>—</span>
            ) : (
              <span className={piece.spread.alarm ? style.alarm : style.quiet}>{piece.spread.points}</span>
            ),
        },
        {
          key: 'sheets',
          head: m.sheets,
          cell: (piece) => (
            <span className={style.counts}>
              {fill(m.sheetsIn, {
                handedIn: piece.judges.filter(({ handedIn }) => handedIn).length,
                due: piece.judges.length,
              })}
              {piece.missing > 0 && (
                <span className={style.missing}>{fill(m.seatsEmpty, { count: piece.missing })}</span>
              )}
            </span>
          ),
        },
        {
          key: 'state',
          head: m.state,
          cell: (piece) => (
            <>
              {isWhole(piece) && piece.phase !== 'closed' ? m.wholePiece : m.phases[piece.phase]}
              {piece.calibration !== null && <small className={style.quiet}> · {m.calibrationPiece}</small>}
            </>
          ),
        },
        {
          key: 'call',
          head: m.calls,
          cell: (piece) => {
            const call = piece.calls.at(-1)
            return call === undefined ? (
              ''
            ) : (
              <span className={style.quiet}>
                {fill(m.lastCall, { kind: m.kindsDone[call.kind], time: clockTime(call.at).slice(0, 5) })}
              </span>
            )
          },
        },
      ]}
    />
  )
}
