/** A stage's standings: rank, who, each item's points, and where others follow it who goes on. A line opens as its tree. */
import type { ResultLine, ResultView } from '@leitai/core/contest/view.ts'
import { minutesAndSeconds } from '@leitai/design/clock.ts'
import { DataTable, type Column } from '@leitai/design/DataTable.tsx'
import { useText, useWords } from '@leitai/design/language.ts'
import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useContest } from '../../staff/contest.tsx'
import { standingOf } from './advancing.ts'
import style from './results.module.css'
import { stageWords } from './stage-words.ts'
import { resultsWords } from './words.ts'

export function Standings({
  result,
  items,
  sealed,
  onOpen,
}: {
  result: ResultView
  items: readonly { id: string; title: { zh: string; en: string } }[]
  sealed: boolean
  onOpen: (line: ResultLine) => void
}) {
  const w = useWords(resultsWords)
  const s = useWords(stageWords)
  const text = useText()
  const { view } = useContest()
  const advanced = view.advanced.find((one) => one.stage === result.stage)
  const standing = (line: ResultLine) => (line.rank === null ? null : standingOf(line.code, result.advancing, advanced))
  const [query, setQuery] = useState('')
  const typed = query.trim().toLowerCase()
  const lines = result.lines.filter(
    (line) =>
      typed === '' ||
      [line.code, line.number, line.name, line.delegation].some((value) => value?.toLowerCase().includes(typed)),
  )
  const columns: Column<ResultLine>[] = [
    {
      key: 'rank',
      head: w.rank,
      width: '64px',
      numeric: true,
      cell: (line) => line.rank ?? <span className={style.apart}>—</span>,
    },
    ...(sealed
      ? [{ key: 'code', head: w.code, cell: (line: ResultLine) => <strong>{line.code}</strong> }]
      : [
          { key: 'number', head: w.number, width: '90px', cell: (line: ResultLine) => line.number ?? line.code },
          {
            key: 'name',
            head: w.name,
            cell: (line: ResultLine) => <strong className={style.oneLine}>{line.name ?? line.code}</strong>,
          },
          { key: 'delegation', head: w.delegation, cell: (line: ResultLine) => line.delegation ?? '' },
        ]),
    ...items.map((item): Column<ResultLine> => ({
      key: item.id,
      head: text(item.title),
      numeric: true,
      cell: (line) => line.items[item.id] ?? <span className={style.apart}>—</span>,
    })),
    {
      key: 'total',
      head: w.total,
      numeric: true,
      cell: (line) =>
        line.rank === null && line.attendance !== 'present' ? (
          <span className={style.apart}>{w.attendance[line.attendance]}</span>
        ) : (
          <strong>{line.total}</strong>
        ),
    },
    {
      key: 'time',
      head: w.time,
      numeric: true,
      cell: (line) => (line.secondsUsed > 0 ? minutesAndSeconds(line.secondsUsed * 1000) : ''),
    },
    ...(result.advancing !== null && (advanced !== undefined || !result.advancing.byDecision)
      ? [
          {
            key: 'advance',
            head: s.advancement,
            cell: (line: ResultLine) => {
              const goes = standing(line)
              return goes === null ? (
                ''
              ) : (
                <span data-standing={goes} className={style.standing}>
                  {s[goes]}
                </span>
              )
            },
          },
        ]
      : []),
    ...(result.lines.some((line) => line.award !== undefined)
      ? [
          {
            key: 'award',
            head: w.award,
            cell: (line: ResultLine) => (line.award === undefined ? '' : text(line.award)),
          },
        ]
      : []),
  ]
  return (
    <>
      <div className={style.tools}>
        <TextInput
          leftSection={<IconSearch size={16} />}
          placeholder={w.search}
          aria-label={w.search}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          w={280}
        />
        {sealed && <span className={style.apart}>{w.sealedNote}</span>}
      </div>
      <DataTable
        label={w.rank}
        rows={lines}
        rowKey={(line) => line.entrantId ?? line.code}
        columns={columns}
        tone={(line) => (line.rank === null ? 'quiet' : undefined)}
        {...(lines.some((line) => line.score !== undefined) ? { onOpen } : {})}
      />
    </>
  )
}
