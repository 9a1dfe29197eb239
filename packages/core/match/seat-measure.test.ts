import { expect, test } from 'vitest'
import { isBuzzerKey, keyTitle } from './buzzer-keys.ts'
import { judgeSeat, type SeatMeasure } from './seat-measure.ts'

const wired: SeatMeasure = {
  roundTripMs: { best: 0.6, median: 0.9, p95: 2 },
  errorMs: 0.4,
  heldMs: { p95: 4, most: 12 },
  key: { name: 'Space', latencyMs: 2, presses: 5, works: true },
  heard: true,
}

test('a wired seat with a buzzer and sound is good', () => {
  expect(judgeSeat(wired)).toEqual({ flag: 'good', reasons: [], network: 'wired' })
})

test.each([
  [{ roundTripMs: { best: 5, median: 7, p95: 14 } }, 'fair', ['roundTrip'], 'wifi'],
  [{ roundTripMs: { best: 0.6, median: 1, p95: 20 } }, 'fair', ['unsteady'], 'wifi'],
  [
    { roundTripMs: { best: 40, median: 60, p95: 160 }, errorMs: 20 },
    'poor',
    ['roundTrip', 'unsteady', 'clock'],
    'remote',
  ],
  [{ heldMs: { p95: 20, most: 300 } }, 'poor', ['held'], 'wired'],
  [{ key: null, heard: null }, 'poor', ['noKey', 'noSound'], 'wired'],
  [{ key: { name: 'F5', latencyMs: 30, presses: 5, works: false } }, 'poor', ['keyUnknown', 'keyLate'], 'wired'],
  [{ heard: false }, 'fair', ['noSound'], 'wired'],
] as const)('%j is %s: %j', (change, flag, reasons, network) => {
  expect(judgeSeat({ ...wired, ...change })).toEqual({ flag, reasons, network })
})

test.each([
  ['Space', true],
  ['Enter', true],
  ['Digit1', true],
  ['Numpad0', true],
  ['NumpadEnter', true],
  ['KeyA', false],
  ['Touch', true],
  ['F5', false],
  ['NumpadAdd', false],
])('the key %s presses: %s', (code, works) => {
  expect(isBuzzerKey(code)).toBe(works)
})

test('keys are called as people call them; others by the keyboard’s own name', () => {
  const codes = ['Space', 'Enter', 'NumpadEnter', 'Digit3', 'Numpad7', 'Touch', 'F5']
  expect(codes.map((code) => keyTitle(code).zh)).toEqual(['空格', '回车', '回车', '数字 3', '数字 7', '触屏', 'F5'])
})
