/** 成绩: standings, why each number is what it is, ties for people to decide, three signatures, publication. */
import type { ResultLine, ResultView } from '@leitai/core/contest/view.ts'
import { clockTime } from '@leitai/core/words.ts'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button, Drawer, Group, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { api } from '../../session/api.ts'
import { heldRulebook } from '../../spectator/rulebook/reading.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { AskConfirm } from '../../staff/dialogs.tsx'
import { useContestRow, useRoles } from '../contest/row.tsx'
import { StagePicker } from '../contest/StagePicker.tsx'
import { StepPage } from '../contest/StepPage.tsx'
import { saveFile } from '../download.ts'
import { Advancement } from './Advancement.tsx'
import { Corrections } from './Corrections.tsx'
import { DecideAward } from './DecideAward.tsx'
import { Evidence } from './Evidence.tsx'
import { printUrl } from './prints.ts'
import { ScoreTree } from './ScoreTree.tsx'
import { Signatures } from './Signatures.tsx'
import { stageWords } from './stage-words.ts'
import { Standings } from './Standings.tsx'
import { Ties } from './Ties.tsx'
import style from './results.module.css'
import { resultsWords } from './words.ts'

export function ResultsPage() {
  const w = useWords(resultsWords)
  const s = useWords(stageWords)
  const text = useText()
  const { id, view, act } = useContest()
  const row = useContestRow()
  const roles = useRoles()
  const [stageId, setStage] = useState<string | null>(null)
  const [opened, setOpened] = useState<ResultLine | null>(null)
  const [looking, setLooking] = useState(false)
  const [publishing, setPublishing] = useState(false)
  const [award, setAward] = useState<string | null>(null)
  const read = useMemo(() => heldRulebook(row.rulebookYaml), [row.rulebookYaml])
  const book = 'rulebook' in read ? read.rulebook : null
  const stages = book?.stages ?? []
  const result = view.results.find((one) => one.stage === (stageId ?? view.currentStage)) ?? view.results.at(-1)
  const stage = stages.find((one) => one.id === result?.stage)
  const next = stages[stages.findIndex((one) => one.id === result?.stage) + 1]
  const sealed = view.layers > 0 && view.officers.some((officer) => officer.openedAt === null)
  const organiser = roles.includes('organiser')
  const chief = roles.includes('chiefJudge')
  // Awards stand on the last stage's result.
  const undecided = (next === undefined ? (book?.awards ?? []) : []).filter(
    (one) => one.by === 'decision' && !result?.awards.some((given) => given.id === one.id && given.lines.length > 0),
  )
  const stageLabel = (one: ResultView) => {
    const title = text(stages.find((other) => other.id === one.stage)?.title ?? { zh: one.stage, en: one.stage })
    const gone = view.advanced.some((other) => other.stage === one.stage)
    return `${title} · ${s.stageStates[gone ? 'advanced' : one.published !== null ? 'published' : 'signing']}`
  }
  const mayPublish =
    organiser &&
    result !== undefined &&
    result.published === null &&
    result.waitsFor.length === 0 &&
    result.openTies.length === 0 &&
    undecided.length === 0
  return (
    <StepPage
      id="results"
      listsMissing={result === undefined}
      {...(result?.published != null ? { about: fill(w.published, { time: clockTime(result.published) }) } : {})}
      primary={mayPublish ? <Button onClick={() => setPublishing(true)}>{w.publish}</Button> : <></>}
      beside={result !== undefined && <Exports id={id} stage={result.stage} />}
    >
      {view.results.length > 1 && (
        <StagePicker
          label={s.stages}
          value={result?.stage ?? ''}
          onChange={setStage}
          data={view.results.map((one) => ({ value: one.stage, label: stageLabel(one) }))}
        />
      )}
      {result === undefined ? (
        <EmptyState title={w.empty} about={w.emptyHelp} />
      ) : (
        <>
          <Ties result={result} />
          {(organiser || chief) &&
            undecided.map((one) => (
              <Group key={one.id} mb="sm">
                <Button variant="default" size="xs" onClick={() => setAward(one.id)}>
                  {fill(w.decide, { award: text(one.title) })}
                </Button>
              </Group>
            ))}
          <Signatures result={result} />
          {next !== undefined && <Advancement key={result.stage} result={result} next={next} sealed={sealed} />}
          <Standings
            result={result}
            items={stage?.items ?? []}
            sealed={view.layers > 0 && result.lines.every((line) => line.name === undefined)}
            onOpen={setOpened}
          />
          <Corrections result={result} stage={stage} />
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
      {award !== null && result !== undefined && (
        <DecideAward award={award} result={result} onClose={() => setAward(null)} />
      )}
    </StepPage>
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
