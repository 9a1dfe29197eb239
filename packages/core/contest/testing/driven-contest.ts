/** A contest for tests, driven as the host drives it: parse, decide, evolve. Entrants are `S01`, `S02`, … by number and code. */
import { expect } from 'vitest'
import type { Act, ActName, Payload } from '../acts.ts'
import { assignSeats } from '../assign-seats.ts'
import { competesIn } from '../reading.ts'
import { resultDigest, stageStandings } from '../results.ts'
import { contestRules } from '../rules.ts'
import type { ContestEvent, ContestState } from '../state.ts'
import type { ContestView } from '../view.ts'
import { rulebook, type Rulebook } from '../../rulebook/schema.ts'
import { isRefusal, type Actor, type Context, type Recorded, type Refusal, type Role, type Viewer } from '../../run.ts'
import type { Score } from '../../score.ts'
import { sha256Hex } from '../../seed.ts'

export const server: Actor = { kind: 'server' }
export const person = (id: string, ...roles: Role[]): Actor => ({ kind: 'person', id, roles })
export const organiser = person('olga', 'organiser', 'staff')
export const chief = person('zhou', 'chiefJudge')
export const supervisor = person('wu', 'supervisor')

/** One stage, one paper of 100 points; `more` takes the place of whole parts. */
export function bookOf(more: Record<string, unknown> = {}): Rulebook {
  return rulebook.parse({
    leitai: 1,
    id: 'T1',
    title: '测试赛',
    entrants: { kind: 'individual' },
    stages: [stageOf('final')],
    awards: [{ id: 'first', title: '一等奖', by: 'percent', percent: 10 }],
    ...more,
  })
}

export function stageOf(id: string, more: Record<string, unknown> = {}) {
  return {
    id,
    title: id,
    items: [{ id: 'paper', type: 'exam', title: '理论', points: 100, minutes: 60 }],
    ranking: { tieBreaks: [{ by: 'shared' }] },
    ...more,
  }
}

export const scoreOf = (points: string, item = 'paper'): Score => ({
  id: item,
  label: { zh: item, en: item },
  points,
  max: '100',
})

/** A correction of the paper's score as a whole, found by nobody in particular; `more` says otherwise. */
export const correctionOf = (code: string, old: string, now: string, more: Record<string, unknown> = {}) => ({
  stage: 'final',
  item: 'paper',
  code,
  judge: null,
  line: null,
  old,
  new: now,
  reason: '漏加',
  cause: 'error' as const,
  appeal: null,
  score: scoreOf(now),
  personId: 'zhou',
  name: '周正',
  ...more,
})

/** Sessions of stages without matches are planned; those of matches can be only once these are drawn: `drawAndPlan`. */
export function drivenContest(book: Rulebook, entrants: number, available: readonly string[] = ['exam', 'roleplay']) {
  const rules = contestRules(available)
  const journal: Recorded<ContestEvent>[] = []
  let state: ContestState | null = null
  let now = Date.UTC(2026, 10, 22, 1, 0, 0)
  let seeds = 0
  const keep = (events: readonly ContestEvent[], by: Actor) => {
    for (const event of events) {
      const recorded = { ...event, at: now, by }
      journal.push(recorded)
      state = rules.evolve(state, recorded)
    }
  }
  keep([{ name: 'created', payload: { contestId: 'c1', title: { zh: '测试赛', en: 'Test' } } }], server)

  const contest = {
    journal,
    get state() {
      return state!
    },
    now: () => now,
    wait: (ms: number) => (now += ms),
    /** The refusal, or null when the act was taken. */
    refusal<N extends ActName>(by: Actor, name: N, payload: Payload<N>): Refusal | null {
      const act = { name, payload: rules.commands[name].parse(payload) } as Act
      const context: Context = { now, by, seed: sha256Hex(`seed-${(seeds += 1)}`) }
      const out = rules.decide(state!, act, context)
      if (isRefusal(out)) return out
      keep(out, by)
      return null
    },
    act: <N extends ActName>(by: Actor, name: N, payload: Payload<N>): string | null =>
      contest.refusal(by, name, payload)?.code ?? null,
    must<N extends ActName>(by: Actor, name: N, payload: Payload<N>) {
      expect(contest.act(by, name, payload), name).toBeNull()
    },
    view: (viewer: Viewer) => rules.view(state!, viewer) as ContestView,
    official: () => contest.view({ as: 'official', id: 'zhou', roles: ['chiefJudge'] }),
    /** Opens and closes the stage's sessions and closes its marking. */
    hold(stage: string) {
      const sessions = Object.values(contest.state.sessions).filter((session) => session.stage === stage)
      for (const { id } of sessions) {
        contest.must(organiser, 'openSession', { session: id })
        contest.must(organiser, 'closeSession', { session: id, reason: '结束' })
      }
    },
    /** Draws the stage's matches and plans a session of each item for those that are played. */
    drawAndPlan(stage: string) {
      contest.must(organiser, 'drawMatches', { stage })
      const items = book.stages.find(({ id }) => id === stage)!.items.map(({ id }) => id)
      contest.must(organiser, 'planSessions', {
        sessions: contest.state.matches[stage]!.groups.flatMap((group, index) =>
          group.length < 2
            ? []
            : items.map((item) => ({
                id: `${stage}-${item}-${index + 1}`,
                stage,
                item,
                group: index + 1,
                startsAt: now,
              })),
        ),
      })
      return contest.state.matches[stage]!.groups
    },
    /** Every item of the stage gets the points of its code; those without meet nobody and sit nothing. */
    record(stage: string, points: Readonly<Record<string, number>>) {
      const items = book.stages.find(({ id }) => id === stage)!.items
      const scores = Object.fromEntries(
        Object.keys(contest.state.codes)
          .filter((code) => competesIn(contest.state, stage, code))
          .map((code) => [
            code,
            Object.fromEntries(
              points[code] === undefined ? [] : items.map(({ id }) => [id, scoreOf(String(points[code]), id)]),
            ),
          ]),
      )
      contest.must(server, 'recordResults', { stage, scores, secondsUsed: {}, heads: [] })
    },
    /** Points in the order of codes; every item of the stage gets them. */
    compute(stage: string, points: readonly (number | string)[]) {
      const items = book.stages.find(({ id }) => id === stage)!.items.map(({ id }) => id)
      const codes = Object.keys(contest.state.codes).toSorted().slice(0, points.length)
      return contest.act(server, 'recordResults', {
        stage,
        scores: Object.fromEntries(
          codes.map((code, i) => [
            code,
            Object.fromEntries(items.map((item) => [item, scoreOf(String(points[i]), item)])),
          ]),
        ),
        secondsUsed: Object.fromEntries(codes.map((code) => [code, {}])),
        heads: [],
      })
    },
    ranks: (stage: string) =>
      (stageStandings(contest.state, stage)?.lines ?? []).map(({ entrant, rank, total }) => [entrant, rank, total]),
    sign: (stage: string, role: Role, digest = resultDigest(contest.state, stage)) =>
      contest.act(server, 'recordSignature', { stage, role, personId: `p-${role}`, name: role, digest }),
    publish(stage: string) {
      for (const role of book.signatures) expect(contest.sign(stage, role), role).toBeNull()
      contest.must(organiser, 'publishResults', { stage })
    },
    /** Opens all layers, and names who sat where. */
    unseal() {
      for (let layer = book.sealing.layers; layer > 0; layer -= 1)
        contest.must(server, 'recordLayerOpened', {
          layer,
          personId: `officer${layer}`,
          name: '加密',
          withRecoveryKey: false,
          inner: {},
        })
      contest.must(server, 'recordUnsealed', { mapping, seeds: ['draw'] })
    },
  }

  const { must } = contest
  must(server, 'publishRulebook', { rulebook: book, edition: '1', changes: [] })
  for (const stage of book.stages)
    for (const item of stage.items)
      must(server, 'recordMaterial', { stage: stage.id, item: item.id, materialId: 'm', title: '素材', sha256: 'ab' })
  must(organiser, 'openRegistration', {})
  must(server, 'closeRegistration', {
    roster: Array.from({ length: entrants }, (_, index) => ({
      entrantId: `e${index + 1}`,
      number: `S${String(index + 1).padStart(2, '0')}`,
      name: `选手${index + 1}`,
      delegation: index % 2 === 0 ? '甲市' : '乙市',
      coaches: [],
      members: [],
      extraTimePercent: 0,
    })),
  })
  must(organiser, 'setRoom', {
    seats: Array.from({ length: entrants }, (_, i) => `A${String(i + 1).padStart(2, '0')}`),
    spare: [],
  })
  must(organiser, 'planSessions', {
    sessions: book.stages
      .filter(({ matches }) => matches === undefined)
      .flatMap((stage) =>
        stage.items.map((item) => ({
          id: `${stage.id}-${item.id}`,
          stage: stage.id,
          item: item.id,
          group: 1,
          startsAt: now,
          ...(item.start === 'entrant' ? { endsAt: now + 3_600_000 } : {}),
        })),
      ),
  })
  const { layers } = book.sealing
  for (let layer = 1; layer <= layers; layer += 1) {
    const personId = `officer${layer}`
    must(organiser, 'appointOfficer', { layer, personId, name: '加密' })
    must(server, 'enrolOfficer', { layer, personId, recipient: 'r', recoveryRecipient: 'r', lockedIdentity: 'l' })
  }
  for (const entrantId of Object.keys(contest.state.roster)) must(organiser, 'checkIn', { entrantId })
  const assigned = assignSeats(contest.state, 'draw')
  const mapping = Object.fromEntries(assigned.map(({ code, entrantId }) => [code, entrantId]))
  must(server, 'recordDraw', {
    batch: 1,
    entrantIds: assigned.map(({ entrantId }) => entrantId),
    codes: assigned.map(({ code, seat, group }) => ({ code, seat, group, extraTimePercent: 0, barredJudges: [] })),
    seed: layers > 0 ? { commitment: sha256Hex('draw') } : { open: 'draw' },
    mapping: layers > 0 ? { envelope: 'sealed' } : { open: mapping },
  })
  return contest
}
export type DrivenContest = ReturnType<typeof drivenContest>
