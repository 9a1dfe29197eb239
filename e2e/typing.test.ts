/** Typing in a real browser: key events, an input method's compositions, and what must not be pasted. */
import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runIdOf } from '@leitai/core/contest/reading.ts'
import { typingWords } from '../packages/items/typing/web/words.ts'
import { arrange, type Arranged } from './arrange.ts'
import { allSaved, signInSeat, submit } from './contestant.ts'
import { look, openHouse, patience, type House } from './house.ts'

const rulebook = `leitai: 1
id: typing
title: { zh: 盲打赛, en: Blind typing }
entrants: { kind: individual, entry: [list] }
sealing: { layers: 0 }
conduct: { fullScreen: false, paste: refuse }
stages:
  - id: final
    title: { zh: 决赛, en: Final }
    items:
      - { id: typing, type: typing, title: { zh: 文字录入, en: Typing }, points: 10, minutes: 5, options: { scale: [[0, 0], [10, 10]] } }
    ranking: { tieBreaks: [{ by: shared }] }
signatures: [chiefJudge]
`
const text = '先听后说，用心服务每一位客户。\nService first, always listen.'

let house: House
let contest: Arranged
let page: Page
let keys: CDPSession

beforeAll(async () => {
  house = await openHouse()
  contest = await arrange(house, {
    title: '盲打赛',
    rulebook,
    materials: { typing: { type: 'typing', body: () => ({ texts: [{ id: 't1', title: '先听后说', text }] }) } },
    entrants: [{ name: '张小雨' }],
  })
  page = await house.window()
  const { code, pin } = contest.slips[0]!
  await signInSeat(page, contest.slug, code, pin)
  await contest.act('openSession', { session: 'typing' })
  await page.locator('textarea:focus').waitFor()
  keys = await page.context().newCDPSession(page)
})
afterAll(async () => {
  await house?.stop()
})

const run = () => runIdOf(contest.id, 'final', 'typing', contest.slips[0]!.code)

/** What is on record: the last text that was taken. */
async function recorded(): Promise<string> {
  let last = ''
  for await (const { event } of house.server.host.events(run()))
    if (event.name === 'typed') last = (event.payload as { text: string }).text
  return last
}

/** What the page reported; what the server itself finds too fast for hands has its count with it. */
async function pastes(): Promise<{ reported: number; tooFast: number }> {
  const found = { reported: 0, tooFast: 0 }
  for await (const { event } of house.server.host.events(run())) {
    const { kind, detail } = event.payload as { kind?: string; detail?: string }
    if (event.name === 'incidentReported' && kind === 'pasted')
      found[detail === undefined ? 'reported' : 'tooFast'] += 1
  }
  return found
}

test('what an input method composes is shown, never counted, never broken', async () => {
  const field = page.locator('textarea')
  await keys.send('Input.imeSetComposition', { text: 'xian', selectionStart: 4, selectionEnd: 4 })
  await expect.poll(() => field.inputValue(), patience).toBe('xian')
  await keys.send('Input.imeSetComposition', { text: "xian'ting", selectionStart: 9, selectionEnd: 9 })
  await expect.poll(() => field.inputValue(), patience).toBe("xian'ting")
  await keys.send('Input.insertText', { text: '先听' })
  await expect.poll(() => field.inputValue(), patience).toBe('先听')
  await expect.poll(recorded, patience).toBe('先听')
  await allSaved(page)

  await keys.send('Input.imeSetComposition', { text: 'houshuo', selectionStart: 7, selectionEnd: 7 })
  await expect.poll(() => field.inputValue(), patience).toBe('先听houshuo')
  await keys.send('Input.insertText', { text: '后说' })
  await expect.poll(recorded, patience).toBe('先听后说')
  const texts: string[] = []
  for await (const { event } of house.server.host.events(run()))
    if (event.name === 'typed') texts.push((event.payload as { text: string }).text)
  expect(texts.filter((one) => /[a-z]/.test(one))).toEqual([])
  await look(page, '50-typing')
})

test('the caret’s line leaves room for the candidate window', async () => {
  const room = await page.locator('textarea').evaluate((area: HTMLTextAreaElement) => {
    const box = area.getBoundingClientRect()
    const line = Number.parseFloat(getComputedStyle(area).lineHeight)
    // the last line that is typed stands at the padding's upper edge when the field is scrolled to its end
    const below =
      Math.min(box.bottom, innerHeight) -
      (box.top +
        Math.min(area.clientHeight, area.scrollHeight) -
        Number.parseFloat(getComputedStyle(area).paddingBottom))
    return below / line
  })
  expect(room).toBeGreaterThan(3)
})

test('blind typing through real key events: nothing is compared, nothing is lost over a reload', async () => {
  const field = page.locator('textarea')
  await page.keyboard.insertText('，用心服务每一位客户。')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Servicf')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('e first, always listen.')
  await page.reload()
  await expect.poll(() => field.inputValue(), patience).toBe(text)
  await expect.poll(recorded, patience).toBe(text)
  await allSaved(page)
  await page.locator('textarea:focus').waitFor()
})

test('A10 paste is refused, told to the typist, and reported to the staff', async () => {
  const field = page.locator('textarea')
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', 'pasted text')
    document
      .querySelector('textarea')!
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await page.getByText(typingWords.zh.noPaste).waitFor()
  // and from the keyboard, with what the system's clipboard really holds
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(() => navigator.clipboard.writeText('pasted from the clipboard'))
  await field.press('Control+v')
  // and the line above, which came all at once, was seen without any paste
  await expect.poll(pastes, patience).toEqual({ reported: 2, tooFast: 1 })
  expect(await field.inputValue()).toBe(text)
  const [seat] = await contest.api.draw.room({ id: contest.id, session: 'typing' })
  expect(seat!.incidents).toBeGreaterThanOrEqual(2)
})

test('the speed is by what is right, and the points by the scale', async () => {
  await submit(page)
  await contest.act('closeSession', { session: 'typing', reason: '全部交卷' })
  await contest.api.marking.close({ id: contest.id, stage: 'final' })
  await contest.api.results.compute({ id: contest.id, stage: 'final' })
  const state = await house.server.host.state(contest.id)
  const results = (
    state!.state as { results: Record<string, { scores: Record<string, Record<string, { points: string }>> }> }
  ).results
  // the whole text was typed at once: far more than the 10 characters a minute of the scale's last line
  expect(results['final']!.scores[contest.slips[0]!.code]!['typing']!.points).toBe('10.00')
  expect(house.troubles).toEqual([])
})
