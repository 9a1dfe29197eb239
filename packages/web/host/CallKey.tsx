/** The big key between two turns: the next one, please. */
import { markingIdOf } from '@leitai/core/contest/reading.ts'
import type { SessionLine } from '@leitai/core/contest/view.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { useState } from 'react'
import { useContest } from '../staff/contest.tsx'
import { AskConfirm } from '../staff/dialogs.tsx'
import style from './host.module.css'
import { useHeld } from './keys.ts'
import { nameOf } from './Queue.tsx'
import { useOwedSheets } from './turns.ts'
import { hostWords } from './words.ts'

interface Props {
  session: SessionLine
  next: readonly string[]
  as: string
  ofTheFloor: boolean
  /** Nobody is left: the session can be closed. */
  onClose(): void
}

export function CallKey({ session, next, as, ofTheFloor, onClose }: Props) {
  const w = useWords(hostWords)
  const [early, setEarly] = useState<number | null>(null)
  const [first, second] = next
  const { id, view, act, acting } = useContest()
  const marking = session.onTheSpot
    ? session.onStage.map((code) => markingIdOf(id, session.stage, session.item, code))
    : []
  const owed = useOwedSheets(marking, as)
  const empty = session.onStage.length === 0
  const held = useHeld()

  if (first === undefined)
    return (
      <>
        {empty && (
          <div className={style.middle}>
            <p className={style.middleTitle}>{w.stage.allDone}</p>
            <p className={style.quiet}>{w.stage.allDoneHelp}</p>
          </div>
        )}
        {ofTheFloor ? (
          <button type="button" className={style.bigKey} data-quiet data-key="next" onClick={onClose}>
            {w.stage.close}
          </button>
        ) : (
          <p className={style.askOthers}>{w.stage.askStaff}</p>
        )}
      </>
    )

  const call = () => act('callToStage', { session: session.id, codes: [...next] })
  const busy = acting === 'callToStage'
  const names = next.map((code) => nameOf(view, code)).filter((name) => name !== '')
  return (
    <>
      {empty && (
        <div className={style.middle}>
          <p className={style.middleTitle}>{w.stage.empty}</p>
          <p className={style.quiet}>{w.stage.emptyHelp}</p>
        </div>
      )}
      <button
        type="button"
        className={style.bigKey}
        data-key="next"
        disabled={busy || held}
        onClick={() => (owed > 0 ? setEarly(owed) : void call())}
      >
        {busy
          ? w.stage.calling
          : second === undefined
            ? fill(w.stage.callNext, { code: first })
            : fill(w.stage.callPair, { first, second })}
        {names.length > 0 && <small>{names.join(' · ')}</small>}
      </button>
      {early !== null && <AskEarly owed={early} onClose={() => setEarly(null)} onConfirm={call} />}
    </>
  )
}

/** Asked before a score is passed over; the second press of a double one must not answer. */
function AskEarly({
  owed,
  onClose,
  onConfirm,
}: {
  owed: number
  onClose: () => void
  onConfirm: () => Promise<boolean>
}) {
  const w = useWords(hostWords).panel
  const held = useHeld()
  return (
    <AskConfirm
      title={w.earlyTitle}
      what={fill(w.earlyWhat, { count: owed })}
      confirm={w.earlyConfirm}
      ready={!held}
      onClose={onClose}
      onConfirm={onConfirm}
    />
  )
}
