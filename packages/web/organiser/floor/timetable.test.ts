import { expect, test } from 'vitest'
import { minutesOf, timetable, type PlannedItem, type Timing } from './timetable.ts'

const minute = 60_000
const item = (id: string, minutes: number, more: Partial<PlannedItem> = {}): PlannedItem => ({
  stage: 'main',
  id,
  minutes,
  alone: false,
  turns: null,
  groups: 2,
  ...more,
})
const paper = item('paper', 60)
const typing = item('typing', 5)
const plan = (items: readonly PlannedItem[], order: Timing['order'] = 'byItem') =>
  short(timetable(items, { startsAt: 0, gapMinutes: 10, order }, []))
const short = (sessions: ReturnType<typeof timetable>) =>
  sessions.map((one) => [one.item, one.group, one.startsAt / minute])

test('item after item, all groups of an item in a row', () => {
  expect(plan([paper, typing])).toEqual([
    ['paper', 1, 0],
    ['paper', 2, 70],
    ['typing', 1, 140],
    ['typing', 2, 155],
  ])
})

test('group after group, all items of a group in a row', () => {
  expect(plan([paper, typing], 'byGroup')).toEqual([
    ['paper', 1, 0],
    ['typing', 1, 70],
    ['paper', 2, 85],
    ['typing', 2, 155],
  ])
})

test('a session that has begun stays, and the rest is planned from the new beginning', () => {
  const begun = { id: 'main-paper-1', stage: 'main', item: 'paper', group: 1, startsAt: -90 * minute }
  expect(short(timetable([paper], { startsAt: 0, gapMinutes: 10, order: 'byItem' }, [begun]))).toEqual([
    ['paper', 1, -90],
    ['paper', 2, 0],
  ])
})

test('an item that entrants start alone gets a window', () => {
  const alone = item('paper', 60, { alone: true, groups: 1 })
  const [session] = timetable([alone], { startsAt: 0, gapMinutes: 30, order: 'byItem' }, [])
  expect(session!.endsAt).toBe(90 * minute)
})

test('C05.etiquette performed in turn, a session takes the minutes once for every entrant of its group', () => {
  const etiquette = item('etiquette', 6, { turns: [10, 8] })
  expect(plan([etiquette, typing])).toEqual([
    ['etiquette', 1, 0],
    ['etiquette', 2, 70],
    ['typing', 1, 128],
    ['typing', 2, 143],
  ])
  expect(minutesOf(etiquette, 2)).toBe(48)
  expect(minutesOf({ minutes: 6, turns: [] }, 1)).toBe(6)
  expect(minutesOf(typing, 1)).toBe(5)
})

test('a later stage is one group, and comes after every group of the stage before', () => {
  const final = item('final', 20, { stage: 'final', groups: 1 })
  expect(plan([paper, typing, final], 'byGroup')).toEqual([
    ['paper', 1, 0],
    ['typing', 1, 70],
    ['paper', 2, 85],
    ['typing', 2, 155],
    ['final', 1, 170],
  ])
})
