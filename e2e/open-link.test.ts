/** C21: a stranger with a link, on a phone, from the name to the answers; and how much script the first load costs. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Question } from '@leitai/items/exam/types.ts'
import { contestantWords } from '../packages/web/contestant/words.ts'
import { examWords } from '../packages/items/exam/web/words.ts'
import { sessionWords } from '../packages/web/session/words.ts'
import { arrange, type Arranged } from './arrange.ts'
import { look, openHouse, phone, type House } from './house.ts'
import { button, field } from './people.ts'

const w = contestantWords.zh
const joining = sessionWords.zh.join
const root = join(import.meta.dirname, '..')

let house: House
let contest: Arranged
let bank: Question[]
let page: Page
/** Scripts of the first load, as they are before compression. */
const scripts = new Map<string, Buffer>()

beforeAll(async () => {
  house = await openHouse()
  bank = parse(await readFile(join(root, 'content', 'service-theory', 'operations.yaml'), 'utf8')).questions
  const shipped = await readFile(join(root, 'rulebooks', 'C21.yaml'), 'utf8')
  contest = await arrange(house, {
    title: '全市客服知识竞赛',
    // the shipped rulebook with a paper of five questions
    rulebook: shipped.replace(
      /draw:\n[\s\S]*?(?=\s+samePaper)/,
      'draw: [{ kind: single, count: 3, points: 20 }, { kind: trueFalse, count: 2, points: 20 }]',
    ),
    materials: {
      theory: { type: 'exam', body: () => ({ questions: bank.map((one) => ({ ...one, chapter: '呼叫中心运营' })) }) },
    },
    entrants: [],
  })
  await contest.act('openSession', { session: 'theory' })
  page = await house.window(phone)
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script')
      void request.response().then(async (response) => scripts.set(request.url(), await response!.body()))
  })
})
afterAll(async () => {
  await house?.stop()
})

test('C21 a stranger joins by the link and keeps number and PIN', async () => {
  await page.goto(`/join/${contest.slug}`)
  await field(page, joining.name).fill('过路人')
  await look(page, '70-join')
  await button(page, joining.submit).click()
  await page.getByText(joining.welcome).waitFor()
  expect(await page.locator('dl dd').allTextContents()).toEqual([
    expect.stringMatching(/\S/),
    expect.stringMatching(/^\d{6}$/),
  ])
  await look(page, '71-joined')
  await button(page, joining.goOn).click()
  await button(page, w.begin).click()
  await page.locator('article').first().waitFor()
})

test('C21 the paper is sat, and the answers are seen at once', async () => {
  const articles = page.locator('article')
  expect(await articles.count()).toBe(5)
  for (let index = 0; index < 5; index += 1) {
    const article = articles.nth(index)
    const stem = (await article.locator('p[id^=stem-]').textContent()) ?? ''
    const question = bank.find((one) => one.stem.replaceAll(/\s/g, '') === stem.replaceAll(/\s/g, ''))!
    const right =
      question.kind === 'trueFalse'
        ? examWords.zh[question.key ? 'true' : 'false']
        : question.kind === 'single'
          ? question.options['ABCDEF'.indexOf(question.key)]!
          : ''
    const choice = article.getByRole('radio').filter({ hasText: right }).first()
    await choice.click()
    await expect.poll(() => choice.getAttribute('aria-checked'), { timeout: 10_000 }).toBe('true')
  }
  await look(page, '72-paper')
  await button(page, w.submit).click()
  await button(page, w.confirmYes).click()
  await page.getByLabel(w.receipt, { exact: true }).waitFor()
  expect(await page.locator('[data-score] dd').textContent()).toMatch(/^100(\.00)? \/ 100/)
  await button(page, w.showAnswers).click()
  await page.getByText(examWords.zh.explanation).first().waitFor()
  await look(page, '73-answers')
})

test('a contestant’s first load is at most 250 kB of script, gzipped', async () => {
  expect(scripts.size).toBeGreaterThan(3)
  const bytes = [...scripts.values()].reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0)
  expect(bytes).toBeLessThanOrEqual(250_000)
  expect(house.troubles).toEqual([])
})
