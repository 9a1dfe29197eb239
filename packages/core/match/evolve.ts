/** What each event makes of a match; what is played in it is changed by its item. */
import type { Actor, Command, Recorded, RunEvent } from '../run.ts'
import type { MatchEvent, MatchItem } from './item.ts'
import type { MatchState } from './types.ts'

/** So many steps of the host can be taken back one after the other. */
const undoDepth = 6

type Evolving<Play, E extends RunEvent> = Pick<
  MatchItem<unknown, unknown, Play, Command, E, unknown>,
  'evolve' | 'shift' | 'resume' | 'withdraw' | 'undoable' | 'settles'
>

export function evolveMatch<Play, E extends RunEvent>(
  item: Evolving<Play, E>,
  before: MatchState<Play> | null,
  event: Recorded<MatchEvent<Play> | E>,
): MatchState<Play> {
  if (before === null) {
    const { name, payload } = event as MatchEvent<Play>
    if (name !== 'prepared') throw new Error(`a match begins with prepared, not ${name}`)
    return {
      setup: payload.setup,
      phase: 'waiting',
      openedAt: null,
      pausedAt: null,
      pausedMs: 0,
      closed: null,
      showing: 'title',
      withdrawn: {},
      corrections: [],
      notes: [],
      incidents: [],
      checks: {},
      released: null,
      undo: [],
      play: payload.play,
    }
  }
  const { at, by } = event
  const own = event as Recorded<MatchEvent<Play>>
  switch (own.name) {
    case 'prepared':
      throw new Error('prepared twice')
    case 'opened':
      return { ...before, phase: 'open', openedAt: at, showing: 'play' }
    case 'paused':
      return { ...before, phase: 'paused', pausedAt: at }
    case 'resumed': {
      const stood = at - (before.pausedAt ?? at)
      return {
        ...before,
        phase: 'open',
        pausedAt: null,
        pausedMs: before.pausedMs + stood,
        undo: [],
        play: item.shift(before.play, stood),
      }
    }
    case 'closed': {
      const { how, usedMs, receipt } = own.payload
      return { ...before, phase: 'closed', pausedAt: null, undo: [], closed: { how, at, usedMs, receipt } }
    }
    case 'released':
      return { ...before, released: own.payload.showing }
    case 'shown':
      return { ...before, showing: own.payload.what }
    case 'noted':
      return { ...before, notes: [...before.notes, { at, text: own.payload.text, by: nameOf(by) }] }
    case 'undone': {
      const last = before.undo.at(-1)!
      return { ...before, undo: before.undo.slice(0, -1), play: item.resume(last.play, at, before.play) }
    }
    case 'corrected':
      return { ...before, corrections: [...before.corrections, { ...own.payload, by: nameOf(by), at }] }
    case 'withdrawn':
      return {
        ...before,
        withdrawn: { ...before.withdrawn, [own.payload.code]: own.payload.reason },
        play: item.withdraw(before.play, own.payload.code),
      }
    case 'checkReported': {
      const { code, check, passed } = own.payload
      return { ...before, checks: { ...before.checks, [code]: { ...before.checks[code], [check]: passed } } }
    }
    case 'incidentReported': {
      const { code, kind } = own.payload
      return { ...before, incidents: [...before.incidents, { code, kind, at }] }
    }
    default: {
      const played = event as Recorded<E>
      const play = item.evolve(before.play, played)
      const label = item.undoable[played.name as E['name']]
      if (item.settles.includes(played.name)) return { ...before, undo: [], play }
      return label === undefined
        ? { ...before, play }
        : { ...before, undo: [...before.undo, { label, play: before.play }].slice(-undoDepth), play }
    }
  }
}

function nameOf(by: Actor): string {
  return by.kind === 'person' ? by.id : by.kind === 'seat' ? by.code : (by.for ?? 'server')
}
