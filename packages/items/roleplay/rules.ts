/**
 * Role-play: one entrant (a person or a team) performs before judges. A scene is drawn, studied, performed against a clock
 * that the host conducts; judges mark it in marking runs of their own. What officials do to a sitting they do to this in
 * the same words, so that rooms, sessions and results need not know the difference.
 */
import { z } from 'zod'
import { isRefusal, refuse, type Context, type Refusal, type RunRules } from '@leitai/core/run.ts'
import { mostIncidents, sittingSetup, type SittingOptions } from '@leitai/core/sitting/sitting.ts'
import { closed, dueBy, momentOf, wakesAt } from './clock.ts'
import { commands, isConduct, notAllowed, type Conduct, type RoleplayCommand } from './commands.ts'
import { conduct, isOver } from './conduct.ts'
import { draw } from './draw.ts'
import { roleplayMaterial, whatIsMissing } from './material.ts'
import { roleplayOptions } from './options.ts'
import { attach, files, uploads } from './recording.ts'
import { evolve, type RoleplayEvent, type RoleplayState } from './state.ts'
import type { RoleplayMaterial, RoleplayOptions } from './types.ts'
import { measuresOf, scoreOf, view, type RoleplayView } from './views.ts'

type Out = RoleplayEvent[] | Refusal

function decide(state: RoleplayState, command: RoleplayCommand, context: Context): Out {
  const refused = notAllowed(state, command.name, context.by)
  if (refused !== null) return refused
  const at = momentOf(state, context)
  const due = dueBy(state, at, context.seed)
  let current = state
  for (const event of due) current = evolve(current, { ...event, at: context.now, by: context.by })
  const decided = isConduct(command.name)
    ? conduct(current, command as Extract<RoleplayCommand, { name: Conduct }>, at, context)
    : control(current, command as Exclude<RoleplayCommand, { name: Conduct }>, context)
  return isRefusal(decided) ? decided : [...due, ...decided]
}

/** What comes from the server and from the seat. */
function control(
  state: RoleplayState,
  command: Exclude<RoleplayCommand, { name: Conduct }>,
  { now, seed }: Context,
): Out {
  switch (command.name) {
    case 'open':
      return state.opened || state.phase !== 'waiting' ? [] : [{ name: 'opened', payload: {} }]
    case 'call':
      return call(state, seed)
    case 'pause':
      return state.phase === 'open' ? [{ name: 'paused', payload: command.payload }] : []
    case 'resume':
      return state.phase === 'paused' ? [{ name: 'resumed', payload: {} }] : []
    case 'giveTime':
      return state.phase === 'closed' ? isOver(state) : [{ name: 'timeGiven', payload: command.payload }]
    case 'close':
      return state.phase === 'closed'
        ? []
        : [
            closed(
              state,
              command.payload.timeUp === true && state.phase === 'open' ? 'deadline' : 'staff',
              now,
              seed,
              command.payload.reason,
            ),
          ]
    case 'release':
      return state.released === command.payload.showing ? [] : [{ name: 'released', payload: command.payload }]
    case 'tick':
      return []
    case 'submit':
      return state.phase === 'closed'
        ? []
        : refuse(
            'hostEnds',
            '表演由主持人宣布结束，无需交卷',
            'The host ends the performance; there is nothing to hand in',
          )
    case 'begin':
      return state.phase === 'waiting'
        ? refuse('waitsForCall', '请等待叫号，由主持人宣布开始', 'Please wait to be called; the host starts the clock')
        : []
    case 'handInLate':
    case 'judgeLate':
      return refuse('notLate', '现场项目没有补交', 'There is no late work in a performance')
    case 'reportCheck':
      return state.phase === 'closed' || state.checks[command.payload.check] === command.payload.passed
        ? []
        : [{ name: 'checkReported', payload: command.payload }]
    case 'reportIncident':
      return state.phase === 'closed' || state.incidents.length >= mostIncidents
        ? []
        : [{ name: 'incidentReported', payload: command.payload }]
    case 'attach':
      return attach(state, command.payload, now)
  }
}

/** On the stage: the scene is drawn now and not before, so that nobody can know it earlier. */
function call(state: RoleplayState, seed: string): Out {
  if (state.phase === 'closed') return isOver(state)
  if (state.phase !== 'waiting') return []
  const { options, material, itemSeed } = state
  const drawn = draw(options, material, options.draw === 'shared' ? itemSeed : seed, [])
  if (drawn === null) return refuse('noScenes', '素材中没有可抽取的情景', 'The material has no scene to draw')
  const calledNow: RoleplayEvent = { name: 'called', payload: { draw: drawn } }
  return state.opened ? [calledNow] : [{ name: 'opened', payload: {} }, calledNow]
}

export const rules: RunRules<
  SittingOptions<RoleplayOptions>,
  RoleplayMaterial,
  RoleplayState,
  RoleplayCommand,
  RoleplayEvent,
  RoleplayView
> = {
  type: 'roleplay',
  stateVersion: 1,
  options: z.object({ setup: sittingSetup, item: roleplayOptions }),
  material: roleplayMaterial,
  commands,

  start({ setup, item: options }, material, { itemSeed }) {
    const lacking = whatIsMissing(options, material)
    if (lacking) throw new Error(lacking.en)
    return [{ name: 'prepared', payload: { setup, options, material, itemSeed } }]
  },

  decide,
  evolve,
  view,

  wakesAt,

  score: scoreOf,

  files,

  judgeable(state) {
    const done = state.phase === 'closed'
    const live = !done && state.draws.length > 0
    return {
      phase: done ? 'done' : live ? 'live' : 'waiting',
      measures: done ? { ...measuresOf(state) } : {},
      asks: [],
    }
  },
  measures: ['performanceSeconds', 'studySeconds'],

  uploads,
}
