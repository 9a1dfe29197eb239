/** A session from the desk: before it begins, while it stands still, and what is asked before it opens, pauses or closes. */
import type { SessionLine } from '@leitai/core/contest/view.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { useContest } from '../staff/contest.tsx'
import { AskConfirm, AskReason } from '../staff/dialogs.tsx'
import { floorWords } from '../staff/words.ts'
import style from './host.module.css'
import { useHeld } from './keys.ts'
import { hostWords } from './words.ts'

export type SessionAsking = 'open' | 'pause' | 'close' | 'clear'

export function BeforeSession({
  session,
  ofTheFloor,
  onOpen,
}: {
  session: SessionLine
  ofTheFloor: boolean
  onOpen: () => void
}) {
  const w = useWords(hostWords).session
  return (
    <>
      <div className={style.middle}>
        <p className={style.middleTitle}>{w.planned}</p>
        <p className={style.quiet}>{session.match ? w.plannedMatchHelp : w.plannedHelp}</p>
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

/** The clocks stand still; staff and organisers let them go on. */
export function PausedSession({ session, ofTheFloor }: { session: SessionLine; ofTheFloor: boolean }) {
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

export function AskSession({
  asking,
  session,
  unfinished = [],
  onClose,
}: {
  asking: SessionAsking
  session: SessionLine
  /** Codes on the stage that are not done. */
  unfinished?: readonly string[]
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
          what={fill(session.match ? w.session.openMatchWhat : w.session.openWhat, {
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
          what={session.match ? w.match.closeWhat : w.stage.closeWhat}
          confirm={w.stage.close}
          suggestions={w.stage.closeReasons}
          onClose={onClose}
          onConfirm={(reason) => act('closeSession', { session: session.id, reason })}
        />
      )
  }
}
