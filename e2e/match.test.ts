/**
 * C03, a contest of teams, from its draw to a verified archive: host, judges, three teams at their seats, the hall's screen
 * and a spectator's phone, each at a page of their own. The knowledge contest is led by keys alone. Fewer questions than the
 * rulebook ships with; all its items and kinds.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse, parseDocument } from 'yaml'
import { matchIdOf } from '@leitai/core/contest/reading.ts'
import type { QuizLeadView, QuizQuestion, QuizScreenView } from '@leitai/items/quiz/types.ts'
import { verifyArchive } from '@leitai/server/archive/verify-archive.ts'
import { leadWords } from '../packages/design/lead/words.ts'
import { leadQuizWords } from '../packages/items/quiz/web/lead-words.ts'
import { seatWords } from '../packages/items/quiz/web/seat-words.ts'
import { stageWords } from '../packages/items/quiz/web/stage-words.ts'
import { conductWords } from '../packages/items/roleplay/web/conduct-words.ts'
import { hostWords } from '../packages/web/host/words.ts'
import { judgeWords } from '../packages/web/judge/words.ts'
import { resultsWords } from '../packages/web/organiser/results/words.ts'
import { screenWords } from '../packages/web/screen/words.ts'
import { arrange, signedIn, type Arranged } from './arrange.ts'
import { signInSeat } from './contestant.ts'
import { listenIn, type Heard } from './heard.ts'
import { lookAsItIs, openHouse, patience, phone, type House } from './house.ts'
import { button, confirm, confirmWithReason, signIn } from './people.ts'

const root = join(import.meta.dirname, '..')
const host = hostWords.zh
const lead = leadQuizWords.zh
const leads = leadWords.zh
const seatSays = seatWords.zh
const hall = stageWords.zh
const conduct = conductWords.zh
const marking = judgeWords.zh
const results = resultsWords.zh

/** Red, blue and green, as they sit: the first wins, the second stops in time, the third risks too much. */
const teams = [
  { name: '澄湖花园队', delegation: '澄湖花园', members: ['陈晓岚', '周立群', '吴佳怡'] },
  { name: '云栖里队', delegation: '云栖里', members: ['林子轩', '何雨桐', '郑浩然'] },
  { name: '滨江壹号队', delegation: '滨江壹号', members: ['孙若溪', '马思远', '唐婉清'] },
] as const
const roleplays = ['show', 'simulation', 'etiquette'] as const
/** By item: of each team the marks of the first and of the second judge, line by line. */
const marks = {
  show: [
    ['2.8 1.8 2.8 1.9', '2.6 1.7 2.7 1.8'],
    ['2.5 1.5 2.5 1.6', '2.4 1.6 2.4 1.5'],
    ['2 1.2 2.2 1.5', '2.2 1.3 2.1 1.4'],
  ],
  simulation: [
    ['3.5 3.5 4.5 2.5 1.5 1.5', '4 3 4 2.5 2 1.5'],
    ['3 3 4 2.5 1.5 1', '3.5 3 3.5 2 1.5 1.5'],
    ['3 2.5 3.5 2 1.5 1', '2.5 3 3 2 1 1'],
  ],
  etiquette: [
    ['1.8 2.6 1.8 1.8 0.8', '1.9 2.5 1.7 1.8 0.9'],
    ['1.6 2.4 1.6 1.6 0.7', '1.7 2.3 1.5 1.7 0.6'],
    ['1.5 2.2 1.5 1.5 0.6', '1.6 2.1 1.6 1.4 0.5'],
  ],
} as const
/** The mean of the two, reckoned by hand. */
const told = {
  show: ['9.05', '8.00', '6.95'],
  simulation: ['17.00', '15.00', '13.00'],
  etiquette: ['8.80', '7.85', '7.25'],
} as const
/** In turn, on the buzzer, at risk; below nothing counts as nothing. */
const points = ['50', '25', '−10'] as const
const totals = ['84.85', '55.85', '27.20'] as const

let house: House
let contest: Arranged
let bank: QuizQuestion[]
let desk: Page
let screen: Page
let spectator: Page
let organiser: Page
const judges: Page[] = []
const seats: Page[] = []
/** Those who may know no key before everybody does. */
const listeners = new Map<string, Heard>()
const asked = new Set<string>()
const revealed = new Set<string>()

/** What gives a key away, and stands nowhere else in the bank. */
const secretsOf = (question: QuizQuestion) =>
  [question.explanation, ...(question.kind === 'open' ? [question.answer] : [])].filter(
    (secret) => secret !== '' && JSON.stringify(bank).split(JSON.stringify(secret).slice(1, -1)).length === 2,
  )

/** The rulebook as it ships, with fewer questions and judges. */
async function shorter(): Promise<string> {
  const document = parseDocument(await readFile(join(root, 'rulebooks', 'C03.yaml'), 'utf8'))
  const items = ['stages', 0, 'items']
  for (const index of [0, 2, 3]) document.setIn([...items, index, 'marking', 'judges'], 2)
  document.setIn([...items, 1, 'options', 'rounds', 0, 'questionsPerTeam'], 1)
  document.setIn([...items, 1, 'options', 'rounds', 1, 'questions'], 3)
  // the clocks are not what is looked at here: a slow machine has time to come to an answer
  for (const round of [0, 1]) document.setIn([...items, 1, 'options', 'rounds', round, 'seconds'], 120)
  document.setIn([...items, 1, 'options', 'rounds', 1, 'pressSeconds'], 60)
  return document.toString()
}

beforeAll(async () => {
  const yaml = async (path: string) => parse(await readFile(join(root, 'content', path), 'utf8')) as unknown
  const property = (await yaml('quiz/property.yaml')) as { questions: QuizQuestion[] }
  bank = property.questions
  const [introductions, scenes] = await Promise.all([yaml('scenes/introductions.yaml'), yaml('scenes/property.yaml')])
  house = await openHouse()
  contest = await arrange(house, {
    title: '2026 年物业客诉技能比武',
    rulebook: await shorter(),
    materials: {
      show: { type: 'roleplay', body: () => introductions },
      contest: { type: 'quiz', body: () => property },
      simulation: { type: 'roleplay', body: () => scenes },
      etiquette: { type: 'roleplay', body: () => introductions },
    },
    entrants: teams.map(({ name, delegation, members }) => ({
      name,
      delegation,
      members: [...members],
      fields: { project: delegation },
    })),
  })
  const { api, id, slug, slips } = contest
  const person = async (name: string, username: string, role: 'host' | 'judge') => {
    const { personId, password } = await api.people.add({ id, name, username, delegation: '', roles: [role] })
    const page = await house.window()
    await signIn(page, username, password!)
    return { personId, page }
  }
  const panel: string[] = []
  for (const [index, name] of ['李明远', '王淑芬'].entries()) {
    const { personId, page } = await person(name, `judge${index + 1}`, 'judge')
    panel.push(personId)
    judges.push(page)
  }
  for (const item of roleplays) await api.marking.appointPanel({ id, stage: 'final', item, group: null, judges: panel })
  await api.marking.appointPanel({ id, stage: 'final', item: 'contest', group: null, judges: panel.slice(0, 1) })
  desk = (await person('何若曦', 'host', 'host')).page
  screen = await house.window({ width: 1920, height: 1080 })
  spectator = await house.window(phone)
  for (const size of [{ width: 1366, height: 768 }, phone, { width: 1366, height: 768 }])
    seats.push(await house.window(size))
  for (const [name, page] of [
    ['hall', screen],
    ['spectator', spectator],
    ...seats.map((page, index) => [teams[index]!.name, page] as const),
  ] as const)
    listeners.set(name, listenIn(page))
  for (const [index, page] of seats.entries()) await signInSeat(page, slug, slips[index]!.code, slips[index]!.pin)
  await screen.goto(`/screen/${id}/stage`)
  await spectator.goto(`/e/${slug}/live`)
  organiser = await contest.organiser.newPage()
})
afterAll(async () => {
  await house?.stop()
})

/* the knowledge contest */

const runId = () => matchIdOf(contest.id, 'final', 'contest', 1)
const play = async () =>
  ((await house.server.host.view(runId(), { as: 'host', id: 'test' }))!.view as QuizLeadView).work!.play
const seatOf = (index: number) => seats[index]!
const buzzer = (index: number) => seatOf(index).getByRole('button', { name: new RegExp(`^${seatSays.press}`) })

/** All that came to teams, hall and spectators was said aloud before it came. */
function nothingEarly(): void {
  for (const [name, heard] of listeners) {
    const early = bank.filter(
      (question) =>
        (!asked.has(question.id) && heard.has(question.text)) ||
        (!revealed.has(question.id) && secretsOf(question).some((secret) => heard.has(secret))),
    )
    expect(
      early.map(({ id }) => id),
      name,
    ).toEqual([])
  }
}

/** The desk's one key, when it does this. */
async function press(step: string): Promise<void> {
  await desk.locator(`[data-step="${step}"]`).waitFor()
  // what a hand had begun before the key changed is not taken
  await desk.waitForTimeout(700)
  await desk.keyboard.press('Enter')
}

/** The next question, which nobody had heard of before. */
async function ask(): Promise<QuizQuestion> {
  await desk.locator('[data-step=ask]').waitFor()
  const { text } = (await play()).coming!
  const question = bank.find((one) => one.text === text)!
  nothingEarly()
  await press('ask')
  for (const page of [desk, judges[0]!, screen, spectator, ...seats]) await page.getByText(text).first().waitFor()
  asked.add(question.id)
  return question
}

async function rule(right: boolean): Promise<void> {
  const [judge] = judges
  await judge!.locator('[data-rule=right]:enabled').waitFor()
  await judge!.waitForTimeout(300)
  await judge!.keyboard.press(right ? 'y' : 'n')
  await desk.locator('[data-step=reveal]').waitFor()
}

async function reveal(question: QuizQuestion): Promise<void> {
  nothingEarly()
  revealed.add(question.id)
  await press('reveal')
  await desk.locator('[data-step=reveal]').waitFor({ state: 'detached' })
  for (const [name, heard] of listeners)
    await expect
      .poll(() => secretsOf(question).every((secret) => heard.has(secret)), { ...patience, message: name })
      .toBe(true)
}

const marked = (page: Page, state: string) => page.locator(`button[data-state=${state}]`).waitFor()
const hallShows = (scene: string) => screen.locator(`[data-scene=${scene}]`).waitFor({ state: 'attached' })
const scores = async () => {
  const { work } = (await house.server.host.view(runId(), { as: 'screen' }))!.view as QuizScreenView
  return contest.slips.map((slip) => work!.frame.teams.find(({ code }) => code === slip.code)!.points)
}
/** A second press a while after the first: what cannot be taken back asks for it. */
async function pressTwice(page: Page, selector: string, nth = 0): Promise<void> {
  const key = page.locator(selector).nth(nth)
  await key.click()
  await page.waitForTimeout(500)
  await key.click()
}

/** Each on its own buzzer: a key at a desk, a finger on the phone. Gives when, on the clock that both pages share. */
async function pressBuzzers(...order: { team: number; afterMs: number }[]): Promise<number[]> {
  const hands = await Promise.all(
    order.map(async ({ team, afterMs }) => {
      const page = seatOf(team)
      await marked(page, 'go')
      await page.evaluate(() => {
        const note = ({ timeStamp }: Event) => {
          document.documentElement.dataset['pressed'] = String(performance.timeOrigin + timeStamp)
        }
        for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, note, { capture: true, once: true })
      })
      const box = (await buzzer(team).boundingBox())!
      return { team, page, afterMs, x: box.x + box.width / 2, y: box.y + box.height / 2 }
    }),
  )
  for (const { team, page, afterMs, x, y } of hands) {
    await page.waitForTimeout(afterMs)
    if (team === 1) await page.mouse.click(x, y)
    else await page.keyboard.press(' ')
  }
  return Promise.all(hands.map(({ page }) => page.evaluate(() => Number(document.documentElement.dataset['pressed']))))
}

test('C03.contest the session is opened; host, judge, teams and hall are ready, and nobody but those who lead has a question', async () => {
  await contest.act('openSession', { session: 'contest' })
  await desk.goto(`/host/${contest.id}?session=contest`)
  await judges[0]!.goto(`/judge/${contest.id}/match?session=contest`)
  await desk.getByText(teams[0].name).first().waitFor()
  await judges[0]!.getByText(lead.noQuestion).waitFor()
  for (const page of seats) await page.getByText(seatSays.before).waitFor()
  await hallShows('title')
  await spectator.getByText(teams[2].name).first().waitFor()
  nothingEarly()
  expect(await buzzer(0).count()).toBe(0)
  await lookAsItIs(desk, 'match-host-before')
  await lookAsItIs(screen, 'match-hall-title')
  await lookAsItIs(seatOf(0), 'match-seat-before')
})

test('C03.contest.inTurn one key is one step, once taken back; a key that is not next does nothing, however often', async () => {
  await press('beginRound')
  await hallShows('round')
  await lookAsItIs(screen, 'match-hall-round')
  const question = await ask()
  await lookAsItIs(desk, 'match-host-in-turn')
  await lookAsItIs(judges[0]!, 'match-judge-in-turn')
  await lookAsItIs(seatOf(0), 'match-seat-in-turn')
  await lookAsItIs(screen, 'match-hall-question')

  const before = (await play()).question
  for (const key of ['r', 'r', 'w', 'g', 'x', '1']) await desk.keyboard.press(key)
  await press('startClock')
  await desk.keyboard.press('Enter')
  await expect.poll(async () => (await play()).question!.phase, patience).toBe('answering')
  await desk.waitForTimeout(700)
  await desk.keyboard.press('u')
  await expect.poll(async () => (await play()).question, patience).toEqual(before)
  await press('startClock')
  for (let times = 0; times < 3; times += 1) await desk.keyboard.press('Enter')
  await expect.poll(async () => (await play()).question!.phase, patience).toBe('answering')
  expect((await play()).asked).toHaveLength(1)

  await rule(true)
  await reveal(question)
  await screen.getByText(question.explanation).first().waitFor()
  await spectator.getByText(question.explanation).first().waitFor()
  await lookAsItIs(screen, 'match-hall-revealed')
  for (const right of [false, false]) {
    const next = await ask()
    await press('startClock')
    await rule(right)
    await reveal(next)
  }
  expect(await scores()).toEqual(['10', '0', '0'])
})

test('a ruling is changed by the judge with a reason, and everybody sees the points', async () => {
  const [judge] = judges
  await judge!.getByRole('button', { name: `${lead.overrule} ${teams[1].name}` }).click()
  await lookAsItIs(judge!, 'match-judge-overrule')
  await confirmWithReason(judge!, lead.overruleReasons[1]!, lead.overrule)
  await expect.poll(scores, patience).toEqual(['10', '10', '0'])
  const shown = screen.getByRole('listitem').filter({ hasText: teams[1].name })
  await expect.poll(() => shown.innerText(), patience).toContain('10')
  await spectator.getByText(hall.why.overruled).first().waitFor()
})

test('B darkens the hall, T shows the standings, and the same key brings back what is on', async () => {
  await desk.keyboard.press('b')
  await hallShows('blackout')
  expect(await screen.getByText(teams[0].name).count()).toBe(0)
  await desk.keyboard.press('b')
  await hallShows('question')
  await desk.keyboard.press('t')
  await hallShows('standings')
  await lookAsItIs(screen, 'match-hall-standings')
  await desk.keyboard.press('t')
  await hallShows('question')
})

test('C03.contest.buzzer nobody may press before the light; who was first is told with the margin', async () => {
  await press('endRound')
  await hallShows('standings')
  await press('beginRound')
  const question = await ask()
  await marked(seatOf(0), 'listen')
  await lookAsItIs(seatOf(0), 'match-seat-waiting')
  await lookAsItIs(seatOf(1), 'match-seat-waiting-phone')
  await seatOf(2).keyboard.press(' ')
  await marked(seatOf(2), 'foul')
  await screen.getByText(hall.marks.foul).first().waitFor()
  await lookAsItIs(seatOf(2), 'match-seat-foul')

  await press('openBuzzer')
  await marked(seatOf(0), 'go')
  await lookAsItIs(desk, 'match-host-armed')
  await lookAsItIs(seatOf(0), 'match-seat-light')
  await lookAsItIs(seatOf(1), 'match-seat-light-phone')
  await lookAsItIs(screen, 'match-hall-light')
  const [first, second] = await pressBuzzers({ team: 0, afterMs: 0 }, { team: 1, afterMs: 30 })
  await marked(seatOf(0), 'ours')
  await marked(seatOf(1), 'theirs')
  await screen.getByText(/^领先 [\d.]+ 毫秒/).waitFor()
  const { buzz } = (await play()).question!
  expect(buzz!.presses.map(({ code, foul }) => [code, foul])).toEqual(
    [0, 1, 2].map((index) => [contest.slips[index]!.code, index === 2]),
  )
  // as the two pages themselves know it
  expect(Math.abs(buzz!.marginMs! - (second! - first!))).toBeLessThan(buzz!.uncertaintyMs! + 10)
  await screen.waitForTimeout(600)
  await lookAsItIs(screen, 'match-hall-order')
  await lookAsItIs(desk, 'match-host-ruling')
  await lookAsItIs(judges[0]!, 'match-judge-ruling')
  await lookAsItIs(seatOf(0), 'match-seat-ours')
  await lookAsItIs(seatOf(1), 'match-seat-theirs-phone')
  await lookAsItIs(spectator, 'match-spectator-order')

  // in the middle of its answer a team's page goes and comes back to where it was
  await seatOf(0).reload()
  await marked(seatOf(0), 'ours')
  await seatOf(2).reload()
  await marked(seatOf(2), 'foul')
  nothingEarly()
  await rule(true)
  await reveal(question)
  await marked(seatOf(0), 'right')
  await lookAsItIs(seatOf(0), 'match-seat-right')
  expect(await scores()).toEqual(['20', '10', '0'])
})

test('a disputed question is void, its points are gone, and a spare one is asked that nobody knew', async () => {
  const disputed = await ask()
  await press('openBuzzer')
  await pressBuzzers({ team: 1, afterMs: 0 }, { team: 0, afterMs: 30 })
  await marked(seatOf(1), 'ours')
  await lookAsItIs(seatOf(1), 'match-seat-ours-phone')
  await rule(false)
  expect(await scores()).toEqual(['20', '0', '0'])
  const { spares } = await play()
  const [judge] = judges
  await button(judge!, lead.void).click()
  await confirmWithReason(judge!, lead.voidReasons[1]!, lead.void)
  await screen.getByText(hall.void).first().waitFor()
  await expect.poll(scores, patience).toEqual(['20', '10', '0'])
  await lookAsItIs(screen, 'match-hall-void')
  await lookAsItIs(desk, 'match-host-void')

  await desk.getByText(lead.askSpare).waitFor()
  const spare = await ask()
  expect(spare.id).not.toBe(disputed.id)
  expect(await play()).toMatchObject({ spares: spares - 1, question: { number: 2 } })
  await press('openBuzzer')
  await pressBuzzers({ team: 1, afterMs: 0 }, { team: 2, afterMs: 30 })
  await marked(seatOf(1), 'ours')
  await rule(true)
  await reveal(spare)
  // the key of what does not count is nobody's to know
  nothingEarly()

  const last = await ask()
  await press('openBuzzer')
  await pressBuzzers({ team: 2, afterMs: 0 })
  await marked(seatOf(2), 'ours')
  await rule(false)
  await screen.getByText(hall.isWrong).waitFor()
  await lookAsItIs(screen, 'match-hall-wrong')
  await reveal(last)
  await marked(seatOf(2), 'wrong')
  expect(await scores()).toEqual(['20', '20', '-10'])
})

/** A team is called, and takes a pack and a member at its seat. */
async function choosePack(team: number, pack: number, member: number): Promise<void> {
  await press('ask')
  await hallShows('packs')
  const page = seatOf(team)
  await page.getByText(seatSays.packs.choose).waitFor()
  await button(page, teams[team]!.members[member]!).click()
  if (team === 0) {
    await lookAsItIs(page, 'match-seat-packs')
    await lookAsItIs(screen, 'match-hall-packs')
    await lookAsItIs(desk, 'match-host-packs')
  }
  expect(
    await seatOf((team + 1) % 3)
      .locator('button[data-tone=keep]:enabled')
      .count(),
  ).toBe(0)
  await pressTwice(page, 'button[data-tone=keep]', pack - 1)
  await expect.poll(async () => (await play()).packs!.asks, patience).toBe('answer')
}

async function answerOfPack(right: boolean, member: string): Promise<void> {
  const question = await ask()
  await screen.getByText(member).first().waitFor()
  await press('startClock')
  await rule(right)
  await reveal(question)
}

test('C03.contest.risk pack and member are chosen at the seat; go on or stop; a wrong answer loses the round', async () => {
  await press('endRound')
  await press('beginRound')
  await choosePack(0, 2, 1)
  await answerOfPack(true, teams[0].members[1])
  await lookAsItIs(seatOf(0), 'match-seat-go-on')
  await lookAsItIs(screen, 'match-hall-go-on')
  await lookAsItIs(desk, 'match-host-go-on')
  await pressTwice(seatOf(0), 'button[data-tone=go]')
  await answerOfPack(true, teams[0].members[1])
  await pressTwice(seatOf(0), 'button[data-tone=go]')
  await answerOfPack(true, teams[0].members[1])
  expect(await scores()).toEqual(['50', '20', '-10'])

  await choosePack(1, 1, 0)
  await answerOfPack(true, teams[1].members[0])
  await lookAsItIs(seatOf(1), 'match-seat-go-on-phone')
  await pressTwice(seatOf(1), 'button[data-tone=keep]')
  await expect.poll(async () => (await play()).packs!.asks, patience).toBe('over')

  await choosePack(2, 4, 2)
  expect((await play()).packs!.packs.map(({ taken }) => taken !== null)).toEqual([true, true, false, true])
  await answerOfPack(true, teams[2].members[2])
  expect(await scores()).toEqual(['50', '25', '-5'])
  await pressTwice(seatOf(2), 'button[data-tone=go]')
  await answerOfPack(false, teams[2].members[2])
  expect(await scores()).toEqual(['50', '25', '-10'])
})

test('C03.contest.score the host ends it by two presses; hall, teams and phones see who won', async () => {
  await press('endRound')
  await desk.locator('[data-step=finish]').waitFor()
  await lookAsItIs(desk, 'match-host-finish')
  await press('finish')
  await desk.getByText(leads.pressAgain).waitFor()
  expect(await desk.getByText(host.match.over).count()).toBe(0)
  await desk.waitForTimeout(700)
  await desk.keyboard.press('Enter')
  await desk.getByText(host.match.over).waitFor()
  await hallShows('over')
  await screen.getByText(hall.winner).waitFor()
  const shown = await screen.locator('[data-scene=over]').innerText()
  for (const [index, { name }] of teams.entries()) {
    expect(shown).toContain(name)
    expect(shown).toContain(points[index])
  }
  await screen.waitForTimeout(1500)
  await lookAsItIs(screen, 'match-hall-winner')
  await lookAsItIs(spectator, 'match-spectator-over')
  await lookAsItIs(judges[0]!, 'match-judge-over')
  nothingEarly()
  await button(desk, host.stage.close).click()
  await confirmWithReason(desk, host.stage.closeReasons[0]!, host.stage.close)
  await desk.getByText(host.session.closed).waitFor()
  await lookAsItIs(seatOf(0), 'match-seat-over')
})

/* one after another on the stage */

const bigKey = async () => {
  await desk.waitForTimeout(1000)
  await desk.keyboard.press(' ')
}

async function perform(item: (typeof roleplays)[number], team: number): Promise<void> {
  const { code } = contest.slips[team]!
  await bigKey()
  const steps = [
    ...(item === 'simulation' ? [conduct.next.beginStudy, conduct.next.endStudy] : []),
    conduct.next.beginPerformance,
  ]
  for (const step of steps) {
    await button(desk, step).waitFor()
    await bigKey()
  }
  await button(desk, conduct.next.endPerformance).waitFor()
  await Promise.all(
    judges.map(async (judge, index) => {
      await judge.goto(`/judge/${contest.id}?item=${item}&code=${code}`)
      await judge.locator('[data-entry]').first().focus()
      for (const mark of marks[item][team]![index]!.split(' ')) {
        await judge.keyboard.type(mark)
        await judge.keyboard.press('Enter')
      }
    }),
  )
  await bigKey()
  await button(desk, conduct.endNow).waitFor()
  await bigKey()
  await Promise.all(
    judges.map(async (judge) => {
      await judge.locator('button:enabled').getByText(marking.handIn, { exact: true }).waitFor()
      await judge.keyboard.press('Control+Enter')
    }),
  )
  await desk.getByText(host.panel.told).waitFor()
  await screen.getByText(told[item][team]!, { exact: true }).first().waitFor()
}

test.each(roleplays)(
  'C03.%s each team is called by the same desk, marked by the panel and told its score',
  async (item) => {
    await contest.act('openSession', { session: item })
    await desk.goto(`/host/${contest.id}?session=${item}`)
    await desk.getByText(host.stage.empty).waitFor()
    for (const team of teams.keys()) await perform(item, team)
    await button(desk, host.stage.clear).click()
    await confirm(desk, host.stage.clear)
    await screen.getByText(screenWords.zh.stage.between).waitFor()
    expect(await screen.getByText(told[item][2], { exact: true }).count()).toBe(0)
    await contest.act('closeSession', { session: item, reason: '全部完成' })
  },
)

/* from marks to the archive */

test('C03.total the totals are those that were reckoned by hand; three sign, the result is published', async () => {
  const { api, id } = contest
  await api.marking.close({ id, stage: 'final' })
  await api.results.compute({ id, stage: 'final' })
  for (const role of ['chiefJudge', 'supervisor', 'arbiter'] as const) {
    const { password } = await api.people.add({
      id,
      name: { chiefJudge: '周正', supervisor: '吴明', arbiter: '郑平' }[role],
      username: role.toLowerCase(),
      delegation: '',
      roles: [role],
    })
    const own = await signedIn(house, role.toLowerCase(), password!)
    await own.results.sign({ id, stage: 'final', role, password: password! })
  }
  await organiser.goto(`/contests/${id}/results`)
  const rows = organiser.getByRole('table', { name: results.rank }).locator('tbody tr')
  await expect.poll(() => rows.count(), patience).toBe(3)
  for (const [index, { name }] of teams.entries()) {
    const row = await rows.nth(index).innerText()
    expect(row).toContain(name)
    expect(row).toContain(totals[index])
  }
  await lookAsItIs(organiser, 'match-results')
  await button(organiser, results.publish).click()
  await confirm(organiser, results.publish)
  await organiser.getByText('已公布').first().waitFor()
})

test('C03.awards champion, runner-up and third are named on the public page, and the archive verifies', async () => {
  const { id, slug } = contest
  await spectator.goto(`/e/${slug}/results`)
  for (const [index, award] of ['冠军', '亚军', '季军'].entries()) {
    await spectator.getByText(award).first().waitFor()
    await spectator.getByText(teams[index]!.name).first().waitFor()
  }
  await lookAsItIs(spectator, 'match-public-results')
  await organiser.goto(`/contests/${id}/archive`)
  await button(organiser, results.make).click()
  await confirm(organiser, results.make)
  const [download] = await Promise.all([
    organiser.waitForEvent('download'),
    button(organiser, results.download).click(),
  ])
  expect(await verifyArchive((await download.path())!)).toMatchObject({ ok: true })
})

test('no page failed on the way', () => {
  expect(house.troubles).toEqual([])
})
