/**
 * The README's picture of a match: `node e2e/match-picture.ts` takes it again. Four invented teams on the buzzer; what is on the
 * hall's screen is a real match on a real server.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse } from 'yaml'
import { matchIdOf } from '@leitai/core/contest/reading.ts'
import { isRefusal, type Actor } from '@leitai/core/run.ts'
import type { QuizLeadView } from '@leitai/items/quiz/types.ts'
import { arrange } from './arrange.ts'
import { openHouse } from './house.ts'
import { until } from './people.ts'

const root = join(import.meta.dirname, '..')
const teams = ['澄湖花园队', '云栖里队', '滨江壹号队', '梧桐苑队']
const rulebook = `leitai: 1
id: C03
title: { zh: 物业客诉技能比武, en: "Property teams: handling complaints" }
entrants: { kind: team, teamSize: { min: 3, max: 3 }, entry: [list] }
sealing: { layers: 0 }
conduct: { fullScreen: false, paste: refuse }
stages:
  - id: final
    title: { zh: 知识竞赛, en: Knowledge contest }
    items:
      - id: contest
        type: quiz
        title: { zh: 知识竞赛, en: Knowledge contest }
        points: 100
        minutes: 60
        start: match
        options:
          rounds:
            - { kind: inTurn, questionsPerTeam: 2, seconds: 30, right: 10, wrong: 0 }
            - { kind: buzzer, questions: 20, seconds: 30, right: 10, wrong: -10 }
    ranking: { tieBreaks: [{ by: shared }] }
signatures: [chiefJudge]
`
/** Who is right when asked in turn, and when each team presses after the light. */
const right = [true, true, false, true, true, false, true, true]
const pressedAfterMs = {
  2: { 2: 310.2 },
  0: { 0: 287.6 },
  1: { 1: 231.4, 0: 268.6, 2: 344.2, 3: 402.7 },
} as const

const house = await openHouse()
try {
  const bank = parse(await readFile(join(root, 'content', 'quiz', 'property.yaml'), 'utf8')) as {
    questions: { kind: string; level: number; options?: string[] }[]
  }
  const choices = bank.questions.filter(({ kind }) => kind === 'single')
  const { id, act, slips } = await arrange(house, {
    title: '2026 年物业客诉技能比武',
    rulebook,
    materials: { contest: { type: 'quiz', body: () => ({ title: '物业题库', questions: choices }) } },
    entrants: teams.map((name) => ({ name, delegation: name.slice(0, -1), members: ['甲', '乙', '丙'] })),
  })
  const runId = matchIdOf(id, 'final', 'contest', 1)
  const host: Actor = { kind: 'person', id: 'host', roles: ['host'] }
  let sent = 0
  const send = async (by: Actor, name: string, payload: unknown, press?: { claimedAt: number; arrivedAt: number }) => {
    sent += 1
    const command = { runId, commandId: `picture-${sent}`, name, payload, by }
    const answer = await house.server.host.submit(
      press === undefined ? command : { ...command, press: { ...press, roundTripMs: 0.8 } },
    )
    if (isRefusal(answer)) throw new Error(`${name}: ${answer.code} ${answer.en}`)
  }
  const desk = async () => {
    const shown = await house.server.host.view(runId, { as: 'host', id: 'host' })
    return (shown!.view as QuizLeadView).work!.play
  }
  const step = async (wanted: string) => {
    await until(async () => (await desk()).next === wanted, `the desk offers ${wanted}`)
    await send(host, 'step', { step: wanted })
  }
  const ruling = async (isRight: boolean) => send(host, 'rule', { no: (await desk()).question!.no, right: isRight })

  await act('openSession', { session: 'contest' })
  await step('beginRound')
  for (const isRight of right) {
    await step('ask')
    await step('startClock')
    await ruling(isRight)
    await step('reveal')
  }
  await step('endRound')
  await step('beginRound')
  const screen = await house.window({ width: 960, height: 540, scale: 2 })
  await screen.goto(`/screen/${id}/stage`)
  const codes = slips.map(({ code }) => code)
  for (const [first, isRight] of [
    [2, true],
    [0, true],
    [1, null],
  ] as const) {
    await step('ask')
    await step('openBuzzer')
    const { opensAt } = (await desk()).question!.buzz!
    await Promise.all(
      Object.entries(pressedAfterMs[first]).map(async ([team, afterMs]) => {
        const claimedAt = opensAt! + afterMs
        await sleep(claimedAt - Date.now() + 1)
        await send({ kind: 'seat', code: codes[Number(team)]! }, 'press', {}, { claimedAt, arrivedAt: claimedAt + 0.5 })
      }),
    )
    await until(async () => (await desk()).question!.team === codes[first], 'somebody was first')
    if (isRight === null) break
    await ruling(isRight)
    await step('reveal')
  }
  await screen.getByText(teams[1]!).first().waitFor()
  await screen.waitForTimeout(3000)
  await screen.screenshot({ path: join(root, 'docs', 'pictures', 'hall.png') })
} finally {
  await house.stop()
}
