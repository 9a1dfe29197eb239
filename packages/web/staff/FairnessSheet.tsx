/** 赛场公平性检测表: each seat's test before the matches, with a word and a shape for each; printed as one paper to sign. */
import { keyTitle } from '@leitai/core/match/buzzer-keys.ts'
import type { SeatFlag } from '@leitai/core/match/seat-measure.ts'
import { clockTime } from '@leitai/core/words.ts'
import { DataTable } from '@leitai/design/DataTable.tsx'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button, SegmentedControl } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCircleDashed, IconCircleHalf2, IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { flagWords } from '../contestant/seat-test/flag-words.ts'
import { seatTestWords } from '../contestant/seat-test/words.ts'
import { query } from '../session/api.ts'
import style from './fairness.module.css'
import { fairnessWords } from './fairness-words.ts'
import { Panel } from './Panel.tsx'

const icons = { good: IconCheck, fair: IconCircleHalf2, poor: IconAlertTriangle, none: IconCircleDashed }
type Standing = SeatFlag | 'none'
type Filter = 'all' | 'attention' | 'none'

export function FairnessSheet({ contestId }: { contestId: string }) {
  const w = useWords(fairnessWords)
  const f = useWords(flagWords)
  const text = useText()
  const t = useWords(seatTestWords)
  const [filter, setFilter] = useState<Filter>('all')
  const lines = useQuery({ ...query.floor.fairness.queryOptions({ input: { id: contestId } }), refetchInterval: 3000 })
  if (lines.data === undefined) return null
  const standingOf = (line: (typeof lines.data)[number]): Standing => line.measured?.verdict.flag ?? 'none'
  const count = (...standings: Standing[]) => lines.data.filter((line) => standings.includes(standingOf(line))).length
  const shown = lines.data.filter((line) => {
    const standing = standingOf(line)
    return filter === 'all' || (filter === 'none' ? standing === 'none' : standing === 'poor' || standing === 'fair')
  })
  const worst = (['remote', 'wifi', 'wired'] as const).find((network) =>
    lines.data.some((line) => line.measured?.verdict.network === network),
  )
  const none = <span className={style.none}>–</span>

  if (lines.data.length === 0) return <EmptyState title={w.empty} about={w.emptyHelp} />
  return (
    <Panel
      title={w.title}
      aside={[
        fill(w.counts, { measured: lines.data.length - count('none'), all: lines.data.length, good: count('good') }),
        ...(worst === undefined ? [] : [fill(w.network, { network: f.networks[worst] })]),
      ].join(' · ')}
      action={
        <Button
          component="a"
          variant="default"
          size="sm"
          leftSection={<IconPrinter size={16} stroke={1.6} />}
          href={`/api/contests/${encodeURIComponent(contestId)}/print/fairness.pdf`}
          target="_blank"
        >
          {w.print}
        </Button>
      }
    >
      <p className={style.about}>{w.about}</p>
      <SegmentedControl
        mb="sm"
        value={filter}
        onChange={(value) => setFilter(value as Filter)}
        data={[
          { value: 'all', label: `${w.filter.all} ${lines.data.length}` },
          { value: 'attention', label: `${w.filter.attention} ${count('poor', 'fair')}` },
          { value: 'none', label: `${w.filter.none} ${count('none')}` },
        ]}
      />
      <DataTable
        label={w.title}
        rows={shown}
        rowKey={(line) => line.code}
        empty={<p className={style.none}>{w.nobody}</p>}
        tone={(line) => {
          const standing = standingOf(line)
          return standing === 'poor' ? 'wrong' : standing === 'none' ? 'quiet' : undefined
        }}
        columns={[
          {
            key: 'seat',
            head: w.seat,
            width: '76px',
            cell: ({ seat, code }) => (
              <span className={style.stack}>
                <strong>{seat}</strong>
                {code !== seat && <small>{code}</small>}
              </span>
            ),
          },
          {
            key: 'flag',
            head: w.verdict,
            cell: (line) => {
              const standing = standingOf(line)
              const Icon = icons[standing]
              return (
                <span className={style.flag} data-flag={standing}>
                  <Icon size={18} stroke={1.8} aria-hidden />
                  <strong>{standing === 'none' ? w.notMeasured : f.flags[standing]}</strong>
                  <small className={style.why}>
                    {line.measured?.verdict.reasons.map((reason) => f.reasons[reason]).join(' · ')}
                  </small>
                </span>
              )
            },
          },
          {
            key: 'trip',
            head: w.trip,
            numeric: true,
            width: '112px',
            cell: ({ measured }) =>
              measured === null
                ? none
                : `${measured.measure.roundTripMs.best.toFixed(1)} / ${measured.measure.roundTripMs.p95.toFixed(1)}`,
          },
          {
            key: 'error',
            head: t.error,
            numeric: true,
            width: '88px',
            cell: ({ measured }) => (measured === null ? none : `±${measured.measure.errorMs.toFixed(1)}`),
          },
          {
            key: 'key',
            head: w.key,
            numeric: true,
            width: '120px',
            cell: ({ measured }) =>
              measured?.measure.key ? (
                <span className={style.stack}>
                  {text(keyTitle(measured.measure.key.name))}
                  <small>{measured.measure.key.latencyMs.toFixed(1)}</small>
                </span>
              ) : (
                none
              ),
          },
          {
            key: 'at',
            head: w.at,
            width: '88px',
            cell: ({ measured }) => (measured === null ? '' : clockTime(measured.at)),
          },
        ]}
      />
    </Panel>
  )
}
