/** Whether the panel puts the pieces in one order: Kendall's W in words, and judge by judge. */
import type { ItemAnalysis } from '@leitai/core/analysis/analysis.ts'
import { figure, strengthOf } from '@leitai/core/analysis/words.ts'
import { DataTable, type Column } from '@leitai/design/DataTable.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Panel } from '../../staff/Panel.tsx'
import style from './analysis.module.css'
import { analysisWords } from './words.ts'

const usualChance = 0.05
/** Less than a quarter (0.5²) of two judges' orders is shared. */
const littleInCommon = 0.5

export function AgreementPanel({ item: { judges, pairs, concordance } }: { item: ItemAnalysis }) {
  const w = useWords(analysisWords)
  const text = useText()
  if (judges.length < 2) return null
  const of = (a: string, b: string) =>
    pairs.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a))
  const columns: Column<ItemAnalysis['judges'][number]>[] = [
    { key: 'judge', head: w.judge, cell: ({ name }) => <strong>{name}</strong> },
    ...judges.map((column): Column<ItemAnalysis['judges'][number]> => ({
      key: column.id,
      head: column.name,
      numeric: true,
      cell: (row) => {
        const value = row.id === column.id ? null : of(row.id, column.id)?.correlation.value
        if (value == null) return <span className={style.quiet}>—</span>
        return (
          <span className={value.spearman < littleInCommon ? style.low : undefined}>{figure(value.spearman, 2)}</span>
        )
      },
    })),
  ]
  const { value } = concordance
  const whole = value !== null && value.judges === value.judgesInAll && value.pieces === value.piecesInAll
  return (
    <Panel title={w.agreement}>
      <p className={style.said}>
        {value === null
          ? fill(w.agreementNone, { why: text(concordance.why) })
          : fill(w.agreementIs, {
              judges: value.judges,
              pieces: value.pieces,
              w: figure(value.w, 2),
              strength: text(strengthOf(value.w)),
              chance: fill(value.p <= usualChance ? w.chanceLow : w.chanceHigh, { p: chance(value.p) }),
            })}
        {value !== null && !whole && (
          <span className={style.quiet}>
            {' '}
            {fill(w.agreementPart, { judges: value.judgesInAll, pieces: value.piecesInAll })}
          </span>
        )}
      </p>
      {judges.length > 2 && (
        <>
          <h3 className={style.small}>{w.matrix}</h3>
          <p className={style.help}>{w.matrixHelp}</p>
          <DataTable label={w.matrix} rows={judges} rowKey={({ id }) => id} columns={columns} />
        </>
      )}
    </Panel>
  )
}

function chance(p: number): string {
  return p < 0.001 ? '< 0.001' : `= ${figure(p, 3)}`
}
