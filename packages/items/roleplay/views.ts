/** Who may know what of a role-play: the one place where scenes, handouts, briefs and keys are kept from people. */
import type { Viewer } from '@leitai/core/run.ts'
import type { Score } from '@leitai/core/score.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { drawsLeft, questionsOf, sceneOf } from './draw.ts'
import { afterwards, recordingBox } from './recording.ts'
import type { RoleplayState } from './state.ts'
import { endOf } from './timer.ts'
import type {
  NextStep,
  RoleplayClock,
  RoleplayConduct,
  RoleplayInspection,
  RoleplayPiece,
  RoleplayScene,
  RoleplayWork,
} from './types.ts'

export type RoleplayView = SittingView<RoleplayWork | RoleplayScene | RoleplayConduct, RoleplayInspection>

/** A start can be taken back without a reason for so long. */
export const freeUndoMs = 30_000

export function view(state: RoleplayState, viewer: Viewer): RoleplayView | null {
  const common = commonOf(state)
  const supervised = { ...common, ...afterwards(state), incidents: state.incidents, given: state.given }
  switch (viewer.as) {
    case 'contestant':
    case 'trainee':
      if (viewer.code !== state.setup.code) return null
      return { ...common, ...(viewer.as === 'contestant' ? afterwards(state) : {}), work: workOf(state, viewer) }
    case 'staff':
    case 'host':
      return { ...supervised, work: conductOf(state, viewer) }
    case 'organiser':
    case 'official':
      return state.phase === 'closed'
        ? { ...supervised, work: conductOf(state, viewer), inspection: inspectionOf(state), score: scoreOf() }
        : { ...supervised, work: conductOf(state, viewer) }
    case 'judge':
      // Who is asked for by whom is checked before: only the panel of this piece comes here.
      return state.draws.length === 0 ? null : { ...common, ...withoutSeat(common), piece: pieceOf(state) }
    case 'screen':
      return state.draws.length === 0 ? null : { ...common, ...withoutSeat(common), work: hallOf(state) }
  }
}

/** People give the whole score; until their marks are in, there is none. */
export function scoreOf(): Score {
  return { id: 'performance', label: { zh: '现场表现', en: 'Performance' }, points: '0', pending: true }
}

/** Whole seconds begun. Time that was given, or that this entrant has more than others, does not count as overtime. */
export function measuresOf(state: RoleplayState): RoleplayInspection['measures'] {
  const { performance, study, options } = state
  const plannedMs = options.performance.minutes * 60_000
  const givenMs = Math.max(0, performance.allowedMs - plannedMs)
  const countedMs = Math.min(performance.spentMs, Math.max(plannedMs, performance.spentMs - givenMs))
  return {
    performanceSeconds: String(Math.ceil(countedMs / 1000)),
    studySeconds: String(Math.ceil((study?.spentMs ?? 0) / 1000)),
  }
}

function commonOf(state: RoleplayState): RoleplayView {
  const { study, performance, stage } = state
  const timer =
    study !== null && (stage === 'before' || stage === 'called' || stage === 'studying') ? study : performance
  const studied = study !== null && study.spentMs > 0 && stage !== 'studying'
  const performed = performance.spentMs > 0 && stage === 'over'
  return {
    code: state.setup.code,
    phase: state.phase,
    seconds: state.setup.seconds,
    window: null,
    openedAt: state.openedAt,
    // A performance goes on after its time: from then on there is no end to count down to.
    deadline: state.overtime ? null : endOf(timer),
    remainingMs: state.phase === 'closed' || timer.since !== null ? 0 : Math.max(0, timer.allowedMs - timer.spentMs),
    closed: state.closed,
    checks: state.checks,
    late: 0,
    progress: { done: Number(studied) + Number(performed), total: study === null ? 1 : 2 },
  }
}

/** Neither judges nor the hall need the entrant's receipt and the checks of its seat. */
function withoutSeat({ closed }: RoleplayView): Pick<RoleplayView, 'closed' | 'checks'> {
  return { closed: closed === null ? null : { ...closed, receipt: '' }, checks: {} }
}

function clockOf({ stage, phase, study, performance, options }: RoleplayState): RoleplayClock {
  return {
    stage,
    paused: phase === 'paused',
    study,
    performance,
    warnSecondsLeft: options.performance.warnSecondsLeft,
    mostOverSeconds: options.performance.mostOverSeconds,
  }
}

/** What was drawn; null before the call. */
function drawnOf({ material, draws }: RoleplayState) {
  const drawn = draws.at(-1)
  return drawn === undefined ? null : { scene: sceneOf(material, drawn), questions: questionsOf(material, drawn) }
}

function workOf(state: RoleplayState, viewer: Viewer): RoleplayWork {
  const { stage, options } = state
  const keepHandout = options.study?.keepHandout ?? true
  const recording = recordingBox(state, viewer)
  const work: RoleplayWork = {
    clock: clockOf(state),
    keepHandout,
    // while it performs there is no time for files
    ...(stage === 'over' && recording.takes ? { recording } : {}),
  }
  const drawn = drawnOf(state)
  if (drawn === null) return work
  const { scene, questions } = drawn
  // A pause is no time to read in.
  const reads =
    state.phase === 'open' && (stage === 'studying' || (keepHandout && (stage === 'ready' || stage === 'performing')))
  return {
    ...work,
    ...(scene === null ? {} : { scene: { title: scene.title, card: scene.entrant } }),
    ...(scene !== null && reads ? { handout: scene.handout } : {}),
    ...(showsQuestions(state) ? { questions: questions.map(({ text }) => text) } : {}),
  }
}

function showsQuestions({ options, stage, phase }: RoleplayState): boolean {
  const shown = options.showQuestions ?? (options.draw === 'none' && options.audience === 'scene')
  return shown && stage === 'performing' && phase === 'open'
}

function hallOf(state: RoleplayState): RoleplayScene {
  const clock = clockOf(state)
  const drawn = drawnOf(state)
  if (drawn === null || state.options.audience === 'clock') return { clock }
  const { scene, questions } = drawn
  return {
    clock,
    ...(scene === null ? {} : { scene: { title: scene.title, audience: scene.audience } }),
    ...(showsQuestions(state) ? { questions: questions.map(({ text }) => text) } : {}),
  }
}

function nextOf({ stage, study }: RoleplayState): NextStep | null {
  switch (stage) {
    case 'before':
    case 'over':
      return null
    case 'called':
      return study === null ? 'beginPerformance' : 'beginStudy'
    case 'studying':
      return 'endStudy'
    case 'ready':
      return 'beginPerformance'
    case 'performing':
      return 'endPerformance'
  }
}

/** Neither the brief nor the keys: they are the judges'. */
function conductOf(state: RoleplayState, viewer: Viewer): RoleplayConduct {
  const { options, material, draws, moments } = state
  const drawn = drawnOf(state)
  return {
    clock: clockOf(state),
    next: nextOf(state),
    scene: drawn?.scene == null ? null : { title: drawn.scene.title, audience: drawn.scene.audience },
    questions: drawn?.questions.map(({ text }) => text) ?? [],
    audience: options.audience,
    redrawsLeft: draws.length === 0 ? 0 : drawsLeft(options, material, draws),
    redraws: Math.max(0, draws.length - 1),
    falseStarts: moments.filter(({ what }) => what === 'startUndone').length,
    freeUndoMs,
    notes: moments.flatMap((moment) => (moment.what === 'noted' ? [{ at: moment.at, text: moment.text }] : [])),
    recording: recordingBox(state, viewer),
  }
}

function pieceOf(state: RoleplayState): RoleplayPiece {
  const drawn = drawnOf(state)
  const scene = drawn?.scene ?? null
  const recording = state.recordings.at(-1)
  return {
    clock: clockOf(state),
    scene:
      scene === null
        ? null
        : {
            title: scene.title,
            audience: scene.audience,
            entrant: scene.entrant,
            judges: scene.judges,
            handout: scene.handout,
          },
    questions: drawn?.questions ?? [],
    recording:
      recording === undefined
        ? null
        : { hash: recording.hash, bytes: recording.bytes, mime: recording.mime, seconds: recording.seconds },
  }
}

function inspectionOf(state: RoleplayState): RoleplayInspection {
  const drawn = drawnOf(state)
  return {
    scene: drawn?.scene ?? null,
    questions: drawn?.questions ?? [],
    draws: state.draws,
    pool: state.material.scenes.map(({ id, title }) => ({ id, title })),
    clock: clockOf(state),
    measures: measuresOf(state),
    moments: state.moments,
    recordings: state.recordings,
    wanted: state.options.recording,
  }
}
