/**
 * A sitting: one entrant alone with one item against the clock. Paper, dictation and typing are sittings that differ
 * only in their `SittingItem`; opening, pausing, the deadline, time given back, the receipt and late work live here once.
 *
 * Official acts (open, pause, give time …) are decided and recorded in the contest's own run; here they arrive from the
 * server and are refused from anybody else.
 */
import { z } from 'zod'
import type {
  Actor,
  AskedMark,
  Command,
  Context,
  Instant,
  Judgeable,
  Recorded,
  Refusal,
  RunEvent,
  RunRules,
  StartContext,
  Viewer,
} from '../run.ts'
import { isRefusal, refuse } from '../run.ts'
import type { Score, Text } from '../score.ts'
import type { UploadSlot } from '../uploads.ts'
import { clockTime } from '../words.ts'

/** What a contestant may see of the item: nothing yet, the task, the task closed, or the task with its answers. */
export type Showing = 'waiting' | 'working' | 'closed' | 'answers'

export interface Progress {
  done: number
  total: number
}

/** How long this entrant had and took, for items that score speed. */
export interface SittingTime {
  /** The item's working time: without anybody's extra time, without time given back. */
  itemSeconds: number
  /** Working time spent, pauses not counted; null until the sitting is closed. */
  usedMs: number | null
}

export interface SittingItem<
  Options,
  Material,
  Paper,
  Work,
  C extends Command,
  E extends RunEvent,
  WorkView,
  Inspection,
> {
  type: string
  stateVersion: number
  options: z.ZodType<Options>
  material: z.ZodType<Material>
  commands: { [N in C['name']]: z.ZodType<Extract<C, { name: N }>['payload']> }
  /** This entrant's own paper, drawn and shuffled; it is recorded once and never made again. */
  prepare(options: Options, material: Material, seeds: { seed: string; itemSeed: string }): Paper
  begin(paper: Paper): Work
  /** Called only while the sitting is open. */
  decide(work: Work, command: C, context: Context): E[] | Refusal
  evolve(work: Work, event: Recorded<E>): Work
  /** For the contestant. Keys may appear only under `answers`. */
  view(work: Work, showing: Showing, time: SittingTime): WorkView
  /** For officials once the sitting is closed: everything, with keys. */
  inspect(work: Work, time: SittingTime): Inspection
  progress(work: Work): Progress
  score(work: Work, time: SittingTime): Score
  files?(work: Work, showing: Showing | 'judged'): readonly string[]
  /** Where the contestant may bring files while the sitting is open. */
  uploads?(work: Work): Readonly<Record<string, UploadSlot>>
  /** Commands of the item that come from the server alone (what an upload became), also among late work. */
  fromServer?: readonly C['name'][]
  /** What judges read once the sitting is closed, where people mark it: the work without its author. */
  piece?(work: Work): unknown
  /** Parts of the score that wait for people, where the item has such (short answers). */
  asks?(work: Work): readonly AskedMark[]
}

/** What the contest gives every sitting beside the item's own options and material. */
export const sittingSetup = z.object({
  code: z.string().min(1),
  /** Working time in seconds, the entrant's extra time included. */
  seconds: z.number().int().positive(),
  /** The same without anybody's extra time, for items that score speed; `seconds` where it is not said. */
  itemSeconds: z.number().int().positive().optional(),
  /** Set where each entrant starts alone within a window (an online paper); otherwise the staff open for all. */
  window: z.object({ opensAt: z.number(), closesAt: z.number() }).optional(),
  /** What the contestant sees right after handing in. */
  feedback: z.enum(['none', 'score', 'answers']),
})
export type SittingSetup = z.infer<typeof sittingSetup>

export interface SittingOptions<Options> {
  setup: SittingSetup
  item: Options
}

export type SittingCommand =
  | { name: 'open'; payload: Record<string, never> }
  | { name: 'begin'; payload: Record<string, never> }
  | { name: 'pause'; payload: { reason: string } }
  | { name: 'resume'; payload: Record<string, never> }
  | { name: 'giveTime'; payload: { seconds: number; reason: string } }
  /** `timeUp`: the session's clock, not a person. */
  | { name: 'close'; payload: { reason: string; timeUp?: boolean | undefined } }
  | { name: 'release'; payload: { showing: 'score' | 'answers' } }
  | { name: 'tick'; payload: Record<string, never> }
  | { name: 'submit'; payload: Record<string, never> }
  | { name: 'reportCheck'; payload: { check: Check; passed: boolean } }
  | { name: 'reportIncident'; payload: { kind: Incident; detail?: string | undefined } }
  | { name: 'handInLate'; payload: { edits: LateEdit[] } }
  | { name: 'judgeLate'; payload: { accept: boolean; reason: string } }

export type Check = 'sound' | 'microphone' | 'screen'
export type Incident = 'leftFullScreen' | 'pasted' | 'secondSignIn' | 'windowLost'
/** An edit made before the deadline that reached the server after it (the network was gone). Staff decide. */
export interface LateEdit {
  name: string
  payload: unknown
  editedAt: Instant
}

export type Closing = 'submitted' | 'deadline' | 'staff'

export type SittingEvent<Paper> =
  | { name: 'prepared'; payload: { setup: SittingSetup; paper: Paper } }
  | { name: 'opened'; payload: { deadline: Instant } }
  | { name: 'paused'; payload: { remainingMs: number; reason: string } }
  | { name: 'resumed'; payload: { deadline: Instant } }
  | { name: 'timeGiven'; payload: { seconds: number; reason: string; deadline: Instant | null } }
  | { name: 'closed'; payload: { how: Closing; usedMs: number; receipt: string; reason?: string } }
  | { name: 'released'; payload: { showing: 'score' | 'answers' } }
  | { name: 'checkReported'; payload: { check: Check; passed: boolean } }
  | { name: 'incidentReported'; payload: { kind: Incident; detail?: string | undefined } }
  | { name: 'lateWorkReceived'; payload: { edits: LateEdit[] } }
  | { name: 'lateWorkJudged'; payload: { accepted: boolean; reason: string } }

export interface SittingState<Work> {
  setup: SittingSetup
  phase: 'waiting' | 'open' | 'paused' | 'closed'
  openedAt: Instant | null
  /** While open. */
  deadline: Instant | null
  /** While paused, or given before opening. */
  remainingMs: number
  /** Sum of what was allowed so far: the working time and what was given back. */
  allowedMs: number
  closed: { how: Closing; at: Instant; usedMs: number; receipt: string } | null
  checks: Partial<Record<Check, boolean>>
  incidents: { kind: Incident; at: Instant }[]
  given: { seconds: number; reason: string; at: Instant }[]
  late: LateEdit[]
  released: 'score' | 'answers' | null
  work: Work
}

export interface SittingView<WorkView, Inspection> {
  code: string
  phase: SittingState<unknown>['phase']
  seconds: number
  window: SittingSetup['window'] | null
  openedAt: Instant | null
  deadline: Instant | null
  remainingMs: number
  closed: SittingState<unknown>['closed']
  checks: Partial<Record<Check, boolean>>
  /** Late edits that wait for the staff's word. */
  late: number
  progress: Progress
  /**
   * What may still be brought though it is over; `owed`: the rulebook asks for it and it has not come. For the entrant, the
   * floor and officials.
   */
  afterwards?: { title: Text; owed: boolean }
  /** Only for contestant, trainee. */
  work?: WorkView
  /** Only for staff and officials. */
  incidents?: { kind: Incident; at: Instant }[]
  given?: { seconds: number; reason: string; at: Instant }[]
  /** Only for the judges of this piece, once closed. */
  piece?: unknown
  /** Only for officials, once closed. */
  inspection?: Inspection
  /** For officials once closed; for the contestant when released. */
  score?: Score
}

/** More reports from one seat than this tell the staff nothing new; they would only fill the journal. */
export const mostIncidents = 300
const mostLateEdits = 2000

/** Work may come in this long after a deadline passed offline; later it is refused. */
export const lateWindowMs = 2 * 3600_000

const empty = z.strictObject({})
export const sittingControls = {
  open: empty,
  begin: empty,
  pause: z.strictObject({ reason: z.string().min(1) }),
  resume: empty,
  giveTime: z.strictObject({
    seconds: z
      .number()
      .int()
      .positive()
      .max(6 * 3600),
    reason: z.string().min(1),
  }),
  close: z.strictObject({ reason: z.string().min(1), timeUp: z.boolean().optional() }),
  release: z.strictObject({ showing: z.enum(['score', 'answers']) }),
  tick: empty,
  submit: empty,
  reportCheck: z.strictObject({ check: z.enum(['sound', 'microphone', 'screen']), passed: z.boolean() }),
  reportIncident: z.strictObject({
    kind: z.enum(['leftFullScreen', 'pasted', 'secondSignIn', 'windowLost']),
    detail: z.string().max(200).optional(),
  }),
  handInLate: z.strictObject({
    edits: z.array(z.strictObject({ name: z.string().max(40), payload: z.unknown(), editedAt: z.number() })).max(500),
  }),
  judgeLate: z.strictObject({ accept: z.boolean(), reason: z.string().min(1) }),
} satisfies { [N in SittingCommand['name']]: z.ZodType<Extract<SittingCommand, { name: N }>['payload']> }

const noMeasures: Judgeable['measures'] = {}

const fromServerOnly = new Set<string>(['open', 'pause', 'resume', 'giveTime', 'close', 'release', 'tick', 'judgeLate'])

/** A receipt that can be read aloud: eight letters and digits without those that look alike. */
export function receiptFrom(seed: string): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
  let out = ''
  for (let i = 0; i < 8; i += 1) {
    out += letters[Number.parseInt(seed.slice(i * 4, i * 4 + 4), 16) % letters.length]
    if (i === 3) out += '-'
  }
  return out
}

/** Working time spent at `now`: all that was allowed, less what is left. Pauses do not count. */
function usedMs(state: SittingState<unknown>, now: Instant): number {
  if (state.phase === 'waiting') return 0
  const left = state.phase === 'open' ? Math.max(0, state.deadline! - now) : state.remainingMs
  return Math.max(0, state.allowedMs - left)
}

type AnyEvent<Paper, E extends RunEvent> = SittingEvent<Paper> | E

/** The rules of a sitting around an item. */
export function sitting<Options, Material, Paper, Work, C extends Command, E extends RunEvent, WorkView, Inspection>(
  item: SittingItem<Options, Material, Paper, Work, C, E, WorkView, Inspection>,
): RunRules<
  SittingOptions<Options>,
  Material,
  SittingState<Work>,
  SittingCommand | C,
  AnyEvent<Paper, E>,
  SittingView<WorkView, Inspection>
> {
  type State = SittingState<Work>
  type Out = AnyEvent<Paper, E>[] | Refusal
  const itemsFromServer = new Set<string>(item.fromServer ?? [])
  for (const name of Object.keys(item.commands)) {
    if (name in sittingControls) throw new Error(`${item.type}: the command ${name} belongs to every sitting`)
  }

  function mayAct(state: State, by: Actor): boolean {
    return by.kind === 'server' || (by.kind === 'seat' && by.code === state.setup.code)
  }

  /** Where the deadline has passed and its tick is still on the way, the deadline closed it, whoever came first. */
  function expired(state: State, now: Instant): boolean {
    return state.phase === 'open' && now >= state.deadline!
  }

  function close(state: State, asked: Closing, context: Context, reason?: string): AnyEvent<Paper, E>[] {
    const how = expired(state, context.now) ? 'deadline' : asked
    return [
      {
        name: 'closed',
        payload: {
          how,
          usedMs: usedMs(state, how === 'deadline' && state.deadline !== null ? state.deadline : context.now),
          receipt: receiptFrom(context.seed),
          ...(reason === undefined ? {} : { reason }),
        },
      },
    ]
  }

  function control(state: State, command: SittingCommand, context: Context): Out {
    const { now } = context
    switch (command.name) {
      case 'open':
        if (state.phase !== 'waiting') return []
        return [{ name: 'opened', payload: { deadline: now + state.remainingMs } }]
      case 'begin': {
        if (state.phase !== 'waiting') return []
        const { window } = state.setup
        if (window === undefined)
          return refuse('waitsForStaff', '请等待工作人员统一开始', 'The staff start for everybody; please wait')
        if (now < window.opensAt)
          return refuse(
            'notOpenYet',
            `尚未开放，开放时间 ${clockTime(window.opensAt)}`,
            `Opens at ${clockTime(window.opensAt)}`,
            window,
          )
        if (now >= window.closesAt)
          return refuse(
            'closed',
            `已于 ${clockTime(window.closesAt)} 截止`,
            `Closed at ${clockTime(window.closesAt)}`,
            window,
          )
        return [{ name: 'opened', payload: { deadline: Math.min(now + state.remainingMs, window.closesAt) } }]
      }
      case 'pause':
        if (state.phase !== 'open') return []
        if (expired(state, now)) return close(state, 'deadline', context)
        return [
          {
            name: 'paused',
            payload: { remainingMs: Math.max(0, state.deadline! - now), reason: command.payload.reason },
          },
        ]
      case 'resume':
        if (state.phase !== 'paused') return []
        return [{ name: 'resumed', payload: { deadline: now + state.remainingMs } }]
      case 'giveTime': {
        const { seconds, reason } = command.payload
        if (state.phase === 'closed' && state.closed!.how === 'submitted')
          return refuse('submitted', '该选手已交卷，不能补时', 'Already handed in; no time can be given back')
        if (state.phase === 'closed' && showingTo(state) === 'answers')
          return refuse(
            'answersShown',
            '答案已向该选手公布，不能补时',
            'The answers were shown to this entrant; no time can be given back',
          )
        // Closed by the deadline: the sitting opens again for what was given back.
        const base = state.phase === 'open' ? state.deadline! : state.phase === 'closed' ? now : null
        return [
          { name: 'timeGiven', payload: { seconds, reason, deadline: base === null ? null : base + seconds * 1000 } },
        ]
      }
      case 'close':
        if (state.phase === 'closed') return []
        // A seat was opened a moment after its session, so its own deadline may be a moment away: it is the deadline all the same.
        return command.payload.timeUp === true && state.phase === 'open'
          ? close(state, 'deadline', context)
          : close(state, 'staff', context, command.payload.reason)
      case 'tick':
        return expired(state, now) ? close(state, 'deadline', context) : []
      case 'submit':
        // A second submission has no effect: the view shows the one receipt.
        if (state.phase === 'closed') return []
        if (state.phase === 'waiting') return notOpen(state, now)
        if (state.phase === 'paused') return paused()
        return close(state, 'submitted', context)
      case 'release':
        return state.released === command.payload.showing ? [] : [{ name: 'released', payload: command.payload }]
      case 'reportCheck':
        if (state.phase === 'closed' || state.checks[command.payload.check] === command.payload.passed) return []
        return [{ name: 'checkReported', payload: command.payload }]
      case 'reportIncident':
        if (state.phase === 'closed' || state.incidents.length >= mostIncidents) return []
        return [{ name: 'incidentReported', payload: command.payload }]
      case 'handInLate': {
        if (state.phase !== 'closed' || state.closed!.how !== 'deadline')
          return refuse('notLate', '没有需要补交的内容', 'There is nothing to hand in late')
        const { at } = state.closed!
        if (now > at + lateWindowMs)
          return refuse(
            'tooLate',
            `补交已于 ${clockTime(at + lateWindowMs)} 截止`,
            `Late work was taken until ${clockTime(at + lateWindowMs)}`,
          )
        const edits = command.payload.edits.filter(
          (edit) =>
            edit.editedAt >= state.openedAt! &&
            edit.editedAt <= at &&
            (context.by.kind === 'server' || !itemsFromServer.has(edit.name)),
        )
        if (edits.length === 0)
          return refuse('closed', `已于 ${clockTime(at)} 结束`, `Closed at ${clockTime(at)}`, { at })
        if (state.late.length + edits.length > mostLateEdits)
          return refuse('tooMuch', '补交内容过多，请联系工作人员', 'Too much late work; please call the staff')
        return [{ name: 'lateWorkReceived', payload: { edits } }]
      }
      case 'judgeLate': {
        if (state.late.length === 0) return refuse('notLate', '没有待处理的补交', 'No late work waits')
        const judged: AnyEvent<Paper, E>[] = [
          { name: 'lateWorkJudged', payload: { accepted: command.payload.accept, reason: command.payload.reason } },
        ]
        return command.payload.accept ? [...judged, ...applyLate(state, context)] : judged
      }
    }
  }

  /** What the late edits would have done in time; an edit that the item refuses is passed over. */
  function applyLate(state: State, context: Context): E[] {
    const out: E[] = []
    let { work } = state
    for (const edit of state.late.toSorted((a, b) => a.editedAt - b.editedAt)) {
      const schema = item.commands[edit.name as C['name']]
      const parsed = schema?.safeParse(edit.payload)
      if (!parsed?.success) continue
      const events = item.decide(work, { name: edit.name, payload: parsed.data } as C, {
        ...context,
        now: edit.editedAt,
      })
      if (isRefusal(events)) continue
      for (const event of events) {
        work = item.evolve(work, { ...event, at: context.now, by: context.by })
        out.push(event)
      }
    }
    return out
  }

  function notOpen(state: State, now: Instant): Refusal {
    const at = state.setup.window?.opensAt
    return at === undefined
      ? refuse(
          'notOpenYet',
          `现在 ${clockTime(now)}，尚未开始，请等待工作人员统一开始`,
          `It is ${clockTime(now)}; not open yet, the staff start for everybody`,
          { now },
        )
      : refuse('notOpenYet', `尚未开始，开放时间 ${clockTime(at)}`, `Not open yet; opens at ${clockTime(at)}`, { at })
  }

  function paused(): Refusal {
    return refuse('paused', '比赛已暂停，请等待恢复', 'Paused; please wait until it goes on')
  }

  function timeOf(state: State): SittingTime {
    return { itemSeconds: state.setup.itemSeconds ?? state.setup.seconds, usedMs: state.closed?.usedMs ?? null }
  }

  function showingTo(state: State): Showing {
    switch (state.phase) {
      case 'waiting':
        return 'waiting'
      case 'open':
      case 'paused':
        return 'working'
      case 'closed':
        return state.setup.feedback === 'answers' || state.released === 'answers' ? 'answers' : 'closed'
    }
  }

  return {
    type: item.type,
    stateVersion: item.stateVersion,
    options: z.object({ setup: sittingSetup, item: item.options }) as unknown as z.ZodType<SittingOptions<Options>>,
    material: item.material,
    commands: { ...sittingControls, ...item.commands } as never,

    start(options: SittingOptions<Options>, material: Material, context: StartContext) {
      const paper = item.prepare(options.item, material, { seed: context.seed, itemSeed: context.itemSeed })
      return [{ name: 'prepared', payload: { setup: options.setup, paper } }]
    },

    decide(state, command, context) {
      if (!mayAct(state, context.by)) return refuse('notYours', '无权操作该场次', 'This run is not yours')
      if ((fromServerOnly.has(command.name) || itemsFromServer.has(command.name)) && context.by.kind !== 'server')
        return refuse('notAllowed', '该操作由工作人员进行', 'Only the staff can do this')
      if (command.name in sittingControls) return control(state, command as SittingCommand, context)
      switch (state.phase) {
        case 'waiting':
          return notOpen(state, context.now)
        case 'paused':
          return paused()
        case 'closed': {
          const { at } = state.closed!
          return refuse(
            'closed',
            `已于 ${clockTime(at)} 结束，不再接收作答`,
            `Closed at ${clockTime(at)}; no more answers are taken`,
            { at },
          )
        }
        case 'open':
          // The tick may come a moment after the deadline; an answer never slips in between.
          if (expired(state, context.now)) {
            const at = state.deadline!
            return refuse(
              'closed',
              `已于 ${clockTime(at)} 结束，不再接收作答`,
              `Closed at ${clockTime(at)}; no more answers are taken`,
              { at },
            )
          }
          return item.decide(state.work, command as C, context)
      }
    },

    evolve(state, recorded) {
      const event = recorded as Recorded<SittingEvent<Paper>>
      if (state === null) {
        if (event.name !== 'prepared')
          throw new Error(`${item.type}: a sitting begins with prepared, not ${event.name}`)
        const ms = event.payload.setup.seconds * 1000
        return {
          setup: event.payload.setup,
          phase: 'waiting',
          openedAt: null,
          deadline: null,
          remainingMs: ms,
          allowedMs: ms,
          closed: null,
          checks: {},
          incidents: [],
          given: [],
          late: [],
          released: null,
          work: item.begin(event.payload.paper),
        }
      }
      switch (event.name) {
        case 'prepared':
          throw new Error(`${item.type}: prepared twice`)
        case 'opened': {
          const allowed = event.payload.deadline - event.at
          return {
            ...state,
            phase: 'open',
            openedAt: event.at,
            deadline: event.payload.deadline,
            remainingMs: 0,
            allowedMs: allowed,
          }
        }
        case 'paused':
          return { ...state, phase: 'paused', deadline: null, remainingMs: event.payload.remainingMs }
        case 'resumed':
          return { ...state, phase: 'open', deadline: event.payload.deadline, remainingMs: 0 }
        case 'timeGiven': {
          const { seconds, reason, deadline } = event.payload
          const given = [...state.given, { seconds, reason, at: event.at }]
          const allowedMs = state.allowedMs + seconds * 1000
          return deadline === null
            ? { ...state, given, allowedMs, remainingMs: state.remainingMs + seconds * 1000 }
            : { ...state, given, allowedMs, phase: 'open', deadline, remainingMs: 0, closed: null }
        }
        case 'closed': {
          const { how, usedMs: used, receipt } = event.payload
          // Work closed by the deadline ended then, even where the tick came later (a restart in between).
          const at = how === 'deadline' && state.deadline !== null ? state.deadline : event.at
          return {
            ...state,
            phase: 'closed',
            deadline: null,
            remainingMs: 0,
            closed: { how, at, usedMs: used, receipt },
          }
        }
        case 'released':
          return { ...state, released: event.payload.showing }
        case 'checkReported':
          return { ...state, checks: { ...state.checks, [event.payload.check]: event.payload.passed } }
        case 'incidentReported':
          return { ...state, incidents: [...state.incidents, { kind: event.payload.kind, at: event.at }] }
        case 'lateWorkReceived':
          return { ...state, late: [...state.late, ...event.payload.edits] }
        case 'lateWorkJudged':
          return { ...state, late: [] }
        default:
          return { ...state, work: item.evolve(state.work, recorded as Recorded<E>) }
      }
    },

    view(state, viewer) {
      const common: SittingView<WorkView, Inspection> = {
        code: state.setup.code,
        phase: state.phase,
        seconds: state.setup.seconds,
        window: state.setup.window ?? null,
        openedAt: state.openedAt,
        deadline: state.deadline,
        remainingMs: state.remainingMs,
        closed: state.closed,
        checks: state.checks,
        late: state.late.length,
        progress: item.progress(state.work),
      }
      switch (viewer.as) {
        case 'contestant':
        case 'trainee': {
          if (viewer.code !== state.setup.code) return null
          const own = { ...common, work: item.view(state.work, showingTo(state), timeOf(state)) }
          const scored = state.phase === 'closed' && (state.setup.feedback !== 'none' || state.released !== null)
          if (!scored) return own
          const { children, ...total } = item.score(state.work, timeOf(state))
          // Which parts were right tells the key; that comes with the answers.
          const reasons = showingTo(state) === 'answers' && children !== undefined ? { children } : {}
          return { ...own, score: { ...total, ...reasons } }
        }
        case 'staff':
        case 'host':
          return { ...common, incidents: state.incidents, given: state.given }
        case 'organiser':
        case 'official': {
          const supervised = { ...common, incidents: state.incidents, given: state.given }
          return state.phase === 'closed'
            ? {
                ...supervised,
                inspection: item.inspect(state.work, timeOf(state)),
                score: item.score(state.work, timeOf(state)),
              }
            : supervised
        }
        case 'judge':
          // Who is asked for by whom is checked before: only the panel of this piece comes here.
          return item.piece === undefined || state.phase !== 'closed'
            ? null
            : { ...common, checks: {}, piece: item.piece(state.work) }
        case 'screen':
          return null
      }
    },

    wakesAt: (state) => (state.phase === 'open' ? state.deadline : null),

    score: (state) => item.score(state.work, timeOf(state)),

    judgeable(state) {
      const done = state.phase === 'closed'
      return {
        phase: done ? 'done' : 'waiting',
        measures: state.closed === null ? noMeasures : { secondsUsed: String(Math.round(state.closed.usedMs / 1000)) },
        asks: done ? (item.asks?.(state.work) ?? []) : [],
      }
    },
    measures: ['secondsUsed'],

    uploads(state: State, viewer: Viewer) {
      const own = (viewer.as === 'contestant' || viewer.as === 'trainee') && viewer.code === state.setup.code
      return own && state.phase === 'open' ? (item.uploads?.(state.work) ?? {}) : {}
    },

    files(state: State, viewer: Viewer) {
      if (item.files === undefined) return []
      if ((viewer.as === 'contestant' || viewer.as === 'trainee') && viewer.code === state.setup.code)
        return item.files(state.work, showingTo(state))
      if ((viewer.as === 'official' || viewer.as === 'organiser') && state.phase === 'closed')
        return item.files(state.work, 'answers')
      if (viewer.as === 'judge' && state.phase === 'closed') return item.files(state.work, 'judged')
      return []
    },
  }
}
