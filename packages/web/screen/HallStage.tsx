/**
 * What the hall sees: of an item that is performed in turn who is on the stage with the item's own picture, the score when it
 * is told, and a calm slide in between; of a match the match. The host's desk shows the same frame small, through a client of the hall.
 */
import { markingIdOf, runIdOf } from '@leitai/core/contest/reading.ts'
import type { ContestView, SessionLine } from '@leitai/core/contest/view.ts'
import type { MarkingView } from '@leitai/core/marking/types.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { hourAndMinute } from '@leitai/design/clock.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { itemWeb } from '@leitai/items/web.ts'
import { Suspense, useEffect, useState } from 'react'
import type { Live } from '../live/live.ts'
import { useRun } from '../live/use-run.ts'
import { ScoreReveal } from './ScoreReveal.tsx'
import style from './hall.module.css'
import { MatchStage } from './MatchStage.tsx'
import { sessionOnStage } from './on-stage.ts'
import { screenWords } from './words.ts'

interface Props {
  view: ContestView
  source: Live
  /** Only this session, where there are several halls. */
  session?: string | undefined
  /** On the host's desk: type may be small. */
  small?: boolean
  /** Sound cues, where they were switched on. */
  sounds?: boolean
}

export function HallStage({ view, source, session: wanted, small = false, sounds = false }: Props) {
  const text = useText()
  const w = useWords(screenWords)
  const session = sessionOnStage(view.sessions, wanted)
  if (session?.match === true)
    return (
      <div className={style.frame} data-small={small || undefined} data-match>
        <MatchStage key={session.id} view={view} session={session} source={source} sounds={sounds}>
          <Between session={session} />
        </MatchStage>
      </div>
    )
  const pair = session !== null && session.onStage.length > 1
  return (
    <div className={style.frame} data-small={small || undefined}>
      <div className={style.stage}>
        <header className={style.head}>
          <h1>{text(view.title)}</h1>
          {session !== null && <p>{text(session.title)}</p>}
        </header>
        {session === null ? (
          <Slide word={w.stage.nothing} />
        ) : session.onStage.length === 0 ? (
          <Between session={session} />
        ) : (
          <div className={style.turns} data-pair={pair || undefined}>
            {session.onStage.map((code) => (
              <Turn key={code} view={view} session={session} code={code} source={source} pair={pair} />
            ))}
          </div>
        )}
      </div>
    </div>
  )
}

function Between({ session }: { session: SessionLine }) {
  const w = useWords(screenWords)
  // a match has no next one to call
  if (session.match && session.phase === 'open') return <Slide word={w.stage.nothing} />
  switch (session.phase) {
    case 'planned':
      return <Slide word={w.stage.soon} about={fill(w.stage.startsAt, { at: hourAndMinute(session.startsAt) })} />
    case 'open':
      return <Slide word={w.stage.between} about={w.stage.betweenHelp} />
    case 'paused':
      return <Slide word={w.stage.paused} about={w.stage.pausedHelp} />
    case 'closed':
      return <Slide word={w.stage.over} about={w.stage.overHelp} />
  }
}

function Slide({ word, about }: { word: string; about?: string }) {
  const text = useText()
  return (
    <div className={style.slide} lang={text({ zh: 'zh-CN', en: 'en' })}>
      <p className={style.slideWord}>{word}</p>
      {about !== undefined && <p className={style.slideAbout}>{about}</p>}
    </div>
  )
}

type HallView = SittingView<unknown, unknown> & { work: unknown }

function Turn({
  view: contest,
  session,
  code,
  source,
  pair,
}: {
  view: ContestView
  session: SessionLine
  code: string
  source: Live
  pair: boolean
}) {
  const w = useWords(screenWords)
  const { contestId } = contest
  const run = useRun<HallView>(runIdOf(contestId, session.stage, session.item, code), 'screen', source)
  const marking = useRun<MarkingView>(markingIdOf(contestId, session.stage, session.item, code), 'screen', source)
  // Whoever saw this turn before its score was told sees it told; a screen that comes later sees the score as it stands.
  const [waited, setWaited] = useState(false)
  useEffect(() => {
    if (marking.status === 'gone') setWaited(true)
  }, [marking.status])
  const item = itemWeb(session.type)
  const told = marking.view?.told
  // Where nothing is sealed, the code is the number under which everybody stands in the public list.
  const entrant = contest.layers === 0 ? contest.entrants.find(({ number }) => number === code) : undefined
  const over = run.view?.phase === 'closed'
  return (
    <section className={style.turn} aria-label={code}>
      <p className={style.who}>
        <span className={style.code}>{code}</span>
        {entrant !== undefined && (
          <>
            <span className={style.name}>{entrant.name}</span>
            <span className={style.delegation}>{entrant.delegation}</span>
          </>
        )}
      </p>
      {told !== undefined ? (
        <ScoreReveal told={told} fresh={waited} narrow={pair} />
      ) : (
        <>
          <div className={style.scene}>
            {run.view !== null && item?.Stage !== undefined && (
              <Suspense fallback={null}>
                <item.Stage view={run.view} now={run.now} />
              </Suspense>
            )}
          </div>
          {over && <p className={style.verdict}>{session.onTheSpot ? w.stage.marking : w.stage.thanks}</p>}
        </>
      )}
    </section>
  )
}
