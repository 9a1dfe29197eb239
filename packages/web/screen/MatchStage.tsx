/** A match in the hall: the contest's and the match's names above, and the item's own picture of it. */
import { matchIdOf } from '@leitai/core/contest/reading.ts'
import type { ContestView, SessionLine } from '@leitai/core/contest/view.ts'
import type { MatchView, MatchWork } from '@leitai/core/match/types.ts'
import { useText } from '@leitai/design/language.ts'
import { itemWeb } from '@leitai/items/web.ts'
import { Suspense, type ReactNode } from 'react'
import type { Live } from '../live/live.ts'
import { useRun, type Run } from '../live/use-run.ts'
import { Matches } from './Matches.tsx'
import { Sponsors } from './Sponsors.tsx'
import style from './hall.module.css'

export type AnyMatchView = MatchView & { work: MatchWork }

/** Only once the session has begun: before that the match is nobody's to see. */
export function useMatch(contestId: string, session: SessionLine, source?: Live): Run<AnyMatchView> {
  return useRun<AnyMatchView>(matchIdOf(contestId, session.stage, session.item, session.group), 'screen', source)
}

interface Props {
  view: ContestView
  session: SessionLine
  source: Live
  sounds: boolean
  /** What stands there before the match has a run of its own. */
  children: ReactNode
}

export function MatchStage(props: Props) {
  const text = useText()
  const { view, session, children } = props
  if (session.phase !== 'planned') return <Begun {...props} />
  return (
    <div className={style.stage}>
      <Head title={text(view.title)} match={text(session.title)} />
      {children}
    </div>
  )
}

function Begun({ view: contest, session, source, sounds, children }: Props) {
  const text = useText()
  const { view, now } = useMatch(contest.contestId, session, source)
  const item = itemWeb(session.type)
  const frame = view?.work.frame
  return (
    <div className={style.stage}>
      <Head title={text(contest.title)} match={text(frame?.title ?? session.title)} />
      {view === null || item?.MatchScreen === undefined ? (
        children
      ) : (
        <>
          {frame?.showing === 'bracket' && <Matches view={contest} stage={session.stage} />}
          {frame?.showing === 'sponsors' && <Sponsors contestId={contest.contestId} title={text(contest.title)} />}
          <Suspense fallback={null}>
            <item.MatchScreen view={view} now={now} variant="hall" sounds={sounds} />
          </Suspense>
        </>
      )}
      {frame?.showing === 'blackout' && <div className={style.dark} />}
    </div>
  )
}

function Head({ title, match }: { title: string; match: string }) {
  return (
    <header className={style.head}>
      <h1>{title}</h1>
      <p>{match}</p>
    </header>
  )
}
