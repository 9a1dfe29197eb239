/** A match from the host's desk: before it the session's own key, then the item's desk with the hall's picture in it. */
import { matchIdOf } from '@leitai/core/contest/reading.ts'
import type { SessionLine } from '@leitai/core/contest/view.ts'
import type { MatchView, MatchWork } from '@leitai/core/match/types.ts'
import type { Role } from '@leitai/core/run.ts'
import { useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { itemWeb } from '@leitai/items/web.ts'
import { Button } from '@mantine/core'
import { Suspense, useRef, useState, type ReactNode } from 'react'
import { useRun } from '../live/use-run.ts'
import { useContest } from '../staff/contest.tsx'
import { HallPreview } from './HallPreview.tsx'
import style from './host.module.css'
import { useDeskKeys } from './keys.ts'
import { AskSession, BeforeSession, PausedSession, type SessionAsking } from './SessionActs.tsx'
import { hostWords } from './words.ts'

interface Props {
  session: SessionLine
  as: string
  roles: readonly Role[]
}

export function MatchDesk({ session, as, roles }: Props) {
  const w = useWords(hostWords)
  const [asking, setAsking] = useState<SessionAsking | null>(null)
  const ofTheFloor = roles.some((role) => role === 'organiser' || role === 'staff')
  return (
    <main className={style.match}>
      {session.phase === 'planned' ? (
        <Planned session={session} ofTheFloor={ofTheFloor} onOpen={() => setAsking('open')} />
      ) : session.phase === 'closed' ? (
        <div className={style.middle}>
          <p className={style.middleTitle}>{w.session.closed}</p>
          <p className={style.quiet}>{w.session.closedHelp}</p>
        </div>
      ) : (
        <Led
          session={session}
          // Keys are for host and judges: whoever is one of them here comes as such, whatever else they are.
          as={roles.includes('host') ? 'host' : roles.includes('chiefJudge') ? 'official' : as}
          ofTheFloor={ofTheFloor}
          mayClose={ofTheFloor || roles.includes('host')}
          onAsk={setAsking}
        />
      )}
      {asking !== null && <AskSession asking={asking} session={session} onClose={() => setAsking(null)} />}
    </main>
  )
}

function Planned({ session, ofTheFloor, onOpen }: { session: SessionLine; ofTheFloor: boolean; onOpen(): void }) {
  const desk = useRef<HTMLElement>(null)
  const guard = useDeskKeys(desk)
  return (
    <section className={style.planned} ref={desk} onClickCapture={guard}>
      <BeforeSession session={session} ofTheFloor={ofTheFloor} onOpen={onOpen} />
    </section>
  )
}

function Led({
  session,
  as,
  ofTheFloor,
  mayClose,
  onAsk,
}: {
  session: SessionLine
  as: string
  ofTheFloor: boolean
  mayClose: boolean
  onAsk(what: SessionAsking): void
}) {
  const w = useWords(hostWords)
  const { id } = useContest()
  const runId = matchIdOf(id, session.stage, session.item, session.group)
  const { view, act, now } = useRun<MatchView & { work: MatchWork }>(runId, as)
  const MatchHost = itemWeb(session.type)?.MatchHost
  const hall = <HallPreview session={session.id} />
  if (view === null) return <Loading />
  const over = view.phase === 'closed'
  return (
    <>
      {session.phase === 'paused' ? (
        <div className={style.strip}>
          <PausedSession session={session} ofTheFloor={ofTheFloor} />
        </div>
      ) : over ? (
        <Over mayClose={mayClose} onClose={() => onAsk('close')} />
      ) : (
        ofTheFloor && (
          <div className={style.floor}>
            <Button size="compact-sm" variant="default" onClick={() => onAsk('pause')}>
              {w.session.pause}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => onAsk('close')}>
              {w.stage.close}
            </Button>
          </div>
        )
      )}
      {as !== 'host' && as !== 'official' ? (
        <Watching hall={hall} />
      ) : MatchHost === undefined ? (
        <div className={style.middle}>
          <p className={style.quiet}>{w.match.noDesk}</p>
        </div>
      ) : (
        <Suspense fallback={<Loading />}>
          <MatchHost view={view} act={act} now={now} hall={hall} />
        </Suspense>
      )}
    </>
  )
}

function Over({ mayClose, onClose }: { mayClose: boolean; onClose(): void }) {
  const w = useWords(hostWords)
  return (
    <div className={style.strip}>
      <div className={style.over} role="status">
        <strong>{w.match.over}</strong>
        <span>{mayClose ? w.match.overHelp : w.match.overAsk}</span>
        {mayClose && (
          <Button size="sm" onClick={onClose}>
            {w.stage.close}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Staff help a match along without seeing what is asked. */
function Watching({ hall }: { hall: ReactNode }) {
  const w = useWords(hostWords).match
  return (
    <div className={style.watching}>
      <div className={style.middle}>
        <p className={style.middleTitle}>{w.watching}</p>
        <p className={style.quiet}>{w.watchingHelp}</p>
      </div>
      <aside>{hall}</aside>
    </div>
  )
}
