/** 评分分析: for officials, once a stage's marking is closed: what is worth a look, then the numbers behind it. */
import type { StageAnalysis } from '@leitai/core/analysis/analysis.ts'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { useLanguage, useText, useWords } from '@leitai/design/language.ts'
import { PageHeader } from '@leitai/design/PageHeader.tsx'
import { Loading } from '@leitai/design/states.tsx'
import { Button, Select } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { api, query, sentenceOf } from '../../session/api.ts'
import { heldRulebook } from '../../spectator/rulebook/reading.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { Panel } from '../../staff/Panel.tsx'
import { useContestRow } from '../contest/row.tsx'
import { saveFile } from '../download.ts'
import { AgreementPanel } from './AgreementPanel.tsx'
import { CriteriaPanel } from './CriteriaPanel.tsx'
import { Findings } from './Findings.tsx'
import { JudgesPanel } from './JudgesPanel.tsx'
import { QuestionsPanel } from './QuestionsPanel.tsx'
import style from './analysis.module.css'
import { StagePicker } from '../contest/StagePicker.tsx'
import { analysisWords } from './words.ts'

/** Marks do not change any more; only a re-opened marking does, and that closes the page's stage. */
const freshMs = 60_000

export function AnalysisPage() {
  const w = useWords(analysisWords)
  const text = useText()
  const { id, view } = useContest()
  const row = useContestRow()
  const call = useCall()
  const [chosen, setChosen] = useState<string | null>(null)
  const read = useMemo(() => heldRulebook(row.rulebookYaml), [row.rulebookYaml])
  const stages = ('rulebook' in read ? read.rulebook.stages : []).filter((one) => view.markingClosed.includes(one.id))
  const stage = stages.find((one) => one.id === chosen) ?? stages.at(-1)
  const download = async (of: string) => {
    const file = await call(api.analysis.export({ id, stage: of }))
    if (file !== null) saveFile(file, 'analysis.xlsx')
  }
  return (
    <div className={style.page}>
      <PageHeader
        title={w.title}
        about={w.about}
        act={
          stage !== undefined && (
            <span className={style.acts}>
              <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
                {w.print}
              </Button>
              <Button
                variant="default"
                leftSection={<IconDownload size={16} />}
                onClick={() => void download(stage.id)}
              >
                {w.excel}
              </Button>
            </span>
          )
        }
      />
      {stages.length > 1 && (
        <StagePicker
          label={w.stages}
          value={stage?.id ?? ''}
          onChange={setChosen}
          data={stages.map((one) => ({ value: one.id, label: text(one.title) }))}
        />
      )}
      {stage === undefined ? (
        <EmptyState title={w.notClosed} about={w.notClosedHelp} />
      ) : (
        <OfStage key={stage.id} contestId={id} stage={stage.id} />
      )}
    </div>
  )
}

function OfStage({ contestId, stage }: { contestId: string; stage: string }) {
  const w = useWords(analysisWords)
  const language = useLanguage()
  const analysis = useQuery(
    query.analysis.of.queryOptions({
      input: { id: contestId, stage },
      staleTime: freshMs,
      refetchOnWindowFocus: false,
    }),
  )
  if (analysis.isError && analysis.data === undefined)
    return (
      <ErrorState
        what={sentenceOf(analysis.error, language)}
        act={<Button onClick={() => void analysis.refetch()}>{w.again}</Button>}
      />
    )
  if (analysis.data === undefined) return <Loading />
  const { items, papers } = analysis.data
  if (items.length + papers.length === 0) return <EmptyState title={w.nothing} about={w.nothingHelp} />
  return <Shown analysis={analysis.data} />
}

function Shown({ analysis: { items, papers } }: { analysis: StageAnalysis }) {
  const w = useWords(analysisWords)
  const text = useText()
  // A paper whose short answers are marked by hand is both: its judges, then its questions.
  const titles = new Map([...items, ...papers].map(({ id, title }) => [id, text(title)]))
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = chosen !== null && titles.has(chosen) ? chosen : [...titles.keys()][0]!
  const item = items.find(({ id }) => id === shown)
  const paper = papers.find(({ id }) => id === shown)
  const choices = [...titles].map(([value, label]) => ({ value, label }))
  return (
    <>
      <Panel title={w.look}>
        <Findings of={[...items, ...papers]} severalItems={titles.size > 1} onOpen={setChosen} />
      </Panel>
      {titles.size > 1 && (
        <div className={style.choice}>
          <Select
            aria-label={w.items}
            w={320}
            maw="100%"
            allowDeselect={false}
            data={choices}
            value={shown}
            onChange={setChosen}
          />
        </div>
      )}
      <h2 className={style.printTitle}>{titles.get(shown)}</h2>
      {item !== undefined && (
        <>
          <JudgesPanel item={item} />
          <AgreementPanel item={item} />
          <CriteriaPanel item={item} />
        </>
      )}
      {paper !== undefined && <QuestionsPanel paper={paper} />}
      <details className={style.how}>
        <summary>{w.how}</summary>
        <ul>
          {w.howText.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </>
  )
}
