/** The middle of the desk: before the session, between two turns, and during one. There is one big key at any time. */
import type { SessionLine } from '@leitai/core/contest/view.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useContest } from '../staff/contest.tsx'
import { AskConfirm, AskReason } from '../staff/dialogs.tsx'
import { floorWords } from '../staff/words.ts'
import { CallKey } from './CallKey.tsx'
import { Conducting } from './Conducting.tsx'
import style from './host.module.css'
import { useHeld } from './keys.ts'
import type { TurnPhase } from './queue.ts'
import { nameOf } from './Queue.tsx'
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

type Asking = 'open' | 'pause' | 'close' | 'clear' | null

export function OnStage({ session, next, phaseOf, as, ofTheFloor }: Props) {
  const w = useWords(hostWords)
  const { view } = useContest()
  const [asking, setAsking] = useState<Asking>(null)
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
      {session.phase === 'paused' && <Paused session={session} ofTheFloor={ofTheFloor} />}
      {session.phase === 'planned' && (
        <Before session={session} ofTheFloor={ofTheFloor} onOpen={() => setAsking('open')} />
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
        <Question asking={asking} session={session} unfinished={unfinished} onClose={() => setAsking(null)} />
      )}
    </section>
  )
}

function Before({ session, ofTheFloor, onOpen }: { session: SessionLine; ofTheFloor: boolean; onOpen: () => void }) {
  const w = useWords(hostWords).session
  return (
    <>
      <div className={style.middle}>
        <p className={style.middleTitle}>{w.planned}</p>
        <p className={style.quiet}>{w.plannedHelp}</p>
      </div>
      {ofTheFloor ? (
        <button type="button" className={style.bigKey} data-key="next" disabled={!session.available} onClick={onOpen}>
          {w.open}
        </button>
      ) : (
        <p className={style.askOthers}>{w.askOpen}</p>
      )}
    </>
  )
}

function Paused({ session, ofTheFloor }: { session: SessionLine; ofTheFloor: boolean }) {
  const w = useWords(hostWords).session
  const { act, acting } = useContest()
  return (
    <div className={style.paused} role="status">
      <strong>{w.paused}</strong>
      {ofTheFloor && (
        <Button
          size="sm"
          loading={acting === 'resumeSession'}
          onClick={() => void act('resumeSession', { session: session.id })}
        >
          {w.resume}
        </Button>
      )}
    </div>
  )
}

function Question({
  asking,
  session,
  unfinished,
  onClose,
}: {
  asking: NonNullable<Asking>
  session: SessionLine
  unfinished: readonly string[]
  onClose: () => void
}) {
  const w = useWords(hostWords)
  const floor = useWords(floorWords)
  const text = useText()
  const { act } = useContest()
  const held = useHeld()
  switch (asking) {
    case 'open':
      return (
        <AskConfirm
          title={w.session.open}
          what={fill(w.session.openWhat, {
            item: text(session.title),
            group: session.group,
            count: session.codes.length,
          })}
          confirm={w.session.open}
          ready={!held}
          onClose={onClose}
          onConfirm={() => act('openSession', { session: session.id })}
        />
      )
    case 'clear':
      return (
        <AskConfirm
          title={unfinished.length === 0 ? w.stage.clear : w.stage.leaveTitle}
          what={unfinished.length === 0 ? w.stage.clearWhat : fill(w.stage.leaveWhat, { code: unfinished.join('、') })}
          confirm={w.stage.clear}
          onClose={onClose}
          onConfirm={() => act('callToStage', { session: session.id, codes: [] })}
        />
      )
    case 'pause':
      return (
        <AskReason
          title={w.session.pause}
          what={floor.sessions.pauseWhat}
          confirm={w.session.pause}
          suggestions={floor.reasons.pause}
          onClose={onClose}
          onConfirm={(reason) => act('pauseSession', { session: session.id, reason })}
        />
      )
    case 'close':
      return (
        <AskReason
          danger
          title={w.stage.close}
          what={w.stage.closeWhat}
          confirm={w.stage.close}
          suggestions={w.stage.closeReasons}
          onClose={onClose}
          onConfirm={(reason) => act('closeSession', { session: session.id, reason })}
        />
      )
  }
}
