/** 评分: what is marked by whom, whether its sessions are over, and the end of marking stage by stage. */
import { clockTime } from '@leitai/core/words.ts'
import { DataTable } from '@leitai/design/DataTable.tsx'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { api } from '../../session/api.ts'
import { readRulebook } from '../../spectator/rulebook/reading.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { AskConfirm } from '../../staff/dialogs.tsx'
import { Panel } from '../../staff/Panel.tsx'
import { useContestRow } from '../contest/row.tsx'
import { StepPage } from '../contest/StepPage.tsx'
import { resultsWords } from './words.ts'

export function MarkingPage() {
  const w = useWords(resultsWords)
  const text = useText()
  const { id, view, act } = useContest()
  const row = useContestRow()
  const call = useCall()
  const [closing, setClosing] = useState<{ id: string; title: string } | null>(null)
  const [computing, setComputing] = useState<string | null>(null)
  const read = useMemo(() => readRulebook(row.rulebookYaml), [row.rulebookYaml])
  const stages = 'rulebook' in read ? read.rulebook.stages : []
  const step = view.steps.find((one) => one.id === 'marking')!
  const compute = async (stage: string) => {
    setComputing(stage)
    await call(api.results.compute({ id, stage }))
    setComputing(null)
  }
  /** The first stage that the record says is still to close, or to compute. */
  const open = stages.find((stage) => !view.results.some((result) => result.stage === stage.id))
  const next = step.missing[0]?.act
  return (
    <StepPage
      id="marking"
      acts={
        open === undefined || view.sessions.length === 0
          ? {}
          : {
              closeMarking: () => setClosing({ id: open.id, title: text(open.title) }),
              compute: () => void compute(open.id),
            }
      }
    >
      {view.sessions.length === 0 ? (
        <EmptyState title={w.emptyMarking} about={w.emptyMarkingHelp} />
      ) : (
        stages.map((stage) => {
          const result = view.results.find((one) => one.stage === stage.id)
          const unsigned = result !== undefined && result.signatures.length === 0
          return (
            <Panel
              key={stage.id}
              title={text(stage.title)}
              {...(result === undefined
                ? {}
                : { aside: fill(w.computed, { time: clockTime(result.computedAt), lines: result.lines.length }) })}
              action={
                unsigned ? (
                  <Button
                    size="xs"
                    variant="default"
                    loading={computing === stage.id}
                    onClick={() => void compute(stage.id)}
                  >
                    {w.computeAgain}
                  </Button>
                ) : null
              }
            >
              <DataTable
                dense={false}
                rows={stage.items}
                rowKey={(item) => item.id}
                columns={[
                  { key: 'item', head: w.item, cell: (item) => <strong>{text(item.title)}</strong> },
                  { key: 'by', head: w.by, cell: (item) => (item.marking.by === 'system' ? w.bySystem : w.byJudges) },
                  {
                    key: 'sessions',
                    head: w.sessions,
                    cell: (item) => {
                      const sessions = view.sessions.filter(
                        (session) => session.stage === stage.id && session.item === item.id,
                      )
                      return fill(w.sessionsDone, {
                        done: sessions.filter((session) => session.phase === 'closed').length,
                        all: sessions.length,
                      })
                    },
                  },
                  {
                    key: 'seats',
                    head: w.seats,
                    numeric: true,
                    cell: (item) =>
                      new Set(
                        view.sessions
                          .filter((session) => session.stage === stage.id && session.item === item.id)
                          .flatMap((session) => session.codes),
                      ).size,
                  },
                ]}
              />
            </Panel>
          )
        })
      )}
      {next === 'closeMarking' && view.sessions.length > 0 && (
        <Text c="dimmed" size="sm">
          {w.late}
        </Text>
      )}
      {next === 'compute' && (
        <Text c="dimmed" size="sm">
          {w.computeWhat}
        </Text>
      )}
      {closing !== null && (
        <AskConfirm
          title={w.closeMarking}
          what={fill(w.closeWhat, { stage: closing.title })}
          confirm={w.closeMarking}
          onClose={() => setClosing(null)}
          onConfirm={() => act('closeMarking', { stage: closing.id })}
        />
      )}
    </StepPage>
  )
}
