/**
 * The rules of a match around what is played in it. A quiz and a lookup race differ only in their `MatchItem`; opening,
 * pausing, who may do what, the hall's screen, undo, notes, corrections, withdrawals and the scores by code live here once.
 *
 * The clock comes first: whatever was due before a command reached the server is decided before the command is looked at,
 * so that a late tick changes nothing.
 */
import { z } from 'zod'
import type { Actor, Command, Context, Instant, Recorded, Refusal, RunEvent, RunRules, Viewer } from '../run.ts'
import { isRefusal, refuse } from '../run.ts'
import { mostIncidents, receiptFrom, type Closing, type Incident, type Progress } from '../sitting/sitting.ts'
import type { Score, Text } from '../score.ts'
import { exact, shortDecimal, zero } from '../scoring/decimal.ts'
import { matchCommands, matchSetup, type MatchCommand } from './commands.ts'
import type {
  Hand,
  MatchFrame,
  MatchInspection,
  MatchLead,
  MatchSetup,
  MatchState,
  MatchView,
  MatchWork,
  Seer,
  Showing,
} from './types.ts'

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

const undoDepth = 6
const conducting = new Set(['host', 'staff', 'organiser', 'chiefJudge'])
const ruling = new Set(['judge', 'chiefJudge'])
const ownNames = new Set(Object.keys(matchCommands))

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
  for (const name of Object.keys(item.commands)) {
    if (ownNames.has(name)) throw new Error(`${item.type}: the command ${name} belongs to every match`)
  }

  function playContext(state: State, context: Context, hand: Hand): PlayContext {
    const code = context.by.kind === 'seat' ? context.by.code : null
    return { ...context, hand, code, setup: state.setup, withdrawn: state.withdrawn }
  }

  function dueBy(state: State, context: Context): E[] {
    return state.phase === 'open' ? item.due(state.play, playContext(state, context, 'server')) : []
  }

  function decide(state: State, command: MatchCommand | C, context: Context): Out {
    const due = dueBy(state, context)
    let current = state
    for (const event of due) current = evolve(current, { ...event, at: context.now, by: context.by } as Recorded<E>)
    const decided = ownNames.has(command.name)
      ? control(current, command as MatchCommand, context)
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
    return item.decide(state.play, command, playContext(state, context, hand))
  }

  /** As what this one may send it; null: not at all. */
  function handFor(state: State, hands: readonly Hand[], by: Actor): Hand | null {
    const held = (hand: Hand): boolean => {
      switch (hand) {
        case 'server':
          return by.kind === 'server'
        case 'team':
          return by.kind === 'seat' && plays(state, by.code)
        case 'host':
          return by.kind === 'person' && by.roles.some((role) => conducting.has(role))
        case 'judge':
          return by.kind === 'person' && by.roles.some((role) => ruling.has(role))
      }
    }
    return hands.find(held) ?? null
  }

  function control(state: State, command: MatchCommand, context: Context): Out {
    const { by, now, seed } = context
    switch (command.name) {
      case 'open':
      case 'pause':
      case 'resume':
      case 'giveTime':
      case 'close':
      case 'release':
      case 'tick':
      case 'withdraw':
        return by.kind === 'server' ? official(state, command, context) : notYours()
      case 'show':
        if (handFor(state, ['host', 'judge'], by) === null) return notYours()
        return state.showing === command.payload.what ? [] : [{ name: 'shown', payload: command.payload }]
      case 'note':
        if (handFor(state, ['host', 'judge'], by) === null) return notYours()
        return [{ name: 'noted', payload: command.payload }]
      case 'undo': {
        if (handFor(state, ['host'], by) === null) return notYours()
        if (state.phase !== 'open') return notOpen(state)
        const last = state.undo.at(-1)
        return last === undefined
          ? refuse('nothingToUndo', '没有可撤销的步骤：下一题开始后不能撤回上一题', 'There is nothing to take back')
          : [{ name: 'undone', payload: { label: last.label } }]
      }
      case 'correct': {
        if (handFor(state, ['judge'], by) === null) return notYours()
        if (state.phase === 'waiting') return notOpen(state)
        const { code } = command.payload
        if (!state.setup.crowd && !state.setup.teams.some((team) => team.code === code))
          return refuse('noSuchTeam', `本场没有 ${code}`, `${code} is not in this match`)
        return [{ name: 'corrected', payload: command.payload }]
      }
      case 'finish':
        if (handFor(state, ['host'], by) === null) return notYours()
        if (state.phase === 'closed') return []
        if (state.phase !== 'open') return notOpen(state)
        if (!item.isOver(state.play))
          return refuse(
            'notOver',
            '还有环节未完成；如需提前结束，请在场次中结束',
            'Not all has been played; the staff can close the session',
          )
        return [closed(state, 'submitted', now, seed)]
      case 'reportCheck':
        if (by.kind !== 'seat' || !plays(state, by.code)) return notYours()
        return state.phase === 'closed'
          ? []
          : [{ name: 'checkReported', payload: { code: by.code, ...command.payload } }]
      case 'reportIncident':
        if (by.kind !== 'seat' || !plays(state, by.code)) return notYours()
        return state.phase === 'closed' || state.incidents.length >= mostIncidents
          ? []
          : [{ name: 'incidentReported', payload: { code: by.code, ...command.payload } }]
      case 'begin':
      case 'submit':
      case 'handInLate':
      case 'judgeLate':
        return refuse(
          'hostLeads',
          '本赛项由主持人主持，无需交卷',
          'The host leads this match; there is nothing to hand in',
        )
    }
  }

  function official(
    state: State,
    command: Extract<
      MatchCommand,
      { name: 'open' | 'pause' | 'resume' | 'giveTime' | 'close' | 'release' | 'tick' | 'withdraw' }
    >,
    { now, seed }: Context,
  ): Out {
    switch (command.name) {
      case 'open':
        return state.phase === 'waiting' ? [{ name: 'opened', payload: {} }] : []
      case 'pause':
        return state.phase === 'open' ? [{ name: 'paused', payload: command.payload }] : []
      case 'resume':
        return state.phase === 'paused' ? [{ name: 'resumed', payload: {} }] : []
      case 'close':
        return state.phase === 'closed' ? [] : [closed(state, 'staff', now, seed, command.payload.reason)]
      case 'release':
        return state.released === command.payload.showing ? [] : [{ name: 'released', payload: command.payload }]
      case 'withdraw':
        return command.payload.code in state.withdrawn || state.phase === 'closed'
          ? []
          : [{ name: 'withdrawn', payload: command.payload }]
      case 'giveTime':
      case 'tick':
        // The host gives time question by question; what was due has been decided already.
        return []
    }
  }

  function closed(
    state: State,
    how: Closing,
    now: Instant,
    seed: string,
    reason?: string,
  ): Extract<MatchEvent<Play>, { name: 'closed' }> {
    return {
      name: 'closed',
      payload: {
        how,
        usedMs: usedBy(state, now),
        receipt: receiptFrom(seed),
        ...(reason === undefined ? {} : { reason }),
      },
    }
  }

  function evolve(before: State | null, event: Recorded<MatchEvent<Play> | E>): State {
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

  function seerOf(state: State, viewer: Viewer): Seer | null {
    switch (viewer.as) {
      case 'host':
        return { as: 'host' }
      case 'judge':
        return { as: 'judge' }
      case 'official':
        return viewer.roles.includes('chiefJudge') ? { as: 'judge' } : { as: 'screen' }
      case 'contestant':
      case 'trainee':
        return plays(state, viewer.code) ? { as: 'team', code: viewer.code } : null
      // Staff and organiser help to run it; answers are not theirs to know.
      case 'staff':
      case 'organiser':
      case 'screen':
        return { as: 'screen' }
    }
  }

  function view(state: State, viewer: Viewer): MatchView<unknown, Inspection> | null {
    const seer = seerOf(state, viewer)
    if (seer === null) return null
    const code = seer.as === 'team' ? seer.code : ''
    const leads = seer.as === 'host' || seer.as === 'judge' || viewer.as === 'staff' || viewer.as === 'organiser'
    const inspects =
      state.phase === 'closed' && (viewer.as === 'official' || viewer.as === 'organiser' || viewer.as === 'judge')
    const mayScore = seer.as === 'team' && state.phase === 'closed' && state.released !== null
    const work: MatchWork = {
      frame: frameOf(state),
      ...(leads ? { lead: leadOf(state) } : {}),
      play: item.view(state.play, seer, state.setup),
    }
    return {
      code,
      phase: state.phase,
      seconds: state.setup.seconds,
      window: null,
      openedAt: state.openedAt,
      deadline: null,
      remainingMs: 0,
      closed: state.closed,
      checks: state.checks[code] ?? noChecks,
      late: 0,
      progress: item.progress(state.play),
      work,
      ...(viewer.as === 'staff' || viewer.as === 'organiser' || viewer.as === 'official'
        ? { incidents: state.incidents as never, given: [] }
        : {}),
      ...(inspects ? { inspection: inspectionOf(state) } : {}),
      ...(mayScore ? { score: scoreOf(state, code) } : {}),
    }
  }

  function leadOf(state: State): MatchLead {
    return { notes: state.notes, undo: state.undo.at(-1)?.label ?? null, over: item.isOver(state.play) }
  }

  // Asked for by every viewer of one state; equal parts keep their identity, so that changes are found quickly.
  const frames = new WeakMap<State, MatchFrame>()
  function frameOf(state: State): MatchFrame {
    const known = frames.get(state)
    if (known !== undefined) return known
    const points = state.setup.teams.map(({ code }) => exact(pointsOf(state, code)))
    const frame: MatchFrame = {
      number: state.setup.number,
      title: state.setup.title,
      crowd: state.setup.crowd,
      teams: state.setup.teams.map((team, index) => ({
        ...team,
        points: shortDecimal(points[index]!),
        rank: 1 + points.filter((other) => other.compare(points[index]!) > 0).length,
        withdrawn: state.withdrawn[team.code] ?? null,
      })),
      showing: state.showing,
      corrections: state.corrections,
    }
    frames.set(state, frame)
    return frame
  }

  function inspectionOf(state: State): MatchInspection<Inspection> {
    return {
      frame: frameOf(state),
      notes: state.notes,
      scores: Object.fromEntries(state.setup.teams.map(({ code }) => [code, scoreOf(state, code)])),
      play: item.inspect(state.play),
    }
  }

  function pointsOf(state: State, code: string): string {
    const corrected = state.corrections.filter((one) => one.code === code)
    const own = item.points(state.play, code)
    if (corrected.length === 0) return own
    return shortDecimal(corrected.reduce((sum, { points }) => sum.add(exact(points)), exact(own)))
  }

  function scoreOf(state: State, code: string): Score {
    const own = item.score(state.play, code)
    const corrections = state.corrections.filter((one) => one.code === code)
    if (corrections.length === 0) return own
    const sum = corrections.reduce((total, { points }) => total.add(exact(points)), zero)
    return {
      ...own,
      points: shortDecimal(exact(own.points).add(sum)),
      children: [
        ...(own.children ?? []),
        {
          id: 'corrections',
          label: correctionsLabel,
          points: shortDecimal(sum),
          children: corrections.map(({ points, reason, by }, index) => ({
            id: `correction-${index + 1}`,
            label: { zh: reason, en: reason },
            points,
            rule: { zh: `裁判更正（${by}）`, en: `Corrected by the judges (${by})` },
          })),
        },
      ],
    }
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
    view,
    wakesAt: (state) => (state.phase === 'open' ? item.wakesAt(state.play) : null),
    score: (state) => ({
      id: item.type,
      label: state.setup.title,
      points: shortDecimal(state.setup.teams.reduce((sum, { code }) => sum.add(exact(pointsOf(state, code))), zero)),
      children: state.setup.teams.map(({ code }) => ({ ...scoreOf(state, code), id: code })),
    }),
    match: {
      score: (state, code) => (plays(state, code) ? scoreOf(state, code) : null),
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

const noChecks = {}
const correctionsLabel: Text = { zh: '裁判更正', en: 'Corrections' }

function plays({ setup }: MatchState<unknown>, code: string): boolean {
  return setup.crowd || setup.teams.some((team) => team.code === code)
}

function usedBy(state: MatchState<unknown>, now: Instant): number {
  if (state.openedAt === null) return 0
  const until = state.phase === 'paused' ? state.pausedAt! : now
  return Math.max(0, until - state.openedAt - state.pausedMs)
}

function nameOf(by: Actor): string {
  return by.kind === 'person' ? by.id : by.kind === 'seat' ? by.code : (by.for ?? 'server')
}

const notYours = (): Refusal => refuse('notAllowed', '您无权进行该操作', 'You may not do this')

function notOpen(state: MatchState<unknown>): Refusal {
  switch (state.phase) {
    case 'waiting':
      return refuse('notOpen', '本场尚未开始，请先开始场次', 'The match has not begun: open the session first')
    case 'paused':
      return refuse('paused', '本场已暂停，请先恢复', 'The match is paused; resume it first')
    default:
      return refuse('closed', '本场已结束', 'The match is over')
  }
}
