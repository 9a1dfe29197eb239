/** The room's fairness sheet: each seat reports of itself alone, the floor reads, nobody's name is in it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SeatMeasure } from '@leitai/core/match/seat-measure.ts'
import { fairness } from '../../print/documents/fairness.ts'
import type { Subject } from '../../print/subject.ts'
import { bare, read } from '../../print/testing.ts'
import type { TestBrowser } from '../../testing.ts'
import type { Slip } from '../draw/slip-box.ts'
import { names, sealedContest, type SealedContest } from '../testing/sealed-contest.ts'
import { seatLines } from './seat-measures.ts'

const wired: SeatMeasure = {
  roundTripMs: { best: 0.6, median: 0.9, p95: 2.3 },
  errorMs: 0.4,
  heldMs: { p95: 4, most: 12 },
  key: { name: 'Digit1', latencyMs: 1.7, presses: 5, works: true },
  heard: true,
}

let contest: SealedContest
let slips: Slip[]
let seat: TestBrowser

beforeAll(async () => {
  contest = await sealedContest()
  slips = (await contest.draw()).slips.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  seat = await signedIn(slips[0]!)
})
afterAll(() => contest.stop())

async function signedIn({ code, pin }: Slip): Promise<TestBrowser> {
  const browser = contest.server.browser()
  await browser.api.seat.signIn({ contest: contest.slug, code, pin })
  return browser
}

const sheet = (browser: TestBrowser = contest.officials.staff) => browser.api.floor.fairness({ id: contest.id })

test('A7 before anybody measured, every seat of the draw is on the sheet, not measured', async () => {
  const lines = await sheet()
  expect(lines.map(({ code }) => code).toSorted()).toEqual(slips.map(({ code }) => code))
  expect(lines.every(({ measured }) => measured === null)).toBe(true)
})

test('a seat reports of itself; a later report takes the earlier one’s place', async () => {
  expect(await seat.api.floor.reportSeat({ ...wired, key: null, heard: null })).toMatchObject({
    flag: 'poor',
    reasons: ['noKey', 'noSound'],
  })
  expect(await seat.api.floor.reportSeat(wired)).toEqual({ flag: 'good', reasons: [], network: 'wired' })
  const measured = (await sheet()).filter((line) => line.measured !== null)
  expect(measured).toMatchObject([{ code: slips[0]!.code, measured: { measure: wired, verdict: { flag: 'good' } } }])
})

test('A4 the sheet joins no name to a code, on screen or on paper', async () => {
  const state = await contest.state()
  const { organiser, id, server, clock } = contest
  const lines = await seatLines(server.parts, id, state)
  const subject: Subject = {
    contest: (await server.parts.database.db
      .selectFrom('contest')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst())!,
    state,
    version: 1,
    head: 'a'.repeat(64),
    key: 'k',
    now: clock.now(),
    base: 'http://192.168.1.5:8080',
  }
  const { text, pages } = read(fairness(subject, lines))
  for (const word of ['赛场公平性检测表', slips[0]!.code, '合格', '未检测', '±0.4', '数字 1', '1.7', '有线', '裁判长'])
    expect(text).toContain(bare(word))
  expect(pages).toBe(1)
  for (const name of names) {
    expect(text).not.toContain(bare(name))
    expect(JSON.stringify(await sheet(organiser))).not.toContain(name)
  }
  const pdf = await organiser.fetch(`/api/contests/${id}/print/fairness.pdf`)
  expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
})

test('A1 a seat does not read the sheet, a person does not report, and who has no role in the contest finds nothing', async () => {
  await expect(sheet(seat)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  await expect(contest.officials.staff.api.floor.reportSeat(wired)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  await expect(sheet(contest.server.browser())).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  await expect(sheet(contest.officials.inner)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const pdf = await seat.fetch(`/api/contests/${contest.id}/print/fairness.pdf`)
  expect(pdf.status).toBe(401)
})

test.each([
  ['a negative time', { errorMs: -1 }],
  ['a field more', { code: 'S02' }],
  ['an endless name', { key: { name: 'x'.repeat(41), latencyMs: 1, presses: 5, works: true } }],
])('%s is not taken', async (_, change) => {
  await expect(seat.api.floor.reportSeat({ ...wired, ...change })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})
