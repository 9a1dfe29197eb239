import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal, replay, type Actor, type Recorded, type Viewer } from '../run.ts'
import { judgedItem } from '../scoring/testing/stages.ts'
import { owes, pieceScore } from './reading.ts'
import { markingRules } from './rules.ts'
import type { MarkingCommand, MarkingEvent, MarkingState, MarkingView } from './types.ts'

const server: Actor = { kind: 'server' }
const judge = (id: string): Actor => ({ kind: 'person', id, roles: ['judge'] })
const five = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ personId: id, name: `裁判${id.toUpperCase()}` }))

const item = judgedItem({
  judges: 5,
  aggregate: 'mean',
  dropHighest: 1,
  dropLowest: 1,
  spread: '2',
  onTheSpot: false,
  sheet: [
    { kind: 'points', id: 'tone', label: '语气', max: 5, step: '0.5' },
    { kind: 'deduction', id: 'slips', label: '失误', from: 5, each: 1, most: 5 },
    {
      kind: 'overtime',
      id: 'time',
      label: '超时',
      overSeconds: 300,
      each: 1,
      perSeconds: 10,
      measure: 'performanceSeconds',
    },
  ],
})

class Piece {
  state: MarkingState
  readonly events: Recorded<MarkingEvent>[] = []
  #at = 1_000

  constructor(marked = item) {
    const context = { now: 0, by: server, seed: '', itemSeed: '' }
    for (const event of markingRules.start({ contestId: 'c', stage: 's', item: marked, code: 'A07' }, null, context))
      this.#take(event, server)
    this.state = replay(markingRules, this.events)!
  }

  #take(event: MarkingEvent, by: Actor): void {
    this.#at += 1
    const recorded = { ...event, at: this.#at, by } as Recorded<MarkingEvent>
    this.events.push(recorded)
    this.state = markingRules.evolve(this.state ?? null, recorded)
  }

  /** Null where it was taken; the refusal's code otherwise. Every time the journal gives the same state again. */
  send(by: Actor, name: MarkingCommand['name'], payload: unknown = {}): string | null {
    const parsed = markingRules.commands[name].parse(payload)
    const out = markingRules.decide(this.state, { name, payload: parsed } as MarkingCommand, {
      now: this.#at,
      by,
      seed: '',
    })
    if (isRefusal(out)) return out.code
    for (const event of out) this.#take(event, by)
    deepStrictEqual(replay(markingRules, JSON.parse(JSON.stringify(this.events)) as typeof this.events), this.state)
    return null
  }

  view(viewer: Viewer): MarkingView | null {
    return markingRules.view(this.state, viewer)
  }
}

function opened(marked = item, live = false): Piece {
  const piece = new Piece(marked)
  expect(piece.send(server, 'seat', { judges: five })).toBeNull()
  expect(piece.send(server, 'open', { live, measures: { performanceSeconds: '311' } })).toBeNull()
  return piece
}

function fill(piece: Piece, id: string, tone: string, slips: string): void {
  expect(piece.send(judge(id), 'mark', { line: 'tone', value: tone, revision: 1 })).toBeNull()
  expect(piece.send(judge(id), 'mark', { line: 'slips', value: slips, revision: 1 })).toBeNull()
  expect(piece.send(judge(id), 'handIn')).toBeNull()
}

describe('a judge’s sheet', () => {
  test('takes what its lines allow, and says what they do', () => {
    const piece = opened()
    expect(piece.send(judge('a'), 'mark', { line: 'tone', value: '4.5', revision: 1 })).toBeNull()
    expect(piece.send(judge('a'), 'mark', { line: 'tone', value: '4.7', revision: 2 })).toBe('badMark')
    expect(piece.send(judge('a'), 'mark', { line: 'tone', value: '6', revision: 2 })).toBe('badMark')
    expect(piece.send(judge('a'), 'mark', { line: 'time', value: '10', revision: 1 })).toBe('noSuchLine')
    expect(piece.send(judge('a'), 'mark', { line: 'else', value: '1', revision: 1 })).toBe('noSuchLine')
    expect(piece.send(judge('x'), 'mark', { line: 'tone', value: '1', revision: 1 })).toBe('notYours')
    expect(piece.send({ kind: 'seat', code: 'A07' }, 'mark', { line: 'tone', value: '5', revision: 9 })).toBe(
      'notYours',
    )
    expect(piece.send(judge('a'), 'close')).toBe('notAllowed')
    // 311 s: 11 over, two steps of 10 s begun → −2; no slip: 5. 4.5 + 5 − 2
    expect(piece.send(judge('a'), 'mark', { line: 'slips', value: '0', revision: 1 })).toBeNull()
    expect(piece.view({ as: 'judge', id: 'a' })?.own).toMatchObject({
      total: '7.5',
      capped: false,
      owed: [],
      worth: { tone: '4.5', slips: '5', time: '-2' },
    })
  })

  test('F10 the highest revision stands, in whatever order taps arrive, also over a cleared mark', () => {
    const piece = opened()
    const marks = () => piece.view({ as: 'judge', id: 'a' })?.own?.marks
    piece.send(judge('a'), 'mark', { line: 'tone', value: '3', revision: 3 })
    piece.send(judge('a'), 'mark', { line: 'tone', value: '1', revision: 2 })
    expect(marks()).toEqual({ tone: '3' })
    piece.send(judge('a'), 'mark', { line: 'tone', value: null, revision: 5 })
    piece.send(judge('a'), 'mark', { line: 'tone', value: '2', revision: 4 })
    expect(marks()).toEqual({})
  })

  test('F15 two devices of one judge: both marks are kept and shown, and the judge chooses before handing in', () => {
    const piece = opened()
    const tap = (device: string, value: string, revision: number) =>
      piece.send(judge('a'), 'mark', { line: 'tone', value, revision, device })
    const own = () => piece.view({ as: 'judge', id: 'a' })?.own
    tap('tablet', '4', 1)
    tap('tablet', '4.5', 2)
    // the laptop was offline, and says now what it had said then
    expect(tap('laptop', '3', 1)).toBeNull()
    expect(own()).toMatchObject({ marks: { tone: '4.5' }, conflicts: { tone: '3' } })
    // an older tap of the same device is no conflict, nor is the same mark
    tap('tablet', '4', 1)
    tap('phone', '4.5', 1)
    expect(own()?.conflicts).toEqual({ tone: '3' })
    piece.send(judge('a'), 'mark', { line: 'slips', value: '0', revision: 1 })
    expect(piece.send(judge('a'), 'handIn')).toBe('conflict')
    tap('laptop', '3', 3)
    expect(own()).toMatchObject({ marks: { tone: '3' }, conflicts: {} })
    expect(piece.send(judge('a'), 'handIn')).toBeNull()
    // one more device that was away opens the sheet again instead of being lost
    tap('old tablet', '5', 2)
    expect(own()).toMatchObject({ handedIn: null, conflicts: { tone: '5' } })
  })

  test('is handed in complete, only after the performance, and changes again only when it is taken back', () => {
    const piece = opened(item, true)
    piece.send(judge('a'), 'mark', { line: 'tone', value: '3', revision: 1 })
    expect(piece.send(judge('a'), 'handIn')).toBe('stillLive')
    piece.send(server, 'open', { live: false, measures: { performanceSeconds: '200' } })
    expect(piece.send(judge('a'), 'handIn')).toBe('owed')
    piece.send(judge('a'), 'mark', { line: 'slips', value: '1', revision: 1 })
    expect(piece.send(judge('a'), 'handIn')).toBeNull()
    expect(piece.send(judge('a'), 'mark', { line: 'tone', value: '4', revision: 2 })).toBe('handedIn')
    expect(piece.send(judge('a'), 'takeBack')).toBeNull()
    expect(piece.send(judge('a'), 'mark', { line: 'tone', value: '4', revision: 2 })).toBeNull()
  })

  test('waits for the work, and shuts with a time', () => {
    const piece = new Piece()
    piece.send(server, 'seat', { judges: five })
    expect(piece.send(judge('a'), 'mark', { line: 'tone', value: '3', revision: 1 })).toBe('notOpenYet')
    piece.send(server, 'open', { live: false, measures: { performanceSeconds: '100' } })
    expect(piece.send(server, 'close')).toBe('owed')
    for (const { personId } of five) fill(piece, personId, '4', '0')
    expect(piece.send(server, 'close')).toBeNull()
    expect(piece.send(judge('a'), 'takeBack')).toBe('closed')
  })
})

describe('the panel', () => {
  test('its score drops one highest and one lowest of the totals, and names who owes what until then', () => {
    const piece = opened()
    fill(piece, 'a', '5', '0')
    expect(owes(piece.state).map(({ personId }) => personId)).toEqual(['b', 'c', 'd', 'e'])
    expect(pieceScore(piece.state).pending).toBe(true)
    fill(piece, 'b', '4', '0')
    fill(piece, 'c', '4', '1')
    fill(piece, 'd', '3', '1')
    fill(piece, 'e', '1', '5')
    // totals 8, 7, 6, 5, −1 → held at 0; without 8 and 0: (7 + 6 + 5) ÷ 3
    expect(pieceScore(piece.state).points).toBe('6.00')
    expect(pieceScore(piece.state).children?.map(({ label }) => label.zh)).toContain('裁判A')
  })

  test('a seat without a judge is owed, and a judge who left does not count', () => {
    const piece = opened()
    for (const { personId } of five) fill(piece, personId, '4', '0')
    piece.send(server, 'seat', { judges: five.slice(0, 4) })
    expect(owes(piece.state)).toMatchObject([{ personId: '', notHandedIn: true }])
    expect(piece.send(judge('e'), 'takeBack')).toBe('notYours')
    expect(piece.send(server, 'close')).toBe('owed')
  })

  test('a call to mark again opens the sheets, a talk does not', () => {
    const piece = opened()
    for (const { personId } of five) fill(piece, personId, '4', '0')
    piece.send(server, 'call', { kind: 'talk', note: '相差较大' })
    expect(owes(piece.state)).toEqual([])
    piece.send(server, 'call', { kind: 'remark', note: '请复评' })
    expect(owes(piece.state)).toHaveLength(5)
    expect(piece.view({ as: 'judge', id: 'a' })?.calls).toMatchObject([{ kind: 'remark', note: '请复评' }])
  })

  test('what is told in the hall cannot be taken back', () => {
    const spot = { ...item, marking: { ...item.marking, onTheSpot: true } }
    const piece = opened(spot)
    for (const [n, { personId }] of five.entries()) fill(piece, personId, String(n + 1), '0')
    // totals 4, 5, 6, 7, 8 → 6
    expect(piece.view({ as: 'screen' })?.told).toEqual({
      points: '6.00',
      max: '10',
      sheets: ['4', '5', '6', '7', '8'].map((total, n) => ({ total, dropped: n === 0 || n === 4 })),
    })
    expect(piece.send(judge('a'), 'takeBack')).toBe('told')
  })
})

describe('A3 isolation', () => {
  /** A mark that stands nowhere else in a view. */
  const secret = '3.5'
  const others: Viewer[] = [
    { as: 'judge', id: 'b' },
    { as: 'judge', id: 'stranger' },
    { as: 'official', id: 'z', roles: ['chiefJudge'] },
    { as: 'organiser', id: 'o' },
    { as: 'staff', id: 's' },
    { as: 'host', id: 'h' },
    { as: 'screen' },
    { as: 'contestant', code: 'A07' },
    { as: 'contestant', code: 'B01' },
    { as: 'trainee', code: 'A07' },
  ]

  function marked(): Piece {
    const piece = opened()
    piece.send(judge('a'), 'mark', { line: 'tone', value: secret, revision: 1 })
    piece.send(judge('a'), 'writeRemarks', { text: '秘密评语', revision: 1 })
    return piece
  }
  const leaks = (piece: Piece, viewer: Viewer) => {
    const text = JSON.stringify(piece.view(viewer))
    return text.includes(`"${secret}"`) || text.includes('秘密评语')
  }

  test('before closing a mark is seen by nobody but the judge who made it', () => {
    const piece = marked()
    expect(leaks(piece, { as: 'judge', id: 'a' })).toBe(true)
    for (const viewer of others) expect([viewer, leaks(piece, viewer)]).toEqual([viewer, false])
    piece.send(judge('a'), 'mark', { line: 'slips', value: '0', revision: 1 })
    piece.send(judge('a'), 'handIn')
    for (const viewer of others) expect([viewer, leaks(piece, viewer)]).toEqual([viewer, false])
  })

  test('after closing officials see it, colleagues and the hall do not', () => {
    const piece = marked()
    piece.send(judge('a'), 'mark', { line: 'slips', value: '0', revision: 1 })
    piece.send(judge('a'), 'handIn')
    for (const { personId } of five.slice(1)) fill(piece, personId, '4', '0')
    piece.send(server, 'close')
    const seen = others.filter((viewer) => leaks(piece, viewer)).map(({ as }) => as)
    expect(seen).toEqual(['official', 'organiser'])
  })

  test('colleagues see each other while they compare, and no longer', () => {
    const piece = marked()
    piece.send(server, 'calibrate', { as: 'alone' })
    expect(leaks(piece, { as: 'judge', id: 'b' })).toBe(false)
    piece.send(server, 'calibrate', { as: 'compared' })
    expect(leaks(piece, { as: 'judge', id: 'b' })).toBe(true)
    expect(leaks(piece, { as: 'judge', id: 'stranger' })).toBe(false)
    piece.send(server, 'calibrate', { as: null })
    expect(leaks(piece, { as: 'judge', id: 'b' })).toBe(false)
  })
})

test('the order in which judges mark and hand in changes nothing', () => {
  const turns = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 })
  const marks = fc.array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 6 })), {
    minLength: 5,
    maxLength: 5,
  })
  fc.assert(
    fc.property(turns, marks, (order, given) => {
      const score = (sequence: readonly number[]) => {
        const piece = opened()
        for (const n of sequence) fill(piece, five[n]!.personId, String(given[n]![0] / 2), String(given[n]![1]))
        return pieceScore(piece.state)
      }
      expect(score(order)).toEqual(score([0, 1, 2, 3, 4]))
    }),
    { numRuns: 60 },
  )
})
