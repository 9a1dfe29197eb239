/** How severe each judge is and how steady, drawn and in numbers. */
import type { ItemAnalysis, JudgeAnalysis } from '@leitai/core/analysis/analysis.ts'
import { figure, marginErrors } from '@leitai/core/analysis/words.ts'
import { DataTable, type Column } from '@leitai/design/DataTable.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { lazy, Suspense, useMemo } from 'react'
import { Panel } from '../../staff/Panel.tsx'
import { Explained } from './Explained.tsx'
import { severityChart, severityHeight } from './severity-chart.ts'
import style from './analysis.module.css'
import { useLook } from './use-look.ts'
import { analysisWords } from './words.ts'

const Chart = lazy(() => import('./Chart.tsx'))

export function JudgesPanel({ item }: { item: ItemAnalysis }) {
  const w = useWords(analysisWords)
  const text = useText()
  const { look, narrow } = useLook()
  const judges = useMemo(
    () => item.judges.toSorted((a, b) => (a.severity.value?.difference ?? 0) - (b.severity.value?.difference ?? 0)),
    [item],
  )
  const option = useMemo(() => {
    const off = new Set(item.findings.filter(({ kind }) => kind === 'severity').flatMap(({ about }) => about))
    const dots = judges.flatMap(({ id, name, severity: { value } }) => {
      if (value === null) return []
      const margin = value.standardError * marginErrors
      const { difference, pieces } = value
      return [{ name, difference, margin, pieces, off: off.has(id) }]
    })
    return {
      count: dots.length,
      chart: severityChart(
        dots,
        look,
        {
          severe: w.severe,
          generous: w.generous,
          tooltip: (at) => {
            const { name, difference, margin, pieces } = dots[at]!
            return fill(w.tooltip, { name, difference: signed(difference), margin: figure(margin), pieces })
          },
        },
        narrow,
      ),
    }
  }, [item, judges, look, narrow, w])
  const cannot = judges.find(({ severity }) => severity.value === null)?.severity.why
  const { rasch } = item
  const why = rasch.why ?? (rasch.value?.converged === false ? w.notConverged : null)
  return (
    <Panel
      title={w.judges}
      aside={fill(w.judgesAside, { judges: judges.length, pieces: item.pieces, max: figure(item.sheetMax, 0) })}
    >
      {option.count > 0 && (
        <>
          <p className={style.help}>{w.judgesHelp}</p>
          <Suspense fallback={<div style={{ height: severityHeight(option.count) }} />}>
            <Chart option={option.chart} height={severityHeight(option.count)} label={w.judgesChart} />
          </Suspense>
        </>
      )}
      {cannot != null && <p className={style.note}>{text(cannot)}</p>}
      <DataTable label={w.judges} rows={judges} rowKey={({ id }) => id} columns={useColumns(judges)} />
      {why !== null && (
        <p className={style.note}>{fill(w.noRasch, { why: typeof why === 'string' ? why : text(why) })}</p>
      )}
    </Panel>
  )
}

function useColumns(judges: readonly JudgeAnalysis[]): Column<JudgeAnalysis>[] {
  const w = useWords(analysisWords)
  const none = <span className={style.quiet}>—</span>
  const columns: Column<JudgeAnalysis>[] = [
    { key: 'name', head: w.judge, cell: ({ name }) => <strong>{name}</strong> },
    { key: 'pieces', head: w.pieces, numeric: true, cell: ({ pieces }) => pieces },
    { key: 'mean', head: w.mean, numeric: true, cell: ({ mean }) => figure(mean, 2) },
    {
      key: 'difference',
      head: w.difference,
      numeric: true,
      cell: ({ severity: { value } }) =>
        value === null ? (
          none
        ) : (
          <>
            {signed(value.difference)}{' '}
            <small className={style.quiet}>±{figure(value.standardError * marginErrors)}</small>
          </>
        ),
    },
    {
      key: 'inconsistency',
      head: <Explained what={w.inconsistencyHelp}>{w.inconsistency}</Explained>,
      numeric: true,
      cell: ({ severity: { value } }) => (value === null ? none : figure(value.inconsistency)),
    },
    {
      key: 'order',
      head: <Explained what={w.orderHelp}>{w.order}</Explained>,
      numeric: true,
      cell: ({ agreement: { value } }) => (value === null ? none : figure(value.spearman, 2)),
    },
  ]
  return judges.every(({ rasch }) => rasch === null)
    ? columns
    : [
        ...columns,
        {
          key: 'logit',
          head: <Explained what={w.logitHelp}>{w.logit}</Explained>,
          numeric: true,
          cell: ({ rasch }) =>
            rasch === null ? (
              none
            ) : (
              <>
                {signed(rasch.measure, 2)}{' '}
                <small className={style.quiet}>±{figure(rasch.standardError * marginErrors, 2)}</small>
              </>
            ),
        },
        {
          key: 'fit',
          head: <Explained what={w.fitHelp}>{w.fit}</Explained>,
          numeric: true,
          cell: ({ rasch }) => (rasch?.infit == null ? none : figure(rasch.infit, 2)),
        },
      ]
}

function signed(value: number, places = 1): string {
  const text = figure(value, places)
  return value > 0 && Number(text) !== 0 ? `+${text}` : text
}
