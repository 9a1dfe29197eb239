/** 领队: what can be appealed and until when, one's appeals and what became of them. Made for a phone in the hall. */
import { ConnectionMark } from '@leitai/design/ConnectionMark.tsx'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { fill, useLanguage, useText, useWords } from '@leitai/design/language.ts'
import { LanguageSwitch } from '@leitai/design/LanguageSwitch.tsx'
import { useServerTime } from '@leitai/design/ServerTime.tsx'
import { Loading } from '@leitai/design/states.tsx'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { query, sentenceOf } from '../session/api.ts'
import { LinkButton } from '../shell/LinkButton.tsx'
import { ContestProvider, useContest } from '../staff/contest.tsx'
import { TrainingLink } from '../training/TrainingLink.tsx'
import { AppealForm } from './AppealForm.tsx'
import { MyAppeals } from './MyAppeals.tsx'
import { Entrants, OpenNow } from './Windows.tsx'
import style from './leader.module.css'
import { appealables, appealKey, fromKey, type Appealable, type Mine } from './windows.ts'
import { leaderWords } from './words.ts'

const route = getRouteApi('/leader/$contestId')

export function LeaderPage() {
  const { contestId } = route.useParams()
  const w = useWords(leaderWords)
  return (
    <ContestProvider
      id={contestId}
      gone={<ErrorState page what={w.gone} act={<LinkButton to="/contests">{w.back}</LinkButton>} />}
    >
      <Frame />
    </ContestProvider>
  )
}

function Frame() {
  const w = useWords(leaderWords)
  const text = useText()
  const language = useLanguage()
  const { id, view, connection } = useContest()
  const mine = useQuery({
    ...query.appeals.mine.queryOptions({ input: { id } }),
    // a ruling comes from the arbiters' desk, not with anything that this page watches
    refetchInterval: 10_000,
  })
  const { refetch } = mine
  // a session that ends opens a window
  useEffect(() => void refetch(), [view.sessions, view.results, refetch])
  return (
    <main className={style.page}>
      <header className={style.head}>
        <div>
          <p className={style.where}>
            {w.title}
            {mine.data !== undefined && mine.data.delegation !== '' && ` · ${mine.data.delegation}`}
          </p>
          <h1>{text(view.title)}</h1>
        </div>
        <div className={style.tools}>
          <ConnectionMark connection={connection} />
          <LanguageSwitch />
        </div>
      </header>
      <TrainingLink contestId={id} />
      {mine.data !== undefined ? (
        <Appeals mine={mine.data} reread={() => void refetch()} />
      ) : mine.isError ? (
        <ErrorState
          what={w.failed}
          safe={w.safe}
          todo={sentenceOf(mine.error, language)}
          act={
            <Button variant="default" onClick={() => void refetch()}>
              {w.retry}
            </Button>
          }
        />
      ) : (
        <Loading />
      )}
    </main>
  )
}

function Appeals({ mine, reread }: { mine: Mine; reread(): void }) {
  const w = useWords(leaderWords)
  const { id } = useContest()
  const navigate = useNavigate()
  const { appeal: key } = route.useSearch()
  const now = useEachSecond()
  const list = appealables(mine, now)
  const writing = key === undefined ? undefined : fromKey(list, key)
  const write = (one: Appealable | null) =>
    void navigate({
      to: '/leader/$contestId',
      params: { contestId: id },
      search: one === null ? {} : { appeal: appealKey(one) },
    })

  if (mine.withinMinutes === null && mine.appeals.length === 0)
    return <EmptyState title={w.noAppeals} about={w.noAppealsHelp} />
  if (mine.delegation === '') return <EmptyState title={w.noDelegation} about={w.noDelegationHelp} />
  if (mine.entrants.length === 0) return <EmptyState title={w.noEntrants} about={w.noEntrantsHelp} />
  return (
    <>
      {mine.withinMinutes !== null && (
        <p className={style.rule}>
          {fill(w.rule[mine.after], { minutes: mine.withinMinutes })}
          {mine.clause !== null && <span className={style.clause}>{mine.clause}</span>}
        </p>
      )}
      {mine.appeals.length > 0 && <MyAppeals mine={mine} reread={reread} />}
      <OpenNow list={list} onAppeal={write} />
      <Entrants list={list} />
      {writing !== undefined && (
        <AppealForm key={key} about={writing} clauses={mine.clauses} onClose={() => write(null)} onFiled={reread} />
      )}
    </>
  )
}

/** The server's time, asked once a second: what is open closes by itself. */
function useEachSecond(): number {
  const now = useServerTime()
  const [at, setAt] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 1000)
    return () => clearInterval(timer)
  }, [now])
  return at
}
