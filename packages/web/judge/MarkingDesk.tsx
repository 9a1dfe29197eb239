/** The judge's page: the pieces that are this judge's, and the desk once there is one. */
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { useLanguage, useWords } from '@leitai/design/language.ts'
import { LanguageSwitch } from '@leitai/design/LanguageSwitch.tsx'
import { ConnectionMark } from '@leitai/design/ConnectionMark.tsx'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { Loading } from '@leitai/design/states.tsx'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ContestView } from '@leitai/core/contest/view.ts'
import { matchNow } from './match-now.ts'
import { useLive, useRun } from '../live/use-run.ts'
import { query, refusalOf, sentenceOf } from '../session/api.ts'
import { LinkButton } from '../shell/LinkButton.tsx'
import { Desk } from './Desk.tsx'
import style from './desk.module.css'
import './judge.css'
import { judgeWords } from './words.ts'

const route = getRouteApi('/judge/$contestId')

export function MarkingDesk() {
  const { contestId } = route.useParams()
  const w = useWords(judgeWords)
  const language = useLanguage()
  // the contest's run keeps the page connected also while there is no piece yet
  const { view: contest } = useRun<ContestView>(contestId, 'judge')
  const match = matchNow(contest?.sessions ?? [])
  const { connection } = useLive()
  const queue = useQuery(
    query.marking.queue.queryOptions({ input: { id: contestId }, refetchInterval: 5000, staleTime: 0 }),
  )
  const { refetch } = queue
  useEffect(() => {
    if (connection === 'connected') void refetch()
  }, [connection, refetch])

  if (queue.data === undefined) {
    if (queue.error === null) return <Loading page />
    const refused = refusalOf(queue.error) !== null
    return (
      <div className="judge">
        <ErrorState
          page
          what={refused ? w.notJudge : w.unreachable}
          {...(refused ? {} : { safe: w.unreachableSafe })}
          todo={refused ? w.notJudgeDo : sentenceOf(queue.error, language)}
          act={
            refused ? (
              <LinkButton to="/contests" variant="default">
                {w.back}
              </LinkButton>
            ) : (
              <Button variant="default" onClick={() => void refetch()}>
                {w.retry}
              </Button>
            )
          }
        />
      </div>
    )
  }
  if (queue.data.length === 0)
    return (
      <div className="judge">
        <header className={style.quietTop}>
          <ConnectionMark connection={connection} />
          <LanguageSwitch />
        </header>
        <main className={style.emptyDesk}>
          <EmptyState
            title={match === null ? w.empty : w.match.offer}
            about={match === null ? w.emptyAbout : w.match.offerAbout}
            act={
              match !== null ? (
                <LinkButton to="/judge/$contestId/match" params={{ contestId }} size="md">
                  {w.match.enter}
                </LinkButton>
              ) : (
                <LinkButton to="/contests" variant="default" size="md">
                  {w.back}
                </LinkButton>
              )
            }
          />
        </main>
      </div>
    )
  return <Desk contestId={contestId} queue={queue.data} />
}
