/** What a role-play is made of and what its screens get. No schemas here: the browser imports this file alone. */
import type { Instant } from '@leitai/core/run.ts'
import type { Text } from '@leitai/core/score.ts'

export interface Handout {
  title: Text
  text: Text
}

/** What is asked on the stage, and what judges listen for in the answer. */
export interface Question {
  text: Text
  key: Text
}

export interface Scene {
  id: string
  title: Text
  /** What the hall is told. */
  audience: Text
  /** The entrant's card. */
  entrant: Text
  /** For judges only: how the customer is played, what to look for. */
  judges: Text
  handout: Handout[]
  /** The scene's own: always asked, in this order. */
  questions: Question[]
}

/** The material: a pool of scenes, and of questions that belong to none. */
export interface RoleplayMaterial {
  title: Text
  scenes: Scene[]
  questions: Question[]
}

export interface RoleplayOptions {
  /**
   * `entrant`: scene and questions are drawn for each when it is called. `shared`: the same for everybody. `none`: no
   * scene; questions, drawn for each, or a show alone.
   */
  draw: 'entrant' | 'shared' | 'none'
  /** So many of the material's questions are drawn beside the scene's own. */
  questions?: number | undefined
  /**
   * The entrant reads the questions while it performs, and with `audience: scene` the hall; otherwise they are judges' and
   * the host's to ask. Where it is not said: for questions on stage (`draw: none` before an audience that sees them).
   */
  showQuestions?: boolean | undefined
  study?: { minutes: number; keepHandout: boolean } | undefined
  performance: {
    minutes: number
    warnSecondsLeft: number[]
    /** The clock ends it so long after its time. */
    mostOverSeconds: number
  }
  audience: 'scene' | 'clock'
  recording: 'none' | 'optional' | 'required'
}

/**
 * Where the performance stands. `called`: on the stage, the scene is drawn. `ready`: studied, and waits for its start.
 * Without a study time `called` goes straight to `performing`.
 */
export type Stage = 'before' | 'called' | 'studying' | 'ready' | 'performing' | 'over'

/** Time that runs and stands still; the browser counts by itself: spent + (now − since). */
export interface Timer {
  allowedMs: number
  spentMs: number
  /** Null: it stands still. */
  since: Instant | null
}

/** The same for everybody who may see a clock. */
export interface RoleplayClock {
  stage: Stage
  paused: boolean
  study: Timer | null
  performance: Timer
  warnSecondsLeft: readonly number[]
  mostOverSeconds: number
}

/** For the entrant. */
export interface RoleplayWork {
  clock: RoleplayClock
  keepHandout: boolean
  /** From the call on, where a scene is drawn. */
  scene?: { title: Text; card: Text }
  /** While it may be read. */
  handout?: readonly Handout[]
  /** While performing, where the rulebook shows them. */
  questions?: readonly Text[]
  /** Once it is over, where the rulebook takes one. */
  recording?: RecordingBox
}

/** For the hall. */
export interface RoleplayScene {
  clock: RoleplayClock
  /** Where the rulebook shows it. */
  scene?: { title: Text; audience: Text }
  questions?: readonly Text[]
}

export type NextStep = 'beginStudy' | 'endStudy' | 'beginPerformance' | 'endPerformance'

/** For the host and the staff who conduct it. */
export interface RoleplayConduct {
  clock: RoleplayClock
  /** The one thing that comes next; null before the call and when it is over. */
  next: NextStep | null
  scene: { title: Text; audience: Text } | null
  questions: readonly Text[]
  /** What the screen of the hall shows. */
  audience: RoleplayOptions['audience']
  /** How often another scene could still be drawn. */
  redrawsLeft: number
  redraws: number
  falseStarts: number
  /** A start can be taken back without a reason for so long. */
  freeUndoMs: number
  notes: readonly Note[]
  recording: RecordingBox
}

/** Where the recording of a performance is brought. */
export interface RecordingBox {
  wanted: RoleplayOptions['recording']
  /** The last one that came: what its owner called it, and how long it is. */
  name: string | null
  seconds: number | null
  /** Whether this viewer may bring one. */
  takes: boolean
  /** Once the performance is over: so long. */
  until: Instant | null
}

export interface Note {
  at: Instant
  text: string
}

export interface Recording {
  hash: string
  bytes: number
  mime: string
  /** As its owner called it; never for judges, since it may hold a name. */
  name: string
  seconds: number | null
}

/** For judges, from the call on. */
export interface RoleplayPiece {
  clock: RoleplayClock
  scene: Omit<Scene, 'id' | 'questions'> | null
  questions: readonly Question[]
  recording: Omit<Recording, 'name'> | null
}

/** Everything that was done with the clock and the scene, in order. */
export type Moment = { at: Instant } & (
  | { what: 'called'; scene: Text | null }
  | { what: 'redrawn'; scene: Text; reason: string }
  | { what: 'studyBegan' | 'performanceBegan' | 'overtimeBegan' | 'resumed' | 'recorded' }
  | { what: 'studyEnded'; by: 'host' | 'clock' }
  | { what: 'startUndone'; of: 'study' | 'performance'; ranMs: number; reason: string | null }
  | { what: 'paused'; reason: string }
  | { what: 'timeGiven'; seconds: number; reason: string }
  | { what: 'noted'; text: string }
  | { what: 'closed'; how: 'submitted' | 'deadline' | 'staff'; reason: string | null }
)

/** For officials once it is over. */
export interface RoleplayInspection {
  scene: Scene | null
  questions: readonly Question[]
  /** What the draws can be computed again from: the scenes in the pool, and the seed of each draw. */
  draws: readonly Draw[]
  pool: readonly { id: string; title: Text }[]
  clock: RoleplayClock
  /** What sheets are filled with, in whole seconds. */
  measures: { performanceSeconds: string; studySeconds: string }
  moments: readonly Moment[]
  recordings: readonly Recording[]
  wanted: RoleplayOptions['recording']
}

/** One draw: from this seed came this scene and these of the material's questions, by their place in it. */
export interface Draw {
  seed: string
  scene: string | null
  questions: readonly number[]
}
