/** 评分: stage by stage what is marked by whom, how far the panels are, and the end of marking. */
import type { Stage } from '@leitai/core/rulebook/schema.ts'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { api } from '../../session/api.ts'
import { heldRulebook } from '../../spectator/rulebook/reading.ts'
import { LinkButton } from '../../shell/LinkButton.tsx'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { AskReason } from '../../staff/dialogs.tsx'
import { useContestRow, useRoles } from '../contest/row.tsx'
import { StagePicker } from '../contest/StagePicker.tsx'
import { StepPage } from '../contest/StepPage.tsx'
import { resultsWords } from '../results/words.ts'
import { CloseMarking } from './CloseMarking.tsx'
import { ItemList } from './ItemList.tsx'
import { ItemMarking } from './ItemMarking.tsx'
import { useProgress } from './use-progress.ts'
import { markingWords } from './words.ts'

export function MarkingPage() {
  const w = useWords(resultsWords)
  const m = useWords(markingWords)
  const text = useText()
  const { view } = useContest()
  const row = useContestRow()
  const [chosen, setChosen] = useState<string | null>(null)
  const read = useMemo(() => heldRulebook(row.rulebookYaml), [row.rulebookYaml])
  const stages = 'rulebook' in read ? read.rulebook.stages : []
  const stage = stages.find((one) => one.id === (chosen ?? view.currentStage)) ?? stages[0]
  if (stage === undefined || view.sessions.length === 0)
    return (
      <StepPage id="marking">
        <EmptyState title={w.emptyMarking} about={w.emptyMarkingHelp} />
      </StepPage>
    )
  const tabs =
    stages.length > 1 ? (
      <StagePicker
        label={m.stages}
        value={stage.id}
        onChange={setChosen}
        data={stages.map((one) => ({ value: one.id, label: text(one.title) }))}
      />
    ) : null
  return <StageMarking key={stage.id} stage={stage} tabs={tabs} />
}

function StageMarking({ stage, tabs }: { stage: Stage; tabs: React.ReactNode }) {
  const w = useWords(resultsWords)
  const m = useWords(markingWords)
  const text = useText()
  const { id, view } = useContest()
  const roles = useRoles()
  const call = useCall()
  const [item, setItem] = useState<string | null>(null)
  const [piece, setPiece] = useState<string | null>(null)
  const [closing, setClosing] = useState(false)
  const [reopening, setReopening] = useState(false)
  const [computing, setComputing] = useState(false)

  const sessions = view.sessions.filter((session) => session.stage === stage.id)
  const panels = view.panels.filter((line) => line.stage === stage.id)
  const closed = view.markingClosed.includes(stage.id)
  const result = view.results.find((one) => one.stage === stage.id)
  const progress = useProgress(id, stage.id, !closed, panels.length > 0)
  const pieces = progress.data ?? []
  const shown = panels.find((line) => line.item === item) ?? panels[0]
  const title = text(stage.title)
  const chief = roles.includes('chiefJudge')
  const official = chief || roles.includes('organiser')
  const sat = sessions.length > 0 && sessions.every((session) => session.phase === 'closed')

  const compute = async () => {
    setComputing(true)
    await call(api.results.compute({ id, stage: stage.id }))
    setComputing(false)
  }
  const primary = !official ? null : !closed && sat ? (
    <Button onClick={() => setClosing(true)}>{fill(m.closeOpen, { stage: title })}</Button>
  ) : closed && result === undefined ? (
    <Button loading={computing} onClick={() => void compute()}>
      {fill(m.computeOpen, { stage: title })}
    </Button>
  ) : null
  const unsigned = result === undefined || result.signatures.length === 0
  return (
    <StepPage
      id="marking"
      listsMissing={false}
      primary={primary ?? <></>}
      beside={
        <>
          {closed && panels.length > 0 && (
            <LinkButton to="/contests/$contestId/analysis" params={{ contestId: id }} variant="default">
              {m.analysis}
            </LinkButton>
          )}
          {official && closed && result !== undefined && unsigned && (
            <Button variant="default" loading={computing} onClick={() => void compute()}>
              {w.computeAgain}
            </Button>
          )}
          {chief && closed && unsigned && (
            <Button variant="default" onClick={() => setReopening(true)}>
              {m.reopen}
            </Button>
          )}
        </>
      }
    >
      {tabs}
      <ItemList
        stage={stage}
        sessions={sessions}
        panels={panels}
        pieces={pieces}
        shown={shown?.item ?? null}
        onShow={(next) => {
          setItem(next)
          setPiece(null)
        }}
        closed={closed}
        result={result ?? null}
      />
      {shown !== undefined && (
        <ItemMarking
          key={shown.item}
          stage={stage}
          line={shown}
          others={panels}
          pieces={pieces.filter((one) => one.item === shown.item)}
          lost={progress.isError}
          closed={closed}
          opened={piece}
          onOpen={setPiece}
        />
      )}
      {!closed && sat && (
        <Text c="dimmed" size="sm">
          {w.late}
        </Text>
      )}
      {closed && result === undefined && (
        <Text c="dimmed" size="sm">
          {w.computeWhat}
        </Text>
      )}
      {closing && (
        <CloseMarking
          stage={stage}
          onClose={() => setClosing(false)}
          onShow={(owed) => {
            setClosing(false)
            setItem(owed.item)
            setPiece(owed.code)
          }}
        />
      )}
      {reopening && (
        <AskReason
          title={fill(m.reopenTitle, { stage: title })}
          what={m.reopenWhat}
          confirm={m.reopen}
          suggestions={m.reopenReasons}
          onClose={() => setReopening(false)}
          onConfirm={async (reason) => (await call(api.marking.reopen({ id, stage: stage.id, reason }))) !== null}
        />
      )}
    </StepPage>
  )
}
