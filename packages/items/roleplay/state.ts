/** A role-play's events and what becomes of them. */
import type { Instant, Recorded } from '@leitai/core/run.ts'
import type { Closing, SittingEvent, SittingSetup, SittingState } from '@leitai/core/sitting/sitting.ts'
import { sceneOf } from './draw.ts'
import { fresh, running, spentAt, standing } from './timer.ts'
import type { Draw, Moment, Recording, RoleplayMaterial, RoleplayOptions, Stage, Timer } from './types.ts'

export type RoleplayEvent =
  | {
      name: 'prepared'
      payload: { setup: SittingSetup; options: RoleplayOptions; material: RoleplayMaterial; itemSeed: string }
    }
  | { name: 'opened'; payload: Record<string, never> }
  | { name: 'called'; payload: { draw: Draw } }
  | { name: 'redrawn'; payload: { draw: Draw; reason: string } }
  /** `at` is when it was pressed or due, which may be a moment before the server heard of it. */
  | { name: 'studyBegan'; payload: { at: Instant } }
  | { name: 'studyEnded'; payload: { at: Instant; by: 'host' | 'clock' } }
  | { name: 'performanceBegan'; payload: { at: Instant } }
  | { name: 'overtimeBegan'; payload: { at: Instant } }
  | {
      name: 'startUndone'
      payload: { at: Instant; of: 'study' | 'performance'; ranMs: number; reason: string | null }
    }
  | { name: 'paused'; payload: { reason: string } }
  | { name: 'resumed'; payload: Record<string, never> }
  | { name: 'timeGiven'; payload: { seconds: number; reason: string } }
  | {
      name: 'closed'
      payload: { how: Closing; at: Instant; usedMs: number; receipt: string; reason: string | null }
    }
  | { name: 'noted'; payload: { text: string } }
  | { name: 'recordingAttached'; payload: Recording }
  | Extract<SittingEvent<never>, { name: 'released' | 'checkReported' | 'incidentReported' }>

/** What a role-play shares with a sitting has the sitting's names and meanings. */
export interface RoleplayState extends Pick<
  SittingState<never>,
  'setup' | 'phase' | 'openedAt' | 'closed' | 'checks' | 'incidents' | 'given' | 'released'
> {
  options: RoleplayOptions
  material: RoleplayMaterial
  itemSeed: string
  /** Its session is open: it can be called. */
  opened: boolean
  stage: Stage
  /** The last one holds; empty before the call. */
  draws: Draw[]
  study: Timer | null
  performance: Timer
  overtime: boolean
  /** The last move of the clock; what was pressed earlier than that counts from here. */
  movedAt: Instant
  recordings: Recording[]
  moments: Moment[]
}

/** Whoever has extra time has it for reading and for performing alike. */
function allowedMs({ seconds, itemSeconds }: SittingSetup, minutes: number): number {
  return Math.round((minutes * 60_000 * seconds) / (itemSeconds ?? seconds))
}

export function evolve(state: RoleplayState | null, event: Recorded<RoleplayEvent>): RoleplayState {
  if (state === null) {
    if (event.name !== 'prepared') throw new Error(`a role-play begins with prepared, not ${event.name}`)
    const { setup, options } = event.payload
    return {
      ...event.payload,
      phase: 'waiting',
      opened: false,
      stage: 'before',
      draws: [],
      study: options.study === undefined ? null : fresh(allowedMs(setup, options.study.minutes)),
      performance: fresh(allowedMs(setup, options.performance.minutes)),
      overtime: false,
      movedAt: event.at,
      openedAt: null,
      closed: null,
      checks: {},
      incidents: [],
      given: [],
      released: null,
      recordings: [],
      moments: [],
    }
  }
  switch (event.name) {
    case 'prepared':
      throw new Error('prepared twice')
    case 'opened':
      return { ...state, opened: true }
    case 'called':
      return {
        ...moved(state, event.at, { at: event.at, what: 'called', scene: titleOf(state, event.payload.draw) }),
        phase: 'open',
        stage: 'called',
        openedAt: event.at,
        draws: [event.payload.draw],
      }
    case 'redrawn': {
      const { draw, reason } = event.payload
      const scene = titleOf(state, draw) ?? { zh: '题目', en: 'Questions' }
      return {
        ...moved(state, event.at, { at: event.at, what: 'redrawn', scene, reason }),
        // What was read belonged to the other scene: it is read from the beginning.
        stage: 'called',
        study: state.study === null ? null : fresh(state.study.allowedMs),
        draws: [...state.draws, draw],
      }
    }
    case 'studyBegan': {
      const { at } = event.payload
      return {
        ...moved(state, at, { at, what: 'studyBegan' }),
        stage: 'studying',
        study: running(state.study!, at),
      }
    }
    case 'studyEnded': {
      const { at, by } = event.payload
      return { ...moved(state, at, { at, what: 'studyEnded', by }), stage: 'ready', study: standing(state.study!, at) }
    }
    case 'performanceBegan': {
      const { at } = event.payload
      return {
        ...moved(state, at, { at, what: 'performanceBegan' }),
        stage: 'performing',
        performance: running(state.performance, at),
      }
    }
    case 'overtimeBegan': {
      const { at } = event.payload
      return { ...moved(state, at, { at, what: 'overtimeBegan' }), overtime: true }
    }
    case 'startUndone': {
      const { at, of } = event.payload
      const back = moved(state, at, { what: 'startUndone', ...event.payload })
      return of === 'study'
        ? { ...back, stage: 'called', study: fresh(state.study!.allowedMs) }
        : {
            ...back,
            stage: state.study === null ? 'called' : 'ready',
            performance: fresh(state.performance.allowedMs),
            overtime: false,
          }
    }
    case 'paused':
      return {
        ...moved(state, event.at, { at: event.at, what: 'paused', reason: event.payload.reason }),
        phase: 'paused',
        study: state.study === null ? null : standing(state.study, event.at),
        performance: standing(state.performance, event.at),
      }
    case 'resumed': {
      const resumed = moved(state, event.at, { at: event.at, what: 'resumed' })
      return {
        ...resumed,
        phase: 'open',
        study: state.stage === 'studying' ? running(state.study!, event.at) : state.study,
        performance: state.stage === 'performing' ? running(state.performance, event.at) : state.performance,
      }
    }
    case 'timeGiven': {
      const { seconds, reason } = event.payload
      const longer = (timer: Timer) => ({ ...timer, allowedMs: timer.allowedMs + seconds * 1000 })
      const given = {
        ...state,
        given: [...state.given, { seconds, reason, at: event.at }],
        moments: [...state.moments, { at: event.at, what: 'timeGiven' as const, seconds, reason }],
      }
      if (state.stage === 'studying') return { ...given, study: longer(state.study!) }
      const performance = longer(state.performance)
      return {
        ...given,
        performance,
        overtime: state.overtime && spentAt(performance, event.at) >= performance.allowedMs,
      }
    }
    case 'closed': {
      const { how, at, usedMs, receipt, reason } = event.payload
      return {
        ...moved(state, at, { at, what: 'closed', how, reason }),
        phase: 'closed',
        stage: 'over',
        study: state.study === null ? null : standing(state.study, at),
        performance: standing(state.performance, at),
        closed: { how, at, usedMs, receipt },
      }
    }
    case 'noted':
      return { ...state, moments: [...state.moments, { at: event.at, what: 'noted', text: event.payload.text }] }
    case 'recordingAttached':
      return {
        ...state,
        recordings: [...state.recordings, event.payload],
        moments: [...state.moments, { at: event.at, what: 'recorded' }],
      }
    case 'released':
      return { ...state, released: event.payload.showing }
    case 'checkReported':
      return { ...state, checks: { ...state.checks, [event.payload.check]: event.payload.passed } }
    case 'incidentReported':
      return { ...state, incidents: [...state.incidents, { kind: event.payload.kind, at: event.at }] }
  }
}

function moved(state: RoleplayState, at: Instant, moment: Moment): RoleplayState {
  return { ...state, movedAt: at, moments: [...state.moments, moment] }
}

function titleOf({ material }: RoleplayState, draw: Draw) {
  return sceneOf(material, draw)?.title ?? null
}
