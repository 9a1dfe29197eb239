import { expect, test } from 'vitest'
import { markOf, type SeatState } from './seat-mark.ts'

const seat: SeatState = {
  code: '1-A01',
  seat: 'A01',
  connected: true,
  phase: 'open',
  done: 0,
  total: 80,
  lastSaveAt: null,
  incidents: 0,
  late: 0,
  checks: {},
}

test.each<[Partial<SeatState>, string]>([
  [{}, 'working'],
  [{ phase: 'paused' }, 'paused'],
  [{ phase: 'waiting' }, 'waiting'],
  [{ phase: 'waiting', connected: false }, 'missing'],
  [{ connected: false }, 'missing'],
  [{ connected: false, lastSaveAt: 1 }, 'offline'],
  [{ connected: false, checks: { sound: true } }, 'offline'],
  [{ connected: false, done: 12 }, 'offline'],
  [{ phase: 'paused', connected: false, lastSaveAt: 1 }, 'offline'],
  [{ phase: 'closed', connected: false }, 'saved'],
  [{ phase: 'none', connected: false }, 'none'],
])('a seat with %j is shown as %s', (change, mark) => {
  expect(markOf({ ...seat, ...change })).toBe(mark)
})

test('who waits to be called needs no computer', () => {
  const away = { ...seat, connected: false, lastSaveAt: 1 }
  const phases = ['none', 'waiting', 'open', 'paused', 'closed'] as const
  expect(phases.map((phase) => markOf({ ...away, phase }, true))).toEqual([
    'waiting',
    'waiting',
    'working',
    'paused',
    'saved',
  ])
})
