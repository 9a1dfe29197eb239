/**
 * A live quiz: 200 and 1,000 players answer in one moment and then all are told the result. Leitai keeps every answer before
 * it acknowledges it; beside it, in the same run and in turns, a plain `ws` server that only echoes and broadcasts.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { everySeat, asPerson, asSeat } from '@leitai/server/runs/testing/world.ts'
import type { CrowdQuestion, CrowdSetup } from './crowd-players.ts'
import { median, prepare } from './ground.ts'

const sizes = (process.env['PLAYERS'] ?? '200,1000').split(',').map(Number)
const questions = Number(process.env['QUESTIONS'] ?? 7)
const leadMs = 100

const ground = await prepare(0)
const children: ChildProcess[] = []
try {
  const table: Record<string, Record<string, number>> = {}
  const messagesEach: number[] = []
  let worst = 0
  let refused = 0
  for (const count of sizes) {
    const { server } = ground
    const contestId = `crowd${count}`
    const runId = `${contestId}:s1:quiz:${everySeat}`
    await server.ask({ createAll: [quizOf(contestId, runId)], open: [runId] })
    const people = {
      players: Array.from({ length: count }, (_, i) => ({ headers: asSeat(contestId, `P${i + 1}`) })),
      host: { headers: asPerson(contestId, 'host', ['staff', 'host']) },
      runId,
      questions,
    }
    const ours = await crowd({ ...people, url: server.url, steps: ['ask', 'openBuzzer'], leadMs })
    const cpuOf = async () => (await server.ask({})).cpuMs
    // as many bytes as ours sends
    const first = await ours(1)
    const answer = first.samples.answer.replace(/"commandId":"[^"]*"/, '"commandId":"ID"')
    const floorServer = start('crowd-floor.ts', [answer, first.samples.result])
    const { url } = (await floorServer.next()) as { url: string }
    const floor = await crowd({ ...people, url, steps: [], leadMs: 0 })
    await floor(1)

    const measured = {
      ours: [] as CrowdQuestion[],
      floor: [] as CrowdQuestion[],
      cpu: [] as number[],
      floorCpu: [] as number[],
    }
    for (let no = 2; no <= questions; no += 1) {
      const before = await cpuOf()
      measured.ours.push(await ours(no))
      measured.cpu.push((await cpuOf()) - before)
      const floorBefore = ((await floorServer.ask()) as { cpuMs: number }).cpuMs
      measured.floor.push(await floor(no))
      measured.floorCpu.push(((await floorServer.ask()) as { cpuMs: number }).cpuMs - floorBefore)
    }
    table[`${count} players, Leitai`] = row(measured.ours, measured.cpu)
    table[`${count} players, plain ws`] = row(measured.floor, measured.floorCpu)
    const last = (of: CrowdQuestion[]) => median(of.map(({ resultMs }) => Math.max(...resultMs)))
    worst = Math.max(worst, last(measured.ours) / last(measured.floor))
    messagesEach.push(median(measured.ours.map(({ messages }) => messages)) / count)
    refused += measured.ours.reduce((sum, one) => sum + one.refused, 0)
    for (const child of children.splice(0)) child.kill()
  }
  console.log(
    `Each the median of ${questions - 1} questions, ms; CPU of the server process with the question's whole course`,
  )
  console.table(table)
  console.log(
    `result to the last player: ${round(worst)}× of the floor at most (at most 3×); messages a player and question: ${messagesEach.map(round).join(', ')}; refused ${refused}`,
  )
  const grows = Math.max(...messagesEach) / Math.min(...messagesEach)
  if (worst > 3 || grows > 1.25 || refused > 0) process.exitCode = 1
} finally {
  for (const child of children) child.kill()
  await ground.end()
}

function quizOf(contestId: string, runId: string) {
  return {
    runId,
    contestId,
    type: 'quiz',
    options: {
      setup: {
        number: 1,
        title: { zh: '全员答题', en: 'Everybody' },
        teams: [],
        crowd: true,
        used: { byMatches: [], byOtherItems: [] },
        seconds: 3600,
      },
      item: {
        rounds: [{ kind: 'everybody', questions, seconds: 60, right: '10', speedPercent: 50 }],
        crowd: true,
        spares: 0,
        leadMs,
      },
    },
    material: {
      title: '题库',
      questions: Array.from({ length: questions + 2 }, (_, i) => ({
        id: `q${i + 1}`,
        kind: 'single',
        text: `第 ${i + 1} 题：客户因物流延误来电投诉，情绪激动，客服代表首先应当怎样做？`,
        options: ['先道歉并复述客户的问题', '请客户稍后再拨', '直接转接给班长', '解释这不是本部门的责任'],
        answer: i % 4,
      })),
    },
    itemSeed: 'bench',
  }
}

async function crowd(setup: CrowdSetup): Promise<(no: number) => Promise<CrowdQuestion>> {
  const players = start('crowd-players.ts', [JSON.stringify(setup)])
  await players.next()
  return async (no) => (await players.ask(no)) as CrowdQuestion
}

function start(file: string, args: string[]) {
  const child = fork(join(import.meta.dirname, file), args, { stdio: 'inherit', execArgv: [] })
  children.push(child)
  const ended = new Promise<never>((_, reject) =>
    child.once('exit', (code) => reject(new Error(`${file} ended (${code})`))),
  )
  ended.catch(() => {})
  const next = () => Promise.race([new Promise<unknown>((resolve) => child.once('message', resolve)), ended])
  const ask = (message: number | string = '') => {
    const answer = next()
    child.send(message)
    return answer
  }
  return { next, ask }
}

function row(of: CrowdQuestion[], cpu: number[]): Record<string, number> {
  const acknowledged = of.flatMap(({ acknowledgedMs }) => acknowledgedMs).toSorted((a, b) => a - b)
  const results = of.flatMap(({ resultMs }) => resultMs).toSorted((a, b) => a - b)
  const at = (sorted: number[], share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!)
  return {
    'ack p50': at(acknowledged, 0.5),
    'ack p99': at(acknowledged, 0.99),
    'result p50': at(results, 0.5),
    'result p99': at(results, 0.99),
    'result to the last': round(median(of.map(({ resultMs }) => Math.max(...resultMs)))),
    'first answer to last result': round(median(of.map(({ wholeMs }) => wholeMs))),
    messages: median(of.map(({ messages }) => messages)),
    CPU: round(median(cpu)),
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
