/** The order of appearance: the drawn one until the host picks another. Who was on stays where they were. */
import type { CodeLine, SessionLine } from '@leitai/core/contest/view.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'

export type TurnPhase = SittingView<unknown, unknown>['phase'] | 'unknown'

export interface QueueRow {
  code: string
  /** `away`: absent, forfeited or disqualified. `next`: called by the next press. */
  state: 'done' | 'onStage' | 'next' | 'waiting' | 'away'
  /** Has performed, though still on the stage. */
  over: boolean
}

/** The order that this desk kept, with codes that came since at the end and without those that went. */
export function orderOf(codes: readonly string[], kept: readonly string[]): string[] {
  const own = new Set(codes)
  const known = kept.filter((code) => own.has(code))
  const placed = new Set(known)
  return [...known, ...codes.filter((code) => !placed.has(code))]
}

/** @param together how many are called at once: one, or two who perform together */
export function queueOf(
  session: Pick<SessionLine, 'onStage'>,
  order: readonly string[],
  lines: readonly CodeLine[],
  phaseOf: (code: string) => TurnPhase,
  together: number,
): QueueRow[] {
  const away = new Set(lines.filter(({ attendance }) => attendance !== 'present').map(({ code }) => code))
  let calls = together
  return order.map((code): QueueRow => {
    const over = phaseOf(code) === 'closed' && !away.has(code)
    if (session.onStage.includes(code)) return { code, state: 'onStage', over }
    if (over) return { code, state: 'done', over }
    if (away.has(code)) return { code, state: 'away', over }
    if (calls === 0) return { code, state: 'waiting', over }
    calls -= 1
    return { code, state: 'next', over }
  })
}

/** The code becomes the first of those who still wait. */
export function broughtForward(rows: readonly QueueRow[], code: string): string[] {
  const place = rows.findIndex(({ state }) => state === 'next' || state === 'waiting')
  const rest = rows.map((row) => row.code).filter((one) => one !== code)
  return place < 0 ? [...rest, code] : [...rest.slice(0, place), code, ...rest.slice(place)]
}
