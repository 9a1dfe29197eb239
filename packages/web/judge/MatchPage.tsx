/** 评委席 at a match: the match that is on, or one that was picked. Whoever is on its panel comes here as a judge. */
import { matchIdOf } from '@leitai/core/contest/reading.ts'
import type { ContestView, SessionLine } from '@leitai/core/contest/view.ts'
import type { MatchView, MatchWork } from '@leitai/core/match/types.ts'
import { ConnectionMark } from '@leitai/design/ConnectionMark.tsx'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { LanguageSwitch } from '@leitai/design/LanguageSwitch.tsx'
import { Loading } from '@leitai/design/states.tsx'
import { itemWeb } from '@leitai/items/web.ts'
import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { filePath } from '@leitai/core/api/paths.ts'
import { useRun } from '../live/use-run.ts'
import { query } from '../session/api.ts'
import { LinkButton } from '../shell/LinkButton.tsx'
import { Phase } from '../staff/Sessions.tsx'
import { dayAndTime } from '../staff/times.ts'
import { matchNow } from './match-now.ts'
import style from './match.module.css'
import { judgeWords } from './words.ts'

const route = getRouteApi('/judge/$contestId/match')

export function MatchPage() {
  const { contestId } = route.useParams()
  const { session: wanted } = route.useSearch()
  const w = useWords(judgeWords)
  const text = useText()
  const navigate = useNavigate()
  const contest = useQuery(query.contests.get.queryOptions({ input: { id: contestId }, staleTime: 60_000 }))
  const as = (contest.data?.myRoles ?? []).includes('judge') ? 'judge' : 'official'
  const { view, connection, gone } = useRun<ContestView>(contestId, contest.isPending ? 'judge' : as)
  if (gone)
    return (
      <ErrorState
        page
        what={w.notJudge}
        todo={w.notJudgeDo}
        act={
          <LinkButton to="/contests" variant="default">
            {w.back}
          </LinkButton>
        }
      />
    )
  if (view === null || contest.isPending) return <Loading page />
  const matches = view.sessions.filter(({ match }) => match)
  const session = matchNow(view.sessions, wanted)
  return (
    <div className={style.page}>
      <header className={style.head}>
        <h1>
          {text(view.title)}
          <span>{w.match.title}</span>
        </h1>
        {session !== null && (
          <>
            <Select
              aria-label={w.match.pick}
              size="sm"
              allowDeselect={false}
              className={style.pick}
              data={matches.map((one) => ({
                value: one.id,
                label: `${dayAndTime(one.startsAt)} ${text(one.title)} · ${fill(w.match.number, { n: one.group })}`,
              }))}
              value={session.id}
              onChange={(value) =>
                value !== null && void navigate({ to: '.', search: { session: value }, replace: true })
              }
            />
            <Phase session={session} />
          </>
        )}
        <span className={style.grow} />
        <LinkButton to="/judge/$contestId" params={{ contestId }} size="compact-sm" variant="subtle" color="gray">
          {w.match.toMarking}
        </LinkButton>
        <ConnectionMark connection={connection} />
        <LanguageSwitch />
      </header>
      {session === null ? (
        <main className={style.empty}>
          <EmptyState title={w.match.none} about={w.match.noneAbout} />
        </main>
      ) : session.phase === 'planned' ? (
        <main className={style.empty}>
          <EmptyState title={w.match.planned} about={w.match.plannedAbout} />
        </main>
      ) : (
        <Judged key={session.id} contestId={contestId} session={session} as={as} />
      )}
    </div>
  )
}

function Judged({ contestId, session, as }: { contestId: string; session: SessionLine; as: string }) {
  const w = useWords(judgeWords)
  const runId = matchIdOf(contestId, session.stage, session.item, session.group)
  const { view, act, now, gone } = useRun<MatchView & { work: MatchWork }>(runId, as)
  const item = itemWeb(session.type)
  const [reading, setReading] = useState(false)
  if (gone)
    return (
      <main className={style.empty}>
        <EmptyState title={w.match.notYours} about={w.match.notYoursAbout} />
      </main>
    )
  if (view === null) return <Loading />
  const { MatchJudge, Inspection } = item ?? {}
  const record = view.inspection !== undefined && Inspection !== undefined
  return (
    <>
      {record && (
        <p className={style.closed}>
          <span>{w.match.closed}</span>
          <Button size="compact-sm" variant="default" onClick={() => setReading(!reading)}>
            {reading ? w.match.toDesk : w.match.record}
          </Button>
        </p>
      )}
      <Suspense fallback={<Loading />}>
        {record && reading ? (
          <main className={style.after}>
            <Inspection inspection={view.inspection} fileUrl={(hash) => filePath(hash, runId, as)} />
          </main>
        ) : (
          MatchJudge !== undefined && (
            <main className={style.desk}>
              <MatchJudge view={view} act={act} now={now} />
            </main>
          )
        )}
      </Suspense>
    </>
  )
}
