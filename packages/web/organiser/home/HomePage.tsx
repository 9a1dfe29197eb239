/** Contests as cards: day, step, and what waits for the person who looks. */
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { fill, useLanguage, useText, useWords } from '@leitai/design/language.ts'
import { PageHeader } from '@leitai/design/PageHeader.tsx'
import { Loading } from '@leitai/design/states.tsx'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query, sentenceOf, type api } from '../../session/api.ts'
import { useSession } from '../../session/use-session.ts'
import { useStepName } from '../contest/step-name.ts'
import style from './home.module.css'
import { homeWords } from './words.ts'
import { LinkButton } from '../../shell/LinkButton.tsx'

type Line = Awaited<ReturnType<typeof api.contests.list>>[number]

export function HomePage() {
  const w = useWords(homeWords)
  const language = useLanguage()
  const session = useSession()
  const contests = useQuery(query.contests.list.queryOptions())
  const mayCreate = session.data?.person?.mayCreateContests === true
  const create = mayCreate && <LinkButton to="/contests/new">{w.newContest}</LinkButton>
  return (
    <main className={style.page}>
      <PageHeader title={w.title} act={contests.data !== undefined && contests.data.length > 0 && create} />
      {contests.isPending && <Loading />}
      {contests.isError && (
        <ErrorState
          what={w.failed}
          safe={w.safe}
          todo={sentenceOf(contests.error, language)}
          act={
            <Button variant="default" onClick={() => void contests.refetch()}>
              {w.retry}
            </Button>
          }
        />
      )}
      {contests.data?.length === 0 && (
        <EmptyState title={w.empty} about={mayCreate ? w.emptyHelp : w.emptyGuest} act={create} />
      )}
      {contests.data !== undefined && contests.data.length > 0 && (
        <ul className={style.cards}>
          {contests.data.map((contest) => (
            <li key={contest.id}>
              <Card contest={contest} />
              {deskOf(contest) === null && contest.myRoles.includes('judge') && (
                <Link to="/judge/$contestId" params={{ contestId: contest.id }} className={style.desk}>
                  {w.desk}
                </Link>
              )}
              {deskOf(contest) === null && contest.myRoles.includes('leader') && (
                <Link to="/leader/$contestId" params={{ contestId: contest.id }} className={style.desk}>
                  {w.leaderDesk}
                </Link>
              )}
              {deskOf(contest) === null && contest.myRoles.includes('host') && (
                <Link to="/host/$contestId" params={{ contestId: contest.id }} className={style.desk}>
                  {w.hostDesk}
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
    </main>
  )
}

/** Who only marks, only hosts or only leads a delegation goes straight to that desk. */
function deskOf({ myRoles }: Line) {
  const only = (one: Line['myRoles'][number]) => myRoles.length > 0 && myRoles.every((role) => role === one)
  if (only('judge')) return '/judge/$contestId'
  if (only('host')) return '/host/$contestId'
  return only('leader') ? '/leader/$contestId' : null
}

function Card({ contest }: { contest: Line }) {
  const w = useWords(homeWords)
  const text = useText()
  const stepName = useStepName()
  const [first, ...more] = contest.waiting
  return (
    <Link
      to={deskOf(contest) ?? '/contests/$contestId'}
      params={{ contestId: contest.id }}
      className={style.card}
      data-archived={contest.archived || undefined}
    >
      <span className={style.when}>
        {contest.startsOn ?? w.noDate}
        {contest.place !== '' && ` · ${contest.place}`}
      </span>
      <h2>{text(contest.title)}</h2>
      <span className={style.numbers}>
        {contest.rulebookId} · {fill(w.entrants, { count: contest.entrants })}
        {!contest.myRoles.includes('organiser') && ` · ${contest.myRoles.map((role) => w.roles[role]).join('、')}`}
      </span>
      <span className={style.now}>
        <span className={style.step} data-archived={contest.archived || undefined}>
          {contest.archived ? w.archived : stepName(contest.step)}
        </span>
        <span className={style.waiting}>
          {first === undefined ? w.nothingWaits : text(first)}
          {more.length > 0 && <span className={style.more}>{fill(w.more, { count: more.length })}</span>}
        </span>
      </span>
    </Link>
  )
}
