/** 赛前训练: what the rulebook promises before a stage: its sessions and who was there, what there is to read, how far everybody is. */
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { fill, useLanguage, useText, useWords } from '@leitai/design/language.ts'
import { PageHeader } from '@leitai/design/PageHeader.tsx'
import { Loading } from '@leitai/design/states.tsx'
import { Button, SegmentedControl, Tabs } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { sentenceOf } from '../../session/api.ts'
import { LinkButton } from '../../shell/LinkButton.tsx'
import { useContest } from '../../staff/contest.tsx'
import { OverviewPanel } from './OverviewPanel.tsx'
import { attendeesOf, usePlan, type PlannedTraining } from './plan.ts'
import { ReadingListPanel } from './ReadingListPanel.tsx'
import { SessionsPanel } from './SessionsPanel.tsx'
import style from './training.module.css'
import { trainingPlanWords } from './words.ts'

const route = getRouteApi('/signed-in/contests/$contestId/training')
const trainingTabs = ['sessions', 'list', 'people'] as const

export function TrainingPage() {
  const w = useWords(trainingPlanWords)
  const text = useText()
  const language = useLanguage()
  const { id } = useContest()
  const plan = usePlan(id)
  const here = route.useSearch()
  const navigate = useNavigate()
  const training = plan.data?.find((one) => one.id === here.training) ?? plan.data?.[0]
  return (
    <div>
      <PageHeader title={w.title} about={w.about} />
      {plan.data === undefined ? (
        plan.isError ? (
          <ErrorState
            what={w.failed}
            todo={sentenceOf(plan.error, language)}
            act={
              <Button variant="default" onClick={() => void plan.refetch()}>
                {w.retry}
              </Button>
            }
          />
        ) : (
          <Loading />
        )
      ) : training === undefined ? (
        <EmptyState
          title={w.none}
          about={w.noneHelp}
          act={
            <LinkButton to="/contests/$contestId/rulebook" params={{ contestId: id }} variant="default">
              {w.toRulebook}
            </LinkButton>
          }
        />
      ) : (
        <>
          {plan.data.length > 1 && (
            <SegmentedControl
              mb="md"
              data={plan.data.map((one) => ({ value: one.id, label: text(one.title) }))}
              value={training.id}
              onChange={(value) =>
                void navigate({
                  to: '/contests/$contestId/training',
                  params: { contestId: id },
                  search: { ...here, training: value },
                })
              }
            />
          )}
          <Training key={training.id} training={training} />
        </>
      )}
    </div>
  )
}

function Training({ training }: { training: PlannedTraining }) {
  const w = useWords(trainingPlanWords)
  const text = useText()
  const { id } = useContest()
  const navigate = useNavigate()
  const { tab = 'sessions' } = route.useSearch()
  const facts = [
    fill(w.before, { stage: text(training.before) }),
    ...(training.minutes === null ? [] : [fill(w.minutes, { n: training.minutes })]),
    ...(training.attendanceRequired ? [w.required] : []),
    training.people === null ? w.notYet : fill(w.people, { n: attendeesOf(training).length }),
  ]
  return (
    <>
      <p className={style.facts}>
        <strong>{text(training.title)}</strong>
        <span>{facts.join(' · ')}</span>
        {training.clause !== null && <span className={style.clause}>{training.clause}</span>}
      </p>
      <Tabs
        value={tab}
        onChange={(value) =>
          void navigate({
            to: '/contests/$contestId/training',
            params: { contestId: id },
            search: { training: training.id, tab: trainingTabs.find((one) => one === value) ?? 'sessions' },
          })
        }
        keepMounted={false}
        color="gray.9"
      >
        <Tabs.List mb="lg">
          {trainingTabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {w.tabs[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="sessions">
          <SessionsPanel training={training} />
        </Tabs.Panel>
        <Tabs.Panel value="list">
          <ReadingListPanel training={training} />
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <OverviewPanel training={training} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
