/**
 * A match on the stage as those see it who lead, judge and help it: the host by one key, the judge by two, and the floor's staff
 * and a judge of another panel without a word of what is asked.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { matchIdOf } from '@leitai/core/contest/reading.ts'
import { isRefusal } from '@leitai/core/run.ts'
import { leadWords } from '@leitai/design/lead/words.ts'
import { leadQuizWords } from '../packages/items/quiz/web/lead-words.ts'
import { hostWords } from '../packages/web/host/words.ts'
import { judgeWords } from '../packages/web/judge/words.ts'
import { arrange, type Arranged } from './arrange.ts'
import { look, openHouse, patience, type House } from './house.ts'
import { button, confirmWithReason, dialogGone, signIn } from './people.ts'

const desk = leadQuizWords.zh
const lead = leadWords.zh
const host = hostWords.zh
const judging = judgeWords.zh

const rulebook = `
leitai: 1
id: MATCH
title: { zh: 知识竞赛, en: Quiz }
entrants: { kind: individual, entry: [list] }
sealing: { layers: 0 }
conduct: { fullScreen: false, paste: refuse }
stages:
  - id: final
    title: { zh: 决赛, en: Final }
    items:
      - id: quiz
        type: quiz
        title: { zh: 现场抢答, en: Buzzer }
        points: 100
        minutes: 30
        start: match
        spectators: hall
        clause: MATCH.quiz
        options:
          spares: 2
          rounds:
            - { kind: buzzer, questions: 3, seconds: 60, pressSeconds: 300, right: 10, wrong: -5, clause: MATCH.buzzer }
    ranking: { tieBreaks: [{ by: shared }] }
signatures: [chiefJudge]
`
const keyWord = '只有主持人和裁判知道的答案'
const material = {
  title: '题库',
  questions: Array.from({ length: 12 }, (_, index) => ({
    id: `q${index}`,
    kind: 'open',
    text: `第 ${index + 1} 个问题：先处理什么，再处理什么？`,
    answer: `${keyWord} ${index + 1}`,
    explanation: '先处理心情，再处理事情。',
  })),
}

let house: House
let contest: Arranged
let leader: Page
let judge: Page
let stranger: Page
let staff: Page
const heard = new Map<Page, string[]>()

function listenIn(page: Page): Page {
  const frames: string[] = []
  heard.set(page, frames)
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))))
  return page
}
const knows = (page: Page) => heard.get(page)!.some((frame) => frame.includes(keyWord))
/** The guards against a second press have run out. */
const rested = () => leader.waitForTimeout(900)
const bigKey = async () => {
  await rested()
  await leader.keyboard.press('Enter')
}

async function presses(code: string): Promise<void> {
  const answer = await house.server.host.submit({
    runId: matchIdOf(contest.id, 'final', 'quiz', 1),
    commandId: `press-${Math.random()}`,
    name: 'press',
    payload: {},
    by: { kind: 'seat', code },
  })
  if (isRefusal(answer)) throw new Error(answer.zh)
}
const points = async (page: Page) => (await page.locator('ol li > strong').allInnerTexts()).join(' ')

beforeAll(async () => {
  house = await openHouse()
  contest = await arrange(house, {
    title: '现场竞赛',
    rulebook,
    materials: { quiz: { type: 'quiz', body: () => material } },
    entrants: [{ name: '东城队' }, { name: '西城队' }, { name: '南城队' }],
  })
  const { api, id } = contest
  const person = async (name: string, username: string, role: 'host' | 'judge' | 'staff') => {
    const { personId, password } = await api.people.add({ id, name, username, delegation: '', roles: [role] })
    const page = listenIn(await house.window())
    await signIn(page, username, password!)
    return { personId, page }
  }
  leader = (await person('何主持', 'host', 'host')).page
  const panelled = await person('李裁判', 'judge1', 'judge')
  judge = panelled.page
  await judge.setViewportSize({ width: 1024, height: 768 })
  stranger = (await person('王裁判', 'judge2', 'judge')).page
  staff = (await person('赵场务', 'staff', 'staff')).page
  await api.marking.appointPanel({ id, stage: 'final', item: 'quiz', group: null, judges: [panelled.personId] })
  for (const page of [leader, staff]) await page.goto(`/host/${id}`)
  for (const page of [judge, stranger]) await page.goto(`/judge/${id}/match`)
})
afterAll(async () => {
  await house?.stop()
})

test('a rehearsal plays the whole round at the desk alone, and the contest knows nothing of it', async () => {
  await leader.getByRole('link', { name: host.rehearsal.try }).click()
  await leader.getByText(host.rehearsal.about).waitFor()
  for (const next of ['beginRound', 'ask', 'openBuzzer']) {
    await leader.locator(`[data-step=${next}]`).waitFor()
    await bigKey()
  }
  await leader.getByText(desk.waits.armed).waitFor()
  await leader.waitForTimeout(700)
  await button(leader, desk.seat.press).first().click()
  await leader.locator('li[data-mark=answers]').waitFor()
  await look(leader, 'match-rehearsal')
  await leader.waitForTimeout(400)
  await leader.keyboard.press('r')
  await leader.locator('[data-step=reveal]').waitFor()
  expect(await points(leader)).toContain('10')
  expect(await house.server.host.state(matchIdOf(contest.id, 'final', 'quiz', 1))).toBeNull()
  expect(knows(leader)).toBe(false)
  await leader.getByRole('link', { name: host.rehearsal.leave }).click()
  await leader.getByText(host.session.askOpen).waitFor()
})

test('before the session nobody has anything to lead, and the floor opens it with its big key', async () => {
  await leader.getByText(host.session.askOpen).waitFor()
  await judge.getByText(judging.match.planned).waitFor()
  await staff.getByText(host.session.planned).waitFor()
  await look(leader, 'match-desk-planned')
  await staff.keyboard.press('Enter')
  await staff.getByRole('dialog').getByRole('button', { name: host.session.open }).waitFor()
  await staff.waitForTimeout(1000)
  await staff.getByRole('dialog').getByRole('button', { name: host.session.open }).click()
  await leader.locator('[data-step=beginRound]').waitFor()
  await staff.getByText(host.match.watching).waitFor()
  await stranger.getByText(judging.match.notYours).waitFor()
  expect(knows(staff)).toBe(false)
})

test('the host asks with one key; host and panel have the answer before them, staff and a judge of no panel never', async () => {
  await bigKey()
  await leader.locator('[data-step=ask]').waitFor()
  await bigKey()
  await leader.locator('[data-step=openBuzzer]').waitFor()
  await leader.getByText(keyWord).first().waitFor()
  await judge.getByText(keyWord).first().waitFor()
  await look(leader, 'match-desk-shown')
  expect([staff, stranger].map(knows)).toEqual([false, false])
})

test('C03.contest.buzzer: a slipped hand opens once, the order comes in, the judge rules by key and the desk follows', async () => {
  await rested()
  for (let press = 0; press < 3; press += 1) await leader.keyboard.press('Enter')
  await leader.getByText(desk.waits.armed).waitFor()
  // the light goes on half a second after the word
  await leader.waitForTimeout(700)
  await presses(contest.slips[0]!.code)
  await leader.locator('li[data-mark=answers]').waitFor()
  await judge.getByText(desk.whoAnswers.replace('{team}', '东城队')).waitFor()
  await look(leader, 'match-desk-answering')
  await look(judge, 'match-judge-answering')
  await judge.setViewportSize({ width: 1024, height: 768 })
  await judge.waitForTimeout(400)
  await judge.keyboard.press('n')
  await leader.locator('[data-step=reveal]').waitFor()
  await expect.poll(() => points(leader), patience).toContain('−5')

  // a letter that is typed into a reason is no command
  await leader.keyboard.press('n')
  await leader.getByRole('dialog').getByRole('textbox').fill('u r w 第 1 题有争议')
  await leader.getByRole('dialog').getByRole('button', { name: lead.noteSave }).click()
  await leader.getByText('u r w 第 1 题有争议').waitFor()
  await dialogGone(leader)

  // what a slipped finger ruled is taken back, and ruled again
  await leader.keyboard.press('u')
  await leader.locator('[data-rule=right]:enabled').waitFor()
  await leader.waitForTimeout(400)
  await leader.keyboard.press('ArrowRight')
  await leader.locator('[data-step=reveal]').waitFor()
  await expect.poll(() => points(leader), patience).toContain('+10')
})

test('a judge overrules and corrects with a reason, and voids a question for a spare', async () => {
  await bigKey()
  await leader.locator('[data-step=ask]').waitFor()
  await judge.getByRole('button', { name: `${desk.overrule} 东城队` }).click()
  await confirmWithReason(judge, desk.overruleReasons[1]!, desk.overrule)
  await expect.poll(() => points(judge), patience).toContain('−5')
  await judge.getByRole('button', { name: lead.correct, exact: true }).first().click()
  await judge.getByLabel(lead.correctBy).fill('＋3')
  await confirmWithReason(judge, lead.correctReasons[0]!, lead.correctSave)
  await expect.poll(() => points(judge), patience).toContain('3')
  await look(judge, 'match-judge-corrected')
  await judge.setViewportSize({ width: 1024, height: 768 })

  await bigKey()
  await leader.locator('[data-step=openBuzzer]').waitFor()
  await leader.keyboard.press('v')
  await confirmWithReason(leader, desk.voidReasons[0]!, desk.void)
  await leader.getByText(desk.askSpare).waitFor()
  await judge.getByText(desk.voidBecause.replace('{reason}', desk.voidReasons[0]!)).first().waitFor()
})

test('blackout and standings are one key each and come back with the same one', async () => {
  await leader.keyboard.press('b')
  await leader.getByRole('button', { name: lead.showing.blackout, pressed: true }).waitFor()
  await leader.keyboard.press('b')
  await leader.getByRole('button', { name: lead.showing.play, pressed: true }).waitFor()
  await leader.keyboard.press('t')
  await leader.getByRole('button', { name: lead.showing.standings, pressed: true }).waitFor()
  await leader.keyboard.press('t')
  await leader.getByRole('button', { name: lead.showing.play, pressed: true }).waitFor()
  expect(await leader.getByRole('button', { name: lead.showing.standings, pressed: true }).count()).toBe(0)
})

test('a pause stops the desk; the rest of the round is cut with a reason; two presses end the match', async () => {
  await contest.act('pauseSession', { session: 'quiz', reason: '话筒故障' })
  await leader.getByText(host.session.paused).waitFor()
  await leader.getByText(desk.waits.paused).waitFor()
  await look(leader, 'match-desk-paused')
  await contest.act('resumeSession', { session: 'quiz' })
  await leader.locator('[data-step=ask]').waitFor()
  await button(leader, desk.cut).click()
  await confirmWithReason(leader, desk.cutReasons[0]!, desk.stepNames.endRound)
  await leader.locator('[data-step=finish]').waitFor()
  await bigKey()
  await leader.getByText(lead.pressAgain).waitFor()
  await bigKey()
  await leader.getByText(host.match.over).waitFor()
  await button(leader, host.stage.close).click()
  await confirmWithReason(leader, host.stage.closeReasons[0]!, host.stage.close)
  await leader.getByText(host.session.closed).waitFor()
  await button(judge, judging.match.record).click()
  await judge.getByText(desk.overruleReasons[1]!).first().waitFor()
  await look(judge, 'match-record')
  // staff saw what was told to all; who is not on the panel sees nothing of a match in the hall
  expect(knows(stranger)).toBe(false)
  expect(house.troubles).toEqual([])
})
