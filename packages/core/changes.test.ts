import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyChanges, changesBetween } from './changes.ts'

const key = fc.constantFrom('a', 'b', 'c', 'q1', '__proto__', 'constructor', '')
const { view } = fc.letrec<{ view: unknown }>((tie) => ({
  view: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, 0, 1, '', '答', true, false),
    fc.array(tie('view'), { maxLength: 3 }),
    fc.dictionary(key, tie('view'), { maxKeys: 4 }),
  ),
}))
/** As the other side of a socket gets it. */
const sent = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T))

test('what was applied is what was meant, also over a socket, and neither side is changed', () => {
  fc.assert(
    fc.property(view, view, (from, to) => {
      const [fromBefore, toBefore] = [JSON.stringify(from), JSON.stringify(to)]
      const changes = sent(changesBetween(from, to))
      expect(JSON.stringify(sorted(applyChanges(sent(from), changes)))).toBe(JSON.stringify(sorted(sent(to))))
      expect([JSON.stringify(from), JSON.stringify(to)]).toEqual([fromBefore, toBefore])
    }),
    { numRuns: 1000 },
  )
})

test('equal views give no change, and a single answer gives one', () => {
  fc.assert(fc.property(view, (one) => void expect(changesBetween(one, sent(one))).toEqual([])))
  const before = { questions: [{ id: 'q1' }], answers: { q1: 'A', q2: 'B' }, phase: 'open' }
  expect(changesBetween(before, { ...before, answers: { ...before.answers, q2: 'C' } })).toEqual([
    { path: ['answers', 'q2'], value: 'C' },
  ])
  expect(changesBetween(before, { ...before, answers: { q1: 'A' } })).toEqual([{ path: ['answers', 'q2'] }])
  expect(changesBetween(before, { ...before, questions: [{ id: 'q2' }] })).toEqual([
    { path: ['questions'], value: [{ id: 'q2' }] },
  ])
})

/** The order of keys is no part of a view. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, sorted(inner)])
}
