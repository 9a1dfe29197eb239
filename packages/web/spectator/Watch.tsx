/** 直播: the match that is on, as a phone reads it. */
import type { SessionLine } from '@leitai/core/contest/view.ts'
import { hourAndMinute } from '@leitai/design/clock.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { itemWeb } from '@leitai/items/web.ts'
import { Suspense, useState } from 'react'
import { useMatch } from '../screen/MatchStage.tsx'
import { usePublic } from './public-contest.ts'
import style from './public.module.css'
import { publicWords } from './words.ts'

export function Watch() {
  const w = useWords(publicWords).watch
  const text = useText()
  const { view } = usePublic()
  const [wanted, setWanted] = useState<string | null>(null)
  if (view === null) return <Loading />
  const matches = view.sessions.filter(({ match }) => match)
  const on = matches.filter(({ phase }) => phase === 'open' || phase === 'paused')
  const shown = on.find(({ id }) => id === wanted) ?? on[0]
  const coming = matches.find(({ phase }) => phase === 'planned')
  const last = matches.findLast(({ phase }) => phase === 'closed')
  const now = shown ?? last
  return (
    <section aria-label={w.title}>
      {on.length > 1 && (
        <div className={style.several} role="group" aria-label={w.several}>
          {on.map((session) => (
            <button
              key={session.id}
              type="button"
              aria-pressed={session.id === shown?.id}
              onClick={() => setWanted(session.id)}
            >
              {text(session.title)} {fill(w.group, { n: session.group })}
            </button>
          ))}
        </div>
      )}
      {on.length === 0 && (
        <p className={style.quiet}>
          {coming === undefined
            ? now === undefined
              ? w.none
              : w.over
            : fill(w.coming, { title: text(coming.title), at: hourAndMinute(coming.startsAt) })}
        </p>
      )}
      {now !== undefined && <Match key={now.id} contestId={view.contestId} session={now} />}
    </section>
  )
}

function Match({ contestId, session }: { contestId: string; session: SessionLine }) {
  const { view, now } = useMatch(contestId, session)
  const item = itemWeb(session.type)
  if (view === null || item?.MatchScreen === undefined) return null
  return (
    <Suspense fallback={<Loading />}>
      <item.MatchScreen view={view} now={now} variant="phone" sounds={false} />
    </Suspense>
  )
}
