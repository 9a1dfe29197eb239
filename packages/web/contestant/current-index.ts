/**
 * Which of the seat's runs is on the screen: one that is running, wherever it stands in the order (time given back opens
 * an earlier one again), else the one that was on until its receipt is read, else the first that is not put behind.
 */
import type { SittingView } from '@leitai/core/sitting/sitting.ts'

export type Phase = SittingView<unknown, unknown>['phase'] | 'unknown'

export function currentIndex(phases: readonly Phase[], behind: readonly boolean[], shown: number): number {
  const running = phases.findIndex((phase) => phase === 'open' || phase === 'paused')
  if (running !== -1) return running
  if (phases[shown] === 'closed' && behind[shown] === false) return shown
  const next = behind.indexOf(false)
  return next === -1 ? phases.length - 1 : next
}
