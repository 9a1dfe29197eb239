/**
 * A whole contest by its screens alone: from the first organiser's link to an archive that anybody can verify. C20 with the
 * items that this version has, four entrants of whom one stays away, three contestants who touch no mouse.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from 'hucre'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { dictationFields, type DictationField } from '@leitai/items/dictation/types.ts'
import type { Question } from '@leitai/items/exam/types.ts'
import { verifyArchive } from '@leitai/server/archive/verify-archive.ts'
import { dictationWords } from '../packages/items/dictation/web/words.ts'
import { contestWords } from '../packages/web/organiser/contest/words.ts'
import { floorPageWords } from '../packages/web/organiser/floor/words.ts'
import { homeWords } from '../packages/web/organiser/home/words.ts'
import { materialWords } from '../packages/web/organiser/materials/words.ts'
import { registrationWords } from '../packages/web/organiser/registration/words.ts'
import { resultsWords } from '../packages/web/organiser/results/words.ts'
import { reviewWords } from '../packages/web/organiser/review/words.ts'
import { rulebookPageWords } from '../packages/web/organiser/rulebook/words.ts'
import { organiserWords } from '../packages/web/organiser/words.ts'
import { contestantWords } from '../packages/web/contestant/words.ts'
import { floorWords } from '../packages/web/staff/words.ts'
import {
  allSaved,
  answerByLetters,
  answeredCount,
  listen,
  nextQuestion,
  press,
  receipt,
  signInSeat,
  submit,
  typeRecord,
} from './contestant.ts'
import { look, openHouse, patience, type House } from './house.ts'
import {
  addPerson,
  button,
  confirm,
  confirmWithReason,
  field,
  firstOrganiser,
  handOver,
  inDialog,
  setPassphrase,
  signIn,
  until,
} from './people.ts'

const content = join(import.meta.dirname, '..', 'content')
const contest = contestWords.zh
const floor = floorWords.zh
const results = resultsWords.zh
const review = reviewWords.zh
const registration = registrationWords.zh
const rulebook = rulebookPageWords.zh
const materials = materialWords.zh

const title = '2026 年海州市客户信息服务技能竞赛'
const bankFile = join(content, 'service-theory', 'operations.yaml')
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const passphrases = { inner: '内层：春江潮水连海平', outer: '外层：海上明月共潮生' }

interface Dictated extends Record<DictationField, string> {
  id: string
  audio: string
}

/** A theory paper of 16 questions worth 20, a dictation of 4 records. */
const kinds = { single: 8, multiple: 4, trueFalse: 4 } as const
const worth = { single: 1, multiple: 2, trueFalse: 1 } as const
const records = 4

let house: House
let folder: string
let bank: Question[]
let dictated: Dictated[]
/** By the SHA-256 of a recording: what is said in it. */
const said = new Map<string, Dictated>()

let organiser: Page
let contestUrl: string
let contestId: string
let slug: string
const people: Record<
  'staff' | 'inner' | 'outer' | 'chiefJudge' | 'supervisor' | 'arbiter',
  { password: string; page: Page }
> = Object.create(null)

interface Seat {
  number: string
  name: string
  code: string
  pin: string
  page: Page
  /** In the test's own count: theory in points, dictation in hundredths. */
  theory: number
  dictation: number
  receipt: string
}
let seats: Seat[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leitai-e2e-'))
  bank = parse(await readFile(bankFile, 'utf8')).questions
  dictated = parse(await readFile(join(content, 'dictation', 'paper-a.yaml'), 'utf8')).records.slice(0, records)
  for (const one of dictated)
    said.set(
      createHash('sha256')
        .update(await readFile(join(content, 'dictation', one.audio)))
        .digest('hex'),
      one,
    )
  house = await openHouse()
  organiser = await house.window()
})
afterAll(async () => {
  await house?.stop()
  await rm(folder, { recursive: true, force: true })
})

const step = (page: Page, id: keyof typeof contest.steps) =>
  page.getByRole('navigation', { name: contest.path }).getByRole('link', { name: contest.steps[id] }).click()

test('the first organiser makes a contest from C20', async () => {
  await firstOrganiser(organiser, house.server.setupUrl!, '林组织')
  await look(organiser, '01-home-empty')
  await organiser.getByRole('link', { name: homeWords.zh.newContest }).first().click()
  await organiser.locator('label').filter({ hasText: 'C20' }).click()
  await field(organiser, homeWords.zh.name).fill(title)
  await organiser.getByLabel(homeWords.zh.date, { exact: true }).fill('2026-12-05')
  await field(organiser, homeWords.zh.place).fill('海州职业学院实训楼 301')
  await look(organiser, '02-new-contest')
  await button(organiser, homeWords.zh.create).click()
  await organiser.waitForURL(/\/contests\/[^/]+\/rulebook$/)
  contestUrl = organiser.url().replace(/\/rulebook$/, '')
  contestId = contestUrl.split('/').at(-1)!
  expect(contestId).toMatch(/^\w{8,}$/)
  await look(organiser, '03-rulebook')
})

test('what this version cannot run is taken out, and numbers are changed in the YAML', async () => {
  await organiser.getByRole('tab', { name: rulebook.tabs.materials }).click()
  const removals = button(organiser, rulebook.remove)
  await expect.poll(() => removals.count(), patience).toBe(2)
  await look(organiser, '04-items')
  await removals.first().click()
  await expect.poll(() => removals.count(), patience).toBe(1)
  await removals.first().click()
  await expect.poll(() => removals.count(), patience).toBe(0)

  await organiser.getByRole('tab', { name: rulebook.tabs.yaml }).click()
  const text = field(organiser, 'YAML')
  const yaml = await text.inputValue()
  const changed = yaml
    .replace('count: 40', 'count: 8')
    .replace('kind: multiple, count: 20', 'kind: multiple, count: 4')
    .replace('kind: trueFalse, count: 20', 'kind: trueFalse, count: 4')
    .replace('records: 20', `records: ${records}`)
  await text.fill(changed)
  await look(organiser, '05-yaml')
  await button(organiser, rulebook.save).click()
  await until(async () => !(await button(organiser, rulebook.save).isEnabled()), 'the rulebook is saved')
  const differences = organiser.getByRole('tab', { name: new RegExp(`^${rulebook.tabs.differences} · `) })
  // two items, the counts of one paper, the records of the other
  await expect.poll(() => differences.textContent(), patience).toBe(`${rulebook.tabs.differences} · 4`)
  await differences.click()
  await look(organiser, '06-differences')
})

test('a bank from YAML, a dictation paper from Excel with its recordings', async () => {
  await organiser.getByRole('link', { name: organiserWords.zh.materials }).first().click()
  await look(organiser, '07-materials-empty')
  await organiser.getByRole('link', { name: materials.make, exact: true }).first().click()
  await button(organiser, materials.fromFile).click()
  await handOver(organiser, () => organiser.getByRole('menuitem', { name: 'YAML' }).click(), bankFile)
  await organiser.getByText(`已读入：${bank.length} 条可用`).waitFor()
  await organiser.keyboard.press('Escape')
  await look(organiser, '08-bank')
  await field(organiser, materials.name).fill('呼叫中心运营题库')
  await button(organiser, materials.save).click()
  await organiser.waitForURL(/\/materials\/(?!new)/)

  await organiser.getByRole('link', { name: organiserWords.zh.materials }).first().click()
  await organiser.getByRole('tab', { name: '听打试卷' }).click()
  await organiser.getByRole('link', { name: materials.make, exact: true }).first().click()
  const list = await writeXlsx({
    sheets: [
      {
        name: '名单',
        rows: [
          ['编号', '姓名', '地址', '电话', '邮编', '邮箱'],
          ...dictated.map((one) => [one.id, one.name, one.address, one.phone, one.postcode, one.email]),
        ],
      },
    ],
  })
  await button(organiser, materials.fromFile).click()
  await handOver(organiser, () => organiser.getByRole('menuitem', { name: /Excel/ }).click(), {
    name: '听打卷甲.xlsx',
    mimeType: xlsx,
    buffer: Buffer.from(list),
  })
  await organiser.getByText(`已读入：${records} 条可用`).waitFor()
  await organiser.keyboard.press('Escape')
  await handOver(
    organiser,
    () => button(organiser, dictationWords.zh.uploadMany).click(),
    dictated.map((one) => join(content, 'dictation', one.audio)),
  )
  await organiser.getByText(`已上传 ${records} 个录音`).waitFor()
  expect(await organiser.getByRole('row').count()).toBe(1 + records)
  await look(organiser, '09-dictation-paper')
  await button(organiser, materials.save).click()
  await organiser.waitForURL(/\/materials\/(?!new)/)
})

test('materials are assigned and the rulebook is published', async () => {
  await organiser.goto(`${contestUrl}/rulebook`)
  await organiser.getByRole('tab', { name: rulebook.tabs.materials }).click()
  for (const [row, material] of [
    [0, '呼叫中心运营题库'],
    [1, '听打卷甲'],
  ] as const) {
    const choice = organiser.getByRole('combobox', { name: rulebook.choose }).nth(row)
    await choice.click()
    await organiser.getByRole('option', { name: new RegExp(material) }).click()
    await until(async () => (await choice.inputValue()).includes(material), `${material} is assigned`)
  }
  await look(organiser, '10-materials-assigned')
  await button(organiser, rulebook.publish).click()
  await look(organiser, '11-publish')
  await confirm(organiser, rulebook.publish)
  await organiser.getByText(contest.allDone).waitFor()
  expect(await button(organiser, rulebook.publish).count()).toBe(0)
})

test('people are added, each with a password that is shown once', async () => {
  await organiser.getByRole('link', { name: contest.others.people }).click()
  const roles = {
    staff: '检录员',
    inner: '内加密',
    outer: '外加密',
    chiefJudge: '裁判长甲',
    supervisor: '监督乙',
    arbiter: '仲裁丙',
  } as const
  for (const [username, name] of Object.entries(roles) as [keyof typeof roles, string][]) {
    const role = username === 'inner' || username === 'outer' ? ('sealingOfficer' as const) : username
    const password = await addPerson(organiser, name, username, [role])
    people[username] = { password, page: await house.window() }
  }
  expect(new Set(Object.values(people).map(({ password }) => password)).size).toBe(6)
  await look(organiser, '12-people')
  await Promise.all(Object.entries(people).map(([username, { password, page }]) => signIn(page, username, password)))
  await look(people.chiefJudge.page, '13-official-home')
})

test('entrants come from Excel; two wrong cells are marked and corrected', async () => {
  await step(organiser, 'registration')
  await button(organiser, '开放报名').click()
  await button(organiser, registration.import).click()
  const listWith = async (gender: string, born: string) => {
    const rows = [
      ['参赛号', '姓名', '性别', '出生日期', '代表队', '指导老师'],
      ['K01', '张小雨', '女', '2007-03-15', '海州一职', '李老师'],
      ['K02', '欧阳文静', gender, '2006-11-02', '海州二职', '王老师'],
      ['K03', '陈思远', '男', born, '海州一职', '赵老师'],
      ['K04', '刘雨桐', '女', '2007-06-30', '海州三职', '孙老师'],
    ]
    return {
      name: '名单.xlsx',
      mimeType: xlsx,
      buffer: Buffer.from(await writeXlsx({ sheets: [{ name: '名单', rows }] })),
    }
  }
  await handOver(organiser, () => inDialog(organiser, registration.pick).click(), await listWith('未知', '2007-13-45'))
  const marks = organiser.getByRole('dialog').locator('mark')
  await expect.poll(() => marks.count(), patience).toBe(2)
  expect(await marks.allTextContents()).toEqual(['未知', '2007-13-45'])
  await look(organiser, '14-import-wrong')
  await handOver(organiser, () => inDialog(organiser, registration.again).click(), await listWith('女', '2007-12-05'))
  await expect.poll(() => marks.count(), patience).toBe(0)
  await confirm(organiser, '导入全部 4 行')
  await organiser.getByRole('cell', { name: '欧阳文静' }).waitFor()
  await look(organiser, '15-registration')
  await button(organiser, registration.close).click()
  await confirm(organiser, registration.close)
  await organiser.getByText('名单固定为 4 人').waitFor()
})

test('room, officers, sessions', async () => {
  await step(organiser, 'checkIn')
  await button(organiser, floor.seats.set).click()
  await field(organiser, floor.seats.count).fill('6')
  await button(organiser, floor.seats.fill).click()
  await confirm(organiser, floor.seats.save)
  for (const name of ['内加密', '外加密']) {
    await button(organiser, floor.officers.appoint).first().click()
    await organiser.getByRole('dialog').getByRole('combobox', { name: floor.officers.who }).click()
    await organiser.getByRole('option', { name }).click()
    await confirm(organiser, floor.officers.appoint)
  }
  await look(organiser, '16-room-and-officers')
  for (const [who, passphrase] of Object.entries(passphrases) as ['inner' | 'outer', string][]) {
    const { page } = people[who]
    await page.goto(`${contestUrl}/checkIn`)
    await setPassphrase(page, passphrase)
    await page.getByText(floor.officers.enrolled, { exact: true }).first().waitFor()
  }
  await look(people.outer.page, '17-officer')

  await step(organiser, 'sessions')
  await button(organiser, floorPageWords.zh.plan).first().click()
  await look(organiser, '18-plan')
  await confirm(organiser, floorPageWords.zh.save)
  // one session of each item
  await expect.poll(() => button(organiser, floor.sessions.open).count(), patience).toBe(2)
  await look(organiser, '19-sessions')
})

test('check-in, then seats are drawn and sealed; slips come as PDF', async () => {
  const { page } = people.staff
  await page.goto(`/staff/${contestId}`)
  const scan = field(page, floor.checkIn.search)
  for (const typed of ['K01', '欧阳文静', 'K03']) {
    await scan.fill(typed)
    await scan.press('Enter')
    await until(async () => (await scan.inputValue()) === '', `${typed} is checked in`)
  }
  await page.getByText(floor.checkIn.counts.replace('{here}', '3').replace('{all}', '4')).waitFor()
  await page
    .getByRole('row', { name: /刘雨桐/ })
    .getByRole('button', { name: '刘雨桐' })
    .click()
  await page.getByRole('menuitem', { name: floor.checkIn.markAbsent }).click()
  await confirmWithReason(page, floor.reasons.absent[0]!, floor.checkIn.markAbsent)
  await look(page, '20-check-in')
  await page.getByText(floor.tabs.draw, { exact: true }).click()
  await button(page, floor.draw.button).click()
  await confirm(page, floor.draw.button)
  const link = page.getByRole('link', { name: floor.draw.slips })
  const href = (await link.getAttribute('href'))!
  await look(page, '21-drawn')

  const pdf = await page.context().request.get(href)
  expect(pdf.headers()['content-type']).toContain('application/pdf')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  // the same slips, as a label printer's program reads them
  const slips = (await (await page.context().request.get(href.replace('slips.pdf', 'slips.json'))).json()) as Seat[]
  expect(slips.map(({ number }) => number).toSorted()).toEqual(['K01', 'K02', 'K03'])
  seats = await Promise.all(
    slips
      .toSorted((a, b) => a.number.localeCompare(b.number))
      .map(async (slip) => ({ ...slip, page: await house.window(), theory: 0, dictation: 0, receipt: '' })),
  )
  slug = (
    await page
      .context()
      .request.get(`/api/contests/${contestId}`)
      .then((answer) => answer.json())
  ).slug

  const screen = await house.window({ width: 1920, height: 1080 })
  await screen.goto(`/screen/${contestId}/draw`)
  await screen.locator('body').getByText('K01').first().waitFor()
  await look(screen, '22-draw-screen')
  await screen.context().close()
})

test('three contestants do the theory paper by keyboard; one reloads, one is cut off, nothing is lost', async () => {
  await Promise.all(seats.map(({ page, code, pin }) => signInSeat(page, slug, code, pin)))
  const [first, second, third] = seats as [Seat, Seat, Seat]
  await press(first.page, contestantWords.zh.goFullScreen)
  await first.page.getByText(contestantWords.zh.passed, { exact: true }).waitFor()
  await look(first.page, '23-waiting')

  const { page: staff } = people.staff
  await staff.getByText(floor.tabs.room, { exact: true }).click()
  await button(staff, floor.sessions.open).first().click()
  await confirm(staff, floor.sessions.open)
  await Promise.all(seats.map(({ page }) => page.locator('[data-current] article').waitFor()))
  await look(second.page, '24-paper')

  const count = Object.values(kinds).reduce((sum, n) => sum + n, 0)
  const sit = async (seat: Seat, from: number, to: number, right: (index: number) => boolean) => {
    for (let index = from; index < to; index += 1) {
      const question = await answerByLetters(seat.page, bank, right(index))
      if (right(index)) seat.theory += worth[question.kind as keyof typeof worth]
      if (index + 1 < count) await nextQuestion(seat.page)
    }
  }
  await Promise.all([
    sit(first, 0, count, () => true),
    (async () => {
      await sit(second, 0, 7, () => true)
      await allSaved(second.page)
      await second.page.reload()
      await expect.poll(() => answeredCount(second.page), patience).toBe('已答 7 / 16')
      await sit(second, 7, count, (index) => index < 10)
    })(),
    (async () => {
      await sit(third, 0, 5, (index) => index < 4)
      await allSaved(third.page)
      await third.page.context().close()
      third.page = await house.window()
      await signInSeat(third.page, slug, third.code, third.pin)
      await expect.poll(() => answeredCount(third.page), patience).toBe('已答 5 / 16')
    })(),
  ])
  await Promise.all(seats.map(({ page }) => allSaved(page)))
  expect(await answeredCount(second.page)).toBe('已答 16 / 16')
  await look(second.page, '25-paper-done')
})

test('staff give time back, one submits, the session is closed for the others', async () => {
  const [first, second, third] = seats as [Seat, Seat, Seat]
  const { page: staff } = people.staff
  const minutesLeft = async () => Number(/\d+/.exec((await third.page.getByRole('timer').textContent()) ?? '')?.[0])
  const before = await minutesLeft()
  await staff.getByRole('button', { name: new RegExp(` ${third.code} `) }).click()
  await look(staff, '26-seat')
  await button(staff, floor.room.acts.giveTime).first().click()
  await field(staff, floor.room.minutes).fill('9')
  await confirmWithTime(staff)
  await expect.poll(minutesLeft, patience).toBeGreaterThanOrEqual(before + 7)

  first.receipt = await submit(first.page)
  expect(first.receipt).not.toBe('')
  await look(first.page, '27-receipt')
  await look(staff, '28-room')
  await button(staff, floor.sessions.close).first().click()
  await confirmWithReason(staff, floor.reasons.close[0]!, floor.sessions.close)
  second.receipt = await receipt(second.page)
  third.receipt = await receipt(third.page)
  expect(new Set(seats.map((seat) => seat.receipt)).size).toBe(3)
})

/** The drawer of the seat stays open below the question. */
async function confirmWithTime(staff: Page): Promise<void> {
  const dialog = staff.getByRole('dialog', { name: new RegExp(floor.room.acts.giveTime) })
  await dialog.getByText(floor.reasons.time[0]!, { exact: true }).click()
  await dialog.getByRole('button', { name: floor.room.acts.giveTime, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await staff.keyboard.press('Escape')
  await staff.getByRole('dialog').waitFor({ state: 'detached' })
}

test('the dictation plays, and is typed by keyboard', async () => {
  const [first, second, third] = seats as [Seat, Seat, Seat]
  for (const { page } of seats) {
    await press(page, contestantWords.zh.next.replace('{title}', '听打录入'))
    await press(page, contestantWords.zh.playTone)
    await press(page, contestantWords.zh.heard)
  }
  await look(second.page, '29-sound-check')
  const { page: staff } = people.staff
  await button(staff, floor.sessions.open).first().click()
  await confirm(staff, floor.sessions.open)
  await Promise.all(seats.map(({ page }) => page.locator('input[name=dictation-name]').waitFor()))

  const due = sum(dictated.map((one) => charactersDue(one)))
  const take = async (seat: Seat, count: number, typing: (one: Dictated) => Dictated) => {
    let correct = 0
    for (let index = 0; index < count; index += 1) {
      const hash = await listen(seat.page, index + 1)
      const one = said.get(hash)
      expect(one, 'what is heard is one of the recordings').toBeDefined()
      const typed = typing(one!)
      await typeRecord(seat.page, typed)
      correct += charactersDue(typed)
    }
    await allSaved(seat.page)
    seat.dictation = pointsOf(correct, due)
  }
  await Promise.all([
    take(first, records, (one) => one),
    take(second, 2, (one) => one),
    // the first character of the address is not heard: the rest still counts
    take(third, 1, (one) => ({ ...one, address: one.address.slice(1) })),
  ])
  await look(second.page, '30-dictation')
  first.receipt = await submit(first.page)
  await button(staff, floor.sessions.close).first().click()
  await confirmWithReason(staff, floor.reasons.close[0]!, floor.sessions.close)
  await Promise.all(seats.map(({ page }) => receipt(page)))
})

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0)

/** The rulebook's rule, written again: NFKC, no separators, no control characters, punctuation in e-mails only. */
function charactersDue(one: Record<DictationField, string>): number {
  return sum(
    dictationFields.map(
      (field) =>
        [...one[field].normalize('NFKC')].filter(
          (character) => !/[\p{Z}\p{C}]/u.test(character) && (field === 'email' || !/\p{P}/u.test(character)),
        ).length,
    ),
  )
}

/** Hundredths of a point: accuracy in hundredths of a percent, half up; × 20 points, half up. */
function pointsOf(correct: number, due: number): number {
  const accuracy = Math.floor((correct * 20_000 + due) / (2 * due))
  return Math.floor((accuracy * 20 * 2 + 100) / 200)
}

const inWords = (hundredths: number) => `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`

test('marking is closed, results are computed by code', async () => {
  await step(organiser, 'marking')
  await button(organiser, '结束「决赛」评分').click()
  await confirm(organiser, results.closeMarking)
  await button(organiser, '计算「决赛」成绩').click()
  await organiser.getByText(contest.allDone).waitFor()
  await look(organiser, '31-marking')
  await step(organiser, 'results')
  await organiser.getByText(results.sealedNote).waitFor()
  expect(await organiser.locator('main').textContent()).not.toContain('张小雨')
  await look(organiser, '32-results-sealed')
})

test('C20.review the supervisor draws the sample and checks every score of it, by code and by keyboard', async () => {
  const { page } = people.supervisor
  await page.goto(`${contestUrl}/review`)
  await button(page, review.draw).click()
  await confirm(page, review.draw)
  await button(page, review.start).click()
  const desk = page.getByRole('dialog')
  // one of the best and one of the rest, in two items each
  const at = (place: number) => desk.getByText(review.of.replace('{place}', String(place)).replace('{all}', '4'))
  await at(1).waitFor()
  await look(page, '32-review')
  for (let place = 1; place <= 4; place += 1) {
    await at(place).waitFor()
    expect(await desk.locator('h2').textContent()).toMatch(/^A0\d (知识|听打)/)
    await page.keyboard.press('1')
  }
  await desk.locator('[data-state=right]').getByText(review.states.right).waitFor()
  await button(page, review.leave).click()
  await page.getByText(review.progress.replace('{done}', '4').replace('{all}', '4')).waitFor()
})

test('two officers unseal', async () => {
  for (const who of ['outer', 'inner'] as const) {
    const { page } = people[who]
    await page.goto(`${contestUrl}/review`)
    await button(page, results.openMine).click()
    await page.getByLabel(results.passphrase, { exact: true }).fill(passphrases[who])
    await confirm(page, results.open)
  }
  const { page } = people.inner
  await page.getByText(contest.allDone).waitFor()
  await look(page, '33-unsealed')
  expect(await page.getByText(results.openMine).count()).toBe(0)
})

test('the standings are those that the test computed', async () => {
  const table = organiser.getByRole('table', { name: results.rank })
  await table.getByText('张小雨').waitFor()
  const rows = await table
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')))
  const expected = seats
    .map((seat) => ({ ...seat, total: seat.theory * 100 + seat.dictation }))
    .toSorted((a, b) => b.total - a.total)
    .map((seat, index) => [
      String(index + 1),
      seat.number,
      seat.name,
      inWords(seat.theory * 100),
      inWords(seat.dictation),
      inWords(seat.total),
    ])
  expect(rows.map((row) => [row[0], row[1], row[2], row[4], row[5], row[6]])).toEqual([
    ...expected,
    ['—', 'K04', '刘雨桐', '—', '—', results.attendance.absent],
  ])
  expect(seats.map(({ theory }) => theory)).toEqual([20, 12, 4])
  await look(organiser, '34-results')
  await table.getByText('张小雨').click()
  await organiser.getByText(results.why.replace('{points}', '40.00')).waitFor()
  await look(organiser, '35-why')
  await organiser.keyboard.press('Escape')
})

test('three sign with their passwords, the result is published, certificates are printed', async () => {
  for (const who of ['chiefJudge', 'supervisor', 'arbiter'] as const) {
    const { page, password } = people[who]
    await page.goto(`${contestUrl}/results`)
    await button(page, results.sign).click()
    await page.getByLabel(floor.password, { exact: true }).fill(password)
    if (who === 'arbiter') await look(page, '36-sign')
    await confirm(page, results.sign)
  }
  await button(organiser, results.publish).click()
  await confirm(organiser, results.publish)
  await organiser.getByText('已公布').first().waitFor()
  await look(organiser, '37-published')

  const stranger = await house.window()
  await stranger.goto(`/e/${slug}`)
  await look(stranger, '38-public')
  await stranger.goto(`/e/${slug}/results`)
  await stranger.getByText('张小雨').first().waitFor()
  await look(stranger, '39-public-results')
  await stranger.context().close()

  await step(organiser, 'archive')
  await look(organiser, '40-awards')
  const certificates = await organiser.getByRole('link', { name: results.certificates }).getAttribute('href')
  const pdf = await organiser.context().request.get(certificates!)
  expect(pdf.headers()['content-type']).toContain('application/pdf')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
})

test('the archive verifies; with one byte changed it does not, and the place is named', async () => {
  await button(organiser, results.make).click()
  await confirm(organiser, results.make)
  const [download] = await Promise.all([
    organiser.waitForEvent('download'),
    button(organiser, results.download).click(),
  ])
  const path = join(folder, 'archive.zip')
  await download.saveAs(path)
  await look(organiser, '41-archive')

  const outcome = await verifyArchive(path)
  expect(outcome).toMatchObject({ ok: true, manifest: { title } })
  const good = verify(path)
  expect(good).toMatchObject({ status: 0, stderr: '' })
  expect(good.stdout).toContain(title)

  const bytes = await readFile(path)
  bytes[Math.floor(bytes.length / 2)]! ^= 1
  const edited = join(folder, 'edited.zip')
  await writeFile(edited, bytes)
  const bad = verify(edited)
  expect(bad.status).toBe(1)
  expect(bad.stderr).toMatch(/\n {2}\S+: \S/)
  expect(house.troubles).toEqual([])
})

/** The command that the archive's page names. */
function verify(path: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(
    process.execPath,
    [join(import.meta.dirname, '..', 'packages', 'cli', 'leitai.ts'), 'verify', path],
    { encoding: 'utf8' },
  )
}
