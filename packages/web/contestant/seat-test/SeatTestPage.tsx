/** 赛前检测: what may make this seat's press come late is measured before the match, and the staff get it. */
import { keyTitle } from '@leitai/core/match/buzzer-keys.ts'
import { judgeSeat, type SeatMeasure, type SeatVerdict } from '@leitai/core/match/seat-measure.ts'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { fill, useLanguage, useText, useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCircleDashed, IconCircleHalf2 } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { live } from '../../live/page-live.ts'
import { useLive } from '../../live/use-run.ts'
import { api, sentenceOf } from '../../session/api.ts'
import { useSession } from '../../session/use-session.ts'
import { SoundCheck } from '../Checks.tsx'
import type { SeatOf } from '../seat.ts'
import { contestantWords } from '../words.ts'
import { flagWords } from './flag-words.ts'
import { KeyTest } from './KeyTest.tsx'
import { useHeld, useTrips } from './measuring.ts'
import '../contestant.css'
import style from './seat-test.module.css'
import { seatTestWords } from './words.ts'

export function SeatTestPage() {
  const w = useWords(contestantWords)
  const session = useSession()
  const navigate = useNavigate()
  const seat = session.data?.seat ?? null
  if (session.data === undefined) return <Loading page />
  if (seat === null)
    return (
      <ErrorState
        page
        what={w.nobody}
        todo={w.nobodyDo}
        act={<Button onClick={() => void navigate({ to: '/' })}>{w.toEntry}</Button>}
      />
    )
  return <SeatTest seat={seat} />
}

const flagIcons = { good: IconCheck, fair: IconCircleHalf2, poor: IconAlertTriangle }

function SeatTest({ seat }: { seat: SeatOf }) {
  const w = useWords(seatTestWords)
  const f = useWords(flagWords)
  const text = useText()
  const navigate = useNavigate()
  const { connection } = useLive()
  const [round, setRound] = useState(0)
  const [key, setKey] = useState<SeatMeasure['key']>(null)
  const [heard, setHeard] = useState<boolean | null>(null)
  const trips = useTrips(live, connection === 'connected', round)
  const held = useHeld(round)
  const takeKey = useCallback((taken: SeatMeasure['key']) => setKey(taken), [])
  useEffect(() => live.start(), [])

  const measure: SeatMeasure | null = trips === null || held === null ? null : { ...trips, heldMs: held, key, heard }
  const verdict = measure === null ? null : judgeSeat(measure)
  const sent = useReport(measure)
  const has = (...reasons: SeatVerdict['reasons']) => reasons.some((reason) => verdict?.reasons.includes(reason))
  // what nobody has tried yet is no fault of the seat
  const left = [...(key === null ? [w.tryKeyShort] : []), ...(heard === null ? [w.listenShort] : [])]
  const flag = left.length > 0 ? undefined : verdict?.flag
  const Icon = flag === undefined ? IconCircleDashed : flagIcons[flag]

  return (
    <div className={`contestant ${style.page}`}>
      <header className={style.head}>
        <div>
          <p className={style.quiet}>{text(seat.contestTitle)}</p>
          <h1>{w.title}</h1>
          <p className={style.quiet}>{w.about}</p>
        </div>
        <strong className={style.seat}>{seat.seat}</strong>
      </header>
      <main className={style.rows}>
        <Row title={w.network} wrong={has('roundTrip', 'unsteady', 'clock')} ready={trips !== null}>
          {trips === null ? (
            <p className={style.quiet}>{connection === 'offline' ? w.offline : `${w.measuring}…`}</p>
          ) : (
            <dl className={style.figures}>
              <Figure name={w.best} ms={trips.roundTripMs.best} />
              <Figure name={w.median} ms={trips.roundTripMs.median} />
              <Figure name={w.p95} ms={trips.roundTripMs.p95} />
              <Figure name={w.error} ms={trips.errorMs} sign="±" />
            </dl>
          )}
        </Row>
        <Row title={w.held} wrong={has('held')} ready={held !== null}>
          {held === null ? (
            <p className={style.quiet}>{w.measuring}…</p>
          ) : (
            <dl className={style.figures}>
              <Figure name={w.heldP95} ms={held.p95} />
              <Figure name={w.heldMost} ms={held.most} />
            </dl>
          )}
        </Row>
        <Row title={w.key} wrong={key !== null && has('keyLate', 'keyUnknown')} ready={key !== null}>
          {key === null ? (
            <p className={style.quiet}>{w.keyHelp}</p>
          ) : (
            <>
              <dl className={style.figures}>
                <Figure name={w.keyName} value={text(keyTitle(key.name))} />
                <Figure name={w.keyLatency} ms={key.latencyMs} />
              </dl>
              {!key.works && <p className={style.wrong}>{w.keyFails}</p>}
            </>
          )}
          <KeyTest tried={key !== null} onKey={takeKey} />
        </Row>
        <Row title={w.sound} wrong={heard === false} ready={heard !== null}>
          <div className={style.sound}>
            <SoundCheck report={setHeard} />
          </div>
        </Row>
      </main>
      <footer className={style.verdict} data-flag={flag} role="status">
        {verdict === null ? (
          <p className={style.quiet}>{w.measuring}…</p>
        ) : (
          <>
            <Icon size={36} stroke={1.8} aria-hidden />
            <div>
              {flag === undefined ? (
                <strong>{fill(w.left, { what: left.join(' · ') })}</strong>
              ) : (
                <>
                  <strong>{f.flags[flag]}</strong>
                  <span>{verdict.reasons.map((one) => f.reasons[one]).join(' · ')}</span>
                </>
              )}
              <small className={sent.failed === null ? undefined : style.wrong}>
                {sent.failed === null ? (sent.done ? w.sent : `${w.sending}…`) : `${w.notSent}：${sent.failed}`}
              </small>
            </div>
          </>
        )}
        <span className={style.grow} />
        <Button
          variant="default"
          size="md"
          onClick={() => setRound((before) => before + 1)}
          disabled={measure === null}
        >
          {w.again}
        </Button>
        <Button size="md" onClick={() => void navigate({ to: '/seat' })}>
          {w.back}
        </Button>
      </footer>
    </div>
  )
}

/** Each change of what was measured goes to the staff; a moment later, so that several make one report. */
function useReport(measure: SeatMeasure | null): { done: boolean; failed: string | null } {
  const language = useLanguage()
  const [state, setState] = useState<{ told: string | null; failed: string | null }>({ told: null, failed: null })
  const written = measure === null ? null : JSON.stringify(measure)
  useEffect(() => {
    if (written === null) return undefined
    const timer = setTimeout(() => {
      api.floor.reportSeat(JSON.parse(written) as SeatMeasure).then(
        () => setState({ told: written, failed: null }),
        (error: unknown) => setState({ told: null, failed: sentenceOf(error, language) }),
      )
    }, 400)
    return () => clearTimeout(timer)
  }, [written, language])
  return { done: state.told === written, failed: state.failed }
}

function Row({
  title,
  ready,
  wrong,
  children,
}: {
  title: string
  ready: boolean
  wrong: boolean
  children: ReactNode
}) {
  return (
    <section className={style.row} data-state={!ready ? 'waiting' : wrong ? 'wrong' : 'right'} aria-label={title}>
      <span className={style.mark} aria-hidden>
        {ready && (wrong ? <IconAlertTriangle size={18} /> : <IconCheck size={18} stroke={2.5} />)}
      </span>
      <h2>{title}</h2>
      <div className={style.content}>{children}</div>
    </section>
  )
}

function Figure({ name, ms, value, sign = '' }: { name: string; ms?: number; value?: string; sign?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value ?? (
          <>
            {sign}
            {ms} <small>ms</small>
          </>
        )}
      </dd>
    </div>
  )
}
