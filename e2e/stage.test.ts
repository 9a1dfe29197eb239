/**
 * One after another on the stage: host, contestants, the hall's screen and two judges, each at a page of their own. Nobody has
 * the scene before the call, everybody sees the same clock, and the score is told in the hall only where the rulebook says so.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { conductWords } from '../packages/items/roleplay/web/conduct-words.ts'
import { roleplayWords } from '../packages/items/roleplay/web/words.ts'
import { contestantWords } from '../packages/web/contestant/words.ts'
import { hostWords } from '../packages/web/host/words.ts'
import { judgeWords } from '../packages/web/judge/words.ts'
import { screenWords } from '../packages/web/screen/words.ts'
import { arrange, type Arranged } from './arrange.ts'
import { signInSeat } from './contestant.ts'
import { look, openHouse, patience, phone, type House } from './house.ts'
import { button, confirm, signIn } from './people.ts'

const host = hostWords.zh
const hall = screenWords.zh.stage
const seat = contestantWords.zh.turn
const conduct = conductWords.zh
const scene = roleplayWords.zh
const marking = judgeWords.zh

const item = (id: string, title: string, onTheSpot: boolean) => `
      - id: ${id}
        type: roleplay
        title: { zh: ${title}, en: ${id} }
        points: 10
        minutes: 2
        start: turn
        clause: STAGE.${id}
        options: { draw: entrant, study: { minutes: 1 }, performance: { minutes: 1 }, audience: scene }
        marking:
          by: judges
          judges: 2
          onTheSpot: ${onTheSpot}
          clause: STAGE.${id}.score
          sheet:
            - { kind: points, id: manner, label: { zh: 仪态, en: Manner }, max: 4, step: 0.5, clause: STAGE.manner }
            - { kind: points, id: answer, label: { zh: 解答, en: Answer }, max: 6, step: 0.5, clause: STAGE.answer }`
const rulebook = `
leitai: 1
id: STAGE
title: { zh: 现场展示赛, en: On stage }
entrants: { kind: individual, entry: [list] }
sealing: { layers: 0 }
conduct: { fullScreen: false, paste: refuse }
stages:
  - id: final
    title: { zh: 决赛, en: Final }
    items:${item('reception', '情景接待', true)}${item('complaint', '投诉处理', false)}
    ranking: { tieBreaks: [{ by: shared }] }
signatures: [chiefJudge]
`
const text = (zh: string) => ({ zh, en: zh })
/** What each may know, by a word that stands nowhere else. */
const words = {
  title: '暖气不热三次报修',
  audience: '大厅听得到的情景',
  card: '选手才有的情景卡',
  handout: '选手才有的材料',
  brief: '裁判才有的剧本',
  question: '现场追问的问题',
  key: '裁判才有的答案',
}
const material = {
  title: text('接待情景'),
  scenes: [
    {
      id: 'heating',
      title: text(words.title),
      audience: text(words.audience),
      entrant: text(words.card),
      judges: text(words.brief),
      handout: [{ title: text('服务承诺'), text: text(words.handout) }],
      questions: [{ text: text(words.question), key: text(words.key) }],
    },
  ],
  questions: [],
}

let house: House
let contest: Arranged
let desk: Page
let screen: Page
let performer: Page
let waiting: Page
const judges: Page[] = []
/** Everything that reached each page, as it came. */
const heard = new Map<Page, string[]>()

function listenIn(page: Page): Page {
  const frames: string[] = []
  heard.set(page, frames)
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))))
  page.on('response', (response) => {
    if (response.url().includes('/rpc/'))
      void response.text().then(
        (body) => frames.push(body),
        () => {},
      )
  })
  return page
}

/** Which of the words this page has been told, whether it shows them or not. */
const knownTo = (page: Page) => {
  const all = heard.get(page)!.join('\n')
  return Object.entries(words).flatMap(([name, word]) => (all.includes(word) ? [name] : []))
}

beforeAll(async () => {
  house = await openHouse()
  contest = await arrange(house, {
    title: '现场展示赛',
    rulebook,
    materials: {
      reception: { type: 'roleplay', body: () => material },
      complaint: { type: 'roleplay', body: () => material },
    },
    entrants: [
      { name: '张小雨', delegation: '海州一职' },
      { name: '李文博', delegation: '临江热力' },
    ],
  })
  const { api, id, slug, slips } = contest
  const person = async (name: string, username: string, role: 'host' | 'judge') => {
    const { personId, password } = await api.people.add({ id, name, username, delegation: '', roles: [role] })
    const page = listenIn(await house.window())
    await signIn(page, username, password!)
    return { personId, page }
  }
  const panel: string[] = []
  for (const [index, name] of ['李明远', '王淑芬'].entries()) {
    const { personId, page } = await person(name, `judge${index + 1}`, 'judge')
    panel.push(personId)
    judges.push(page)
  }
  for (const one of ['reception', 'complaint'])
    await api.marking.appointPanel({ id, stage: 'final', item: one, group: null, judges: panel })
  desk = (await person('何主持', 'host', 'host')).page
  screen = listenIn(await house.window({ width: 1920, height: 1080 }))
  performer = listenIn(await house.window(phone))
  waiting = listenIn(await house.window(phone))
  await signInSeat(performer, slug, slips[0]!.code, slips[0]!.pin)
  await signInSeat(waiting, slug, slips[1]!.code, slips[1]!.pin)
  await screen.goto(`/screen/${id}/stage`)
})
afterAll(async () => {
  await house?.stop()
})

const code = () => contest.slips[0]!.code
/** Both guards against a second press have run out. */
const rested = () => desk.waitForTimeout(1000)
const pressBigKey = async () => {
  await rested()
  await desk.keyboard.press(' ')
}
const timer = (page: Page) => page.getByRole('timer').first().innerText()

async function atTheDesk(item: string): Promise<void> {
  await desk.goto(`/host/${contest.id}?session=${item}`)
  await desk.getByText(host.stage.empty).waitFor()
  for (const judge of judges) await judge.goto(`/judge/${contest.id}?item=${item}&code=${code()}`)
}

async function markByKeyboard(judge: Page, marks: readonly string[]): Promise<void> {
  await judge.locator('[data-entry=manner]').focus()
  for (const mark of marks) {
    await judge.keyboard.type(mark)
    await judge.keyboard.press('Enter')
  }
}

/** Possible as soon as the performance is over. */
async function handIn(judge: Page): Promise<void> {
  await judge.locator('button:enabled').getByText(marking.handIn, { exact: true }).waitFor()
  await judge.keyboard.press('Control+Enter')
}

/** From the call to the end, by the big key alone. */
async function performTo(end: 'performing' | 'over'): Promise<void> {
  await button(desk, conduct.next.beginStudy).waitFor()
  for (const next of [conduct.next.endStudy, conduct.next.beginPerformance, conduct.next.endPerformance]) {
    await pressBigKey()
    await button(desk, next).waitFor()
  }
  if (end === 'over') await endPerformance()
}

async function endPerformance(): Promise<void> {
  // before its time it takes two presses
  await pressBigKey()
  await button(desk, conduct.endNow).waitFor()
  await pressBigKey()
  await desk.getByText(conduct.stages.over).and(desk.locator('[aria-current=step]')).waitFor()
}

test('before the call no page has anything of the scene, and who waits is told to', async () => {
  await contest.act('openSession', { session: 'reception' })
  await atTheDesk('reception')
  await screen.getByText(hall.between).waitFor()
  for (const page of [performer, waiting]) await page.getByText(seat.waiting).waitFor()
  expect(await performer.getByRole('timer').count()).toBe(0)
  await look(performer, 'stage-waiting')
  await look(desk, 'stage-desk-empty')
  for (const page of [desk, screen, performer, waiting, ...judges]) expect(knownTo(page)).toEqual([])
})

test('the call shows everybody what is theirs to know, and one who waits nothing', async () => {
  await pressBigKey()
  await button(desk, conduct.next.beginStudy).waitFor()
  await screen.getByText(words.title).waitFor()
  await performer.getByText(words.card).waitFor()
  for (const judge of judges) await judge.getByText(words.brief).waitFor()

  expect(await screen.getByText(code(), { exact: true }).count()).toBe(1)
  expect(await screen.getByText('张小雨').count()).toBe(1)
  expect(knownTo(screen)).toEqual(['title', 'audience'])
  expect(knownTo(desk)).toEqual(['title', 'audience', 'question'])
  expect(knownTo(performer)).toEqual(['title', 'card'])
  expect(knownTo(waiting)).toEqual([])
  await waiting.getByText(seat.waiting).waitFor()
})

test('one press is one step however often the hand slips, U takes a start back, and all clocks agree', async () => {
  await rested()
  for (let press = 0; press < 3; press += 1) await desk.keyboard.press(' ')
  await button(desk, conduct.next.endStudy).waitFor()
  await performer.getByText(words.handout).waitFor()
  await desk.keyboard.press('u')
  await button(desk, conduct.next.beginStudy).waitFor()
  await expect.poll(() => timer(screen), patience).toBe('01:00')

  await performTo('performing')
  await screen.getByText(scene.stages.performing).waitFor()
  await expect.poll(() => timer(screen), patience).toMatch(/^00:5\d$/)
  const seconds = (shown: string) => Number(shown.split(':')[1])
  const [onScreen, onDesk, onSeat] = await Promise.all([timer(screen), timer(desk), timer(performer)])
  expect(Math.abs(seconds(onScreen) - seconds(onDesk))).toBeLessThanOrEqual(1)
  expect(Math.abs(seconds(onScreen) - seconds(onSeat))).toBeLessThanOrEqual(1)
  await look(desk, 'stage-desk-performing')
  expect(await desk.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true)
})

test('B darkens the screen, and light comes back to what is on', async () => {
  await screen.keyboard.press('b')
  await screen.getByRole('status', { name: hall.black }).waitFor()
  await screen.keyboard.press('b')
  await screen.getByRole('status', { name: hall.black }).waitFor({ state: 'detached' })
  expect(await screen.getByText(scene.stages.performing).count()).toBe(1)
})

test('STAGE.reception.score judges mark on the spot; the score is told when the last has handed in, not before', async () => {
  await markByKeyboard(judges[0]!, ['3.5', '5'])
  await markByKeyboard(judges[1]!, ['3', '5'])
  await endPerformance()
  await screen.getByText(hall.marking).waitFor()
  await handIn(judges[0]!)
  await desk.getByText('2 名裁判，1 名已交').waitFor()
  for (const page of [screen, desk, performer, waiting]) expect(heard.get(page)!.join('\n')).not.toContain('"told":{')

  // calling the next one now would pass the score over: it is asked first
  await pressBigKey()
  await desk.getByRole('dialog').getByText(host.panel.earlyTitle).waitFor()
  await desk.keyboard.press('Escape')

  await handIn(judges[1]!)
  await expect.poll(() => screen.locator('ol strong').allInnerTexts(), patience).toEqual(['8.5', '8'])
  await screen.getByText('8.25', { exact: true }).waitFor()
  await desk.getByText(host.panel.told).waitFor()
  await performer.getByText('8.25').waitFor()
  await look(desk, 'stage-desk-told')
  // what is told says judges by number
  expect(heard.get(screen)!.join('\n')).not.toContain('李明远')
})

test('what was told stands: a judge can no longer take the sheet back alone', async () => {
  const [, judge] = judges
  await judge!.goto(`/judge/${contest.id}?item=reception&code=${code()}`)
  await judge!.getByText(words.brief).waitFor()
  // by the keyboard: the sheet is still finding its place beside the work
  await button(judge!, marking.takeBack).press('Enter')
  await judge!.getByText('成绩已当场公布').waitFor()
  expect(await screen.getByText('8.25', { exact: true }).count()).toBe(1)
})

test('the next one is called by the same key, and the stage is cleared for the hall too', async () => {
  await pressBigKey()
  await screen.getByText(contest.slips[1]!.code, { exact: true }).waitFor()
  await waiting.getByText(words.card).waitFor()
  await button(desk, host.stage.clear).click()
  await confirm(desk, host.stage.clear)
  await screen.getByText(hall.between).waitFor()
  expect(await screen.getByText(words.title).count()).toBe(0)
})

test('STAGE.complaint.score where the rulebook keeps scores for the results, neither hall nor contestant hears one', async () => {
  await contest.act('closeSession', { session: 'reception', reason: '按赛程结束' })
  await contest.act('openSession', { session: 'complaint' })
  await button(performer, contestantWords.zh.next.replace('{title}', '投诉处理')).click()
  await atTheDesk('complaint')
  for (const page of [screen, desk, performer]) heard.get(page)!.length = 0
  await pressBigKey()
  await performTo('over')
  for (const judge of judges) {
    await markByKeyboard(judge, ['3.5', '5'])
    await handIn(judge)
  }
  await desk.getByText('2 名裁判，2 名已交').waitFor()
  await desk.getByText(host.panel.silent).waitFor()
  await screen.getByText(hall.thanks).waitFor()
  await performer.getByText(seat.over).waitFor()
  for (const page of [screen, desk, performer])
    expect(heard.get(page)!.join('\n')).not.toMatch(/"(told|sheets|own|worth)":/)
})

test('no page failed on the way', () => {
  expect(house.troubles).toEqual([])
})
