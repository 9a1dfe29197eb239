/**
 * C01.training in real browsers: the organiser plans a session, uploads a film and a paper and ticks who is there; an entrant
 * at a seat watches, reloads, and goes on where they stopped; the leader reads; the organiser's numbers follow.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pdf } from '@leitai/server/uploads/testing/files.ts'
import { fileWords } from '../packages/design/words.ts'
import { contestWords } from '../packages/web/organiser/contest/words.ts'
import { trainingPlanWords } from '../packages/web/organiser/training/words.ts'
import { publicWords } from '../packages/web/spectator/words.ts'
import { trainingWords } from '../packages/web/training/words.ts'
import { arrange, type Arranged } from './arrange.ts'
import { signInSeat } from './contestant.ts'
import { look, openHouse, patience, phone, type House } from './house.ts'
import { button, confirm, field, handOver, inDialog, signIn, until } from './people.ts'

const w = trainingWords.zh
const plan = trainingPlanWords.zh

const rulebook = `
leitai: 1
id: TRAINED
title: { zh: 服务之星, en: Star of service }
entrants: { kind: individual, entry: [list] }
stages:
  - id: final
    title: { zh: 决赛, en: Final }
    items: [{ id: theory, type: exam, title: { zh: 理论, en: Theory }, points: 10, minutes: 30, options: { paper: { by: all } } }]
    ranking: { tieBreaks: [{ by: shared }] }
training:
  - { id: course, title: { zh: 决赛训练, en: Training for the final }, before: final, minutes: 120, attendance: { required: true }, clause: TRAINED.training.1 }
signatures: [chiefJudge]
`
const questions = [
  {
    id: 'q1',
    kind: 'trueFalse',
    stem: '先致歉，再核实。',
    key: true,
    difficulty: 3,
    tags: [],
    chapter: '',
    explanation: '',
  },
]
/** A script in a title stays text (A11). */
const sessionTitle = '客户心理 <script>window.broken = true</script>'
const filmSeconds = 14

let house: House
let contest: Arranged
let organiser: Page
let entrant: Page
let leader: Page

beforeAll(async () => {
  house = await openHouse()
  let password = ''
  contest = await arrange(house, {
    title: '服务之星',
    rulebook,
    materials: { theory: { type: 'exam', body: () => ({ questions }) } },
    entrants: [
      { name: '赵一帆', delegation: '海州客服中心' },
      { name: '钱小满', delegation: '海州客服中心' },
      { name: '孙远山', delegation: '临江热力' },
    ],
    async beforeDraw(api, id) {
      const added = await api.people.add({
        id,
        name: '郑领队',
        username: 'leader',
        delegation: '海州客服中心',
        roles: ['leader'],
      })
      password = added.password!
    },
  })
  organiser = await contest.organiser.newPage()
  entrant = await house.window()
  leader = await house.window({ ...phone })
  await signInSeat(entrant, contest.slug, contest.slips[0]!.code, contest.slips[0]!.pin)
  await signIn(leader, 'leader', password)
})
afterAll(() => house?.stop())

/** As a browser records one, second by second: a film that does not say how long it is. */
async function film(page: Page): Promise<Buffer> {
  const recorded = await page.evaluate(async (seconds) => {
    const canvas = document.createElement('canvas')
    canvas.width = 320
    canvas.height = 180
    const context = canvas.getContext('2d')!
    const from = performance.now()
    const paint = setInterval(() => {
      const at = (performance.now() - from) / 1000
      context.fillStyle = `hsl(${(at * 40) % 360} 45% 40%)`
      context.fillRect(0, 0, 320, 180)
      context.fillStyle = '#fff'
      context.font = '64px sans-serif'
      context.fillText(at.toFixed(0), 130, 110)
    }, 100)
    const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm;codecs=vp8' })
    const chunks: Blob[] = []
    recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data))
    const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve))
    recorder.start(500)
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    recorder.stop()
    await stopped
    clearInterval(paint)
    return [...new Uint8Array(await new Blob(chunks).arrayBuffer())]
  }, filmSeconds)
  return Buffer.from(recorded)
}

const timeOf = (page: Page) => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime)
const tab = (name: string) => organiser.getByRole('tab', { name, exact: true })
const listed = (page: Page, title: string) => page.getByRole('link', { name: title })

test('C01.training the organiser plans a session, and brings a film and a paper', async () => {
  await organiser.goto(`/contests/${contest.id}`)
  await organiser.getByRole('link', { name: contestWords.zh.others.training, exact: true }).click()
  await organiser.getByText(plan.noSessions, { exact: true }).waitFor()
  await button(organiser, plan.addSession).click()
  await field(organiser, plan.name).fill(sessionTitle)
  await field(organiser, plan.place).fill('实训楼 201')
  await field(organiser, plan.link).fill('https://meeting.example/secret')
  await confirm(organiser, plan.save)
  await organiser.getByText(sessionTitle, { exact: true }).waitFor()

  await tab(plan.tabs.list).click()
  const recorded = await film(entrant)
  await handOver(organiser, () => button(organiser, plan.upload).click(), {
    name: '服务心理.webm',
    mimeType: 'video/webm',
    buffer: recorded,
  })
  await organiser.getByText('服务心理', { exact: true }).waitFor()
  await handOver(organiser, () => button(organiser, plan.upload).click(), {
    name: '礼仪手册.pdf',
    mimeType: 'application/pdf',
    buffer: await pdf('作者'),
  })
  await organiser.getByText('礼仪手册', { exact: true }).waitFor()
  expect(await organiser.getByRole('listitem').filter({ hasText: '服务心理' }).textContent()).toMatch(/视频 · 0:1\d/)
  await look(organiser, 'training-list')
})

test('A12 a program that calls itself a paper is refused with what is taken', async () => {
  await handOver(organiser, () => button(organiser, plan.upload).click(), {
    name: '课件.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('MZ\u0090\u0000 a program'),
  })
  const alert = organiser.getByRole('alert').filter({ hasText: '课件.pdf' })
  await alert.getByText('视频（mp4、mov、webm、mkv）').waitFor()
  await look(organiser, 'training-refused')
  await alert.getByRole('button', { name: plan.hide }).click()
  expect(await organiser.getByText('课件', { exact: true }).count()).toBe(0)
})

test('C01.training an entrant watches at the seat, reloads, and goes on where they stopped', async () => {
  await entrant.goto(`/training/${contest.id}`)
  await entrant.getByText(sessionTitle, { exact: true }).waitFor()
  expect(await entrant.evaluate(() => 'broken' in window)).toBe(false)
  await look(entrant, 'training-mine')
  await listed(entrant, '服务心理').click()
  const video = entrant.locator('video')
  await until(() => video.evaluate((one: HTMLVideoElement) => one.readyState >= 2), 'the film is there')
  expect(await timeOf(entrant)).toBeLessThan(0.5)
  // by keys: twice as fast, then play
  for (let step = 0; step < 3; step += 1) await entrant.keyboard.press('.')
  expect(await video.evaluate((one: HTMLVideoElement) => one.playbackRate)).toBe(2)
  await entrant.keyboard.press('k')
  await until(async () => (await timeOf(entrant)) > 5, 'the film runs')
  await look(entrant, 'training-watch')
  await video.evaluate((one: HTMLVideoElement) =>
    addEventListener('pagehide', () => sessionStorage.setItem('stopped', String(one.currentTime))),
  )
  // while it plays: the page's last word is all that says where
  await entrant.reload()
  const stopped = Number(await entrant.evaluate(() => sessionStorage.getItem('stopped')))
  expect(stopped).toBeGreaterThan(5)
  await until(() => video.evaluate((one: HTMLVideoElement) => one.readyState >= 2 && one.currentTime > 1), 'it goes on')
  expect(Math.abs((await timeOf(entrant)) - stopped)).toBeLessThan(2)
  // and at another computer, which has only the server's word
  const elsewhere = await house.window()
  const [slip] = contest.slips
  await signInSeat(elsewhere, contest.slug, slip!.code, slip!.pin)
  await elsewhere.goto(`/training/${contest.id}`)
  await listed(elsewhere, '服务心理').click()
  await until(
    () =>
      elsewhere
        .locator('video')
        .evaluate(
          (one: HTMLVideoElement) => one.readyState >= 2 && Number.isFinite(one.duration) && one.currentTime > 1,
        ),
    'it goes on elsewhere',
  )
  expect(Math.abs((await timeOf(elsewhere)) - stopped)).toBeLessThan(2)
  // to the end: it counts
  await elsewhere.keyboard.press('k')
  await elsewhere.getByText(w.watched, { exact: true }).waitFor()
  await elsewhere.getByText(w.saved, { exact: true }).waitFor()
  await elsewhere.context().close()
})

test('C01.training the leader studies on a phone for those of the own delegation, and for nobody else', async () => {
  await leader.goto(`/leader/${contest.id}`)
  await leader.getByRole('link', { name: w.title, exact: true }).click()
  await leader.getByRole('combobox', { name: w.who }).click()
  expect(await leader.getByRole('option').allTextContents()).toEqual(['赵一帆', '钱小满'])
  await leader.getByRole('option', { name: '钱小满' }).click()
  await look(leader, 'training-leader')
  await leader.setViewportSize(phone)
  await listed(leader, '礼仪手册').click()
  await button(leader, w.markRead).click()
  await button(leader, w.unmark).waitFor()
  await leader.getByRole('link', { name: w.back }).click()
  await expect.poll(() => listed(leader, '礼仪手册').textContent(), patience).toContain(w.finished)
})

test('C01.training attendance is ticked by keys and taken back; the numbers are on the organiser’s page', async () => {
  await tab(plan.tabs.sessions).click()
  await button(organiser, plan.attendance).click()
  const rows = organiser.getByRole('dialog').locator('tbody tr')
  await rows.nth(2).waitFor()
  await organiser.keyboard.press('ArrowDown')
  await organiser.keyboard.press('1')
  await expect.poll(() => rows.nth(0).getAttribute('data-state'), patience).toBe('present')
  await organiser.keyboard.press('2')
  await expect.poll(() => rows.nth(1).getAttribute('data-state'), patience).toBe('late')
  await organiser.keyboard.press('3')
  await expect.poll(() => rows.nth(2).getAttribute('data-state'), patience).toBe('absent')
  await organiser.keyboard.press('Control+z')
  await expect.poll(() => rows.nth(2).getAttribute('data-state'), patience).toBeNull()
  await inDialog(organiser, plan.allPresent).click()
  await expect.poll(() => rows.nth(2).getAttribute('data-state'), patience).toBe('present')
  await look(organiser, 'training-attendance')
  await organiser.keyboard.press('Escape')
  await organiser
    .getByText(plan.counts.replace('{present}', '2').replace('{late}', '1').replace('{absent}', '0'))
    .waitFor()
  await look(organiser, 'training-sessions')

  await tab(plan.tabs.people).click()
  const line = async (name: string) =>
    (await organiser.getByRole('row').filter({ hasText: name }).getByRole('cell').allTextContents()).slice(3, 8)
  await expect.poll(() => line('赵一帆'), patience).toEqual(['1 / 1', '0', '0', '1 / 2', '50%'])
  expect(await line('钱小满')).toEqual(['0 / 1', '1', '0', '1 / 2', '50%'])
  expect(await line('孙远山')).toEqual(['1 / 1', '0', '0', '0 / 2', '0%'])
  await look(organiser, 'training-overview')
})

test('C01.training the public page says that there is training, and when; neither where nor how to get in', async () => {
  const visitor = await house.window({ ...phone })
  await visitor.goto(`/e/${contest.slug}`)
  await visitor.getByRole('heading', { name: publicWords.zh.training }).waitFor()
  await visitor.getByText(sessionTitle, { exact: true }).waitFor()
  expect(await visitor.locator('body').textContent()).not.toMatch(/实训楼 201|meeting\.example/)
  await look(visitor, 'training-public')
  await visitor.goto(`/training/${contest.id}`)
  await visitor.getByText(w.gone, { exact: true }).waitFor()
})

test('while the stage is played the reading list is shut', async () => {
  await contest.act('openSession', { session: 'theory' })
  await leader.goto(`/training/${contest.id}`)
  await leader.getByText(w.shut, { exact: true }).waitFor()
  expect(await listed(leader, '礼仪手册').count()).toBe(0)
  await look(leader, 'training-shut')
})

test('no page failed, and the player could play all it was given', async () => {
  expect(await entrant.getByText(fileWords.zh.unplayable).count()).toBe(0)
  expect(house.troubles).toEqual([])
})
