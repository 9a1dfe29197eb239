import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, chainHeads, chainRecord, firstBroken, firstHead, nextHead } from './chain.ts'
import type { Recorded, RunEvent } from './run.ts'
import { sha256Hex } from './seed.ts'

const event = (name: string, at: number, payload: unknown): Recorded<RunEvent> => ({
  name,
  at,
  payload,
  by: { kind: 'seat', code: 'A07' },
})
const events = [
  event('prepared', 1000, { paper: ['q1', 'q2'] }),
  event('opened', 2000, { deadline: 9000 }),
  event('answered', 2500, { question: 'q1', value: 'B', revision: 1 }),
]

describe('canonical JSON', () => {
  test('is what the reference implementation writes, for any JSON value', () => {
    const unit = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(
        fc.jsonValue({ stringUnit: 'binary' }),
        fc.dictionary(
          unit,
          fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), unit, fc.constant(undefined)),
        ),
        (value, extra) => {
          expect(canonicalJson(value)).toBe(canonicalize(value))
          expect(canonicalJson(extra)).toBe(canonicalize(extra))
        },
      ),
      { numRuns: 500 },
    )
  })

  test.each([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [
      { '\u20ac': 1, '\r': 2, '1': 3, '\ud83d\ude00': 4, '\u0080': 5, ö: 6, '\ufb33': 7 },
      '{"\\r":2,"1":3,"\u0080":5,"ö":6,"€":1,"😀":4,"\ufb33":7}',
    ],
    [[-0, 1e21, 1e-7, 0.1], '[0,1e+21,1e-7,0.1]'],
    [{ a: undefined, b: [undefined] }, '{"b":[null]}'],
  ])('%j is written %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text)
  })

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], ['\ud800'], [{ '\udc00': 1 }], [1n], [() => 1]])(
    'there is no JSON for %s',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError)
    },
  )
})

describe('the chain', () => {
  test('its first two heads can be computed with any SHA-256 tool', () => {
    const openssl = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
    const first = openssl('leitai:run-1')
    const record =
      '{"at":1000,"by":{"code":"A07","kind":"seat"},"name":"prepared","payload":{"paper":["q1","q2"]},"run":"run-1","version":1}'
    expect(firstHead('run-1', sha256Hex)).toBe(first)
    expect(nextHead(first, chainRecord('run-1', 1, events[0]!), sha256Hex)).toBe(openssl(`${first}\n${record}`))
  })

  test('does not depend on the order of keys, but on everything else', () => {
    const [prepared] = events
    const head = (one: Recorded<RunEvent>, run = 'r', version = 1) =>
      nextHead('', chainRecord(run, version, one), sha256Hex)
    const reordered = { by: prepared!.by, payload: prepared!.payload, at: prepared!.at, name: prepared!.name }
    expect(head(reordered)).toBe(head(prepared!))
    const others = [
      head({ ...prepared!, at: 1001 }),
      head({ ...prepared!, by: { kind: 'server' } }),
      head({ ...prepared!, name: 'x' }),
      head({ ...prepared!, payload: {} }),
      head(prepared!, 's'),
      head(prepared!, 'r', 2),
    ]
    expect(new Set([head(prepared!), ...others]).size).toBe(7)
  })

  const stored = () => {
    const heads = chainHeads('r', events, sha256Hex)
    return events.map((one, index) => ({ ...chainRecord('r', index + 1, one), head: heads[index + 1]! }))
  }

  test('A13 an untouched chain holds', () => {
    expect(firstBroken('r', stored(), sha256Hex)).toBeNull()
  })

  test('A13 the first record that was changed, dropped or renumbered is named', () => {
    const changed = stored()
    changed[1] = { ...changed[1]!, payload: { deadline: 9001 } }
    expect(firstBroken('r', changed, sha256Hex)?.version).toBe(2)

    const rehashed = stored()
    const forged = { ...rehashed[1]!, payload: { deadline: 9001 } }
    rehashed[1] = { ...forged, head: nextHead(rehashed[0]!.head, forged, sha256Hex) }
    expect(firstBroken('r', rehashed, sha256Hex)?.version).toBe(3)

    expect(firstBroken('r', stored().toSpliced(1, 1), sha256Hex)?.version).toBe(2)
    expect(firstBroken('other', stored(), sha256Hex)?.version).toBe(1)
  })
})
