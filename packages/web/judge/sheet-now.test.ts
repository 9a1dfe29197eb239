import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markingRules } from '@leitai/core/marking/rules.ts'
import type { MarkingState, MarkingView } from '@leitai/core/marking/types.ts'
import { item as itemSchema } from '@leitai/core/rulebook/schema.ts'
import { isRefusal, type Command } from '@leitai/core/run.ts'
import { Outbox } from '../live/outbox.ts'
import { nothingLocal, replacing, sheetNow, shownNumber, type LocalSheet, type SheetNow } from './sheet-now.ts'

const label = { zh: '项', en: 'line' }
const judge = 'j1'
const context = {
  now: 1000,
  by: { kind: 'person', id: judge, roles: ['judge'] } as const,
  seed: '0'.repeat(64),
}
const server = { ...context, by: { kind: 'server' } as const }

/** The server's side of one piece. */
class Piece {
  version = 0
  #state: MarkingState

  constructor(sheet: object[], more: object = {}) {
    const item = itemSchema.parse({
      id: 'show',
      type: 'roleplay',
      title: label,
      points: 10,
      minutes: 5,
      marking: { by: 'judges', judges: 2, sheet, ...more },
    })
    const setup = markingRules.options.parse({ contestId: 'c', stage: 's', item, code: 'A07' })
    this.#state = null as never
    const events = markingRules.start(setup, null, { ...server, itemSeed: '' })
    for (const event of events) this.#state = markingRules.evolve(this.#state, { ...event, at: 1000, by: server.by })
    const judges = [judge, 'j2'].map((personId) => ({ personId, name: personId }))
    this.send({ name: 'seat', payload: { judges } }, server)
    this.send({ name: 'open', payload: { live: false, measures: { secondsUsed: '312' } } }, server)
  }

  send({ name, payload }: Command, by: typeof context | typeof server = context): string | null {
    const decided = markingRules.decide(this.#state, { name, payload } as never, by)
    if (isRefusal(decided)) return decided.code
    for (const event of decided) {
      this.#state = markingRules.evolve(this.#state, { ...event, at: by.now, by: by.by })
      this.version += 1
    }
    return null
  }

  get view(): MarkingView {
    return structuredClone(markingRules.view(this.#state, { as: 'judge', id: judge })!)
  }
}

const twoLines = [
  { kind: 'points', id: 'a', label, max: 6 },
  { kind: 'points', id: 'b', label, max: 6 },
]
const mark = (line: string, value: string | null, revision: number) => ({
  commandId: 'one',
  name: 'mark',
  payload: { line, value, revision },
})

describe('what stands on the sheet', () => {
  test('unsent marks lie over the server’s, and the total counts them', () => {
    const piece = new Piece(twoLines)
    piece.send(mark('a', '3', 1))
    const now = sheetNow(piece.view, piece.version, [mark('a', '5', 2), mark('b', '2', 1)])
    expect(now).toMatchObject({ marks: { a: '5', b: '2' }, total: '7', capped: false, owed: [], done: 2 })
    expect(now.revisions).toEqual({ a: 2, b: 1 })
  })

  test('an older unsent mark (the server has had a newer one from another tablet) does not come back', () => {
    const piece = new Piece(twoLines)
    piece.send(mark('a', '3', 4))
    expect(sheetNow(piece.view, piece.version, [mark('a', '5', 2)]).marks).toEqual({ a: '3' })
  })

  test('a cleared mark is owed again and keeps its revision', () => {
    const piece = new Piece(twoLines)
    piece.send(mark('a', '3', 1))
    const now = sheetNow(piece.view, piece.version, [mark('a', null, 2)])
    expect(now).toMatchObject({ marks: {}, owed: ['a', 'b'], revisions: { a: 2 } })
  })

  test('F15 what another device of the judge says is shown until one of both is chosen', () => {
    const piece = new Piece(twoLines)
    const from = (device: string, one: ReturnType<typeof mark>) => ({
      ...one,
      payload: { ...one.payload, device },
    })
    piece.send(from('tablet', mark('a', '4', 2)))
    piece.send(from('laptop', mark('a', '3', 1)))
    const before = sheetNow(piece.view, piece.version, [])
    expect(before).toMatchObject({ marks: { a: '4' }, conflicts: { a: '3' } })
    const chosen = from('tablet', mark('a', '4', before.revisions['a']! + 1))
    expect(sheetNow(piece.view, piece.version, [chosen])).toMatchObject({ marks: { a: '4' }, conflicts: {} })
    piece.send(chosen)
    expect(sheetNow(piece.view, piece.version, [])).toMatchObject({ marks: { a: '4' }, conflicts: {} })
  })

  test('between an answer and its view nothing jumps back', () => {
    const piece = new Piece(twoLines)
    const before = piece.view
    const version = piece.version
    piece.send(mark('a', '4', 1))
    const local: LocalSheet = { ...nothingLocal, marks: { a: { value: '4', revision: 1 } } }
    expect(sheetNow(before, version, [], local).marks).toEqual({ a: '4' })
    piece.send(mark('b', '1', 1))
    piece.send({ name: 'handIn', payload: {} })
    const handing: LocalSheet = { ...local, handing: { name: 'handIn', until: version } }
    expect(sheetNow(before, version, [], handing)).toMatchObject({ handedIn: true, handedInAt: null })
    expect(sheetNow(piece.view, piece.version, [], handing)).toMatchObject({ handedIn: true, handedInAt: 1000 })
  })

  test('the chief judge’s call opens a sheet that was handed in, whatever this desk thought', () => {
    const piece = new Piece(twoLines)
    for (const line of ['a', 'b']) piece.send(mark(line, '4', 1))
    const { version } = piece
    piece.send({ name: 'handIn', payload: {} })
    piece.send({ name: 'call', payload: { kind: 'remark', note: '差距过大' } }, server)
    const now = sheetNow(piece.view, piece.version, [], {
      ...nothingLocal,
      handing: { name: 'handIn', until: version },
    })
    expect(now.handedIn).toBe(false)
  })

  test('once marking is closed, what was not sent counts no more', () => {
    const piece = new Piece(twoLines)
    const view: MarkingView = { ...piece.view, phase: 'closed' }
    expect(sheetNow(view, piece.version, [mark('a', '5', 1)], nothingLocal)).toMatchObject({ marks: {}, total: '0' })
  })
})

describe('the total', () => {
  const sheet = [
    { kind: 'weight', id: 'w', label, percent: 70 },
    { kind: 'deduction', id: 'd', label, each: 2, most: 5, from: 4 },
    { kind: 'overtime', id: 't', label, overSeconds: 300, each: 1, perSeconds: 10, measure: 'secondsUsed' },
  ]

  test('adds weights, misses and the system’s seconds', () => {
    const piece = new Piece(sheet)
    const now = sheetNow(piece.view, piece.version, [mark('w', '85', 1), mark('d', '1', 1)])
    expect(now.worth).toEqual({ w: '5.95', d: '2', t: '-2' })
    expect(now).toMatchObject({ total: '5.95', capped: false, owed: [] })
  })

  test('is held within 0 and the maximum, and says so', () => {
    const piece = new Piece(sheet)
    expect(sheetNow(piece.view, piece.version, [mark('d', '9', 1)])).toMatchObject({ total: '0', capped: true })
    const over = new Piece(twoLines)
    const full = [mark('a', '6', 1), mark('b', '6', 1)]
    expect(sheetNow(over.view, over.version, full)).toMatchObject({ total: '10', capped: true })
    const open = new Piece(twoLines, { keepWithin: false })
    expect(sheetNow(open.view, open.version, full)).toMatchObject({ total: '12', capped: false })
  })

  test('is the server’s own once all has arrived', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 9 }), (w, d) => {
        const piece = new Piece(sheet)
        piece.send(mark('w', String(w), 1))
        piece.send(mark('d', String(d), 1))
        const { own } = piece.view
        const now = sheetNow(piece.view, piece.version, [])
        expect([now.total, now.capped, now.worth]).toEqual([own!.total, own!.capped, own!.worth])
      }),
    )
  })

  test('is shown short, with a true minus', () => {
    expect(['3.333333', '-2', '17.50', '0'].map(shownNumber)).toEqual(['3.333', '−2', '17.5', '0'])
  })
})

type Step =
  | { do: 'mark'; line: 'a' | 'b'; value: string | null }
  | { do: 'hand' }
  | { do: 'cut' }
  | { do: 'reload' }
  | { do: 'deliver'; count: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('mark' as const),
    line: fc.constantFrom('a' as const, 'b' as const),
    value: fc.option(fc.constantFrom('0', '3', '6')),
  }),
  fc.record({ do: fc.constant('hand' as const) }),
  fc.record({ do: fc.constantFrom('cut' as const, 'reload' as const) }),
  fc.record({ do: fc.constant('deliver' as const), count: fc.integer({ min: 1, max: 3 }) }),
)

test('A3 F10 whatever is marked, handed in and taken back on a bad network: in the end the server has what the desk showed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const piece = new Piece(twoLines)
      const kept = new Map()
      const store = {
        load: async () => [...kept.values()],
        put: (pending: { seq: number }) => void kept.set(pending.seq, pending),
        remove: (seq: number) => void kept.delete(seq),
        settled: async () => {},
      }
      let box = new Outbox(store, () => {})
      await box.ready
      // taken by the server without this desk having heard of it: it will come again
      const answered = new Set<string>()
      let seen = { view: piece.view, version: piece.version }
      const shown = (): SheetNow => sheetNow(seen.view, seen.version, box.waiting('r'))
      const add = (name: string, payload: unknown, replaces?: string) =>
        box.add({ runId: 'r', name, payload, replaces, editedAt: 0 }, () => {})
      const deliver = (count: number, heard: boolean) => {
        for (const command of box.take('r').slice(0, count)) {
          if (!answered.has(command.commandId)) expect(piece.send(command)).toBeNull()
          answered.add(command.commandId)
          if (heard) box.acknowledged(command.commandId)
        }
        if (heard) seen = { view: piece.view, version: piece.version }
        box.rewind()
      }
      for (const one of steps) {
        const now = shown()
        if (one.do === 'mark' && !now.handedIn)
          add(
            'mark',
            { line: one.line, value: one.value, revision: (now.revisions[one.line] ?? 0) + 1 },
            replacing(`mark:${one.line}`, box.waiting('r')),
          )
        else if (one.do === 'hand' && now.handedIn) add('takeBack', {})
        else if (one.do === 'hand' && now.owed.length === 0) add('handIn', {})
        else if (one.do === 'cut') deliver(2, false)
        else if (one.do === 'deliver') deliver(one.count, true)
        else if (one.do === 'reload') {
          box = new Outbox(store, () => {})
          await box.ready
        }
      }
      const last = shown()
      deliver(Infinity, true)
      const own = piece.view.own!
      expect({ marks: own.marks, handedIn: own.handedIn !== null, total: own.total }).toEqual({
        marks: last.marks,
        handedIn: last.handedIn,
        total: last.total,
      })
    }),
    { numRuns: 300 },
  )
})
