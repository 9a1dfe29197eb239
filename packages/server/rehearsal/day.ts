/** What everybody on a simulated contest day shares, and who they are. */
import type { ActName, Acts } from '@leitai/core/contest/acts.ts'
import type { ContestView } from '@leitai/core/contest/view.ts'
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'
import type { Text } from '@leitai/core/score.ts'
import type { Browser } from './browser.ts'
import type { Ledger } from './ledger.ts'
import type { Live, Outcome } from './live.ts'
import type { Pace } from './pace.ts'

/** Inside a step: what is worth telling of it. */
export interface StepNotes {
  count(done: number, total: number): void
  note(text: Text): void
}

/** Tells whoever watches which step the day has reached. */
export interface Teller {
  step<T>(title: Text, work: (notes: StepNotes) => Promise<T>): Promise<T>
}

export interface Day {
  url: string
  seed: string
  ledger: Ledger
  pace: Pace
  teller: Teller
}

export interface Official {
  id: string
  name: string
  username: string
  password: string
  browser: Browser
  live: Live
}

/** A contest with the people who run it. */
export interface House {
  contestId: string
  slug: string
  title: string
  rulebook: Rulebook
  /** What each item's runs are made from, by item id. */
  materials: ReadonlyMap<string, unknown>
  organiser: Official
  staff: Official
  chiefJudge: Official
  supervisor: Official
  arbiter: Official
  judges: Official[]
  /** Null where nothing is performed on a stage. */
  host: Official | null
  /** Of the first entrant's delegation; null where nothing can be appealed. */
  leader: Official | null
  /** The hall's screen: anybody's browser. Null where nothing is performed. */
  screen: Live | null
  /** By layer, from 1. */
  sealingOfficers: Official[]
  passphrases: string[]
}

/** The act must succeed. */
export async function act<N extends ActName>(
  by: Official,
  contestId: string,
  name: N,
  payload: Acts[N]['payload'],
): Promise<void> {
  const outcome = await by.live.command(contestId, name, payload)
  if (!outcome.ok) throw new Error(`${by.name}: ${name}: ${spoken(outcome)}`)
}

/** The act must be refused with this code: whatever else comes is an error. */
export async function actRefused<N extends ActName>(
  by: Official,
  contestId: string,
  name: N,
  payload: Acts[N]['payload'],
  code: string,
): Promise<void> {
  const outcome = await by.live.command(contestId, name, payload)
  if (outcome.ok || outcome.code !== code)
    throw new Error(`${by.name}: ${name}: 应以 ${code} 拒绝 / should be refused with that, but: ${spoken(outcome)}`)
}

export function spoken(outcome: Outcome): string {
  if (outcome.ok) return `已接受 / accepted (version ${outcome.version})`
  const details = outcome.details === undefined ? '' : ` ${JSON.stringify(outcome.details).slice(0, 300)}`
  return `[${outcome.code}] ${outcome.zh} / ${outcome.en}${details}`
}

/** What is waited for must come to the organiser's page by itself. Where it does not, it is asked what a new page would show. */
export async function contestSeen(
  house: House,
  what: string,
  test: (view: ContestView) => boolean,
): Promise<ContestView> {
  const { organiser, contestId } = house
  try {
    return await organiser.live.seen<ContestView>(contestId, what, test)
  } catch (error) {
    const fresh = organiser.browser.live('person')
    fresh.watch(contestId)
    const there = await fresh.seen<ContestView>(contestId, what, test, 10_000).then(
      () => true,
      () => false,
    )
    const versions = `${organiser.live.views.get(contestId)?.version ?? 0} / ${fresh.views.get(contestId)?.version ?? 0}`
    fresh.close()
    throw new Error(
      `${error instanceof Error ? error.message : String(error)}（${there ? '重新打开的页面能看到，原页面没有收到 a new page shows it, the old one was not told' : '重新打开的页面也没有 a new page shows neither'}，${versions}）`,
      { cause: error },
    )
  }
}

export function must(holds: boolean, zh: string, en: string): asserts holds {
  if (!holds) throw new Error(`${zh} / ${en}`)
}

/** So many at a time, in order; a hall does not sign in in one millisecond. */
export async function together<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const out: R[] = Array.from({ length: items.length })
  let next = 0
  const one = async () => {
    while (next < items.length) {
      const index = next
      next += 1
      out[index] = await work(items[index]!, index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, one))
  return out
}

/** The calendar's day where the contests are held: `2026-11-22`. */
export const chinaDay = (at: number): string => new Date(at + 8 * 3600_000).toISOString().slice(0, 10)
