/** How hard each question was, and how well it tells strong entrants from weak ones. */
import type { PaperAnalysis } from '@leitai/core/analysis/analysis.ts'
import type { Question } from '@leitai/core/analysis/questions.ts'
import { figure, percent } from '@leitai/core/analysis/words.ts'
import { DataTable, type Column } from '@leitai/design/DataTable.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { SegmentedControl } from '@mantine/core'
import { lazy, Suspense, useMemo, useState } from 'react'
import { Panel } from '../../staff/Panel.tsx'
import { Explained } from './Explained.tsx'
import { questionsChart, questionsHeight } from './questions-chart.ts'
import style from './analysis.module.css'
import { useLook } from './use-look.ts'
import { analysisWords } from './words.ts'

const Chart = lazy(() => import('./Chart.tsx'))

type Order = 'paper' | 'discrimination' | 'difficulty'

const correlationOf = ({ discrimination }: Question) => discrimination.value?.correlation ?? null

export function QuestionsPanel({ paper: { papers, questions, findings } }: { paper: PaperAnalysis }) {
  const w = useWords(analysisWords)
  const text = useText()
  const { look, narrow } = useLook()
  const [order, setOrder] = useState<Order>('paper')
  const wrong = useMemo(
    () => new Set(findings.filter(({ kind }) => kind === 'negativeDiscrimination').flatMap(({ about }) => about)),
    [findings],
  )
  const option = useMemo(() => {
    const points = questions.flatMap((question) => {
      const correlation = correlationOf(question)
      return correlation === null
        ? []
        : [{ label: text(question.label), difficulty: question.difficulty, correlation, wrong: wrong.has(question.id) }]
    })
    return {
      count: points.length,
      chart: questionsChart(points, look, {
        across: w.facility,
        upwards: w.discrimination,
        tooltip: (at) => {
          const { label, difficulty, correlation } = points[at]!
          return `${label} · ${w.facility} ${percent(difficulty)} · ${w.discrimination} ${figure(correlation, 2)}`
        },
      }),
    }
  }, [questions, wrong, look, text, w])
  return (
    <Panel title={w.questions} aside={fill(w.questionsAside, { papers, questions: questions.length })}>
      {option.count === 0 ? (
        <p className={style.note}>{w.questionsNone}</p>
      ) : (
        <>
          <p className={style.help}>{w.questionsHelp}</p>
          <Suspense fallback={<div style={{ height: questionsHeight }} />}>
            <Chart option={option.chart} height={questionsHeight} label={w.questionsChart} />
          </Suspense>
        </>
      )}
      <div className={style.choice}>
        <SegmentedControl
          size="xs"
          aria-label={w.sort}
          value={order}
          onChange={(value) => setOrder(value as Order)}
          data={[
            { value: 'paper', label: w.byPaper },
            { value: 'discrimination', label: w.byDiscrimination },
            { value: 'difficulty', label: w.byDifficulty },
          ]}
        />
      </div>
      <DataTable
        label={w.questions}
        rows={sorted(questions, order)}
        rowKey={({ id }) => id}
        columns={useColumns(questions, narrow)}
        tone={({ id }) => (wrong.has(id) ? 'attention' : undefined)}
      />
    </Panel>
  )
}

function sorted(questions: readonly Question[], order: Order): readonly Question[] {
  switch (order) {
    case 'paper':
      return questions
    case 'discrimination':
      return questions.toSorted((a, b) => (correlationOf(a) ?? 2) - (correlationOf(b) ?? 2))
    case 'difficulty':
      return questions.toSorted((a, b) => a.difficulty - b.difficulty)
  }
}

function useColumns(questions: readonly Question[], narrow: boolean): Column<Question>[] {
  const w = useWords(analysisWords)
  const text = useText()
  const none = <span className={style.quiet}>—</span>
  const about: Column<Question>[] = [
    { key: 'id', head: w.id, cell: ({ id }) => <span className={style.quiet}>{id}</span> },
    { key: 'points', head: w.worth, numeric: true, cell: ({ points }) => points },
    { key: 'entrants', head: w.answered, numeric: true, cell: ({ entrants }) => entrants },
  ]
  return [
    { key: 'label', head: w.question, cell: ({ label }) => <span className={style.whole}>{text(label)}</span> },
    // A phone shows what the question is worth looking at for; the rest is on a wider screen and in the spreadsheet.
    ...(narrow ? [] : about),
    { key: 'facility', head: w.facility, numeric: true, cell: ({ difficulty }) => percent(difficulty) },
    {
      key: 'discrimination',
      head: <Explained what={w.discriminationHelp}>{w.discrimination}</Explained>,
      numeric: true,
      cell: (question) => {
        const correlation = correlationOf(question)
        return correlation === null ? none : <strong>{figure(correlation, 2)}</strong>
      },
    },
    {
      key: 'upperLower',
      head: <Explained what={w.upperLowerHelp}>{w.upperLower}</Explained>,
      numeric: true,
      cell: ({ discrimination: { value } }) => (value === null ? none : figure(value.upperLower, 2)),
    },
    ...(questions.some(({ choices }) => choices !== null)
      ? [
          {
            key: 'choices',
            head: w.choices,
            cell: ({ choices }: Question) => <Choices of={choices ?? []} />,
          },
        ]
      : []),
  ]
}

/** The right answer stands first and bold; what nobody chose is not there, and that tells something too. */
function Choices({ of }: { of: NonNullable<Question['choices']> }) {
  const w = useWords(analysisWords)
  const ordered = of.toSorted((a, b) => Number(b.right) - Number(a.right))
  return (
    <span className={style.choices}>
      {ordered.map(({ chosen, count, right }) => {
        const said = chosen === '' ? w.noAnswer : chosen
        return (
          <span key={chosen}>
            {right ? <strong title={w.right}>{said}</strong> : said} <small className={style.quiet}>{count}</small>
          </span>
        )
      })}
    </span>
  )
}
