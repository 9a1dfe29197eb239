/**
 * The run contract. Everything that happens in Leitai is a run: one stream of events with the same pure functions.
 * An exam sitting, a dictation, a buzzer match, and the contest's own official acts differ only in these functions;
 * the run host (`server/runs`) stores, wakes, replays and shows them all alike.
 *
 * Purity: no clock, no chance, no I/O. Time, seed and identity arrive in `Context`. State is plain JSON (it is snapshotted).
 */
import type { ZodType } from 'zod'
import type { Score, Text } from './score.ts'
import type { UploadSlot } from './uploads.ts'

/** Milliseconds since the Unix epoch on the server's clock. */
export type Instant = number

/** Who sent a command. `server` is the program itself: clock ticks, what an effect produced, and acts that a person did through it (`for`). */
export type Actor =
  | { kind: 'person'; id: string; roles: readonly Role[] }
  | { kind: 'seat'; code: string }
  | { kind: 'server'; for?: string }

/** Roles are given per contest. */
export const roles = [
  'organiser',
  'staff',
  'judge',
  'chiefJudge',
  'supervisor',
  'arbiter',
  'sealingOfficer',
  'host',
  /** 领队: speaks for one delegation, and appeals for it. */
  'leader',
] as const
export type Role = (typeof roles)[number]

/** Who looks at a run. What a viewer may know is decided in `view`, and nowhere else. */
export type Viewer =
  | { as: 'contestant'; code: string }
  | { as: 'judge'; id: string }
  | { as: 'official'; id: string; roles: readonly Role[] }
  | { as: 'host'; id: string }
  | { as: 'staff'; id: string }
  | { as: 'organiser'; id: string }
  | { as: 'trainee'; code: string }
  /** `hall`: a screen that somebody of the contest opened in the hall itself; it is told of changes as fast as a desk. */
  | { as: 'screen'; hall?: true }

export interface Context {
  /** The server's clock when the command reached it. */
  now: Instant
  by: Actor
  /** 64 hex digits, fresh for this command. A rule that uses it records what it drew (or the seed) in its event. */
  seed: string
  /** When the person acted, on the server's clock as the browser knows it; the host has clamped it to what is possible. */
  pressedAt?: Instant
  /** The same, unclamped and with what the host measured beside it: for rules that judge who was first (`match/fair-order.ts`). */
  press?: Press
  /** This `tick` comes because of `overtaken`, not because of `wakesAt`. */
  overtaken?: true
}

/** What is known of the moment of a press. Milliseconds with a fraction, unlike `now`. */
export interface Press {
  /** When the person pressed, on the server's clock, as the browser says. */
  claimedAt: Instant
  /** The best round trip that the server itself has measured on this connection, ms; null: none yet. */
  roundTripMs: number | null
  /** When the server read it. */
  arrivedAt: Instant
  /** So much earlier it may have come, ms: the server was busy and read nothing meanwhile. Absent: it was read at once. */
  unreadMs?: number
}

/** `start` also gets a seed shared by all runs of one item, for what must be the same for everybody (a drawn paper). */
export interface StartContext extends Context {
  itemSeed: string
}

export interface Command {
  name: string
  payload: unknown
}

/** What `decide` returns and the journal keeps. */
export interface RunEvent {
  name: string
  payload: unknown
}

/** An event as it stands in the journal: `evolve` may use when it happened and who caused it. */
export type Recorded<E extends RunEvent> = E & { at: Instant; by: Actor }

/** A refusal that a person can cause: a value, never an exception. `code` is stable; the sentences are shown as they are. */
export interface Refusal {
  refused: true
  code: string
  zh: string
  en: string
  /** Machine-readable particulars, e.g. the closing time or the list of what is missing. */
  details?: unknown
}

export function refuse(code: string, zh: string, en: string, details?: unknown): Refusal {
  return details === undefined ? { refused: true, code, zh, en } : { refused: true, code, zh, en, details }
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && value.refused === true
}

/**
 * What judges are told of an item's run, for items whose score people give, wholly or in part. The marks themselves lie in
 * the piece's own marking run (`marking/`), never here.
 */
export interface Judgeable {
  /** `waiting`: nothing to mark. `live`: it is being performed, and marks are taken on the spot. `done`: the work is complete. */
  phase: 'waiting' | 'live' | 'done'
  /** The system's own figures as exact decimals, by name: sheets' measured and overtime lines are filled with them. */
  measures: Readonly<Record<string, string>>
  /** What the item itself leaves to people (short answers), where the rulebook has no sheet for it. */
  asks: readonly AskedMark[]
}

/** A question that a judge marks from 0 to `max`. Its id is the id of the pending node in the run's own score. */
export interface AskedMark {
  id: string
  label: Text
  max: string
}

export interface RunRules<Options, Material, State, C extends Command, E extends RunEvent, View> {
  /** The item type, or `contest`. */
  type: string
  /** Raise it when the shape of State changes: older snapshots are then ignored and the stream is replayed. */
  stateVersion: number
  options: ZodType<Options>
  material: ZodType<Material>
  /** One schema a command name; the host parses payloads with it before `decide`. */
  commands: { [N in C['name']]: ZodType<Extract<C, { name: N }>['payload']> }
  start(options: Options, material: Material, context: StartContext): E[]
  decide(state: State, command: C, context: Context): E[] | Refusal
  /** `state` is null for the first event only. Never mutates. */
  evolve(state: State | null, event: Recorded<E>): State
  view(state: State, viewer: Viewer): View | null
  /** When the clock should send `tick`; null for never. Derived from state, so a restart forgets nothing. */
  wakesAt(state: State): Instant | null
  /**
   * Whether this event announces a moment that had come, or nearly, by `now`, when the event was durable at last: the disk was
   * slow. Then a `tick` with `overtaken` is decided before anybody is shown the state, so that the rules can name another moment.
   */
  overtaken?(state: State, event: Recorded<E>, now: Instant): boolean
  /** The automatic part of the score. */
  score(state: State): Score
  /** Content hashes of the files (audio, pictures) that this viewer may fetch now. */
  files?(state: State, viewer: Viewer): readonly string[]
  /**
   * Whether this viewer may search the articles of the run's material now, and read them. What a seat searches and opens
   * comes as the commands `searched` and `opened` in its name (`knowledge.ts`), before it is shown; a refusal keeps it back.
   */
  knowledge?(state: State, viewer: Viewer): boolean
  /** Where this viewer may bring a file now, by slot; the file comes back as the server's command `attach`. */
  uploads?(state: State, viewer: Viewer): Readonly<Record<string, UploadSlot>>
  /** Only for items that people may mark. */
  judgeable?(state: State): Judgeable
  /** Commands that the server sends in a seat's name (what it searched): from its own page they are not taken. */
  serverRecords?: readonly string[]
  /** Names that `judgeable` can give measures under; a rulebook's sheet may use these. */
  measures?: readonly string[]
  /** Only for items in which several meet (`match/`): whose score of it is whose. */
  match?: {
    /** Null: this one did not take part. */
    score(state: State, code: string): Score | null
    /** Ids of what was drawn from the material, so that later matches draw other things. */
    drawn(state: State): readonly string[]
    /** Playing time, pauses not counted. */
    usedMs(state: State): number
    /** So many may meet; null: as many as come. */
    mostTeams(options: Options): number | null
  }
}

/** Rules of any type, as the host and the registry hold them: payloads have been parsed by the rules' own schemas before. */
// oxlint-disable-next-line typescript/no-explicit-any -- the one place where item types meet without knowing each other
export type AnyRules = RunRules<any, any, any, any, any, any>

/** The state after these events, from `from` (a snapshot) or from nothing. */
export function replay<State, E extends RunEvent>(
  rules: Pick<RunRules<never, never, State, Command, E, unknown>, 'evolve'>,
  events: Iterable<Recorded<E>>,
  from: State | null = null,
): State | null {
  let state = from
  for (const event of events) state = rules.evolve(state, event)
  return state
}
