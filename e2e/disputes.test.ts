/**
 * What may follow a score, by the screens alone: the supervisor checks the sample with four keys, too many errors widen it,
 * the chief judge corrects a mark after seeing what that changes, a team leader appeals on a phone, an arbiter rules, and
 * the ruling is carried out.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRefusal } from '@leitai/core/run.ts'
import type { Role } from '@leitai/core/run.ts'
import type { ContestState } from '@leitai/core/contest/state.ts'
import { appealsWords } from '../packages/web/organiser/appeals/words.ts'
import { reviewWords } from '../packages/web/organiser/review/words.ts'
import { leaderWords } from '../packages/web/leader/words.ts'
import { floorWords } from '../packages/web/staff/words.ts'
import { apiOf } from './arrange.ts'
import { look, openHouse, patience, phone, type House } from './house.ts'
import { arrangeJudged, questions, stage, type JudgedContest } from './judged.ts'
import { button, confirm, dialogGone, field, inDialog, signIn } from './people.ts'

const review = reviewWords.zh
const floor = floorWords.zh
const appeals = appealsWords.zh
const leading = leaderWords.zh

const rulebook = `leitai: 1
id: C18
title: { zh: 客服技能竞赛, en: Service skills }
entrants: { kind: individual, entry: [list] }
sealing: { layers: 0 }
stages:
  - id: ${stage}
    title: { zh: 决赛, en: Final }
    items:
      - id: reply
        type: exam
        title: { zh: 投诉书面答复, en: Written reply }
        points: 30
        minutes: 30
        clause: C18.reply
        options: { paper: { by: all } }
        marking:
          by: judges
          judges: 3
          aggregate: mean
          clause: C18.reply.panel
          sheet:
            - { kind: points, id: calm, label: { zh: 致歉与安抚, en: Calming }, max: 10, step: 0.5, clause: C18.reply.calm }
            - { kind: points, id: solve, label: { zh: 处理方案, en: Solution }, max: 10, step: 0.5, clause: C18.reply.solve }
            - kind: levels
              id: words
              label: { zh: 用语规范, en: Wording }
              clause: C18.reply.words
              levels:
                - { points: 10, label: { zh: 全文规范，无口语与推诿, en: all as it should be } }
                - { points: 6, label: { zh: 个别用语不当, en: some words out of place } }
                - { points: 2, label: { zh: 多处不当, en: many words out of place } }
            - { kind: deduction, id: slips, label: { zh: 错别字, en: Misspelt }, each: 0.5, most: 2 }
    ranking: { tieBreaks: [{ by: shared }] }
awards:
  - { id: first, title: { zh: 一等奖, en: First prize }, by: percent, percent: 20 }
  - { id: second, title: { zh: 二等奖, en: Second prize }, by: percent, percent: 30 }
review: { topPercent: 30, restPercent: 15, recheckAllOverPercent: 5, clause: C18.review }
appeals: { withinMinutes: 60, clause: C18.appeals }
signatures: [chiefJudge, supervisor, arbiter]
`

let house: House
let contest: JudgedContest
const passwords = new Map<Role, string>()
const windows = new Map<Role, Page>()

beforeAll(async () => {
  house = await openHouse()
  contest = await arrangeJudged(house, { rulebook, items: ['reply'], entrants: 8, judges: 3 })
  for (const [name, role] of [
    ['周正', 'chiefJudge'],
    ['吴明', 'supervisor'],
    ['郑平', 'arbiter'],
    ['孙领队', 'leader'],
  ] as const) {
    const username = `user-${role.toLowerCase()}`
    const { password } = await contest.api.people.add({
      id: contest.id,
      name,
      username,
      delegation: role === 'leader' ? '海州一职' : '',
      roles: [role],
    })
    const page = await house.window(role === 'leader' ? phone : undefined)
    await signIn(page, username, password!)
    passwords.set(role, password!)
    windows.set(role, page)
  }
  await contest.sit('reply', (code, question) => answers[question]!(code))
  for (const [place, code] of contest.codes.entries()) await mark(code, place)
  await contest.api.marking.close({ id: contest.id, stage })
  await contest.api.results.compute({ id: contest.id, stage })
})
afterAll(() => house.stop())

const answers: Record<string, (code: string) => string> = {
  [questions[0]!.id]: (code) =>
    `您好，非常抱歉给您和家人带来不便（${code}）。您上周报修后问题没有解决，我完全理解您的心情。我现在为您安排两小时内上门测温，若室温低于 18 度，将按供用热合同第十二条为您办理退费。我的直拨电话是 6 号台，今天 18 点前给您回访。`,
  [questions[1]!.id]: () => '我们商定两小时内上门、当日回访。请问还有其他需要吗？感谢来电。',
}

/** Better codes get more; the judges differ a little. */
async function mark(code: string, place: number) {
  for (const [index, judge] of contest.judges.entries()) {
    const send = async (name: string, payload: unknown) => {
      const taken = await house.server.host.submit({
        runId: contest.markingId('reply', code),
        commandId: `${name}-${Math.random()}`,
        name,
        payload,
        by: { kind: 'person', id: judge.id, roles: ['judge'] },
      })
      if (isRefusal(taken)) throw new Error(`${code} ${name}: ${taken.code} ${taken.en}`)
    }
    const marks = {
      calm: String(9.5 - place * 0.5 - index * 0.5),
      solve: String(9 - place * 0.5),
      words: place < 4 ? '10' : '6',
      slips: String(index),
    }
    for (const [line, value] of Object.entries(marks)) await send('mark', { line, value, revision: 1 })
    if (index === 0) await send('writeRemarks', { text: '先安抚后方案，退费条件说得清楚。', revision: 1 })
    await send('handIn', {})
  }
}

const state = async () => (await house.server.host.state(contest.id))!.state as ContestState
const window = (role: Role) => windows.get(role)!
const go = (role: Role, path: string) => window(role).goto(`/contests/${contest.id}/${path}`)

/** Whatever is right is passed with one key; `wrong` gets a note; until the list, which may be widened, is through. */
async function checkAll(page: Page, wrong: readonly string[]) {
  for (;;) {
    const left = (await state()).reviews[stage]!
    const before = Object.keys(left.findings).length
    const heading = await page.getByRole('dialog').locator('h2').innerText()
    if (wrong.some((code) => heading.includes(code))) {
      await page.keyboard.press('2')
      await field(page, review.noteLabel).fill('裁判王淑芬“处理方案”合计少记 1 分')
      await look(page, 'review-note')
      await button(page, review.saveNote).click()
    } else await page.keyboard.press('1')
    await expect
      .poll(async () => Object.keys((await state()).reviews[stage]!.findings).length, patience)
      .toBe(before + 1)
    const now = (await state()).reviews[stage]!
    const due = now.all ? contest.codes.length : now.top.length + now.drawn.length
    if (Object.keys(now.findings).length === due) return
    await expect.poll(() => page.getByRole('dialog').locator('h2').innerText(), patience).not.toBe(heading)
  }
}

test('C18.review the sample is drawn, checked with keys, widened by too many errors, and an error is corrected', async () => {
  await go('chiefJudge', 'review')
  const chief = window('chiefJudge')
  await button(chief, review.draw).click()
  await confirm(chief, review.draw)
  await chief.getByText(review.bandCounts.top.replace('{count}', '3')).waitFor()
  const { top } = (await state()).reviews[stage]!

  await go('supervisor', 'review')
  const supervisor = window('supervisor')
  await button(supervisor, review.start).waitFor()
  await look(supervisor, 'review-drawn')
  await button(supervisor, review.start).click()
  await supervisor.getByRole('heading', { name: review.tree }).waitFor()
  await supervisor.getByText('您好，非常抱歉').first().waitFor()
  await look(supervisor, 'review-desk')
  // a reload comes back to the same score
  await supervisor.reload()
  await supervisor.getByRole('heading', { name: review.tree }).waitFor()
  await checkAll(supervisor, [top[1]!])
  expect((await state()).reviews[stage]!.all).toBe(true)
  await button(supervisor, review.leave).click()
  await supervisor.getByText(review.widened).waitFor()
  await look(supervisor, 'review-widened')

  await button(chief, review.correct).click()
  await chief.getByRole('button', { name: /更正 王淑芬 的“处理方案”/ }).click()
  await field(chief, review.newValue).fill('10.5')
  await chief.getByText('超出范围').waitFor()
  await field(chief, review.newValue).fill('10')
  await chief.getByText(/赛项得分 .* → /).waitFor()
  await look(chief, 'review-correct')
  await field(chief, floor.reason).fill('补记漏加的分')
  await chief.getByLabel(floor.password).fill(passwords.get('chiefJudge')!)
  await inDialog(chief, review.sign).click()
  await dialogGone(chief)
  await chief.getByRole('heading', { name: review.corrections }).waitFor()
  await look(chief, 'review-corrected')
  const [correction] = (await state()).results[stage]!.corrections
  expect(correction).toMatchObject({ code: top[1], line: 'solve', new: '10', cause: 'review', name: '周正' })
})

test('C18.appeals filed on a phone, ruled by an arbiter, carried out by the chief judge, told to the leader', async () => {
  const leader = window('leader')
  await leader.goto('/contests')
  await leader.getByRole('link', { name: /客服技能竞赛/ }).click()
  await leader.getByText(leading.openNow).waitFor()
  await look(leader, 'leader')
  await leader.setViewportSize(phone)
  await leader.getByRole('listitem').filter({ hasText: '选手5' }).getByRole('button', { name: leading.appeal }).click()
  await leader.getByRole('combobox', { name: leading.clause }).fill('处理')
  await look(leader, 'leader-clause')
  await leader.setViewportSize(phone)
  await leader.getByRole('option', { name: /C18\.reply\.solve/ }).click()
  const statement = leader.getByRole('textbox', { name: leading.statement })
  await statement.fill('答复中已写明两小时内上门和退费条件，“处理方案”仍被扣 2 分。')
  await leader.getByText(leading.kept).waitFor()
  // the telephone rings, the page is gone: what was typed is there
  await leader.reload()
  await expect.poll(() => statement.inputValue(), patience).toContain('两小时内上门')
  await look(leader, 'leader-form')
  await leader.setViewportSize(phone)
  await button(leader, leading.file).click()
  await leader.getByText(leading.filed).waitFor()
  await look(leader, 'leader-receipt')
  await leader.setViewportSize(phone)
  await button(leader, leading.done).click()
  await leader.getByText(leading.states.open).waitFor()

  await go('arbiter', 'review')
  const arbiter = window('arbiter')
  await arbiter.getByRole('link', { name: review.toAppeals }).click()
  await arbiter.getByText('两小时内上门').first().waitFor()
  await look(arbiter, 'appeals-open')
  await button(arbiter, appeals.look).click()
  await arbiter.getByRole('heading', { name: review.sheets }).waitFor()
  await arbiter.getByText('您好，非常抱歉').first().waitFor()
  await look(arbiter, 'appeals-evidence')
  await arbiter.keyboard.press('Escape')
  await dialogGone(arbiter)
  await button(arbiter, appeals.rule).click()
  await arbiter.getByLabel(appeals.upheld).check()
  await field(arbiter, appeals.reason).fill('答复符合细则“处理方案”第三条，应记满分。')
  await arbiter.getByLabel(floor.password).fill(passwords.get('arbiter')!)
  await look(arbiter, 'appeals-rule')
  await inDialog(arbiter, appeals.sign).click()
  await dialogGone(arbiter)
  await arbiter.getByText(appeals.states.owed).waitFor()

  await go('chiefJudge', 'appeals')
  const chief = window('chiefJudge')
  await button(chief, appeals.correct).click()
  await chief.getByRole('button', { name: /更正 李明远 的“处理方案”/ }).click()
  await field(chief, review.newValue).fill('10')
  await chief.getByText(/赛项得分 .* → /).waitFor()
  await field(chief, floor.reason).fill('按裁决更正')
  await chief.getByLabel(floor.password).fill(passwords.get('chiefJudge')!)
  await inDialog(chief, review.sign).click()
  await dialogGone(chief)
  await chief.getByText(appeals.states.corrected).waitFor()
  await look(chief, 'appeals-corrected')
  await leader.getByText(leading.states.upheld).waitFor()
  await look(leader, 'leader-ruled')

  for (const paper of ['review', `ruling`]) {
    const { appeals: filed } = await state()
    const url = `/api/contests/${contest.id}/print/${paper}.pdf?appeal=${Object.keys(filed)[0]}`
    const printed = await chief.request.get(url)
    expect(printed.status()).toBe(200)
    expect((await printed.body()).subarray(0, 5).toString()).toBe('%PDF-')
  }
  // what was ruled on is final, also past the screens
  const own = apiOf(window('arbiter').context(), house.server.url)
  await expect(
    own.appeals.rule({
      id: contest.id,
      appeal: Object.keys((await state()).appeals)[0]!,
      upheld: false,
      reason: '改判',
      password: passwords.get('arbiter')!,
    }),
  ).rejects.toMatchObject({ data: { code: 'ruled' } })
  expect(house.troubles).toEqual([])
})
