/**
 * The rules of a match around what is played in it. A quiz and a lookup race differ only in their `MatchItem`; opening,
 * pausing, who may do what, the hall's screen, undo, notes, corrections, withdrawals and the scores by code live here once.
 *
 * The clock comes first: whatever was due before a command reached the server is decided before the command is looked at,
 * so that a late tick changes nothing.
 */
import { z } from 'zod'
import type { Command, Context, Instant, Recorded, Refusal, RunEvent, RunRules, Viewer } from '../run.ts'
import { isRefusal, refuse } from '../run.ts'
import { exact, shortDecimal, zero } from '../scoring/decimal.ts'
import { matchCommands, matchSetup, type MatchCommand } from './commands.ts'
import { decideForEvery, notOpen, notYours } from './control.ts'
import { evolveMatch } from './evolve.ts'
import { handFor, plays, seerOf } from './hands.ts'
import { matchEventNames, type MatchEvent, type MatchItem, type MatchOptions, type PlayContext } from './item.ts'
import { pointsOf, scoreOf } from './points.ts'
import type { Hand, MatchState, MatchView } from './types.ts'
import { viewMatch } from './view.ts'

const commandsOfEvery = new Set(Object.keys(matchCommands))
const eventsOfEvery = new Set(Object.keys(matchEventNames))

/** The rules of a match around an item. */
export function match<Options, Material, Play, C extends Command, E extends RunEvent, Inspection>(
  item: MatchItem<Options, Material, Play, C, E, Inspection>,
): RunRules<
  MatchOptions<Options>,
  Material,
  MatchState<Play>,
  MatchCommand | C,
  MatchEvent<Play> | E,
  MatchView<unknown, Inspection>
> {
  type State = MatchState<Play>
  type Out = (MatchEvent<Play> | E)[] | Refusal
  const belongs = (kind: string, name: string) => new Error(`${item.type}: the ${kind} ${name} belongs to every match`)
  for (const name of Object.keys(item.commands)) if (commandsOfEvery.has(name)) throw belongs('command', name)
  for (const name of [...Object.keys(item.undoable), ...item.settles])
    if (eventsOfEvery.has(name)) throw belongs('event', name)

  /** Under one of the match's own names an event of the item would change the match, not the play. */
  function named(events: E[]): E[] {
    const own = events.find(({ name }) => eventsOfEvery.has(name))
    if (own !== undefined) throw belongs('event', own.name)
    return events
  }

  const evolve = (before: State | null, event: Recorded<MatchEvent<Play> | E>): State =>
    evolveMatch(item, before, event)

  function playContext(state: State, context: Context, hand: Hand): PlayContext {
    const code = context.by.kind === 'seat' ? context.by.code : null
    return { ...context, hand, code, setup: state.setup, withdrawn: state.withdrawn }
  }

  function dueBy(state: State, context: Context): E[] {
    return state.phase === 'open' ? named(item.due(state.play, playContext(state, context, 'server'))) : []
  }

  function decide(state: State, command: MatchCommand | C, context: Context): Out {
    const due = dueBy(state, context)
    let current = state
    for (const event of due) current = evolve(current, { ...event, at: context.now, by: context.by } as Recorded<E>)
    const decided = commandsOfEvery.has(command.name)
      ? decideForEvery(current, command as MatchCommand, context, (play) => item.isOver(play))
      : ofThePlay(current, command as C, context)
    // What was due has happened, whatever becomes of the command.
    if (isRefusal(decided)) return due.length > 0 && context.by.kind === 'server' ? due : decided
    return [...due, ...decided]
  }

  function ofThePlay(state: State, command: C, context: Context): Out {
    const hand = handFor(state, item.hands[command.name as C['name']] ?? [], context.by)
    if (hand === null) return notYours()
    if (state.phase !== 'open') return notOpen(state)
    if (hand === 'team' && context.by.kind === 'seat' && context.by.code in state.withdrawn)
      return refuse('withdrawn', '本队已退出本场', 'Your team plays no more in this match')
    const decided = item.decide(state.play, command, playContext(state, context, hand))
    return isRefusal(decided) ? decided : named(decided)
  }

  return {
    type: item.type,
    stateVersion: item.stateVersion,
    options: z.object({ setup: matchSetup, item: item.options }) as never,
    material: item.material,
    commands: { ...matchCommands, ...item.commands } as never,
    start({ setup, item: options }, material, { seed, itemSeed }) {
      return [
        { name: 'prepared', payload: { setup, play: item.prepare(options, material, setup, { seed, itemSeed }) } },
      ]
    },
    decide,
    evolve,
    view: (state, viewer) => viewMatch(item, state, viewer),
    wakesAt: (state) => (state.phase === 'open' ? item.wakesAt(state.play) : null),
    score: (state) => ({
      id: item.type,
      label: state.setup.title,
      points: shortDecimal(
        state.setup.teams.reduce((sum, { code }) => sum.add(exact(pointsOf(item, state, code))), zero),
      ),
      children: state.setup.teams.map(({ code }) => ({ ...scoreOf(item, state, code), id: code })),
    }),
    match: {
      score: (state, code) => (plays(state, code) ? scoreOf(item, state, code) : null),
      drawn: (state) => item.drawn(state.play),
      usedMs: (state) => state.closed?.usedMs ?? 0,
      mostTeams: ({ item: options }) => item.mostTeams(options),
    },
    ...(item.overtaken === undefined
      ? {}
      : {
          overtaken: (state: State, event: Recorded<MatchEvent<Play> | E>, now: Instant) =>
            state.phase === 'open' && item.overtaken!(state.play, event as Recorded<E>, now),
        }),
    ...(item.serverRecords === undefined ? {} : { serverRecords: item.serverRecords }),
    ...(item.files === undefined
      ? {}
      : {
          files(state: State, viewer: Viewer) {
            const seer = seerOf(state, viewer)
            return seer === null ? [] : item.files!(state.play, seer)
          },
        }),
    ...(item.knowledge === undefined
      ? {}
      : {
          knowledge(state: State, viewer: Viewer) {
            const seer = seerOf(state, viewer)
            return seer !== null && state.phase === 'open' && item.knowledge!(state.play, seer)
          },
        }),
  }
}
