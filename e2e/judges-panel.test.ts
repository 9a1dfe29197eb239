/**
 * A panel of five marks what three entrants wrote. One judge's network goes in the middle of it and comes back; each sees only
 * the own sheet; and the score is the one that was reckoned by hand.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ContestView } from '@leitai/core/contest/view.ts'
import { designWords } from '../packages/design/words.ts'
import { judgeWords } from '../packages/web/judge/words.ts'
import { look, openHouse, patience, type House } from './house.ts'
import { arrangeJudged, stage, type JudgedContest, type JudgeWindow } from './judged.ts'
import { button, field } from './people.ts'

const w = judgeWords.zh
const item = 'reply'
const rulebook = `
leitai: 1
id: PANEL
title: { zh: 投诉处理赛, en: Complaint handling }
entrants: { kind: individual }
stages:
  - id: ${stage}
    title: { zh: 决赛, en: Final }
    items:
      - id: ${item}
        type: exam
        title: { zh: 投诉处理, en: Complaint }
        points: 20
        minutes: 30
        options: { paper: { by: all }, shuffleQuestions: false }
        marking:
          by: judges
          judges: 5
          aggregate: mean
          dropHighest: 1
          dropLowest: 1
          clause: PANEL.score
          sheet:
            - { kind: points, id: listen, label: { zh: 倾听与共情, en: Listening }, max: 5, clause: PANEL.1 }
            - { kind: points, id: solve, label: { zh: 解决方案, en: Solution }, max: 12, step: 0.5, clause: PANEL.2 }
            - kind: levels
              id: tone
              label: { zh: 语气, en: Tone }
              clause: PANEL.3
              levels:
                - { points: 3, label: { zh: 始终得体, en: Always fitting } }
                - { points: 2, label: { zh: 偶有生硬, en: At times stiff } }
                - { points: 0, label: { zh: 推诿、指责, en: Blames others } }
            - { kind: deduction, id: taboo, label: { zh: 服务禁语, en: Taboo words }, each: 1, most: 3, clause: PANEL.4 }
`
const lines = ['listen', 'solve', 'tone', 'taboo'] as const

/** By code, then by judge: listening, solution, tone, taboo words. Only the fifth judge gives 7.5. */
const marks: Record<string, string[][]> = {
  K01: [
    ['4', '9.5', '3', '0'], // 16.5
    ['3', '8.5', '2', '1'], // 12.5
    ['5', '11', '3', '0'], // 19
    ['4', '10.5', '2', '0'], // 16.5
    ['2', '7.5', '0', '5'], // 9.5 less 3, the most that is taken off: 6.5
  ],
  K02: [
    ['5', '12', '3', '0'], // 20
    ['4', '11', '3', '0'], // 18
    ['4', '10', '2', '0'], // 16
    ['5', '9.5', '3', '1'], // 16.5
    ['3', '7.5', '2', '2'], // 10.5
  ],
  K03: [
    ['1', '3', '0', '0'], // 4
    ['2', '4', '2', '0'], // 8
    ['0', '2', '0', '9'], // 2 less 3, held at 0
    ['1', '3.5', '0', '1'], // 3.5
    ['2', '7.5', '2', '0'], // 11.5
  ],
}
/** Without the highest and the lowest: 45.5 ÷ 3, 50.5 ÷ 3, 15.5 ÷ 3. */
const golden = { K01: '15.17', K02: '16.83', K03: '5.17' }

let house: House
let contest: JudgedContest
/** Everything that reached each judge's browser. */
const received = new Map<string, string[]>()

beforeAll(async () => {
  house = await openHouse()
  contest = await arrangeJudged(house, { rulebook, items: [item], entrants: 3, judges: 5 })
  for (const judge of contest.judges) listenIn(judge)
  await contest.sit(item, (code, question) => (question === 'reply' ? `${code} 的答复：马上为您安排上门测温。` : null))
})
afterAll(async () => {
  await house?.stop()
})

function listenIn({ id, page }: JudgeWindow): void {
  const heard: string[] = []
  received.set(id, heard)
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))))
  page.on('response', (response) => {
    if (response.url().includes('/rpc/'))
      void response.text().then(
        (text) => heard.push(text),
        () => {},
      )
  })
}

const remarkOf = ({ id }: JudgeWindow, code: string) => `评语 ${id.slice(0, 6)} ${code}`
const shownCode = (page: Page) => page.getByRole('button', { name: w.pieces }).innerText()

/** The desk shows this piece, and its sheet takes marks. */
async function before(page: Page, code: string): Promise<void> {
  await expect.poll(() => shownCode(page), patience).toContain(code)
  await page.locator('[data-entry=listen]').waitFor()
}

async function openDesk({ page }: JudgeWindow): Promise<void> {
  await page.reload()
  await page.getByRole('heading', { name: '客服技能竞赛' }).click()
  await page.waitForURL('**/judge/**')
}

/** As quick as one types: every line from the keyboard, then remarks, then Ctrl+Enter. */
async function markByKeyboard(judge: JudgeWindow, code: string): Promise<void> {
  const { page } = judge
  await before(page, code)
  await page.locator('[data-entry=listen]').focus()
  for (const mark of marks[code]![contest.judges.indexOf(judge)]!) {
    await page.keyboard.type(mark)
    await page.keyboard.press('Enter')
  }
  await field(page, w.remarks).fill(remarkOf(judge, code))
  await page.keyboard.press('Control+Enter')
  await page.getByText(`${code} 已提交`).waitFor()
}

async function markByThumb(judge: JudgeWindow, code: string): Promise<void> {
  const { page } = judge
  await before(page, code)
  const [listen, solve, tone, taboo] = marks[code]![contest.judges.indexOf(judge)]!
  const row = (line: string) => page.locator(`[data-row=${line}]`)
  await row('listen').getByRole('radio', { name: listen!, exact: true }).click()
  await row('solve').getByRole('spinbutton').fill(solve!)
  await row('tone')
    .getByRole('radio', { name: `${tone} 分` })
    .click()
  if (taboo === '0') await row('taboo').getByRole('button', { name: w.none }).click()
  for (let n = 0; n < Number(taboo); n += 1)
    await row('taboo')
      .getByRole('button', { name: w.more.replace('{n}', '1') })
      .click()
  await field(page, w.remarks).fill(remarkOf(judge, code))
  await button(page, w.handIn).click()
  await page.getByText(`${code} 已提交`).waitFor()
}

const codes = Object.keys(marks)

test('a judge’s card opens the desk, and four judges mark all pieces, by keyboard and by thumb', async () => {
  for (const [index, judge] of contest.judges.slice(0, 4).entries()) {
    await openDesk(judge)
    for (const code of codes) {
      if (index === 1) await markByThumb(judge, code)
      else await markByKeyboard(judge, code)
    }
    await expect
      .poll(() => judge.page.getByText(w.progress.replace('{done}', '3').replace('{all}', '3')).count(), patience)
      .toBe(1)
  }
  const { page } = contest.judges[0]!
  await look(page, '80-judge-done')
})

test('a line takes no mark that its rulebook does not know: it says what is allowed, and keeps what stood there', async () => {
  const judge = contest.judges[4]!
  await openDesk(judge)
  await before(judge.page, 'K01')
  await judge.page.locator('[data-entry=listen]').focus()
  await judge.page.keyboard.type('27')
  const row = judge.page.locator('[data-row=listen]')
  await row.getByText('7 超出范围，允许 0–5').waitFor()
  await row.getByText(w.stays.replace('{mark}', '2')).waitFor()
  expect(await row.getByRole('radio', { checked: true }).innerText()).toBe('2')
})

test('F10 a judge whose network goes marks on, and when it comes back every mark arrives and each sheet is handed in once', async () => {
  const judge = contest.judges[4]!
  const { page } = judge
  await page.locator('header output[data-state=saved]').waitFor()
  await page.context().setOffline(true)
  await page.locator('header output[data-state=kept]').waitFor()
  for (const code of codes) await markByKeyboard(judge, code)
  await look(page, '81-judge-offline')
  // four marks, remarks and handing in of three pieces; the first mark of the first is with the server already
  await expect
    .poll(() => page.locator('header output[data-state]').innerText(), patience)
    .toBe(designWords.zh.keptHere.replace('{n}', String(5 + 6 + 6)))
  expect((await contest.marking(item, 'K02')).sheets[judge.id]).toBeUndefined()

  await page.context().setOffline(false)
  await page.locator('header output[data-state=saved]').waitFor()
  for (const code of codes) {
    const sheet = (await contest.marking(item, code)).sheets[judge.id]!
    expect(lines.map((line) => sheet.marks[line]?.value)).toEqual(marks[code]![4])
    expect(sheet.remarks.text).toBe(remarkOf(judge, code))
    let handedIn = 0
    for await (const { event } of house.server.host.events(contest.markingId(item, code)))
      if (event.name === 'handedIn' && (event.payload as { judge: string }).judge === judge.id) handedIn += 1
    expect(handedIn, `${code} handed in`).toBe(1)
  }
  expect(await page.getByText(w.refused).count()).toBe(0)
})

test('a sheet that is taken back, from itself or from the notice, is open again and handed in anew', async () => {
  const judge = contest.judges[4]!
  const { page } = judge
  const handedIn = async () => (await contest.marking(item, 'K03')).sheets[judge.id]!.handedIn !== null
  for (const take of [w.takeBack, w.undo]) {
    // the notice of the handing in before this one is on its way out
    await expect.poll(() => button(page, take).count(), patience).toBe(1)
    await button(page, take).click()
    await before(page, 'K03')
    await expect.poll(handedIn, patience).toBe(false)
    await page.keyboard.press('Control+Enter')
    await expect.poll(handedIn, patience).toBe(true)
  }
})

test('A3 nothing of another judge is on a judge’s page, nor in anything that the server sent there', async () => {
  for (const judge of contest.judges) {
    const seen = [...received.get(judge.id)!, await judge.page.content()].join('\n')
    const others = contest.judges.filter((other) => other !== judge)
    const theirs = [
      ...others.flatMap((other) => [other.name, other.id, ...codes.map((code) => remarkOf(other, code))]),
      // the mark that the fifth judge alone gave
      ...(judge === contest.judges[4] ? [] : ['"7.5"']),
    ]
    expect(
      theirs.filter((secret) => seen.includes(secret)),
      judge.name,
    ).toEqual([])
    // the own ones are there: the search would have found the others'
    const own = [remarkOf(judge, 'K01'), `"${marks['K01']![contest.judges.indexOf(judge)]![1]!}"`]
    expect(
      own.filter((one) => !seen.includes(one)),
      judge.name,
    ).toEqual([])
  }
})

test('PANEL.score the highest and the lowest are dropped, and the mean is the number reckoned by hand', async () => {
  await contest.api.marking.close({ id: contest.id, stage })
  await contest.api.results.compute({ id: contest.id, stage })
  const seen = await house.server.host.view(contest.id, { as: 'organiser', id: 'organiser' })
  const { results } = seen!.view as ContestView
  const totals = results.find((one) => one.stage === stage)!.lines.map(({ code, total }) => [code, total])
  expect(Object.fromEntries(totals)).toEqual(golden)
  for (const { page } of contest.judges) await page.getByText(w.closed).first().waitFor()
})

test('no page broke and no answer failed', () => {
  expect(house.troubles).toEqual([])
})
