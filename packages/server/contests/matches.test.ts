/** A match in its contest, over real sockets and a real database: who gets to it, what survives, what counts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal, type Actor } from '@leitai/core/run.ts'
import type { MatchView } from '@leitai/core/match/types.ts'
import { hostHand, matchContest, type MatchContest } from './testing/match-contest.ts'

interface Question {
  phase: string
  team: string | null
  number: number
  buzz: { opensAt: number | null }
  question: { text: string }
}
interface Lead {
  next: string | null
  question: Question | null
}

const seatHand = (code: string): Actor => ({ kind: 'seat', code })

const lead = async ({ server, runId }: MatchContest): Promise<Lead> => {
  const seen = await server.host.view(runId, { as: 'host', id: 'h' })
  return (seen!.view as MatchView<Lead>).work!.play
}

async function step(contest: MatchContest): Promise<void> {
  const { next } = await lead(contest)
  const refused = await contest.say(hostHand(contest.host.id), 'step', { step: next })
  if (refused !== null) throw new Error(`${next}: ${refused}`)
}

async function press(contest: MatchContest, code: string, afterLightMs: number): Promise<void> {
  const opensAt = (await lead(contest)).question!.buzz.opensAt!
  contest.clock.jump(Math.max(0, opensAt + afterLightMs - contest.clock.now()))
  const arrivedAt = opensAt + afterLightMs
  const answer = await contest.server.host.submit({
    runId: contest.runId,
    commandId: `press-${Math.random()}`,
    name: 'press',
    payload: {},
    by: seatHand(code),
    press: { claimedAt: arrivedAt - 0.5, roundTripMs: 1, arrivedAt },
  })
  if (isRefusal(answer)) throw new Error(answer.code)
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 60))

async function decided(contest: MatchContest): Promise<Question> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { question } = await lead(contest)
    if (question !== null && question.phase !== 'deciding' && question.phase !== 'armed') return question
    await settle()
  }
  throw new Error('nothing was decided')
}

describe('A5 who gets to a match', () => {
  let contest: MatchContest
  let codes: string[]
  beforeAll(async () => {
    contest = await matchContest()
    codes = [...contest.seats.keys()]
    await contest.act('openSession', { session: 's1' })
    await step(contest)
    await step(contest)
  })
  afterAll(() => contest?.stop())

  test('a team, a spectator and a judge of another panel call nothing of the host’s over their sockets', async () => {
    const { runId, server, seats, otherJudge, judge } = contest
    const team = contest.live(seats.get(codes[0]!)!, 'seat')
    team.watch(runId)
    await team.seen(runId, 'the match', () => true)
    const spectator = contest.live(server.browser(), 'person')
    spectator.watch(runId, 'screen')
    await spectator.seen(runId, 'the match', () => true)
    const stranger = contest.live(otherJudge, 'person')
    for (const live of [team, spectator, stranger])
      for (const [name, payload] of [
        ['step', { step: 'openBuzzer' }],
        ['rule', { no: 1, right: true }],
        ['undo', {}],
        ['correct', { code: codes[0], points: '10', reason: 'x' }],
        ['withdraw', { code: codes[1], reason: 'x' }],
        ['close', { reason: 'x' }],
      ] as const) {
        const outcome = await live.command(runId, name, payload)
        expect([name, outcome.ok]).toEqual([name, false])
      }
    const panel = contest.live(judge, 'person')
    panel.watch(runId, 'judge')
    await panel.seen(runId, 'the match', () => true)
    expect((await panel.command(runId, 'note', { text: '记录' })).ok).toBe(true)
    expect((await panel.command(runId, 'step', { step: 'openBuzzer' })).ok).toBe(false)
  })

  test('nobody subscribes to what is not theirs: a spectator as host or judge, a judge of another panel, a seat as host', async () => {
    const { runId, server, seats, otherJudge } = contest
    for (const [browser, as, viewer] of [
      [server.browser(), 'person', 'host'],
      [server.browser(), 'person', 'judge'],
      [otherJudge, 'person', 'judge'],
      [otherJudge, 'person', undefined],
      [seats.get(codes[0]!)!, 'seat', 'host'],
    ] as const) {
      const live = contest.live(browser, as)
      live.watch(runId, viewer)
      await live.until('an answer', () => live.gone.has(runId) || live.view(runId) !== null)
      const view = live.view<MatchView<{ key?: unknown }>>(runId)
      expect(view?.work?.play.key).toBeUndefined()
      expect(JSON.stringify(view ?? null)).not.toContain('KEY-')
      if (as === 'person') expect(view).toBeNull()
    }
  })

  test('the hall’s screen and a spectator’s page see the question, never its key', async () => {
    const { runId, server, organiser } = contest
    for (const browser of [server.browser(), organiser]) {
      const live = contest.live(browser, 'person')
      live.watch(runId, 'screen')
      const view = await live.seen<MatchView<Lead>>(runId, 'the match', () => true)
      expect(view.work!.play.question!.question.text).toMatch(/^第 \d+ 问$/)
      expect(JSON.stringify(view)).not.toContain('KEY-')
    }
  })
})

test('a match that is for the hall alone is nothing to the public', async () => {
  const contest = await matchContest('hall')
  try {
    expect(await contest.act('openSession', { session: 's1' })).toBeNull()
    const live = contest.live(contest.server.browser(), 'person')
    live.watch(contest.runId, 'screen')
    await live.until('an answer', () => live.gone.has(contest.runId))
    const hall = contest.live(contest.host, 'person')
    hall.watch(contest.runId, 'screen')
    await hall.seen(contest.runId, 'the match', () => true)
  } finally {
    await contest.stop()
  }
})

describe('F12 the server goes away inside the window of a buzzer', () => {
  test.each([
    ['a moment', 30, { phase: 'answering', number: 1 }],
    ['so long that presses may be missing', 8000, { phase: 'void', number: 1 }],
  ] as const)('for %s', async (_, awayMs, expected) => {
    const contest = await matchContest()
    try {
      // How long the machine takes for all this is not the question.
      contest.clock.setSpeed(0)
      expect(await contest.act('openSession', { session: 's1' })).toBeNull()
      const [first, second] = [...contest.seats.keys()]
      for (let steps = 0; steps < 3; steps += 1) await step(contest)
      await press(contest, second!, 205)
      await press(contest, first!, 207)
      expect((await lead(contest)).question!.phase).toBe('deciding')
      await contest.restart(awayMs)
      const question = await decided(contest)
      expect(question).toMatchObject(expected)
      if (expected.phase === 'answering') return expect(question.team).toBe(second)
      const before = question.question.text
      await step(contest)
      const again = (await lead(contest)).question!
      expect(again).toMatchObject({ phase: 'shown', number: 1 })
      expect(again.question.text).not.toBe(before)
    } finally {
      await contest.stop()
    }
  })
})

describe('what counts', () => {
  let contest: MatchContest
  beforeAll(async () => {
    contest = await matchContest()
    contest.clock.setSpeed(0)
  })
  afterAll(() => contest?.stop())

  test('C03.contest.score the match gives each team its own score, a team that leaves plays no more, the archive verifies', async () => {
    const { id, organiser, host, judge } = contest
    expect(await contest.act('openSession', { session: 's1' })).toBeNull()
    const [first, second, third] = [...contest.seats.keys()] as [string, string, string]
    await step(contest)
    for (const [code, right] of [
      [first, true],
      [second, false],
      [first, true],
      [second, true],
    ] as const) {
      await step(contest)
      await step(contest)
      await press(contest, code, 300)
      contest.clock.jump(100)
      expect((await decided(contest)).team).toBe(code)
      const no = (await contest.server.host.view(contest.runId, { as: 'host', id: 'h' }))!
      const asked = (no.view as MatchView<{ question: { no: number } }>).work!.play.question.no
      expect(
        await contest.say({ kind: 'person', id: judge.id, roles: ['judge'] }, 'rule', { no: asked, right }),
      ).toBeNull()
      await step(contest)
    }
    expect(await contest.act('giveTime', { session: 's1', codes: 'all', seconds: 60, reason: '补时' })).toBe(
      'hostGivesTime',
    )
    expect(await contest.act('setAttendance', { code: third, attendance: 'forfeited', reason: '退赛' })).toBeNull()
    expect(await contest.say(seatHand(third), 'press')).toBe('withdrawn')
    await step(contest)
    expect(await contest.say(hostHand(host.id), 'finish')).toBeNull()
    expect(
      await contest.act(
        'closeSession',
        { session: 's1', reason: '结束' },
        { kind: 'person', id: host.id, roles: ['host'] },
      ),
    ).toBeNull()
    await organiser.api.marking.close({ id, stage: 'final' })
    await organiser.api.results.compute({ id, stage: 'final' })
    const result = (await contest.state()).results['final']!
    expect([first, second].map((code) => result.scores[code]!['contest']!.points)).toEqual(['20', '0'])
    expect(result.heads.filter(({ runId }) => runId === contest.runId)).toHaveLength(1)
  })
})
