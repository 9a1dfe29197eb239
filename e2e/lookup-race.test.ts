/**
 * A lookup race as its people see it: the host by one key, two teams by keys alone, a judge, the hall. What is searched and
 * opened is in the record before it is shown, and nobody but host and judges has a key before it is revealed.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { matchIdOf } from '@leitai/core/contest/reading.ts'
import type { MatchState } from '@leitai/core/match/types.ts'
import type { LookupLeadView, LookupMaterial } from '@leitai/items/lookup/types.ts'
import { leadWords } from '../packages/design/lead/words.ts'
import { leadLookupWords } from '../packages/items/lookup/web/lead-words.ts'
import { stageWords } from '../packages/items/lookup/web/stage-words.ts'
import { lookupWords } from '../packages/items/lookup/web/words.ts'
import { arrange, type Arranged } from './arrange.ts'
import { signInSeat } from './contestant.ts'
import { listenIn, type Heard } from './heard.ts'
import { lookAsItIs, openHouse, patience, type House } from './house.ts'
import { confirmWithReason, signIn } from './people.ts'

const w = lookupWords.zh
const desk = leadLookupWords.zh
const hall = stageWords.zh
const leads = leadWords.zh

const rulebook = `
leitai: 1
id: RACE
title: { zh: 知识库查询赛, en: Lookup race }
entrants: { kind: individual, entry: [list] }
sealing: { layers: 0 }
conduct: { fullScreen: false, paste: allow }
stages:
  - id: final
    title: { zh: 决赛, en: Final }
    items:
      - id: race
        type: lookup
        title: { zh: 知识库查询, en: Lookup race }
        points: 100
        minutes: 30
        start: match
        clause: RACE.lookup
        options: { questions: 2, seconds: 300, right: 10, wrong: -5, clause: RACE.lookup }
    ranking: { tieBreaks: [{ by: shared }] }
signatures: [chiefJudge]
`
/** Stands in keys alone. */
const secret = '只在答案里的说明'
const material: LookupMaterial = {
  company: '霁川通信',
  about: '',
  articles: ['甲', '乙', '丙'].map((name, i) => ({
    id: `plan-${i}`,
    title: `${name}套餐资费`,
    category: ['移动业务', '套餐'],
    tags: ['资费'],
    updated: '2026-03-01',
    pinned: i === 0,
    body: `## 月费\n\n${name}套餐每月 **${40 + i} 元**。<script>document.title = 'x'</script>\n\n## 相关\n\n见 [丙套餐](article:plan-2)。`,
    attachments: [],
  })),
  questions: [0, 1].map((i) => ({
    id: `q${i}`,
    text: `${'甲乙'[i]}套餐的月费是多少元？`,
    answers: [`${40 + i} 元`, String(40 + i)],
    evidence: [`plan-${i}`],
    level: 'easy',
    explanation: `${secret} ${i}`,
  })),
}

let house: House
let contest: Arranged
let host: Page
let judge: Page
let screen: Page
const seats: Page[] = []
const outside: Heard[] = []

const runId = () => matchIdOf(contest.id, 'final', 'race', 1)
const play = async () =>
  ((await house.server.host.view(runId(), { as: 'host', id: 'test' }))!.view as LookupLeadView).work!.play
const phase = async () => (await play()).question?.phase
const press = async (step: string) => {
  await host.locator(`[data-step="${step}"]`).waitFor()
  await host.waitForTimeout(800)
  await host.keyboard.press('Enter')
}
const nobodyKnows = () => expect(outside.map((heard) => heard.has(secret))).toEqual(outside.map(() => false))

/** `/`, what is looked for, Enter: the first that is found is open. */
async function lookUp(seat: Page, words: string, title: string): Promise<void> {
  await seat.keyboard.press('Escape')
  await seat.getByRole('combobox', { name: w.searchLabel }).fill('')
  await seat.keyboard.type(words)
  await seat.locator('[role=option][aria-selected=true]', { hasText: title }).waitFor()
  await seat.waitForTimeout(500)
  await seat.keyboard.press('Enter')
  await seat.getByRole('article', { name: title }).waitFor()
}

beforeAll(async () => {
  house = await openHouse()
  contest = await arrange(house, {
    title: '知识库查询赛',
    rulebook,
    materials: { race: { type: 'lookup', body: () => material } },
    entrants: [{ name: '东城队' }, { name: '西城队' }],
  })
  const { api, id, slug, slips } = contest
  const person = async (name: string, username: string, role: 'host' | 'judge') => {
    const { personId, password } = await api.people.add({ id, name, username, delegation: '', roles: [role] })
    const page = await house.window()
    await signIn(page, username, password!)
    return { personId, page }
  }
  host = (await person('何主持', 'host', 'host')).page
  const panelled = await person('李裁判', 'judge', 'judge')
  judge = panelled.page
  await api.marking.appointPanel({ id, stage: 'final', item: 'race', group: null, judges: [panelled.personId] })
  screen = await house.window({ width: 1920, height: 1080 })
  outside.push(listenIn(screen))
  for (const { code, pin } of slips) {
    const page = await house.window()
    outside.push(listenIn(page))
    await signInSeat(page, slug, code, pin)
    seats.push(page)
  }
  await screen.goto(`/screen/${id}/stage`)
  await contest.act('openSession', { session: 'race' })
  await host.goto(`/host/${id}?session=race`)
  await judge.goto(`/judge/${id}/match?session=race`)
})
afterAll(async () => {
  await house?.stop()
})

test('the platform can be searched before the first question, and what was done there is in the record', async () => {
  const [east] = seats
  await east!.getByText(w.before).waitFor()
  await lookUp(east!, '丙套餐', '丙套餐资费')
  const { trails } = (
    (await house.server.host.state(runId())) as unknown as { state: MatchState<{ trails: Record<string, object> }> }
  ).state.play
  expect(JSON.stringify(trails['0'])).toContain('丙套餐')
  expect(JSON.stringify(trails['0'])).toContain('plan-2')
  await lookAsItIs(east!, 'race-seat-before')
})

test('RACE.lookup the first right answer takes the points; keys are for host and judges until they are revealed', async () => {
  await press('ask')
  await expect.poll(phase, patience).toBe('open')
  const { text } = (await play()).question!
  const at = material.questions.findIndex((question) => question.text === text)
  const { title } = material.articles[at]!
  for (const page of [screen, host, judge, ...seats]) await page.getByText(text).first().waitFor()
  await host.getByText(`${secret} ${at}`).first().waitFor()
  await judge.getByText(`${secret} ${at}`).first().waitFor()

  const [east, west] = seats
  await lookUp(west!, title.slice(0, 3), title)
  await west!.keyboard.press('F2')
  await west!.keyboard.type('九百')
  await west!.keyboard.press('Control+Enter')
  await west!.getByText(w.wrongLeft.replace('{n}', '1')).waitFor()
  await expect.poll(phase, patience).toBe('open')
  await lookAsItIs(west!, 'race-seat-wrong')
  await lookAsItIs(host, 'race-host-searching')
  nobodyKnows()

  await lookUp(east!, title.slice(0, 3), title)
  await lookAsItIs(east!, 'race-seat-article')
  expect(await east!.title()).not.toBe('x')
  await east!.keyboard.press('F2')
  await east!.keyboard.type(`${40 + at}元`)
  await east!.keyboard.press('Control+Enter')
  await east!.getByText(w.states.first, { exact: true }).waitFor()
  await west!.getByText(w.taken.replace('{team}', '东城队')).waitFor()
  await screen.getByText(hall.taken, { exact: true }).waitFor()
  await lookAsItIs(screen, 'race-hall-taken')
  nobodyKnows()

  await press('reveal')
  for (const page of seats) await page.getByText(w.key).waitFor()
  await screen.getByText(hall.answer, { exact: true }).waitFor()
  await expect.poll(() => outside.every((heard) => heard.has(`${secret} ${at}`)), patience).toBe(true)
  await lookAsItIs(screen, 'race-hall-revealed')
})

test('a judge overrules with a reason, and the points go where they belong', async () => {
  await judge
    .getByRole('button', { name: `${desk.overrule}：${desk.right}` })
    .first()
    .click()
  await confirmWithReason(judge, desk.overruleReasons[0]!, desk.overrule)
  await expect.poll(async () => (await play()).question!.verdict?.first, patience).toEqual([contest.slips[1]!.code])
  await lookAsItIs(judge, 'race-judge')
})

test('the host stops a question that nobody finds with two presses, and ends the match', async () => {
  await press('ask')
  await host.getByText(desk.waits.searching).waitFor()
  await host.waitForTimeout(800)
  await host.keyboard.press('s')
  await host.getByText(desk.stopAgain).waitFor()
  await host.waitForTimeout(800)
  await host.keyboard.press('s')
  await press('reveal')
  await press('finish')
  await host.getByText(leads.pressAgain).waitFor()
  await host.waitForTimeout(800)
  await host.keyboard.press('Enter')
  await expect
    .poll(
      async () => ((await house.server.host.view(runId(), { as: 'host', id: 'test' }))!.view as LookupLeadView).phase,
      patience,
    )
    .toBe('closed')
  expect(house.troubles).toEqual([])
})
