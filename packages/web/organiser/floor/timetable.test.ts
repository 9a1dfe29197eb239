import { expect, test } from 'vitest'
import { timetable, type PlannedItem } from './timetable.ts'

const minute = 60_000
const paper: PlannedItem = { stage: 'main', id: 'paper', minutes: 60, alone: false }
const typing: PlannedItem = { stage: 'main', id: 'typing', minutes: 5, alone: false }
const short = (sessions: ReturnType<typeof timetable>) =>
  sessions.map((one) => [one.item, one.group, one.startsAt / minute])

test('item after item, all groups of an item in a row', () => {
  expect(short(timetable([paper, typing], 2, { startsAt: 0, gapMinutes: 10, order: 'byItem' }, []))).toEqual([
    ['paper', 1, 0],
    ['paper', 2, 70],
    ['typing', 1, 140],
    ['typing', 2, 155],
  ])
})

test('group after group, all items of a group in a row', () => {
  expect(short(timetable([paper, typing], 2, { startsAt: 0, gapMinutes: 10, order: 'byGroup' }, []))).toEqual([
    ['paper', 1, 0],
    ['typing', 1, 70],
    ['paper', 2, 85],
    ['typing', 2, 155],
  ])
})

test('a session that has begun stays, and the rest is planned from the new beginning', () => {
  const begun = { id: 'main-paper-1', stage: 'main', item: 'paper', group: 1, startsAt: -90 * minute }
  expect(short(timetable([paper], 2, { startsAt: 0, gapMinutes: 10, order: 'byItem' }, [begun]))).toEqual([
    ['paper', 1, -90],
    ['paper', 2, 0],
  ])
})

test('an item that entrants start alone gets a window', () => {
  const [session] = timetable([{ ...paper, alone: true }], 1, { startsAt: 0, gapMinutes: 30, order: 'byItem' }, [])
  expect(session!.endsAt).toBe(90 * minute)
})
