/**
 * The draw on the big screen. Names are drawn one by one like lots and go to their group; the seed stands below, and the
 * screen has computed the draw again by itself. Seats that are drawn under seal show that they were drawn, never whose
 * they are: the screen is not told.
 */
import type { ContestView, EntrantLine } from '@leitai/core/contest/view.ts'
import { clockTime } from '@leitai/core/words.ts'
import { useReducedMotion } from '@mantine/hooks'
import { IconLock, IconRefresh, IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { comesOutAgain } from './draw-check.ts'
import style from './stage.module.css'
import { screenWords } from './words.ts'

/** A whole draw takes half a minute at most; few names get a second each. */
function stepMs(count: number): number {
  return Math.max(60, Math.min(900, 30_000 / Math.max(1, count)))
}

/** How many of `count` lots are on the table. Starts from none when `key` changes while somebody looks. */
function useLots(key: string, count: number, fresh: boolean): { shown: number; replay: () => void } {
  const still = useReducedMotion()
  const [shown, setShown] = useState(fresh ? 0 : count)
  useEffect(() => {
    setShown(fresh ? 0 : count)
  }, [key, count, fresh])
  useEffect(() => {
    if (shown >= count) return
    if (still) {
      setShown(count)
      return
    }
    const timer = setTimeout(() => setShown(shown + 1), stepMs(count))
    return () => clearTimeout(timer)
  }, [shown, count, still])
  return { shown, replay: () => setShown(0) }
}

export function DrawStage({ view, now }: { view: ContestView; now: () => number }) {
  const text = useText()
  const w = useWords(screenWords)
  const standing = view.draws.filter((draw) => draw.voided === null)
  const last = standing.at(-1)
  const seats = last !== undefined && (view.order === null || last.at > view.order.at)
  return (
    <main className={style.stage}>
      <header className={style.head}>
        <h1>{text(view.title)}</h1>
        <p>{seats ? w.seatTitle : w.orderTitle}</p>
      </header>
      {seats ? (
        <SeatLots view={view} draw={last} now={now} />
      ) : view.order === null ? (
        <Waiting entrants={view.entrants} />
      ) : (
        <OrderLots order={view.order} entrants={view.entrants} now={now} />
      )}
    </main>
  )
}

function Waiting({ entrants }: { entrants: EntrantLine[] }) {
  const w = useWords(screenWords)
  return (
    <div className={style.waiting}>
      <p className={style.waitingWord}>{w.waiting}</p>
      <p>{fill(w.waitingHelp, { count: entrants.length })}</p>
    </div>
  )
}

function useReplayKey(replay: () => void) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== ' ') return
      event.preventDefault()
      replay()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
}

/** Drawn a moment ago: the hall wants to see it happen. Older: the screen was opened later, and shows the result. */
const freshMs = 20_000

function OrderLots({
  order,
  entrants,
  now,
}: {
  order: NonNullable<ContestView['order']>
  entrants: EntrantLine[]
  now: () => number
}) {
  const w = useWords(screenWords)
  const people = useMemo(() => new Map(entrants.map((one) => [one.entrantId, one])), [entrants])
  const sequence = order.groups.flatMap((group) => group.entrantIds)
  const fresh = useMemo(() => now() - order.at < freshMs, [order.at, now])
  const { shown, replay } = useLots(order.seed, sequence.length, fresh)
  useReplayKey(replay)
  const same = useMemo(() => comesOutAgain(order), [order])
  const current = shown > 0 && shown < sequence.length ? people.get(sequence[shown - 1]!) : undefined
  let place = 0
  return (
    <>
      <p className={style.lot} aria-live="off" data-over={shown >= sequence.length || undefined}>
        {current === undefined ? (
          ' '
        ) : (
          <>
            <span className={style.lotNumber}>{current.number}</span> {current.name}
          </>
        )}
      </p>
      <div
        className={style.groups}
        data-size={sequence.length <= 60 ? 'few' : sequence.length <= 120 ? 'some' : 'many'}
      >
        {order.groups.map((group) => (
          <section key={group.group} className={style.group}>
            <h2>
              {fill(w.group, { group: group.group })}
              <span>{fill(w.people, { count: group.entrantIds.length })}</span>
            </h2>
            <ol>
              {group.entrantIds.map((id) => {
                place += 1
                const person = people.get(id)
                return (
                  <li key={id} data-shown={place <= shown || undefined}>
                    <span>{person?.number}</span> {person?.name}
                  </li>
                )
              })}
            </ol>
          </section>
        ))}
      </div>
      <Footer>
        <p className={style.seed}>
          {w.seed} <code>{order.seed}</code>
        </p>
        <p>{w.recompute}</p>
        <p className={style.check} data-same={same}>
          {same ? <IconShieldCheck size="1.3em" /> : <IconShieldX size="1.3em" />}
          {same ? w.checked : w.differs}
          <button type="button" className={style.replay} onClick={replay} title={w.replayHelp}>
            <IconRefresh size="1.1em" /> {w.replay}
          </button>
        </p>
      </Footer>
    </>
  )
}

function SeatLots({ view, draw, now }: { view: ContestView; draw: ContestView['draws'][number]; now: () => number }) {
  const w = useWords(screenWords)
  const drawn = view.entrants.filter((one) => one.drawn)
  const fresh = useMemo(() => now() - draw.at < freshMs, [draw.at, now])
  const { shown, replay } = useLots(`${draw.batch}`, drawn.length, fresh)
  useReplayKey(replay)
  return (
    <>
      <p className={style.batch}>
        {fill(w.batch, { batch: draw.batch, count: draw.codes })} · {clockTime(draw.at)}
        <span>{fill(w.drawnCount, { drawn: shown, all: drawn.length })}</span>
      </p>
      <ul className={style.tiles} data-many={drawn.length > 60 || undefined}>
        {drawn.map((one, place) => (
          <li key={one.entrantId} data-shown={place < shown || undefined}>
            <span className={style.tileName}>
              <small>{one.number}</small>
              {one.name}
            </span>
            <IconLock size="1.1em" stroke={1.6} />
          </li>
        ))}
      </ul>
      <Footer>
        {draw.commitment !== null && (
          <p className={style.seed}>
            {w.commitment} <code>{draw.commitment}</code>
          </p>
        )}
        {draw.seed !== null && (
          <p className={style.seed}>
            {w.seed} <code>{draw.seed}</code>
          </p>
        )}
        <p>{draw.sealed ? fill(w.sealed, { layers: view.layers }) : w.open}</p>
      </Footer>
    </>
  )
}

function Footer({ children }: { children: ReactNode }) {
  return <footer className={style.foot}>{children}</footer>
}
