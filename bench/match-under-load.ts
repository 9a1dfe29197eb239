/**
 * A quiz match with four seats, while the same server process does something else: nothing; 1,000 contestants who save an
 * answer every second each; a disk that takes 600 ms over one write, in turns as the host opens the buzzer and as the teams
 * press; both. Two press 10 ms apart, and the first one's frame is held until the second one's has come; the others follow.
 *
 * Limits: the verdict is on every seat within a second of the last press, nobody wins who was not first, and every seat knows
 * of the light before it goes on.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { networks } from '@leitai/core/match/fair-order.ts'
import { asPerson, asSeat, everySeat } from '@leitai/server/runs/testing/world.ts'
import { drive, prepare } from './ground.ts'
import { Person } from './match-players.ts'

const savers = Number(process.env['SAVERS'] ?? 1000)
const seconds = Number(process.env['SECONDS_EACH'] ?? 45)
const stallMs = Number(process.env['STALL_MS'] ?? 600)
const mostVerdictMs = 1000
const leadMs = 500
const codes = ['A1', 'A2', 'A3', 'A4']
/** When each presses after the light, and how long its frame is held: the earliest comes last of the first two. */
const presses = [
  { afterMs: 200, heldMs: 18 },
  { afterMs: 210, heldMs: 0 },
  { afterMs: 225, heldMs: 0 },
  { afterMs: 230, heldMs: 0 },
]
/**
 * A frame that this program itself sends later than that, because the machine gave it no time, is later than the network is said
 * to make it: nobody can tell it from a cheat's, and the rules do not believe it. Counted apart.
 */
const heldAtMostMs = networks.wifi.slackMs - 2
/** Saves go on for longer than the match: it sets up and takes the seats first. */
const aroundMs = 4000

interface Measured {
  questions: number
  /** Of presses. */
  acknowledgedMs: number[]
  /** From the host's word until a seat knows of the light. */
  toldMs: number[]
  /** What is left then until the light goes on. */
  beforeLightMs: number[]
  /** From the last press until a seat sees whose it is. */
  verdictMs: number[]
  wrong: number
  heldTooLong: number
  level: number
  refused: number
  loopP99Ms: number
}

const ground = await prepare(savers)
try {
  const { server } = ground

  async function match(name: string, stalls: boolean): Promise<Measured> {
    const contestId = `match-${name}`
    const runId = `${contestId}:s1:quiz:${everySeat}`
    await server.ask({ createAll: [quizOf(contestId, runId)], open: [runId] })
    const seats = codes.map((code) => new Person(server.url, asSeat(contestId, code), runId))
    const desk = new Person(server.url, asPerson(contestId, 'desk', ['host', 'judge']), runId, 'judge')
    const everybody = [...seats, desk]
    await Promise.all(everybody.map(({ ready }) => ready))
    const out: Measured = {
      questions: 0,
      acknowledgedMs: [],
      toldMs: [],
      beforeLightMs: [],
      verdictMs: [],
      wrong: 0,
      heldTooLong: 0,
      level: 0,
      refused: 0,
      loopP99Ms: 0,
    }
    const step = async (name: string) => {
      await desk.until(() => desk.lead.next === name)
      desk.command('step', { step: name })
    }

    async function question(no: number): Promise<void> {
      await step('ask')
      await Promise.all(seats.map((seat) => seat.until(({ question }) => question?.phase === 'shown')))
      // the host reads it out
      await sleep(250)
      if (stalls && no % 2 === 0) await server.ask({ stallMs })
      const before = seats.map(({ lights }) => lights.length)
      const saidAt = performance.now()
      await step('openBuzzer')
      const told = await Promise.all(seats.map((seat, i) => seat.until(() => seat.lights.length > before[i]!)))
      out.toldMs.push(...told.map((at) => at - saidAt))

      const { opensAt } = seats[0]!.lights.at(-1)!
      // another one is first each time, so that no order of names hides a mistake
      const order = seats.map((_, i) => seats[(no + i) % seats.length]!)
      const left = order.map((seat, i) => seat.press(opensAt + presses[i]!.afterMs, presses[i]!.heldMs))
      if (stalls && no % 2 === 1) {
        // the first press to come waits for the disk, and the others behind it
        await sleep(Math.max(0, opensAt + presses[0]!.afterMs - seats[0]!.now()))
        await server.ask({ stallMs })
      }
      const sent = await Promise.all(left)
      const lastAt = Math.max(...sent.map(({ leftAt }) => leftAt))
      const decided = await Promise.all(
        seats.map((seat) => seat.until(({ question }) => question?.phase === 'answering' || isLevel(question))),
      )
      out.verdictMs.push(...decided.map((at) => at - lastAt))
      out.questions += 1
      const { question } = seats[0]!.play!
      if (isLevel(question)) {
        out.level += 1
        if (sent[0]!.heldMs > heldAtMostMs) out.heldTooLong += 1
        desk.command('voidQuestion', { no: question!.no, reason: 'level' })
      } else {
        const isWrong = question!.team !== codes[no % codes.length]
        if (sent[0]!.heldMs > heldAtMostMs) out.heldTooLong += 1
        else if (isWrong) {
          out.wrong += 1
          console.log(`wrong winner ${question!.team}: ${JSON.stringify(desk.lead.presses)}`)
        }
        await desk.until(() => desk.lead.rule !== null)
        desk.command('rule', { no: question!.no, right: true })
        await step('reveal')
      }
    }

    await step('beginRound')
    await server.ask({ reset: true })
    const until = performance.now() + seconds * 1000
    while (performance.now() < until) await question(out.questions)
    out.loopP99Ms = (await server.ask({})).delay.p99
    for (const one of everybody) {
      out.acknowledgedMs.push(...one.pressesAcknowledgedMs)
      out.refused += one.refusals.length
      if (one !== desk) out.beforeLightMs.push(...one.lights.map(({ opensAt, toldAt }) => opensAt - toldAt))
      one.close()
    }
    return out
  }

  async function besideSaves(name: string, stalls: boolean): Promise<Measured> {
    const going = Promise.withResolvers<void>()
    const load = drive(
      { url: server.url, seats: ground.seats, seconds: seconds + (2 * aroundMs) / 1000, pace: { everyMs: 1000 } },
      async () => going.resolve(),
    )
    await Promise.race([going.promise, load])
    const measured = await match(name, stalls)
    const { saves, seconds: lasted, p99Ms, refused } = await load
    console.log(
      `${name}: ${(saves / lasted).toFixed(0)} saves/s, acknowledged p99 ${p99Ms.toFixed(0)} ms, refused ${refused}`,
    )
    return measured
  }

  console.log(`${codes.length} seats, ${seconds} s each; ms, and in brackets how many times as long as beside nothing`)
  const stalled = `one write of ${stallMs} ms a question`
  const idle = await match('idle', false)
  const measured: Record<string, Measured> = {
    'beside nothing': idle,
    [`beside ${savers} saves/s`]: await besideSaves('saves', false),
    [stalled]: await match('stall', true),
    [`both`]: await besideSaves('both', true),
  }
  const beside = (of: (measured: Measured) => number, one: Measured) => {
    const [value, alone] = [of(one), of(idle)]
    return one === idle ? value.toFixed(1) : `${value.toFixed(1)} (${(value / alone).toFixed(1)}×)`
  }
  const rows = Object.entries(measured).map(([name, one]): [string, Record<string, string | number>] => [
    name,
    {
      questions: one.questions,
      'press p50': beside(({ acknowledgedMs }) => at(acknowledgedMs, 0.5), one),
      'press p99': beside(({ acknowledgedMs }) => at(acknowledgedMs, 0.99), one),
      'light told p99': beside(({ toldMs }) => at(toldMs, 0.99), one),
      'before the light, least': at(one.beforeLightMs, 0).toFixed(0),
      'lights late': late(one),
      'verdict p50': beside(({ verdictMs }) => at(verdictMs, 0.5), one),
      'verdict p99': beside(({ verdictMs }) => at(verdictMs, 0.99), one),
      'wrong winners': one.wrong,
      level: one.level,
      'sent too late to be believed': one.heldTooLong,
      'loop p99': beside(({ loopP99Ms }) => loopP99Ms, one),
    },
  ])
  console.table(Object.fromEntries(rows))
  const all = Object.values(measured)
  const worstMs = Math.max(...all.map(({ verdictMs }) => at(verdictMs, 1)))
  const sum = (of: (measured: Measured) => number) => all.reduce((total, one) => total + of(one), 0)
  const [lates, wrong, refused] = [sum(late), sum((one) => one.wrong), sum((one) => one.refused)]
  console.log(
    `slowest verdict ${worstMs.toFixed(0)} ms (limit ${mostVerdictMs}); wrong winners ${wrong}, lights late ${lates}, refused ${refused} (limit 0 each)`,
  )
  if (worstMs > mostVerdictMs || wrong > 0 || lates > 0 || refused > 0) process.exitCode = 1
} finally {
  await ground.end()
}

function isLevel(question: { buzz: { level: string[] } | null } | null): boolean {
  return (question?.buzz?.level.length ?? 0) > 0
}

function late({ beforeLightMs }: Measured): number {
  return beforeLightMs.filter((ms) => ms <= 0).length
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function quizOf(contestId: string, runId: string) {
  // as many as could be asked in the time
  const count = Math.max(20, seconds * 2)
  return {
    runId,
    contestId,
    type: 'quiz',
    options: {
      setup: {
        number: 1,
        title: { zh: '决赛', en: 'Final' },
        teams: codes.map((code) => ({ code, name: `${code} 队`, delegation: null, members: [] })),
        crowd: false,
        used: { byMatches: [], byOtherItems: [] },
        seconds: 3600,
      },
      item: {
        rounds: [{ kind: 'buzzer', questions: count, seconds: 30, right: '10', wrong: '-10', opens: 'host' }],
        spares: 20,
        network: 'wifi',
        leadMs,
      },
    },
    material: {
      title: '题库',
      questions: Array.from({ length: count + 20 }, (_, i) => ({
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
