import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Press } from '../run.ts'
import { judgePress, networks, verdictOf, type JudgedPress, type Network } from './fair-order.ts'

const second = 1_800_000_000_000
const ms = (min: number, max: number) => fc.double({ min, max, noNaN: true, noDefaultInfinity: true })
const network = fc.constantFrom(...Object.values(networks))
const press: fc.Arbitrary<Press> = fc.record({
  claimedAt: ms(second - 1000, second + 1000),
  roundTripMs: fc.option(ms(0, 400), { nil: null }),
  arrivedAt: ms(second - 50, second + 50),
})
const presses = fc.uniqueArray(fc.record({ code: fc.constantFrom('A1', 'A2', 'A3', 'A4', 'A5'), press }), {
  selector: ({ code }) => code,
  maxLength: 5,
})
const judged = (given: readonly { code: string; press: Press }[], by: Network) =>
  given.map((one) => judgePress(one.code, one.press, by))

/** A press as an honest browser tells it: its clock is off, its frame takes its time. */
function honest(code: string, pressedAt: number, upMs: number, roundTripMs: number, offMs = 0): JudgedPress {
  return judgePress(code, { claimedAt: pressedAt + offMs, roundTripMs, arrivedAt: pressedAt + upMs }, networks.wifi)
}

describe('A7 when a press counts', () => {
  test.each([
    ['as claimed, where the network explains it', { claimedAt: second - 9, roundTripMs: 2 }, second - 9, []],
    [
      'no earlier than half the trip and the slack',
      { claimedAt: second - 12, roundTripMs: 2 },
      second - 11,
      ['backDated'],
    ],
    ['no later than it came', { claimedAt: second + 500, roundTripMs: 2 }, second, ['ahead']],
    ['not ahead by what its clock may be off', { claimedAt: second + 1, roundTripMs: 2 }, second, []],
    [
      'slack alone, where nothing was measured',
      { claimedAt: second - 50, roundTripMs: null },
      second - 10,
      ['backDated'],
    ],
    [
      'no credit for echoes held back',
      { claimedAt: second - 50, roundTripMs: 100 },
      second - 12,
      ['backDated', 'slowLink'],
    ],
  ])('%s', (_, claim, at, flags) => {
    expect(judgePress('A1', { ...claim, arrivedAt: second }, networks.wired)).toMatchObject({ at, flags })
  })

  test('who back-dates gains no more than slack and half the credited trip over the truth', () => {
    fc.assert(
      fc.property(press, network, ms(0, 300), (claim, by, upMs) => {
        const truth = claim.arrivedAt - upMs
        const { at } = judgePress('A1', claim, by)
        const credited = Math.min(claim.roundTripMs ?? 0, by.mostRoundTripMs) / 2
        expect(truth - at).toBeLessThanOrEqual(by.slackMs + credited - upMs + 0.001)
        expect(at).toBeLessThanOrEqual(claim.arrivedAt + 0.001)
      }),
    )
  })

  test('what lay unread on a busy server is believed so much earlier, and no more', () => {
    fc.assert(
      fc.property(press, network, ms(0, 300), (claim, by, unreadMs) => {
        const read = judgePress('A1', claim, by)
        const unread = judgePress('A1', { ...claim, unreadMs }, by)
        expect(unread.at).toBeLessThanOrEqual(read.at)
        expect(read.at - unread.at).toBeLessThanOrEqual(unreadMs + 0.001)
        // whoever the network explains anyway gains nothing by it
        if (read.flags.length === 0) expect(unread.at).toBe(read.at)
      }),
    )
  })

  test('claiming an earlier time never makes a press later, and holding back echoes is credited up to the limit', () => {
    fc.assert(
      fc.property(press, network, ms(0, 200), ms(0, 1000), (claim, by, earlier, held) => {
        const { at } = judgePress('A1', claim, by)
        expect(judgePress('A1', { ...claim, claimedAt: claim.claimedAt - earlier }, by).at).toBeLessThanOrEqual(at)
        const slow = { ...claim, roundTripMs: by.mostRoundTripMs + held }
        const slowest = { ...claim, roundTripMs: by.mostRoundTripMs }
        expect(judgePress('A1', slow, by).at).toBe(judgePress('A1', slowest, by).at)
      }),
    )
  })
})

describe('C03.contest.buzzer who is first', () => {
  test('the earlier press wins though it arrives later, with the margin', () => {
    const quick = honest('A2', second + 37, 1, 4)
    const slow = honest('A1', second, 25, 4)
    expect(verdictOf([quick, slow])).toMatchObject({ first: ['A1'], marginMs: 37, uncertaintyMs: 1.556 })
    expect(verdictOf([quick, honest('A1', second, 27, 4)])).toMatchObject({ first: ['A1'], marginMs: 37 })
    // the network explains 27 ms of 36
    expect(verdictOf([quick, honest('A1', second, 36, 4)])).toMatchObject({ first: ['A1'], marginMs: 28 })
    const later = honest('A1', second + 30, 20, 4)
    expect([later.arrivedAt > quick.arrivedAt, verdictOf([quick, later]).first]).toEqual([true, ['A1']])
  })

  test('presses closer than both clocks are sure of are level; on Wi-Fi 5 ms are not', () => {
    expect(verdictOf([honest('A1', second, 2, 4), honest('A2', second + 1.5, 2, 4)])).toMatchObject({
      first: ['A1', 'A2'],
      marginMs: null,
      uncertaintyMs: 1.556,
    })
    expect(verdictOf([honest('A1', second, 2, 4), honest('A2', second + 5, 2, 4)])).toMatchObject({ first: ['A1'] })
    const three = [honest('A1', second, 2, 4), honest('A2', second + 1.5, 2, 4), honest('A3', second + 9, 2, 4)]
    expect(verdictOf(three)).toMatchObject({ first: ['A1', 'A2'], marginMs: 9 })
  })

  test('nobody, and one alone', () => {
    expect(verdictOf([])).toEqual({ order: [], first: [], marginMs: null, uncertaintyMs: null })
    expect(verdictOf([honest('A1', second, 2, 4)])).toMatchObject({
      first: ['A1'],
      marginMs: null,
      uncertaintyMs: null,
    })
  })

  test('a second press of the same seat counts for nothing', () => {
    const [once, again] = [honest('A1', second, 2, 4), honest('A1', second + 300, 2, 4)]
    expect(verdictOf([again, once])).toMatchObject({ order: [once], first: ['A1'], marginMs: null })
  })

  test('A3 the order of arrival leaves no trace', () => {
    fc.assert(
      fc.property(
        presses.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))),
        network,
        ([given, shuffled], by) => {
          expect(verdictOf(judged(shuffled, by))).toEqual(verdictOf(judged(given, by)))
        },
      ),
    )
  })

  test('of two, being level is mutual, and swapping what they did swaps the winner', () => {
    fc.assert(
      fc.property(press, press, network, (one, other, by) => {
        const there = verdictOf([judgePress('A1', one, by), judgePress('A2', other, by)])
        const back = verdictOf([judgePress('A2', one, by), judgePress('A1', other, by)])
        const swap = (code: string) => (code === 'A1' ? 'A2' : 'A1')
        expect(back.first.toSorted()).toEqual(there.first.map(swap).toSorted())
        expect([back.marginMs, back.uncertaintyMs]).toEqual([there.marginMs, there.uncertaintyMs])
      }),
    )
  })

  test('somebody is first whenever somebody pressed; the margin of a single winner is more than its uncertainty', () => {
    fc.assert(
      fc.property(presses, network, (given, by) => {
        const verdict = verdictOf(judged(given, by))
        expect(verdict.first.length > 0).toBe(given.length > 0)
        expect(verdict.order.map(({ code }) => code).slice(0, 1)).toEqual(verdict.first.slice(0, 1))
        if (verdict.first.length === 1 && verdict.marginMs !== null)
          expect(verdict.marginMs).toBeGreaterThan(verdict.uncertaintyMs!)
      }),
    )
  })

  test('who arrives after the window can be neither first nor level, whatever is claimed', () => {
    fc.assert(
      fc.property(press, press, network, ms(0.01, 500), (first, claim, by, late) => {
        const arrivedAt = first.arrivedAt + by.windowMs + late
        const { first: winners } = verdictOf(
          judged(
            [
              { code: 'A1', press: first },
              { code: 'A2', press: { ...claim, arrivedAt } },
            ],
            by,
          ),
        )
        expect(winners).toEqual(['A1'])
      }),
    )
  })
})
