/** The middle of the desk: before the session, between two turns, and during one. There is one big key at any time. */
import type { SessionLine } from '@leitai/core/contest/view.ts'
import { useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useContest } from '../staff/contest.tsx'
import { CallKey } from './CallKey.tsx'
import { Conducting } from './Conducting.tsx'
import style from './host.module.css'
import type { TurnPhase } from './queue.ts'
import { nameOf } from './Queue.tsx'
import { AskSession, BeforeSession, PausedSession, type SessionAsking } from './SessionActs.tsx'
import { hostWords } from './words.ts'

interface Props {
  session: SessionLine
  /** Who is called by the next press. */
  next: readonly string[]
  phaseOf(code: string): TurnPhase
  as: string
  /** Staff and organisers open, pause and close sessions. */
  ofTheFloor: boolean
}

export function OnStage({ session, next, phaseOf, as, ofTheFloor }: Props) {
  const w = useWords(hostWords)
  const { view } = useContest()
  const [asking, setAsking] = useState<SessionAsking | null>(null)
  const { onStage } = session
  const unfinished = onStage.filter((code) => phaseOf(code) !== 'closed')
  return (
    <section className={style.on} aria-label={w.stage.title}>
      <header className={style.onHead}>
        {onStage.length === 0 ? (
          <h2>{w.stage.title}</h2>
        ) : (
          onStage.map((code) => (
            <h2 key={code} className={style.onCode}>
              {code}
              <span>{nameOf(view, code)}</span>
            </h2>
          ))
        )}
        <span className={style.grow} />
        {session.phase === 'open' && onStage.length > 0 && (
          <Button size="xs" variant="default" onClick={() => setAsking('clear')}>
            {w.stage.clear}
          </Button>
        )}
        {session.phase === 'open' && ofTheFloor && (
          <Button size="xs" variant="default" onClick={() => setAsking('pause')}>
            {w.session.pause}
          </Button>
        )}
      </header>
      {session.phase === 'paused' && <PausedSession session={session} ofTheFloor={ofTheFloor} />}
      {session.phase === 'planned' && (
        <BeforeSession session={session} ofTheFloor={ofTheFloor} onOpen={() => setAsking('open')} />
      )}
      {session.phase === 'closed' && (
        <div className={style.middle}>
          <p className={style.middleTitle}>{w.session.closed}</p>
          <p className={style.quiet}>{w.session.closedHelp}</p>
        </div>
      )}
      {(session.phase === 'open' || session.phase === 'paused') && (
        <>
          {onStage.length > 0 && <Conducting session={session} as={as} />}
          {unfinished.length === 0 && session.phase === 'open' && (
            <CallKey session={session} next={next} as={as} ofTheFloor={ofTheFloor} onClose={() => setAsking('close')} />
          )}
        </>
      )}
      {asking !== null && (
        <AskSession asking={asking} session={session} unfinished={unfinished} onClose={() => setAsking(null)} />
      )}
    </section>
  )
}
