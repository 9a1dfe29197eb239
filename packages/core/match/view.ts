/** What of a match each viewer gets around the play itself, which its item shows. */
import type { Command, RunEvent, Viewer } from '../run.ts'
import { exact, shortDecimal } from '../scoring/decimal.ts'
import { seerOf } from './hands.ts'
import type { MatchItem } from './item.ts'
import { pointsOf, scoreOf } from './points.ts'
import type { MatchFrame, MatchInspection, MatchLead, MatchState, MatchView, MatchWork } from './types.ts'

type Viewed<Play, Inspection> = Pick<
  MatchItem<unknown, unknown, Play, Command, RunEvent, Inspection>,
  'view' | 'inspect' | 'progress' | 'points' | 'score' | 'isOver'
>

const noChecks = {}

export function viewMatch<Play, Inspection>(
  item: Viewed<Play, Inspection>,
  state: MatchState<Play>,
  viewer: Viewer,
): MatchView<unknown, Inspection> | null {
  const seer = seerOf(state, viewer)
  if (seer === null) return null
  const code = seer.as === 'team' ? seer.code : ''
  const leads = seer.as === 'host' || seer.as === 'judge' || viewer.as === 'staff' || viewer.as === 'organiser'
  const inspects =
    state.phase === 'closed' && (viewer.as === 'official' || viewer.as === 'organiser' || viewer.as === 'judge')
  const mayScore = seer.as === 'team' && state.phase === 'closed' && state.released !== null
  const work: MatchWork = {
    frame: frameOf(item, state),
    ...(leads ? { lead: leadOf(item, state) } : {}),
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
      ? { incidents: state.incidents, given: [] }
      : {}),
    ...(inspects ? { inspection: inspectionOf(item, state) } : {}),
    ...(mayScore ? { score: scoreOf(item, state, code) } : {}),
  }
}

function leadOf<Play>(item: Viewed<Play, unknown>, state: MatchState<Play>): MatchLead {
  return { notes: state.notes, undo: state.undo.at(-1)?.label ?? null, over: item.isOver(state.play) }
}

/** Asked for by every viewer of one state; equal parts keep their identity, so that changes are found quickly. */
const frames = new WeakMap<MatchState<unknown>, MatchFrame>()

function frameOf<Play>(item: Viewed<Play, unknown>, state: MatchState<Play>): MatchFrame {
  const known = frames.get(state)
  if (known !== undefined) return known
  const points = state.setup.teams.map(({ code }) => exact(pointsOf(item, state, code)))
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
    pausedAt: state.pausedAt,
    corrections: state.corrections.map(({ by: _by, ...told }) => told),
  }
  frames.set(state, frame)
  return frame
}

function inspectionOf<Play, Inspection>(
  item: Viewed<Play, Inspection>,
  state: MatchState<Play>,
): MatchInspection<Inspection> {
  return {
    frame: frameOf(item, state),
    notes: state.notes,
    corrections: state.corrections,
    scores: Object.fromEntries(state.setup.teams.map(({ code }) => [code, scoreOf(item, state, code)])),
    play: item.inspect(state.play),
  }
}
