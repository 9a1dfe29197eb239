import { describe, expect, test } from 'vitest'
import type { Actor, Context, Recorded, Viewer } from '../run.ts'
import { isRefusal, replay } from '../run.ts'
import { rulebook, type Rulebook } from '../rulebook/schema.ts'
import { sha256Hex } from '../seed.ts'
import type { Act, ActName, Payload } from './acts.ts'
import { assignSeats } from './assign-seats.ts'
import { concerns } from './permissions.ts'
import { drawMissing } from './decide/check-in.ts'
import { resultDigest } from './results.ts'
import { contestRules } from './rules.ts'
import type { ContestEvent, ContestState } from './state.ts'
import type { ContestView } from './view.ts'

const rules = contestRules(['exam'])
const organiser: Actor = { kind: 'person', id: 'olga', roles: ['organiser'] }
const staff: Actor = { kind: 'person', id: 'sam', roles: ['staff'] }
const server: Actor = { kind: 'server' }

function book(layers: number, more: Partial<Record<string, unknown>> = {}): Rulebook {
  return rulebook.parse({
    leitai: 1,
    id: 'T1',
    title: '测试赛',
    entrants: { kind: 'individual' },
    sealing: { layers },
    stages: [
      {
        id: 'final',
        title: '决赛',
        items: [{ id: 'paper', type: 'exam', title: '理论', points: 100, minutes: 60 }],
        ranking: { tieBreaks: [{ by: 'timeUsed' }, { by: 'deliberation', clause: 'T1.rank.3' }] },
      },
    ],
    awards: [{ id: 'first', title: '一等奖', by: 'percent', percent: 50 }],
    ...more,
  })
}

/** A contest driven as the host drives it: parse, decide, evolve; the journal is kept for replay. */
function contest() {
  const journal: Recorded<ContestEvent>[] = []
  let state: ContestState | null = null
  let now = Date.UTC(2026, 10, 22, 1, 0, 0)
  let count = 0
  const context = (by: Actor): Context => ({ now, by, seed: sha256Hex(`seed-${(count += 1)}`) })
  const keep = (events: ContestEvent[], by: Actor) => {
    for (const event of events) {
      const recorded = { ...event, at: now, by }
      journal.push(recorded)
      state = rules.evolve(state, recorded)
    }
  }
  keep(
    rules.start({ contestId: 'c1', title: { zh: '测试赛', en: 'Test' } }, null, { ...context(server), itemSeed: '' }),
    server,
  )
  return {
    journal,
    get state() {
      return state!
    },
    wait: (ms: number) => (now += ms),
    now: () => now,
    /** The refusal's code, or null when the act was taken. */
    act<N extends ActName>(by: Actor, name: N, payload: Payload<N>): string | null {
      const act = { name, payload: rules.commands[name].parse(payload) } as Act
      const out = rules.decide(state!, act, context(by))
      if (isRefusal(out)) return out.code
      keep(out, by)
      return null
    },
    view: (viewer: Viewer) => rules.view(state!, viewer) as ContestView,
  }
}
type Contest = ReturnType<typeof contest>

const roster = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    entrantId: `e${index + 1}`,
    number: `S${String(index + 1).padStart(2, '0')}`,
    name: `选手${index + 1}`,
    delegation: index % 2 === 0 ? '甲市' : '乙市',
    coaches: [`教练${index + 1}`],
    members: [],
    extraTimePercent: index === 0 ? 20 : 0,
  }))

function upToDraw(c: Contest, layers: number, entrants = 4, seats = 4) {
  expect(c.act(server, 'publishRulebook', { rulebook: book(layers), edition: '1', changes: [] })).toBeNull()
  expect(
    c.act(server, 'recordMaterial', { stage: 'final', item: 'paper', materialId: 'bank', title: '题库', sha256: 'ab' }),
  ).toBeNull()
  expect(c.act(organiser, 'openRegistration', {})).toBeNull()
  expect(c.act(server, 'closeRegistration', { roster: roster(entrants) })).toBeNull()
  expect(
    c.act(staff, 'setRoom', { seats: Array.from({ length: seats }, (_, i) => `A${i + 1}`), spare: ['Z1'] }),
  ).toBeNull()
  expect(
    c.act(organiser, 'planSessions', {
      sessions: [{ id: 'paper-1', stage: 'final', item: 'paper', group: 1, startsAt: c.now() }],
    }),
  ).toBeNull()
  for (let layer = 1; layer <= layers; layer += 1) {
    expect(c.act(organiser, 'appointOfficer', { layer, personId: `officer${layer}`, name: `加密${layer}` })).toBeNull()
    expect(
      c.act(server, 'enrolOfficer', {
        layer,
        personId: `officer${layer}`,
        recipient: 'age1x',
        recoveryRecipient: 'age1y',
        lockedIdentity: 'locked',
      }),
    ).toBeNull()
  }
}

function draw(c: Contest, layers: number, seed = 'secret-seed') {
  const assigned = assignSeats(c.state, seed)
  const mapping = Object.fromEntries(assigned.map(({ code, entrantId }) => [code, entrantId]))
  const refused = c.act(server, 'recordDraw', {
    batch: c.state.draws.length + 1,
    entrantIds: assigned.map(({ entrantId }) => entrantId),
    codes: assigned.map(({ code, seat, group, entrantId }) => ({
      code,
      seat,
      group,
      extraTimePercent: c.state.roster[entrantId]!.extraTimePercent,
      barredJudges: [],
    })),
    seed: layers > 0 ? { commitment: sha256Hex(seed) } : { open: seed },
    mapping: layers > 0 ? { envelope: 'sealed' } : { open: mapping },
  })
  return { refused, mapping }
}

const points = (c: Contest, values: number[], seconds: number[]) => {
  const codes = Object.keys(c.state.codes).toSorted()
  return {
    stage: 'final',
    scores: Object.fromEntries(
      codes.map((code, i) => [
        code,
        { paper: { id: 'paper', label: { zh: '理论', en: 'Theory' }, points: String(values[i]), max: '100' } },
      ]),
    ),
    secondsUsed: Object.fromEntries(codes.map((code, i) => [code, { paper: seconds[i]! }])),
    heads: [],
  }
}

describe('order of acts', () => {
  test('each act before its time is refused with what is missing', () => {
    const c = contest()
    expect(c.act(organiser, 'openRegistration', {})).toBe('noRulebook')
    expect(c.act(staff, 'checkIn', { entrantId: 'e1' })).toBe('registrationOpen')
    upToDraw(c, 0)
    expect(c.act(staff, 'openSession', { session: 'paper-1' })).toBe('noCodes')
    expect(drawMissing(c.state)).toMatchObject({ code: 'nobodyToDraw' })
    expect(c.act(server, 'closeMarking', { stage: 'final' })).toBe('notClosed')
    expect(c.act(organiser, 'publishResults', { stage: 'final' })).toBe('noResults')
    expect(c.view({ as: 'organiser', id: 'olga' }).steps.map(({ id, state }) => `${id}:${state}`)).toEqual([
      'rulebook:done',
      'registration:done',
      'checkIn:working',
      'sessions:waiting',
      'marking:waiting',
      'review:notNeeded',
      'results:waiting',
      'archive:waiting',
    ])
  })

  test('A5 nobody but the role does an act, and nobody but the server a server act', () => {
    const c = contest()
    upToDraw(c, 0)
    expect(c.act({ kind: 'seat', code: 'A1' }, 'openSession', { session: 'paper-1' })).toBe('notAllowed')
    expect(c.act({ kind: 'person', id: 'j', roles: ['judge'] }, 'checkIn', { entrantId: 'e1' })).toBe('notAllowed')
    expect(c.act(staff, 'publishResults', { stage: 'final' })).toBe('notAllowed')
    expect(c.act(organiser, 'recordResults', points(c, [], []))).toBe('notAllowed')
  })

  test('more entrants than seats: the order is drawn into groups first, from a seed in the journal', () => {
    const c = contest()
    upToDraw(c, 0, 7, 4)
    for (const { entrantId } of roster(7)) c.act(staff, 'checkIn', { entrantId })
    expect(() => assignSeats(c.state, 's')).toThrow('7 entrants, 4 seats')
    expect(c.act(staff, 'drawOrder', {})).toBeNull()
    const { groups } = c.state.order!
    expect(groups.map((group) => group.length)).toEqual([4, 3])
    expect(groups.flat().toSorted()).toEqual(roster(7).map(({ entrantId }) => entrantId))
    expect(draw(c, 0).refused).toBeNull()
    expect(c.act(staff, 'drawOrder', {})).toBe('drawn')
  })

  test('an item whose type is not built cannot be planned', () => {
    const c = contest()
    const other = book(0)
    other.stages[0]!.items[0]!.type = 'workbook'
    c.act(server, 'publishRulebook', { rulebook: other, edition: '1', changes: [] })
    expect(
      c.act(organiser, 'planSessions', {
        sessions: [{ id: 'p', stage: 'final', item: 'paper', group: 1, startsAt: 0 }],
      }),
    ).toBe('notAvailable')
  })
})

test('what is missing waits for those who can do it', () => {
  const c = contest()
  upToDraw(c, 0)
  const checkIn = c.view({ as: 'staff', id: 'sam' }).steps.find(({ id }) => id === 'checkIn')!.missing[0]!
  expect(checkIn.act).toBe('checkIn')
  expect(concerns(checkIn, ['staff'])).toBe(true)
  expect(concerns(checkIn, ['organiser'])).toBe(true)
  expect(concerns(checkIn, ['arbiter'])).toBe(false)
  expect(concerns({ code: 'sign:arbiter', act: 'sign' }, ['arbiter'])).toBe(true)
  expect(concerns({ code: 'sign:arbiter', act: 'sign' }, ['supervisor'])).toBe(false)
})

describe('sessions', () => {
  test('extra time, pauses and time given back move the end; the clock closes when nobody has time left', () => {
    const c = contest()
    upToDraw(c, 0)
    for (const { entrantId } of roster(4)) c.act(staff, 'checkIn', { entrantId })
    draw(c, 0)
    expect(c.act(staff, 'openSession', { session: 'paper-1' })).toBeNull()
    const opened = c.now()
    // 60 minutes, and 20 % more for the first entrant
    expect(rules.wakesAt(c.state)).toBe(opened + 72 * 60_000)
    c.wait(600_000)
    expect(c.act(staff, 'pauseSession', { session: 'paper-1', reason: '断电' })).toBeNull()
    expect(rules.wakesAt(c.state)).toBeNull()
    c.wait(120_000)
    expect(c.act(staff, 'resumeSession', { session: 'paper-1' })).toBeNull()
    expect(rules.wakesAt(c.state)).toBe(opened + 74 * 60_000)
    expect(
      c.act(staff, 'giveTime', { session: 'paper-1', codes: ['S02'], seconds: 1200, reason: '键盘故障' }),
    ).toBeNull()
    expect(rules.wakesAt(c.state)).toBe(opened + 82 * 60_000)
    c.wait(72 * 60_000)
    expect(c.act(server, 'tick', {})).toBeNull()
    expect(c.state.sessions['paper-1']!.phase).toBe('closed')
    expect(c.act(staff, 'giveTime', { session: 'paper-1', codes: ['S03'], seconds: 60, reason: '补时' })).toBeNull()
    expect(rules.wakesAt(c.state)).toBe(c.now() + 60_000)
  })

  test('the material is fixed once a session has begun, and a seat moves only to a free one', () => {
    const c = contest()
    upToDraw(c, 0)
    for (const { entrantId } of roster(2)) c.act(staff, 'checkIn', { entrantId })
    draw(c, 0)
    const taken = c.state.codes['S02']!.seat
    expect(c.act(staff, 'moveSeat', { code: 'S01', toSeat: taken, reason: '换机' })).toBe('seatTaken')
    expect(c.act(staff, 'moveSeat', { code: 'S01', toSeat: 'Z1', reason: '换机' })).toBeNull()
    c.act(staff, 'openSession', { session: 'paper-1' })
    expect(
      c.act(server, 'recordMaterial', { stage: 'final', item: 'paper', materialId: 'other', title: '', sha256: 'cd' }),
    ).toBe('started')
    expect(c.act(organiser, 'voidDraw', { batch: 1, reason: '重抽' })).toBe('started')
  })
})

function marked(layers: number, values: number[], seconds: number[]) {
  const c = contest()
  upToDraw(c, layers)
  for (const { entrantId } of roster(4)) c.act(staff, 'checkIn', { entrantId })
  const { mapping, refused } = draw(c, layers)
  expect(refused).toBeNull()
  c.act(staff, 'openSession', { session: 'paper-1' })
  return {
    c,
    mapping,
    finish: () => {
      c.act(staff, 'closeSession', { session: 'paper-1', reason: '结束' })
      expect(c.act(server, 'closeMarking', { stage: 'final' })).toBeNull()
      expect(c.act(server, 'recordResults', points(c, values, seconds))).toBeNull()
    },
  }
}

describe('seal', () => {
  const open = (layer: number, personId = `officer${layer}`, withRecoveryKey = false) => ({
    layer,
    personId,
    name: personId,
    withRecoveryKey,
    inner: {},
  })

  test('A4 no layer opens before marking is closed, out of order, by another person, or two by one person', () => {
    const { c, mapping, finish } = marked(2, [90, 80, 70, 60], [1, 2, 3, 4])
    expect(c.act(server, 'recordLayerOpened', open(2))).toBe('markingOpen')
    finish()
    expect(c.act(server, 'recordLayerOpened', open(1))).toBe('outerFirst')
    expect(c.act(server, 'recordLayerOpened', open(2, 'olga'))).toBe('notOfficer')
    expect(c.act(server, 'recordUnsealed', { mapping, seeds: ['secret-seed'] })).toBe('layersShut')
    expect(c.act(server, 'recordLayerOpened', open(2))).toBeNull()
    expect(c.act(server, 'recordLayerOpened', open(1, 'officer2', true))).toBe('samePerson')
    expect(c.act(server, 'recordLayerOpened', open(1))).toBeNull()
    expect(c.act(server, 'recordUnsealed', { mapping, seeds: ['another seed'] })).toBe('badSeed')
    expect(c.act(server, 'recordUnsealed', { mapping, seeds: ['secret-seed'] })).toBeNull()
  })

  test('A4 while sealed no view and no event joins a name to a code', () => {
    const { c, mapping, finish } = marked(2, [90, 80, 70, 60], [1, 2, 3, 4])
    finish()
    const viewers: Viewer[] = [
      { as: 'organiser', id: 'olga' },
      { as: 'official', id: 'x', roles: ['chiefJudge'] },
      { as: 'staff', id: 'sam' },
      { as: 'screen' },
      { as: 'contestant', code: 'A1' },
    ]
    for (const viewer of viewers) {
      const view = c.view(viewer)
      expect(view.entrants.some((line) => line.code !== undefined)).toBe(false)
      expect(
        view.results
          .flatMap(({ lines }) => lines)
          .some((line) => line.name !== undefined || line.entrantId !== undefined),
      ).toBe(false)
      expect(JSON.stringify(view)).not.toContain('secret-seed')
    }
    for (const [code, entrantId] of Object.entries(mapping)) {
      const joined = c.journal
        .filter((event) => event.name !== 'drawn')
        .some((event) => JSON.stringify(event).includes(`"${code}"`) && JSON.stringify(event).includes(entrantId))
      expect(joined).toBe(false)
    }
  })

  test('one person keeps one layer', () => {
    const c = contest()
    c.act(server, 'publishRulebook', { rulebook: book(2), edition: '1', changes: [] })
    expect(c.act(organiser, 'appointOfficer', { layer: 1, personId: 'a', name: '甲' })).toBeNull()
    expect(c.act(organiser, 'appointOfficer', { layer: 2, personId: 'a', name: '甲' })).toBe('sameOfficer')
  })
})

describe('result', () => {
  const sign = (c: Contest, role: string, personId: string, digest = resultDigest(c.state, 'final')) =>
    c.act(server, 'recordSignature', { stage: 'final', role, personId, name: personId, digest })

  test('three different people sign what they saw; then it can be published, and not computed again', () => {
    const { c, finish } = marked(0, [90, 80, 70, 60], [10, 20, 30, 40])
    finish()
    expect(c.act(organiser, 'publishResults', { stage: 'final' })).toBe('signaturesMissing')
    expect(sign(c, 'chiefJudge', 'p1', 'another digest')).toBe('changed')
    expect(sign(c, 'chiefJudge', 'p1')).toBeNull()
    expect(sign(c, 'supervisor', 'p1')).toBe('samePerson')
    expect(c.act(server, 'recordResults', points(c, [1, 2, 3, 4], [1, 1, 1, 1]))).toBe('signed')
    expect(sign(c, 'supervisor', 'p2')).toBeNull()
    expect(sign(c, 'arbiter', 'p3')).toBeNull()
    expect(c.view({ as: 'screen' }).results).toEqual([])
    expect(c.act(organiser, 'publishResults', { stage: 'final' })).toBeNull()
    const [shown] = c.view({ as: 'screen' }).results
    expect(shown!.lines.map(({ number, total, rank, award }) => [number, total, rank, award?.zh ?? null])).toEqual([
      ['S01', '90.00', 1, '一等奖'],
      ['S02', '80.00', 2, '一等奖'],
      ['S03', '70.00', 3, null],
      ['S04', '60.00', 4, null],
    ])
    expect(shown!.lines.some((line) => line.score !== undefined)).toBe(false)
  })

  test('T1.rank.3 a tie left to the judges stops the signatures until they have settled it', () => {
    const { c, finish } = marked(0, [90, 90, 70, 60], [10, 10, 30, 40])
    finish()
    expect(sign(c, 'chiefJudge', 'p1')).toBe('openTies')
    const chief: Actor = { kind: 'person', id: 'p1', roles: ['chiefJudge'] }
    expect(c.act(chief, 'settleTie', { stage: 'final', order: ['S02', 'S03'], reason: '面试' })).toBe('noSuchTie')
    expect(c.act(chief, 'settleTie', { stage: 'final', order: ['S02', 'S01'], reason: '附加题' })).toBeNull()
    expect(
      c
        .view({ as: 'organiser', id: 'olga' })
        .results[0]!.lines.slice(0, 2)
        .map(({ code, rank }) => [code, rank]),
    ).toEqual([
      ['S02', 1],
      ['S01', 2],
    ])
    expect(sign(c, 'chiefJudge', 'p1')).toBeNull()
  })

  test('the disqualified stand apart without a rank, and replaying the journal gives the same state', () => {
    const { c, finish } = marked(0, [90, 80, 70, 60], [10, 20, 30, 40])
    expect(c.act(staff, 'setAttendance', { code: 'S01', attendance: 'disqualified', reason: '携带手机' })).toBeNull()
    finish()
    const lines = c.view({ as: 'organiser', id: 'olga' }).results[0]!.lines
    expect(lines.map(({ code, rank }) => [code, rank])).toEqual([
      ['S02', 1],
      ['S03', 2],
      ['S04', 3],
      ['S01', null],
    ])
    expect(replay(rules, c.journal)).toEqual(c.state)
  })
})
