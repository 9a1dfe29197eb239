/** What a match asks of the item that is played in it, and what its journal keeps beside the item's own events. */
import type { z } from 'zod'
import type { Command, Context, Instant, Recorded, Refusal, RunEvent } from '../run.ts'
import type { Score } from '../score.ts'
import type { Closing, Incident, Progress } from '../sitting/sitting.ts'
import type { Hand, MatchSetup, Seer, Showing } from './types.ts'

/** What a command of the item is decided in. */
export interface PlayContext extends Context {
  hand: Hand
  /** The team that acts; null where it is no team. */
  code: string | null
  setup: MatchSetup
  /** Teams that play no more. */
  withdrawn: Readonly<Record<string, string>>
}

export interface MatchItem<Options, Material, Play, C extends Command, E extends RunEvent, Inspection> {
  type: string
  stateVersion: number
  options: z.ZodType<Options>
  material: z.ZodType<Material>
  commands: { [N in C['name']]: z.ZodType<Extract<C, { name: N }>['payload']> }
  /** Who may send each of the item's commands. */
  hands: Readonly<Record<C['name'], readonly Hand[]>>
  /** The play before its first step, with everything that was drawn for it; recorded once and never made again. */
  prepare(options: Options, material: Material, setup: MatchSetup, seeds: { seed: string; itemSeed: string }): Play
  mostTeams(options: Options): number | null
  /** Called only while the match is open. */
  decide(play: Play, command: C, context: PlayContext): E[] | Refusal
  evolve(play: Play, event: Recorded<E>): Play
  /** What the clock does, due by `context.now`. Called before every command, and when `wakesAt` has come. */
  due(play: Play, context: PlayContext): E[]
  wakesAt(play: Play): Instant | null
  /** See `RunRules`; what is to be done about it comes from `due`, with `context.overtaken`. */
  overtaken?(play: Play, event: Recorded<E>, now: Instant): boolean
  /** Clocks of the play stand still from `pausedAt` to `at`. */
  shift(play: Play, byMs: number): Play
  /** Events that the host may take back, with the name that the undo key shows. */
  undoable: Readonly<Partial<Record<E['name'], string>>>
  /** Events after which nothing before them can be taken back (the next question). */
  settles: readonly E['name'][]
  /** After going back: a clock that ran out meanwhile must not decide at once. `undone`: what is left, for what nobody can take back. */
  resume(play: Play, now: Instant, undone: Play): Play
  /** A team plays no more: its turns are passed over. */
  withdraw(play: Play, code: string): Play
  /** Ids of what was drawn from the material for this match. */
  drawn(play: Play): string[]
  /** Everything has been played. */
  isOver(play: Play): boolean
  view(play: Play, seer: Seer, setup: MatchSetup): unknown
  inspect(play: Play): Inspection
  progress(play: Play): Progress
  /** Points so far. */
  points(play: Play, code: string): string
  /** The tree under the match's own node; corrections are added to it. */
  score(play: Play, code: string): Score
  files?(play: Play, seer: Seer): readonly string[]
  /** See `RunRules`. */
  serverRecords?: readonly C['name'][]
  /** Whether this viewer may search the run's material now. */
  knowledge?(play: Play, seer: Seer): boolean
}

export interface MatchOptions<Options> {
  setup: MatchSetup
  item: Options
}

export type MatchEvent<Play> =
  | { name: 'prepared'; payload: { setup: MatchSetup; play: Play } }
  | { name: 'opened'; payload: Record<string, never> }
  | { name: 'paused'; payload: { reason: string } }
  | { name: 'resumed'; payload: Record<string, never> }
  | { name: 'closed'; payload: { how: Closing; usedMs: number; receipt: string; reason?: string } }
  | { name: 'released'; payload: { showing: 'score' | 'answers' } }
  | { name: 'shown'; payload: { what: Showing } }
  | { name: 'noted'; payload: { text: string } }
  | { name: 'undone'; payload: { label: string } }
  | { name: 'corrected'; payload: { code: string; points: string; reason: string } }
  | { name: 'withdrawn'; payload: { code: string; reason: string } }
  | { name: 'checkReported'; payload: { code: string; check: 'sound' | 'microphone' | 'screen'; passed: boolean } }
  | { name: 'incidentReported'; payload: { code: string; kind: Incident; detail?: string | undefined } }

/** Names that an item's events cannot have: a match would take them for its own. */
export const matchEventNames = {
  prepared: true,
  opened: true,
  paused: true,
  resumed: true,
  closed: true,
  released: true,
  shown: true,
  noted: true,
  undone: true,
  corrected: true,
  withdrawn: true,
  checkReported: true,
  incidentReported: true,
} satisfies Record<MatchEvent<unknown>['name'], true>
