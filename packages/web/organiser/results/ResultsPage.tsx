/** 成绩: standings, why each number is what it is, ties for people to decide, three signatures, publication. */
import type { ResultLine, ResultView } from '@leitai/core/contest/view.ts'
import { clockTime } from '@leitai/core/words.ts'
import { minutesAndSeconds } from '@leitai/design/clock.ts'
import { DataTable, type Column } from '@leitai/design/DataTable.tsx'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Alert, Button, Drawer, Group, Menu, SegmentedControl, TextInput } from '@mantine/core'
import { IconChevronDown, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { api } from '../../session/api.ts'
import { readRulebook } from '../../spectator/rulebook/reading.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { AskConfirm } from '../../staff/dialogs.tsx'
import { useContestRow, useRoles } from '../contest/row.tsx'
import { StepPage } from '../contest/StepPage.tsx'
import { saveFile } from '../download.ts'
import { DecideAward } from './DecideAward.tsx'
import { Evidence } from './Evidence.tsx'
import { printUrl } from './prints.ts'
import { ScoreTree } from './ScoreTree.tsx'
import { SettleTie } from './SettleTie.tsx'
import { Signatures } from './Signatures.tsx'
import style from './results.module.css'
import { resultsWords } from './words.ts'

export function ResultsPage() {
  const w = useWords(resultsWords)
  const text = useText()
  const { id, view, act } = useContest()
  const row = useContestRow()
  const roles = useRoles()
  const [stageId, setStage] = useState<string | null>(null)
  const [opened, setOpened] = useState<ResultLine | null>(null)
  const [looking, setLooking] = useState(false)
  const [publishing, setPublishing] = useState(false)
  const [tie, setTie] = useState<ResultView['openTies'][number] | null>(null)
  const [award, setAward] = useState<string | null>(null)
  const read = useMemo(() => readRulebook(row.rulebookYaml), [row.rulebookYaml])
  const book = 'rulebook' in read ? read.rulebook : null
  const stages = book?.stages ?? []
  const result = view.results.find((one) => one.stage === stageId) ?? view.results.at(-1)
  const stage = stages.find((one) => one.id === result?.stage)
  const organiser = roles.includes('organiser')
  const chief = roles.includes('chiefJudge')
  const undecided = (book?.awards ?? []).filter(
    (one) => one.by === 'decision' && !result?.awards.some((given) => given.id === one.id && given.lines.length > 0),
  )
  const step = view.steps.find((one) => one.id === 'results')!
  const mayPublish =
    organiser &&
    result !== undefined &&
    result.published === null &&
    result.waitsFor.length === 0 &&
    step.missing.every((one) => one.act === 'publishResults')
  return (
    <StepPage
      id="results"
      listsMissing={result === undefined}
      {...(result?.published != null ? { about: fill(w.published, { time: clockTime(result.published) }) } : {})}
      primary={mayPublish ? <Button onClick={() => setPublishing(true)}>{w.publish}</Button> : <></>}
      beside={result !== undefined && <Exports id={id} stage={result.stage} />}
    >
      {view.results.length > 1 && (
        <SegmentedControl
          mb="md"
          value={result?.stage ?? ''}
          onChange={setStage}
          data={view.results.map((one) => ({
            value: one.stage,
            label: text(stages.find((other) => other.id === one.stage)?.title ?? { zh: one.stage, en: one.stage }),
          }))}
        />
      )}
      {result === undefined ? (
        <EmptyState title={w.empty} about={w.emptyHelp} />
      ) : (
        <>
          {result.openTies.length > 0 && (
            <Alert color="amber" mb="md" title={fill(w.ties, { count: result.openTies.length })}>
              {result.openTies.map((one) => (
                <Group key={one.codes.join()} justify="space-between" gap="sm">
                  <span>
                    {one.codes.join('、')} · {fill(w.tieWhat, { rank: one.rank })}
                  </span>
                  {chief ? (
                    <Button size="xs" onClick={() => setTie(one)}>
                      {w.settle}
                    </Button>
                  ) : (
                    w.onlyChief
                  )}
                </Group>
              ))}
            </Alert>
          )}
          {(organiser || chief) &&
            undecided.map((one) => (
              <Group key={one.id} mb="sm">
                <Button variant="default" size="xs" onClick={() => setAward(one.id)}>
                  {fill(w.decide, { award: text(one.title) })}
                </Button>
              </Group>
            ))}
          <Signatures result={result} />
          <Standings
            result={result}
            items={stage?.items ?? []}
            sealed={view.layers > 0 && result.lines.every((line) => line.name === undefined)}
            onOpen={setOpened}
          />
        </>
      )}
      <Drawer
        opened={opened !== null}
        onClose={() => setOpened(null)}
        position="right"
        closeOnEscape={!looking}
        size={520}
        title={
          opened === null
            ? ''
            : [opened.number ?? opened.code, opened.name, opened.delegation].filter(Boolean).join(' · ')
        }
      >
        {opened !== null && (
          <>
            <p className={style.why}>{fill(w.why, { points: opened.total })}</p>
            {opened.score !== undefined && <ScoreTree score={opened.score} />}
            {stage !== undefined && opened.code !== '' && (
              <Evidence
                contestId={id}
                stage={stage.id}
                code={opened.code}
                items={stage.items.filter((item) => item.id in opened.items)}
                onShown={setLooking}
              />
            )}
          </>
        )}
      </Drawer>
      {publishing && result !== undefined && (
        <AskConfirm
          title={w.publish}
          what={w.publishWhat}
          confirm={w.publish}
          onClose={() => setPublishing(false)}
          onConfirm={() => act('publishResults', { stage: result.stage })}
        />
      )}
      {tie !== null && result !== undefined && <SettleTie result={result} tie={tie} onClose={() => setTie(null)} />}
      {award !== null && result !== undefined && (
        <DecideAward award={award} result={result} onClose={() => setAward(null)} />
      )}
    </StepPage>
  )
}

function Standings({
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
  const text = useText()
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
          { key: 'name', head: w.name, cell: (line: ResultLine) => <strong>{line.name ?? line.code}</strong> },
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

function Exports({ id, stage }: { id: string; stage: string }) {
  const w = useWords(resultsWords)
  const call = useCall()
  const save = async (file: Promise<File>, name: string) => {
    const got = await call(file)
    if (got !== null) saveFile(got, name)
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={15} />}>
          {w.prints}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={printUrl(id, 'results', { stage })} target="_blank">
          {w.printResult}
        </Menu.Item>
        <Menu.Item component="a" href={printUrl(id, 'score-sheets', { stage })} target="_blank">
          {w.printSheets}
        </Menu.Item>
        <Menu.Item component="a" href={printUrl(id, 'incidents')} target="_blank">
          {w.printIncidents}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void save(api.results.export({ id, stage }), 'results.xlsx')}>{w.excel}</Menu.Item>
        <Menu.Item onClick={() => void save(api.results.marks({ id, stage }), 'MARKS.csv')}>{w.marks}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
