import { expect, it } from 'vitest'
import { nextSpeed, playerKey } from './player-keys.ts'

it.each([
  ['j', true, { jump: -5 }],
  ['L', false, { jump: 5 }],
  ['k', true, 'play'],
  [' ', false, 'play'],
  [' ', true, null],
  ['.', false, { speed: 1 }],
  // 8.5 is being typed into the sheet
  ['.', true, null],
  ['5', false, null],
])('the key %j, focus elsewhere: %j', (key, elsewhere, does) => {
  expect(playerKey(key, elsewhere)).toEqual(does)
})

it('speeds go up and down one by one, and stay at the ends', () => {
  expect([1, 1.25, 2, 1.1].map((now) => nextSpeed(now, 1))).toEqual([1.25, 1.5, 2, 1.25])
  expect([1, 0.75, 2, 1.1].map((now) => nextSpeed(now, -1))).toEqual([0.75, 0.75, 1.5, 1])
})
