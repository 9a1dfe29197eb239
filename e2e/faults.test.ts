/**
 * What must not be lost, not be seen and not be run, shown in real browsers: reloads in the middle of saves, a second tab,
 * a contestant who reads everything that the server sends, names that are scripts.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runIdOf } from '@leitai/core/contest/reading.ts'
import { dictationFields } from '@leitai/items/dictation/types.ts'
import { contestantWords } from '../packages/web/contestant/words.ts'
import { floorWords } from '../packages/web/staff/words.ts'
import { arrange, type Arranged } from './arrange.ts'
import { allSaved, receipt, signInSeat, submit } from './contestant.ts'
import { look, openHouse, patience, type House } from './house.ts'
import { button } from './people.ts'

const rulebook = `leitai: 1
id: faults
title: { zh: 检验赛, en: Trial }
entrants: { kind: individual, entry: [list] }
sealing: { layers: 0 }
conduct: { fullScreen: false, paste: refuse }
stages:
  - id: final
    title: { zh: 决赛, en: Final }
    items:
      - { id: theory, type: exam, title: { zh: 理论, en: Theory }, points: 100, minutes: 60, feedback: answers, options: { paper: { by: all }, samePaper: true, shuffleQuestions: false, shuffleOptions: false, onePerPage: true } }
      - { id: dictation, type: dictation, title: { zh: 听打, en: Dictation }, points: 20, minutes: 60, feedback: answers, options: { replays: 2, goBack: true } }
    ranking: { tieBreaks: [{ by: shared }] }
signatures: [chiefJudge]
`

/** Planted wherever a key stands; nobody else has such a word. */
const secret = (place: string) => `zqx-${place}-secret`
const choices = 64
const common = { difficulty: 3, tags: [secret('tag')], chapter: secret('chapter'), explanation: secret('explanation') }
const questions = [
  ...Array.from({ length: choices }, (_, index) => ({
    ...common,
    id: `q${index + 1}`,
    kind: 'single',
    stem: `第 ${index + 1} 题`,
    options: ['甲', '乙', '丙', '丁'],
    key: 'C',
  })),
  { ...common, id: 'blank', kind: 'fillIn', stem: '填写：____。', blanks: [[secret('blank')]] },
  { ...common, id: 'short', kind: 'shortAnswer', stem: '简述。', model: secret('model'), points: [secret('points')] },
]
const dictated = Object.fromEntries(
  dictationFields.map((field) => [field, field === 'email' ? 'zqx-email-secret@example.com' : secret(field)]),
)
const othersAnswer = secret('others-answer')

const script = '<img src=x onerror="hacked=1"><script>hacked=1</script>'
const names = ['张小雨', '欧阳文静', '陈思远', '刘雨桐', script]

let house: House
let contest: Arranged

beforeAll(async () => {
  house = await openHouse()
  const recording = await readFile(join(import.meta.dirname, '..', 'content', 'dictation', 'audio-a', 'a01.mp3'))
  const file = new File([new Uint8Array(recording)], 'r01.mp3', { type: 'audio/mpeg' })
  contest = await arrange(house, {
    title: `检验赛${script}`,
    rulebook,
    materials: {
      theory: { type: 'exam', body: () => ({ questions }) },
      dictation: {
        type: 'dictation',
        body: async (api) => ({ records: [{ id: 'r01', ...dictated, audio: await api.materials.upload({ file }) }] }),
      },
    },
    entrants: names.map((name) => ({ name, delegation: `代表队${script}` })),
  })
  await contest.act('openSession', { session: 'theory' })
})
afterAll(async () => {
  await house?.stop()
})

const seat = (index: number) => contest.slips[index]!
const theoryRun = (index: number) => runIdOf(contest.id, 'final', 'theory', seat(index).code)

async function sitDown(index: number, page?: Page): Promise<Page> {
  const used = page ?? (await house.window())
  await signInSeat(used, contest.slug, seat(index).code, seat(index).pin)
  return used
}

/** On record: the value of each question. */
async function recorded(runId: string): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {}
  for await (const { event } of house.server.host.events(runId)) {
    if (event.name === 'answered') {
      const { question, value } = event.payload as { question: string; value: unknown }
      values[question] = value
    }
  }
  return values
}

const letters = ['A', 'B', 'C', 'D']
const checked = (page: Page) => page.locator('[data-current] [role=radio][aria-checked=true]').count()

test('F2 60 reloads of a real page in the middle of saves lose no answer', async () => {
  const page = await sitDown(0)
  await page.locator('[data-current] article').waitFor()
  const given: Record<string, string> = {}
  for (let reload = 0; reload < 60; reload += 1) {
    const question = reload % choices
    // a change of mind and a second question before anything can have come back
    for (const [at, turns] of [
      [question, 2],
      [(question + 1) % choices, 1],
    ] as const) {
      await page.locator('[data-current]').getByRole('article').waitFor()
      for (let turn = 0; turn < turns; turn += 1) {
        const letter = letters[(reload * 3 + turn * 2 + at) % 4]!
        await page.keyboard.press(letter)
        given[`q${at + 1}`] = letter
      }
      if (at === question) await page.keyboard.press('ArrowRight')
    }
    await page.reload({ waitUntil: 'commit' })
    await page.locator('[data-current] [role=radio]').first().waitFor()
    // the page shows what was pressed last, saved already or not
    expect(await checked(page)).toBe(1)
  }
  await allSaved(page)
  await expect.poll(() => recorded(theoryRun(0)), patience).toEqual(given)
  await page.context().close()
})

test('F9 two tabs: the older one is fenced and says so; one submission, one receipt', async () => {
  const older = await sitDown(1)
  await older.locator('[data-current] article').waitFor()
  await older.keyboard.press('B')
  await allSaved(older)
  const newer = await older.context().newPage()
  await newer.goto('/seat')
  await newer.locator('[data-current] [role=radio][aria-checked=true]').waitFor()
  await older.getByText('本赛位已在另一窗口或设备登录').first().waitFor()
  await look(older, '60-fenced')

  await newer.keyboard.press('Control+Enter')
  await newer.getByRole('heading', { name: contestantWords.zh.confirmTitle }).waitFor()
  // pressed twice, as an impatient hand does
  await newer.keyboard.press('Enter')
  await newer.keyboard.press('Enter')
  await look(newer, '60-receipt')
  const first = await receipt(newer)
  // the older tab is loaded anew: the same submission, the same receipt
  await older.reload()
  expect(await receipt(older)).toBe(first)
  let submissions = 0
  for await (const { event } of house.server.host.events(theoryRun(1))) if (event.name === 'closed') submissions += 1
  expect(submissions).toBe(1)
  await older.context().close()
})

/** Everything that a window gets: scripts, answers, frames. */
function listening(context: BrowserContext): { found(words: RegExp): Promise<string[]>; scripts: Map<string, Buffer> } {
  const heard: { from: string; text: string }[] = []
  const coming: Promise<unknown>[] = []
  const scripts = new Map<string, Buffer>()
  const onPage = (page: Page) =>
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => heard.push({ from: 'socket', text: String(payload) })),
    )
  context.on('page', onPage)
  for (const page of context.pages()) onPage(page)
  context.on('requestfinished', (request) => {
    coming.push(
      (async () => {
        const response = await request.response()
        if (response === null || response.status() >= 300) return
        const body = await response.body()
        heard.push({
          from: new URL(request.url()).pathname,
          text: body.toString('latin1').concat(body.toString('utf8')),
        })
        if (request.resourceType() === 'script') scripts.set(request.url(), body)
        // a body that the browser has let go with its page
      })().catch(() => {}),
    )
  })
  return {
    scripts,
    async found(words) {
      await Promise.all(coming.splice(0))
      expect(heard.some(({ from }) => from === 'socket')).toBe(true)
      expect(scripts.size).toBeGreaterThan(3)
      return [
        ...new Set(heard.flatMap(({ from, text }) => (text.match(words) ?? []).map((word) => `${from}: ${word}`))),
      ]
    },
  }
}

const anySecret = /zqx-[a-z-]+-secret/g

test('A1 nothing that a contestant’s browser gets holds a key or another’s answer before release', async () => {
  const other = await sitDown(2)
  await other.locator('[data-current] article').waitFor()
  for (let turn = 0; turn < choices; turn += 1) await other.keyboard.press('PageDown')
  await other.locator('[data-current] input:focus').waitFor()
  await other.keyboard.insertText(othersAnswer)
  await other.keyboard.press('Enter')
  await allSaved(other)
  await expect.poll(() => recorded(theoryRun(2)), patience).toEqual({ blank: [othersAnswer] })

  const page = await house.window()
  const ears = listening(page.context())
  await sitDown(3, page)
  await page.locator('[data-current] article').waitFor()
  for (let turn = 0; turn < questions.length - 1; turn += 1) await page.keyboard.press('PageDown')
  await page.locator('[data-current] textarea').waitFor()
  // curious: every address that other pages ask, with this seat's cookie
  const { id, slug } = contest
  const asked = await page.evaluate(
    async ([contestId, publicSlug]) => {
      const paths = [
        '',
        '/entrants',
        '/people',
        '/room',
        '/rulebook',
        '/results/final/marks',
        '/results/final/export',
        '/archive',
        '/print/slips.json',
        '/print/results.pdf',
      ]
      const own = [
        ...paths.map((path) => `/api/contests/${contestId}${path}`),
        '/api/materials',
        '/api/contests',
        `/api/public/${publicSlug}`,
        '/api/seat/runs',
      ]
      return Promise.all(own.map(async (path) => `${(await fetch(path)).status} ${path}`))
    },
    [id, slug] as const,
  )
  expect(asked.filter((line) => line.startsWith('200'))).toEqual([`200 /api/public/${slug}`, '200 /api/seat/runs'])
  expect(await ears.found(anySecret)).toEqual([])

  // and the dictation, of which nothing may be read, only heard
  await submit(page)
  await contest.act('closeSession', { session: 'theory', reason: '时间已到' })
  await contest.act('openSession', { session: 'dictation' })
  await page.locator('input[name=dictation-name]').waitFor()
  await page.keyboard.press('F2')
  await page.waitForResponse((response) => response.url().includes('/files/'))
  const before = (await ears.found(anySecret)).filter((one) => /zqx-(name|address|phone|postcode|email)-/.test(one))
  expect(before).toEqual([])

  // the ears are good: after release the same words are heard
  await submit(page)
  const after = await ears.found(anySecret)
  expect(after).toEqual(
    expect.arrayContaining([
      `socket: ${secret('explanation')}`,
      `socket: ${secret('blank')}`,
      `socket: ${secret('model')}`,
      `socket: ${secret('address')}`,
    ]),
  )
  expect(after.join()).not.toContain(othersAnswer)
  await other.context().close()
  await page.context().close()
})

test('A11 a script in a name, a delegation or a title is text on every screen', async () => {
  const { id, slug, organiser } = contest
  const screens = [
    '/contests',
    `/contests/${id}/rulebook`,
    `/contests/${id}/registration`,
    `/contests/${id}/checkIn`,
    `/contests/${id}/sessions`,
    `/contests/${id}/people`,
    `/staff/${id}`,
    `/screen/${id}/draw`,
  ].map((path): [string, BrowserContext] => [path, organiser])
  const stranger = (await house.window()).context()
  for (const path of [`/e/${slug}`, `/e/${slug}/lists`, `/e/${slug}/rulebook`, `/screen/${id}/draw`, `/c/${slug}`])
    screens.push([path, stranger])
  const contestant = await sitDown(4)
  screens.push(['/seat', contestant.context()])
  for (const [path, context] of screens) {
    const page = await context.newPage()
    await page.goto(path)
    // it stands there as it was written; a contestant at work sees no names at all
    if (path === '/seat') await page.locator('header output').waitFor()
    else await page.getByText('onerror="hacked=1"').locator('visible=true').first().waitFor()
    expect(await page.evaluate(() => 'hacked' in globalThis), path).toBe(false)
    expect(await page.locator('img[src=x]').count(), path).toBe(0)
    await look(page, `61-script-${path.replaceAll(/[^\w]+/g, '-').slice(0, 40)}`)
    await page.close()
  }
  // in the room, the seat's tile is pressed
  const page = await organiser.newPage()
  await page.goto(`/staff/${id}`)
  await page.getByRole('button', { name: new RegExp(` ${seat(4).code} `) }).click()
  await button(page, floorWords.zh.room.acts.giveTime).first().waitFor()
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false)
  expect(house.troubles).toEqual([])
})
