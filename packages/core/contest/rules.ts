/** The contest's own run: official acts in, the official record out. Composed here; decided, evolved and shown in their own files. */
import { z } from 'zod'
import type { RunRules } from '../run.ts'
import type { Text } from '../score.ts'
import { acts, type Act } from './acts.ts'
import { decide } from './decide.ts'
import { opensByItself } from './decide/sessions.ts'
import { evolve } from './evolve.ts'
import { lastEnd } from './reading.ts'
import { show } from './show.ts'
import type { ContestEvent, ContestState } from './state.ts'
import type { ContestView } from './view.ts'

export interface ContestOptions {
  contestId: string
  title: Text
}

const options: z.ZodType<ContestOptions> = z.object({
  contestId: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
})

/** @param available item types that are built; a contest cannot hold others yet */
export function contestRules(
  available: readonly string[],
): RunRules<ContestOptions, null, ContestState, Act, ContestEvent, ContestView> {
  return {
    type: 'contest',
    stateVersion: 1,
    options,
    material: z.null(),
    commands: acts as never,
    start: ({ contestId, title }) => [{ name: 'created', payload: { contestId, title } }],
    decide: (state, act, context) => decide(state, act, context, available),
    evolve,
    view: (state, viewer) => show(state, viewer, available),
    wakesAt(state) {
      const times = Object.values(state.sessions).flatMap((session) => [
        lastEnd(session),
        opensByItself(state, session),
      ])
      const due = times.filter((time) => time !== null)
      return due.length === 0 ? null : Math.min(...due)
    },
    // A contest's stream has no score of its own; its standings are in the view.
    score: (state) => ({ id: state.contestId, label: state.title, points: '0' }),
  }
}
