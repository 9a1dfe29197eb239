/** How the marks of each line lie, and whether the line tells entrants apart. */
import type { ItemAnalysis } from '@leitai/core/analysis/analysis.ts'
import type { CriterionSpread } from '@leitai/core/analysis/criterion-spread.ts'
import { figure, marginErrors, percent } from '@leitai/core/analysis/words.ts'
import { DataTable, type Column } from '@leitai/design/DataTable.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { lazy, Suspense, useMemo } from 'react'
import { Panel } from '../../staff/Panel.tsx'
import { criteriaChart, criteriaHeight } from './criteria-chart.ts'
import { Explained } from './Explained.tsx'
import style from './analysis.module.css'
import { useLook } from './use-look.ts'
import { analysisWords } from './words.ts'

const Chart = lazy(() => import('./Chart.tsx'))

export function CriteriaPanel({ item: { criteria, rasch, findings } }: { item: ItemAnalysis }) {
  const w = useWords(analysisWords)
  const text = useText()
  const { look, narrow } = useLook()
  const option = useMemo(
    () =>
      criteriaChart(
        criteria.map((one) => {
          const share = (points: number) => (one.to > one.from ? (points - one.from) / (one.to - one.from) : 0)
          return {
            label: text(one.label),
            lowest: share(one.lowest),
            lowerQuartile: share(one.lowerQuartile),
            median: share(one.median),
            upperQuartile: share(one.upperQuartile),
            highest: share(one.highest),
            flagged: one.end !== null,
          }
        }),
        look,
        {
          tooltip: (at) => {
            const { label, median, lowest, highest } = criteria[at]!
            return fill(w.spreadTooltip, {
              label: text(label),
              median: short(median),
              lowest: short(lowest),
              highest: short(highest),
            })
          },
        },
        narrow,
      ),
    [criteria, look, narrow, text, w],
  )
  if (criteria.length === 0) return null
  const noisy = new Set(findings.filter(({ kind }) => kind === 'noise').flatMap(({ about }) => about))
  const measures = rasch.value?.converged === true ? rasch.value.criteria : []
  const none = <span className={style.quiet}>—</span>
  const columns: Column<CriterionSpread>[] = [
    {
      key: 'label',
      head: w.criterion,
      cell: (one) => (
        <>
          <strong>{text(one.label)}</strong> <Flag criterion={one} noisy={noisy.has(one.id)} />
        </>
      ),
    },
    {
      key: 'range',
      head: w.range,
      numeric: true,
      cell: ({ from, to }) => <span className={style.whole}>{`${short(from)}–${short(to)}`}</span>,
    },
    { key: 'mean', head: w.average, numeric: true, cell: ({ mean }) => figure(mean, 2) },
    { key: 'used', head: w.used, numeric: true, cell: ({ shareUsed }) => percent(shareUsed) },
    {
      key: 'between',
      head: <Explained what={w.betweenHelp}>{w.between}</Explained>,
      numeric: true,
      cell: ({ betweenJudges }) => (betweenJudges === null ? none : figure(betweenJudges, 2)),
    },
    {
      key: 'reliability',
      head: <Explained what={w.reliabilityHelp}>{w.reliability}</Explained>,
      numeric: true,
      cell: ({ reliability }) => (reliability === null ? none : figure(reliability, 2)),
    },
    { key: 'top', head: w.atTop, numeric: true, cell: ({ atTop }) => percent(atTop) },
    { key: 'bottom', head: w.atBottom, numeric: true, cell: ({ atBottom }) => percent(atBottom) },
    ...(measures.length === 0
      ? []
      : [
          {
            key: 'rasch',
            head: w.difficulty,
            numeric: true,
            cell: ({ id }: CriterionSpread) => {
              const own = measures.find((one) => one.id === id)
              return own === undefined ? (
                none
              ) : (
                <>
                  {figure(own.measure, 2)}{' '}
                  <small className={style.quiet}>±{figure(own.standardError * marginErrors, 2)}</small>
                </>
              )
            },
          },
        ]),
  ]
  return (
    <Panel title={w.criteria}>
      <p className={style.help}>{w.criteriaHelp}</p>
      <Suspense fallback={<div style={{ height: criteriaHeight(criteria.length) }} />}>
        <Chart option={option} height={criteriaHeight(criteria.length)} label={w.criteriaChart} />
      </Suspense>
      <DataTable label={w.criteria} rows={criteria} rowKey={({ id }) => id} columns={columns} />
    </Panel>
  )
}

function Flag({ criterion: { end }, noisy }: { criterion: CriterionSpread; noisy: boolean }) {
  const w = useWords(analysisWords)
  const said = end === 'ceiling' ? w.ceiling : end === 'floor' ? w.floor : noisy ? w.weak : null
  return said === null ? null : <small className={style.flag}>{said}</small>
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100).replace('-', '−')
}
