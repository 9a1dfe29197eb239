/**
 * The pictures of the README: `node e2e/pictures.ts` takes them again. Twenty-four invented entrants on an invented
 * Saturday; what is on the screens is a real contest on a real server, only its clock is moved along.
 */
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { runIdOf } from '@leitai/core/contest/reading.ts'
import { isRefusal } from '@leitai/core/run.ts'
import { chance } from '@leitai/core/seed.ts'
import { dictationFields, type DictationField } from '@leitai/items/dictation/types.ts'
import type { Question } from '@leitai/items/exam/types.ts'
import { virtualClock } from '@leitai/server/clock/virtual-clock.ts'
import { floorPageWords } from '../packages/web/organiser/floor/words.ts'
import { apiOf, arrange, signedIn } from './arrange.ts'
import { answerByLetters, nextQuestion, signInSeat } from './contestant.ts'
import { desk, openHouse } from './house.ts'
import { until } from './people.ts'

const root = join(import.meta.dirname, '..')
const pictures = join(root, 'docs', 'pictures')
const minute = 60_000
const records = 4
const rulebook = `leitai: 1
id: C20
title: { zh: 客户信息服务市赛, en: "Customer information service, city contest" }
entrants: { kind: individual, entry: [list] }
sealing: { layers: 2 }
conduct: { fullScreen: false, paste: refuse }
stages:
  - id: final
    title: { zh: 决赛, en: Final }
    items:
      - { id: knowledge, type: exam, title: { zh: 知识测试, en: Knowledge test }, points: 60, minutes: 30, options: { paper: { by: all }, samePaper: true, shuffleQuestions: false, shuffleOptions: false, onePerPage: true } }
      - { id: dictation, type: dictation, title: { zh: 听打录入, en: Dictation }, points: 40, minutes: 20, options: { replays: 2, goBack: true } }
    ranking: { tieBreaks: [{ by: timeUsed }, { by: shared }] }
awards:
  - { by: percent, id: first, title: { zh: 一等奖, en: First prize }, percent: 10, coachToo: true }
  - { by: percent, id: second, title: { zh: 二等奖, en: Second prize }, percent: 20, coachToo: true }
  - { by: percent, id: third, title: { zh: 三等奖, en: Third prize }, percent: 30, coachToo: true }
signatures: [chiefJudge, supervisor, arbiter]
`

// a Saturday morning in Shanghai
const clock = virtualClock(Date.UTC(2026, 11, 5, 1, 0, 0))
const house = await openHouse(clock)
try {
  await mkdir(pictures, { recursive: true })
  const bank = (
    parse(await readFile(join(root, 'content', 'service-theory', 'communication.yaml'), 'utf8')) as {
      questions: Question[]
    }
  ).questions.filter(({ kind }) => kind === 'single' || kind === 'multiple' || kind === 'trueFalse')
  const { entrants } = parse(await readFile(join(root, 'content', 'people', 'roster.yaml'), 'utf8')) as {
    entrants: { name: string; delegation: string }[]
  }
  const paper = (
    parse(await readFile(join(root, 'content', 'dictation', 'paper-a.yaml'), 'utf8')) as {
      records: (Record<DictationField, string> & { id: string; audio: string })[]
    }
  ).records.slice(0, records)
  const contest = await arrange(house, {
    title: '2026 年客户信息服务技能邀请赛',
    rulebook,
    materials: {
      knowledge: { type: 'exam', body: () => ({ questions: bank.map((one) => ({ ...one, chapter: '沟通技巧' })) }) },
      dictation: {
        type: 'dictation',
        body: async (api) => ({
          records: await Promise.all(
            paper.map(async ({ audio, ...record }) => {
              const content = await readFile(join(root, 'content', 'dictation', audio))
              return {
                ...record,
                audio: await api.materials.upload({
                  file: new File([new Uint8Array(content)], 'a.mp3', { type: 'audio/mpeg' }),
                }),
              }
            }),
          ),
        }),
      },
    },
    entrants: entrants.map(({ name, delegation }) => ({ name, delegation })),
  })
  const { id, slug, api, act, slips } = contest
  const officials = { chiefJudge: '周正', supervisor: '吴明', arbiter: '郑平' } as const
  const passwords = new Map<string, string>()
  for (const [role, name] of Object.entries(officials) as [keyof typeof officials, string][]) {
    const { password } = await api.people.add({ id, name, username: role.toLowerCase(), delegation: '', roles: [role] })
    passwords.set(role, password!)
  }

  const screen = await house.window({ width: 1920, height: 1080 })
  await screen.goto(`/screen/${id}/draw`)
  await screen
    .locator('li[data-shown]')
    .nth(entrants.length - 1)
    .waitFor({ state: 'visible' })
  await screen.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))
  await screen.screenshot({ path: join(pictures, 'draw.png') })

  const dice = chance('pictures')
  const share = () => dice.below(10_000) / 10_000
  const skill = new Map(slips.map(({ code }) => [code, 0.62 + share() * 0.36]))
  const send = async (code: string, item: string, name: string, payload: unknown) => {
    const answer = await house.server.host.submit({
      runId: runIdOf(id, 'final', item, code),
      commandId: `picture-${code}-${item}-${name}-${share()}`,
      name,
      payload,
      by: { kind: 'seat', code },
    })
    if (isRefusal(answer)) throw new Error(`${code} ${name}: ${answer.code} ${answer.en}`)
  }
  const answer = async (code: string, question: Question) => {
    if (question.kind !== 'single' && question.kind !== 'multiple' && question.kind !== 'trueFalse') return
    const right = share() < skill.get(code)!
    const wrong =
      question.kind === 'trueFalse' ? !question.key : 'ABCD'.replaceAll(String(question.key), '').slice(0, 1)
    await send(code, 'knowledge', 'answer', { question: question.id, value: right ? question.key : wrong, revision: 1 })
  }

  // everybody is at a seat; the first of them in a window of which a picture is taken
  const sockets: WebSocket[] = []
  for (const { code, pin } of slips.slice(1)) sockets.push(await connect(code, pin))
  const contestant = await house.window({ ...desk, scale: 2 })
  await act('openSession', { session: 'knowledge' })
  await signInSeat(contestant, slug, slips[0]!.code, slips[0]!.pin)
  await contestant.locator('[data-current] article').waitFor()
  clock.jump(7 * minute)
  for (let turn = 0; turn < 13; turn += 1) {
    await answerByLetters(contestant, bank, true)
    await nextQuestion(contestant)
  }
  await answerByLetters(contestant, bank, true)
  await contestant.locator('header output[data-state=saved]').waitFor()
  await contestant.screenshot({ path: join(pictures, 'contestant.png') })

  const answered = new Map<string, number>()
  for (const { code } of slips.slice(1)) {
    const count = 8 + Math.floor(share() * 20)
    answered.set(code, count)
    for (const question of bank.slice(0, count)) await answer(code, question)
  }
  // as rooms are: some are done early, one has left the window
  const early = new Set(slips.slice(5, 8).map(({ code }) => code))
  for (const code of early) {
    for (const question of bank.slice(answered.get(code)!)) await answer(code, question)
    await send(code, 'knowledge', 'submit', {})
  }
  await send(slips[11]!.code, 'knowledge', 'reportIncident', { kind: 'windowLost' })
  const organiser = await house.window({ ...desk, scale: 2 })
  await organiser.context().addCookies(await contest.organiser.cookies())
  await organiser.goto(`/contests/${id}/sessions`)
  await organiser.getByRole('tab', { name: floorPageWords.zh.sessionsTabs.room }).click()
  await organiser.getByText(`在线 ${slips.length}`).waitFor()
  await organiser.screenshot({ path: join(pictures, 'organiser.png') })

  const late = slips.filter(({ code }) => !early.has(code))
  for (const { code } of late) {
    for (const question of bank.slice(answered.get(code) ?? 14)) await answer(code, question)
  }
  for (const { code } of late.toSorted(() => share() - 0.5)) {
    clock.jump(Math.round(share() * 0.9 * minute))
    await send(code, 'knowledge', 'submit', {})
  }
  await act('closeSession', { session: 'knowledge', reason: '全部交卷' })
  await act('openSession', { session: 'dictation' })
  for (const { code } of slips) {
    for (const record of paper) {
      for (const field of dictationFields) {
        const value = [...record[field]].filter(() => share() < 0.9 + skill.get(code)! * 0.1).join('')
        await send(code, 'dictation', 'enter', { record: record.id, field, value, revision: 1 })
      }
    }
  }
  clock.jump(9 * minute)
  for (const { code } of slips) {
    clock.jump(Math.round(share() * 0.4 * minute))
    await send(code, 'dictation', 'submit', {})
  }
  await act('closeSession', { session: 'dictation', reason: '全部交卷' })
  await api.marking.close({ id, stage: 'final' })
  await api.results.compute({ id, stage: 'final' })
  await contest.unseal()
  for (const role of ['chiefJudge', 'supervisor'] as const) {
    const own = await signedIn(house, role.toLowerCase(), passwords.get(role)!)
    await own.results.sign({ id, stage: 'final', role, password: passwords.get(role)! })
  }
  await organiser.goto(`/contests/${id}/results`)
  await organiser.getByText(officials.supervisor).waitFor()
  await organiser.locator('tbody tr').nth(5).waitFor()
  await organiser.screenshot({ path: join(pictures, 'results.png') })
  for (const socket of sockets) socket.close()

  async function connect(code: string, pin: string): Promise<WebSocket> {
    const page = await house.window()
    const context = page.context()
    await page.close()
    let cookie = ''
    const seat = apiOf(context, house.server.url, (response) => {
      cookie = response.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ')
    })
    await seat.seat.signIn({ contest: slug, code, pin })
    // Node's own socket takes headers; the browser's type, which is all that is known here, does not say so
    const socket = Reflect.construct(WebSocket, [
      `${house.server.url.replace('http', 'ws')}/live?as=seat`,
      { headers: { cookie } },
    ]) as WebSocket
    await until(async () => socket.readyState === WebSocket.OPEN, `${code} is connected`)
    socket.send(JSON.stringify({ t: 'watch', runId: runIdOf(id, 'final', 'knowledge', code), version: 0 }))
    await context.close()
    return socket
  }
} finally {
  await house.stop()
}
