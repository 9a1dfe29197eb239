import { DataTable, type Column } from '@leitai/design/DataTable.tsx'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { api, query } from '../../session/api.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { dayAndTime } from '../../staff/times.ts'
import { saveFile } from '../download.ts'
import type { PlannedTraining } from './plan.ts'
import style from './training.module.css'
import { trainingPlanWords } from './words.ts'

type Line = Awaited<ReturnType<typeof api.training.overview>>['lines'][number]

export function OverviewPanel({ training }: { training: PlannedTraining }) {
  const w = useWords(trainingPlanWords)
  const { id } = useContest()
  const call = useCall()
  const input = { id, training: training.id }
  const overview = useQuery(query.training.overview.queryOptions({ input, staleTime: 0, refetchInterval: 10_000 }))
  if (overview.data === undefined) return <Loading />
  const { sessions, materials, lines } = overview.data
  if (lines.length === 0) return <EmptyState title={w.notYet} about={w.overviewNone} />
  const teams = lines.some(({ member }) => member !== '')
  const columns: Column<Line>[] = [
    { key: 'number', head: w.number, cell: (line) => line.number, width: '6rem' },
    { key: 'name', head: w.entrant, cell: (line) => line.name },
    ...(teams ? [{ key: 'member', head: w.member, cell: (line: Line) => line.member }] : []),
    { key: 'delegation', head: w.delegation, cell: (line) => line.delegation },
    { key: 'present', head: w.present, cell: (line) => fill(w.of, { n: line.present, all: sessions }), numeric: true },
    { key: 'late', head: w.late, cell: (line) => line.late, numeric: true },
    { key: 'absent', head: w.absent, cell: (line) => line.absent, numeric: true },
    {
      key: 'finished',
      head: w.finished,
      cell: (line) => fill(w.of, { n: line.finished, all: materials }),
      numeric: true,
    },
    {
      key: 'percent',
      head: w.percent,
      cell: (line) => (
        <span className={style.percent}>
          <progress max={100} value={line.percent} aria-hidden />
          <span>{line.percent}%</span>
        </span>
      ),
      numeric: true,
    },
    { key: 'lastAt', head: w.lastAt, cell: (line) => (line.lastAt === null ? w.never : dayAndTime(line.lastAt)) },
  ]
  const write = async () => {
    const file = await call(api.training.exportOverview(input))
    if (file !== null) saveFile(file, 'training.xlsx')
  }
  return (
    <>
      <div className={style.tools}>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={() => void write()}>
          {w.export}
        </Button>
      </div>
      <DataTable
        label={w.tabs.people}
        columns={columns}
        rows={lines}
        rowKey={(line) => `${line.entrantId} ${line.member}`}
        tone={(line) => (training.attendanceRequired && line.absent > 0 ? 'attention' : undefined)}
      />
    </>
  )
}
