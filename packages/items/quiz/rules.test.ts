import { describe, expect, test } from 'vitest'
import {
  host,
  judge,
  mayKnowKeys,
  PlayedMatch,
  seatOf,
  server,
  sumsUp,
  viewers,
} from '@leitai/core/match/testing/played-match.ts'
import type { LeadPlay, QuizLeadView, QuizOptions, QuizTeamView, TeamPlay } from './types.ts'
import { rules } from './rules.ts'

const material = {
  title: '题库',
  questions: Array.from({ length: 90 }, (_, index) => ({
    id: `q${String(index + 1).padStart(2, '0')}`,
    kind: 'single',
    text: `第 ${index + 1} 问`,
    options: ['甲', '乙', '丙', '丁'],
    answer: index % 4,
    level: 1 + (index % 3),
    explanation: `KEY-${index + 1}`,
  })),
}

const c03 = {
  rounds: [
    {
      kind: 'inTurn',
      questionsPerTeam: 3,
      membersInTurn: true,
      seconds: 30,
      right: 10,
      wrong: 0,
      clause: 'C03.contest.inTurn',
    },
    { kind: 'buzzer', questions: 20, seconds: 30, right: 10, wrong: -10, opens: 'host', clause: 'C03.contest.buzzer' },
    { kind: 'risk', packQuestions: [5, 10, 15], wrong: 'loseRound', mayStop: true, clause: 'C03.contest.risk' },
  ],
}

function played(options: unknown, teams = ['A', 'B', 'C'], more: object = {}) {
  return new PlayedMatch(rules, { options, material, teams, ...more })
}

const lead = (match: PlayedMatch): LeadPlay => match.view<QuizLeadView>({ as: 'host', id: 'h1' }).work!.play
const seat = (match: PlayedMatch, code: string): TeamPlay =>
  match.view<QuizTeamView>({ as: 'contestant', code }).work!.play
const step = (match: PlayedMatch, name = lead(match).next!) => match.must(host, 'step', { step: name })
const rule = (match: PlayedMatch, right: boolean) => match.must(judge, 'rule', { no: lead(match).question!.no, right })

/** The question that is on is asked, opened and pressed by these, so long after the light. */
function buzz(match: PlayedMatch, presses: readonly (readonly [string, number])[]) {
  step(match, 'ask')
  step(match, 'openBuzzer')
  const light = lead(match).question!.buzz!.opensAt!
  for (const [code, after] of presses) {
    match.pass(Math.floor(light + after) - match.now)
    match.must(seatOf(code), 'press', {}, { claimedAt: light + after, arrivedAt: light + after + 0.5 })
  }
  match.pass(100)
}

const only = (round: object, more: Partial<Record<keyof QuizOptions, unknown>> = {}) => ({ rounds: [round], ...more })
const buzzerRound = { kind: 'buzzer', questions: 3, seconds: 30, right: 10, wrong: -10, clause: 'C03.contest.buzzer' }

describe('C03.contest.inTurn every team three questions, its members in turn', () => {
  test('the order is by team, the member changes with the round of questions, right +10, wrong 0', () => {
    const match = played(only(c03.rounds[0]!))
    step(match, 'beginRound')
    const asked: string[] = []
    for (let turn = 0; turn < 9; turn += 1) {
      step(match, 'ask')
      const { team, member } = lead(match).question!
      asked.push(`${team}/${member}`)
      step(match, 'startClock')
      rule(match, turn % 2 === 0)
      step(match, 'reveal')
    }
    expect(asked).toEqual(['A/A1', 'B/B1', 'C/C1', 'A/A2', 'B/B2', 'C/C2', 'A/A3', 'B/B3', 'C/C3'])
    expect(['A', 'B', 'C'].map((code) => match.points(code))).toEqual(['20', '10', '20'])
    expect(lead(match).next).toBe('endRound')
  })

  test('30 seconds: time that is up leaves the word to the judges, who heard whether it came in time', () => {
    const match = played(only(c03.rounds[0]!))
    step(match, 'beginRound')
    step(match, 'ask')
    step(match, 'startClock')
    match.pass(29_999)
    expect(lead(match).question!.phase).toBe('answering')
    match.pass(1)
    expect(lead(match).question!.phase).toBe('judging')
    rule(match, true)
    expect(match.points('A')).toBe('10')
  })

  test('with keys nothing chosen in time is wrong, and what is chosen is judged at once', () => {
    const match = played(only({ ...c03.rounds[0], answer: 'keys', wrong: -5 }))
    step(match, 'beginRound')
    step(match, 'ask')
    step(match, 'startClock')
    match.pass(30_000)
    expect(lead(match).question!.phase).toBe('ruled')
    expect(match.points('A')).toBe('-5')
    step(match, 'reveal')
    step(match, 'ask')
    step(match, 'startClock')
    const key = lead(match).key!.places
    expect(match.refused(seatOf('A'), 'answer', { no: 2, choice: key })).toBe('notYourTurn')
    match.must(seatOf('B'), 'answer', { no: 2, choice: key })
    expect(match.points('B')).toBe('10')
  })

  test('a team that withdrew is passed over', () => {
    const match = played(only(c03.rounds[0]!))
    match.must(server, 'withdraw', { code: 'B', reason: '弃权' })
    step(match, 'beginRound')
    const teams: (string | null)[] = []
    while (lead(match).next === 'ask') {
      step(match, 'ask')
      teams.push(lead(match).question!.team)
      step(match, 'startClock')
      rule(match, true)
      step(match, 'reveal')
    }
    expect(teams).toEqual(['A', 'C', 'A', 'C', 'A', 'C'])
    expect(match.refused(seatOf('B'), 'press', {})).toBe('withdrawn')
  })
})

describe('C03.contest.buzzer right +10, wrong −10, open at the host’s word', () => {
  test('the earliest press has it whatever the order of arrival; the margin is told', () => {
    const match = played(only(buzzerRound))
    step(match, 'beginRound')
    step(match, 'ask')
    step(match, 'openBuzzer')
    const light = lead(match).question!.buzz!.opensAt!
    expect(light).toBe(match.now + 500)
    match.must(seatOf('B'), 'press', {}, { claimedAt: light + 237, arrivedAt: light + 238 })
    match.must(seatOf('A'), 'press', {}, { claimedAt: light + 200, arrivedAt: light + 205 })
    match.pass(light + 300 - match.now)
    const { question } = lead(match)
    expect(question).toMatchObject({ phase: 'answering', team: 'A', buzz: { marginMs: 37 } })
    expect(question!.buzz!.presses.map(({ code, afterMs }) => [code, afterMs])).toEqual([
      ['A', 200],
      ['B', 237],
    ])
    rule(match, true)
    expect([match.points('A'), match.points('B')]).toEqual(['10', '0'])
  })

  test('a wrong answer costs ten and the question is over', () => {
    const match = played(only(buzzerRound))
    step(match, 'beginRound')
    buzz(match, [
      ['C', 300],
      ['A', 330],
    ])
    rule(match, false)
    expect(lead(match).question!.phase).toBe('ruled')
    expect(match.points('C')).toBe('-10')
  })

  test('where the rulebook lets the next one answer, whoever pressed next does', () => {
    const match = played(only({ ...buzzerRound, next: true }))
    step(match, 'beginRound')
    buzz(match, [
      ['C', 300],
      ['A', 330],
    ])
    rule(match, false)
    expect(lead(match).question).toMatchObject({ phase: 'answering', team: 'A' })
    rule(match, true)
    expect([match.points('C'), match.points('A')]).toEqual(['-10', '10'])
  })

  test('a press before the light is a foul: out of this question, points where the rulebook says; the next question is open again', () => {
    const match = played(only({ ...buzzerRound, foul: { points: -5, out: true } }))
    step(match, 'beginRound')
    step(match, 'ask')
    match.must(seatOf('A'), 'press', {})
    expect(seat(match, 'A').own).toMatchObject({ fouled: true, may: [] })
    expect(match.points('A')).toBe('-5')
    step(match, 'openBuzzer')
    const light = lead(match).question!.buzz!.opensAt!
    match.must(seatOf('B'), 'press', {}, { claimedAt: light - 40, arrivedAt: light - 39 })
    expect(match.act(seatOf('A'), 'press', {}, { claimedAt: light + 1, arrivedAt: light + 2 })).toEqual([])
    match.must(seatOf('C'), 'press', {}, { claimedAt: light + 500, arrivedAt: light + 501 })
    match.pass(2000)
    expect(lead(match).question).toMatchObject({ team: 'C', buzz: { fouls: ['A', 'B'], out: ['A', 'B'] } })
    rule(match, true)
    step(match, 'reveal')
    step(match, 'ask')
    expect(seat(match, 'A').own.may).toContain('press')
  })

  test('nobody presses: the question goes unanswered; all out: at once', () => {
    const match = played(only(buzzerRound))
    step(match, 'beginRound')
    step(match, 'ask')
    step(match, 'openBuzzer')
    match.pass(16_000)
    expect(lead(match).question).toMatchObject({ phase: 'ruled', team: null })
    step(match, 'reveal')
    step(match, 'ask')
    for (const code of ['A', 'B', 'C']) match.must(seatOf(code), 'press', {})
    step(match, 'openBuzzer')
    match.pass(600)
    expect(lead(match).question!.phase).toBe('ruled')
  })

  test.each([
    ['again', null],
    ['both', 'A'],
    ['lot', 'either'],
  ] as const)('a dead heat: %s', (deadHeat, first) => {
    const match = played(only({ ...buzzerRound, deadHeat }))
    step(match, 'beginRound')
    buzz(match, [
      ['A', 250],
      ['B', 250.1],
    ])
    const { question } = lead(match)
    if (first === null) {
      expect(question).toMatchObject({ phase: 'shown', buzz: { level: ['A', 'B'], starts: 1 } })
      step(match, 'openBuzzer')
      expect(lead(match).question!.buzz!.starts).toBe(2)
      return
    }
    expect(question!.phase).toBe('answering')
    if (first === 'either') return expect(['A', 'B']).toContain(question!.team)
    rule(match, true)
    expect(lead(match).question).toMatchObject({ phase: 'answering', team: 'B' })
    rule(match, false)
    expect([match.points('A'), match.points('B')]).toEqual(['10', '-10'])
  })

  test('A7 a back-dated press gains no more than the network explains, and says so to the judges; one press counts', () => {
    const match = played(only(buzzerRound))
    step(match, 'beginRound')
    step(match, 'ask')
    step(match, 'openBuzzer')
    const light = lead(match).question!.buzz!.opensAt!
    match.must(seatOf('A'), 'press', {}, { claimedAt: light + 300, arrivedAt: light + 300.5 })
    match.must(seatOf('B'), 'press', {}, { claimedAt: light + 1, arrivedAt: light + 312, roundTripMs: 2 })
    expect(match.act(seatOf('B'), 'press', {}, { claimedAt: light + 1, arrivedAt: light + 313 })).toEqual([])
    match.pass(2000)
    expect(lead(match).question!.team).toBe('A')
    expect(lead(match).presses.find(({ code }) => code === 'B')!.flags).toContain('backDated')
    expect(match.events.filter(({ name }) => name === 'pressed')).toHaveLength(2)
  })

  test('A6 a press after the verdict is refused with the time', () => {
    const match = played(only(buzzerRound))
    step(match, 'beginRound')
    buzz(match, [['A', 20]])
    match.pass(2500)
    const late = match.act(seatOf('B'), 'press', {})
    expect(late).toMatchObject({
      code: 'tooLate',
      details: { at: expect.stringMatching(/^\d\d:\d\d:\d\d$/) as string },
    })
  })

  test('F7 presses wait for the disk and keep the time of their coming', () => {
    const match = played(only(buzzerRound))
    step(match, 'beginRound')
    step(match, 'ask')
    step(match, 'openBuzzer')
    const light = lead(match).question!.buzz!.opensAt!
    // The first press took 600 ms to be stored; the second came meanwhile and is decided with the time at which it came.
    match.must(seatOf('B'), 'press', {}, { claimedAt: light + 210, arrivedAt: light + 211 })
    match.sleep(light + 811 - match.now)
    match.must(seatOf('A'), 'press', {}, { claimedAt: light + 205, arrivedAt: light + 213 })
    match.pass(0)
    expect(lead(match).question!.team).toBe('A')
  })

  test('F7 a start that the disk keeps for so long that the light had been on before anybody knew is given another light', () => {
    const match = played(only(buzzerRound))
    step(match, 'beginRound')
    step(match, 'ask')
    const buzzNow = () => lead(match).question!.buzz!
    step(match, 'openBuzzer')
    const before = buzzNow().opensAt!
    match.stored(300)
    expect(buzzNow().opensAt).toBe(before)
    match.must(host, 'undo', {})
    step(match, 'openBuzzer')
    match.stored(600)
    // The next word to the seats may take as long.
    expect(buzzNow()).toMatchObject({ opensAt: match.now + 500 + 600, starts: 1 })
    expect(buzzNow().pressEndsAt! - buzzNow().opensAt!).toBe(15_000)
    match.stored(600)
    expect(buzzNow().opensAt).toBe(match.now + 500)
    match.must(seatOf('A'), 'press', {}, { claimedAt: match.now + 100, arrivedAt: match.now + 101 })
    expect(buzzNow().fouls).toEqual(['A'])
    match.must(host, 'undo', {})
    expect(lead(match).question).toMatchObject({ phase: 'shown', buzz: { opensAt: null } })
  })

  test('F7 the wait grows with the disk’s, so that a start always comes through', () => {
    const match = played(only(buzzerRound))
    step(match, 'beginRound')
    step(match, 'ask')
    step(match, 'openBuzzer')
    for (const tookMs of [400, 900, 900]) match.stored(tookMs)
    expect(match.events.filter(({ name }) => name === 'lightMoved')).toHaveLength(2)
    expect(lead(match).question!.buzz!.opensAt!).toBeGreaterThan(match.now + 150)
  })

  test('F12 a server that stopped inside the window comes back to the same verdict, or asks another question', () => {
    const after = (stoppedMs: number) => {
      const match = played(only(buzzerRound))
      step(match, 'beginRound')
      step(match, 'ask')
      const before = lead(match).question!.question.text
      step(match, 'openBuzzer')
      const light = lead(match).question!.buzz!.opensAt!
      match.must(seatOf('A'), 'press', {}, { claimedAt: light + 200, arrivedAt: light + 201 })
      match.sleep(light + 201 + stoppedMs - match.now)
      match.must(server, 'tick', {})
      return { match, before }
    }
    expect(lead(after(40).match).question).toMatchObject({ phase: 'answering', team: 'A' })
    const { match, before } = after(5000)
    expect(lead(match).question!.phase).toBe('void')
    expect(lead(match).next).toBe('ask')
    step(match, 'ask')
    expect(lead(match).question!.question.text).not.toBe(before)
    expect(lead(match).question!.number).toBe(1)
    expect(match.points('A')).toBe('0')
  })
})

describe('C03.contest.risk a pack of rising points', () => {
  function chosen() {
    const match = played(only(c03.rounds[2]!))
    step(match, 'beginRound')
    step(match, 'ask')
    expect(match.refused(seatOf('B'), 'choosePack', { pack: 1, member: 'B1' })).toBe('notYourTurn')
    expect(match.refused(seatOf('A'), 'choosePack', { pack: 1, member: null })).toBe('noMember')
    match.must(seatOf('A'), 'choosePack', { pack: 2, member: 'A2' })
    return match
  }
  function answered(match: PlayedMatch, right: boolean) {
    step(match, 'ask')
    step(match, 'startClock')
    rule(match, right)
    step(match, 'reveal')
  }

  test('right, go on, right, stop: the points stay; the pack is gone for the others', () => {
    const match = chosen()
    answered(match, true)
    expect(seat(match, 'A').own.may).toEqual(['goOn', 'stop'])
    match.must(seatOf('A'), 'goOn', {})
    answered(match, true)
    match.must(host, 'stop', {})
    expect(match.points('A')).toBe('15')
    step(match, 'ask')
    expect(lead(match).packs!.team).toBe('B')
    expect(match.refused(seatOf('B'), 'choosePack', { pack: 2, member: 'B1' })).toBe('packTaken')
  })

  test('a wrong answer loses all of this round', () => {
    const match = chosen()
    answered(match, true)
    match.must(seatOf('A'), 'goOn', {})
    answered(match, true)
    match.must(seatOf('A'), 'goOn', {})
    answered(match, false)
    expect(match.points('A')).toBe('0')
    expect(sumsUp(match.score('A'))).toBe(true)
    expect(lead(match).next).toBe('ask')
  })

  test('the questions rise from easy to hard', () => {
    const match = chosen()
    const levels: number[] = []
    for (let place = 0; place < 3; place += 1) {
      step(match, 'ask')
      levels.push(lead(match).question!.question.level)
      step(match, 'startClock')
      rule(match, true)
      step(match, 'reveal')
      if (place < 2) match.must(seatOf('A'), 'goOn', {})
    }
    expect(levels).toEqual([1, 2, 3])
    expect(match.points('A')).toBe('30')
  })
})

describe('C11.contest.challenge the holder of the stage is challenged', () => {
  test('more points in the duel take the stage, a tie keeps it, a defence is worth its points; only the two may press', () => {
    const match = played(
      only({
        kind: 'challenge',
        duelQuestions: 1,
        seconds: 20,
        right: 10,
        wrong: 0,
        defence: 5,
        clause: 'C11.contest.challenge',
      }),
    )
    step(match, 'beginRound')
    step(match, 'ask')
    step(match, 'openBuzzer')
    expect(match.refused(seatOf('C'), 'press', {})).toBe('notEligible')
    const light = lead(match).question!.buzz!.opensAt!
    match.must(seatOf('B'), 'press', {}, { claimedAt: light + 200, arrivedAt: light + 200 })
    match.pass(1000)
    rule(match, true)
    step(match, 'reveal')
    expect(lead(match).challenge).toMatchObject({ holder: 'B', challenger: 'C', duelNumber: 2 })
    step(match, 'ask')
    step(match, 'openBuzzer')
    match.pass(20_000)
    step(match, 'reveal')
    expect(lead(match).challenge).toMatchObject({ holder: 'B', challenger: null, defences: { B: 1 } })
    expect(lead(match).next).toBe('endRound')
    expect(['A', 'B', 'C'].map((code) => match.points(code))).toEqual(['0', '15', '0'])
  })
})

describe('C12.first.rapid as many as possible in five minutes', () => {
  test('each at its own seat, passing allowed, nothing after time; right and wrong are public when it is over', () => {
    const match = played(
      only({ kind: 'rapid', seconds: 300, right: 2, wrong: -1, questions: 10, clause: 'C12.first.rapid' }),
    )
    step(match, 'beginRound')
    step(match, 'startRapid')
    const play = match.state.play as { plan: { questions: { answer: number }[] }[] }
    const keys = play.plan[0]!.questions.map(({ answer }) => answer)
    match.pass(1000)
    match.must(seatOf('A'), 'answer', { no: 1, choice: [keys[0]!] })
    match.must(seatOf('A'), 'pass', { no: 2 })
    match.must(seatOf('A'), 'answer', { no: 3, choice: [(keys[2]! + 1) % 4] })
    expect(match.act(seatOf('A'), 'answer', { no: 3, choice: [0] })).toEqual([])
    expect(match.refused(seatOf('A'), 'answer', { no: 9, choice: [0] })).toBe('otherQuestion')
    match.must(seatOf('B'), 'answer', { no: 1, choice: [keys[0]!] })
    expect(lead(match).rapid!.counts['A']).toEqual({ answered: 3, right: null })
    expect(match.refused(host, 'cutRound', { reason: '时间不够' })).toBe('rapidRuns')
    match.pass(300_000)
    expect(match.refused(seatOf('B'), 'answer', { no: 2, choice: [0] })).toBe('closed')
    expect(lead(match).rapid).toMatchObject({ over: true, counts: { A: { right: 1 }, B: { right: 1 } } })
    expect(['A', 'B', 'C'].map((code) => match.points(code))).toEqual(['1', '2', '0'])
  })
})

describe('C21.everybody thousands at once', () => {
  const options = only(
    { kind: 'everybody', questions: 2, seconds: 20, right: 1000, wrong: 0, speedPercent: 50, clause: 'C21.everybody' },
    { crowd: true },
  )

  test('right answers score by speed, one answer each; nobody is told before it closes', () => {
    const match = played(options, [], { setup: { crowd: true, teams: [] } })
    step(match, 'beginRound')
    step(match, 'ask')
    expect(match.refused(seatOf('P1'), 'answer', { no: 1, choice: [0] })).toBe('notOpenYet')
    step(match, 'openBuzzer')
    match.pass(500)
    const [key] = lead(match).key!.places
    match.must(seatOf('P1'), 'answer', { no: 1, choice: [key!] })
    match.pass(10_000)
    match.must(seatOf('P2'), 'answer', { no: 1, choice: [key!] })
    match.must(seatOf('P3'), 'answer', { no: 1, choice: [(key! + 1) % 4] })
    expect(match.act(seatOf('P3'), 'answer', { no: 1, choice: [key!] })).toEqual([])
    expect(seat(match, 'P1').own.standing).toBeNull()
    expect(lead(match).everybody!.answered).toBe(3)
    expect(seat(match, 'P1').everybody!.answered).toBe(0)
    match.pass(11_000)
    expect(match.refused(seatOf('P4'), 'answer', { no: 1, choice: [key!] })).toBe('closed')
    step(match, 'reveal')
    expect(seat(match, 'P1').own.standing).toEqual({ gained: '1000', points: '1000', rank: 1, right: true })
    expect(seat(match, 'P2').own.standing).toMatchObject({ gained: '750', rank: 2 })
    expect(seat(match, 'P3').own.standing).toMatchObject({ gained: '0', rank: 3, right: false })
    expect(lead(match).everybody!.top.map(({ code }) => code)).toEqual(['P1', 'P2', 'P3'])
    expect(sumsUp(match.score('P1'))).toBe(true)
  })
})

describe('lifelines', () => {
  const options = only(
    { ...c03.rounds[0], answer: 'keys', lifelines: ['half', 'ask', 'more'] },
    {
      lifelines: [
        { id: 'half', kind: 'half', label: '去掉两个错误答案' },
        { id: 'ask', kind: 'ask', label: '场外求助' },
        { id: 'more', kind: 'time', label: '加时', seconds: 15, uses: 2 },
      ],
    },
  )

  test('half, ask and time, each as often as the rulebook says, by the team that answers', () => {
    const match = played(options)
    step(match, 'beginRound')
    step(match, 'ask')
    step(match, 'startClock')
    expect(match.refused(seatOf('B'), 'lifeline', { id: 'half' })).toBe('notYourTurn')
    match.must(seatOf('A'), 'lifeline', { id: 'half' })
    const { question } = lead(match).question!
    expect(question.removed).toHaveLength(2)
    expect(question.removed).not.toContain(lead(match).key!.places[0])
    expect(match.refused(seatOf('A'), 'lifeline', { id: 'half' })).toBe('usedUp')
    match.pass(10_000)
    match.must(host, 'lifeline', { id: 'more', code: 'A' })
    match.must(seatOf('A'), 'lifeline', { id: 'ask' })
    match.pass(60_000)
    expect(lead(match).question).toMatchObject({ phase: 'answering', clock: { endsAt: null, leftMs: 35_000 } })
    step(match, 'startClock')
    match.pass(35_000)
    expect(lead(match).question!.phase).toBe('ruled')
  })
})

describe('what people take back, change and void', () => {
  test('undo goes back step by step, and not behind the question', () => {
    const match = played(only(buzzerRound))
    step(match, 'beginRound')
    buzz(match, [['A', 30]])
    rule(match, false)
    expect(match.points('A')).toBe('-10')
    step(match, 'reveal')
    match.must(host, 'undo', {})
    match.must(host, 'undo', {})
    expect(match.points('A')).toBe('0')
    expect(lead(match).question!.phase).toBe('judging')
    rule(match, true)
    expect(match.points('A')).toBe('10')
    step(match, 'reveal')
    step(match, 'ask')
    expect(match.refused(host, 'undo', {})).toBe('nothingToUndo')
  })

  test('a step that was meant twice happens once', () => {
    const match = played(only(buzzerRound))
    step(match, 'beginRound')
    step(match, 'ask')
    expect(match.refused(host, 'step', { step: 'ask' })).toBe('notNext')
  })

  test('a disputed question does not count, a spare one is drawn in its place', () => {
    const match = played(only(buzzerRound))
    step(match, 'beginRound')
    buzz(match, [['A', 30]])
    rule(match, false)
    match.must(judge, 'voidQuestion', { no: 1, reason: '题目有歧义' })
    expect(match.points('A')).toBe('0')
    expect(lead(match)).toMatchObject({ next: 'ask', spares: 5 })
    step(match, 'ask')
    expect(lead(match)).toMatchObject({ spares: 4, question: { number: 1, of: 3 } })
    expect(sumsUp(match.score('A'))).toBe(true)
  })

  test('an earlier question of the round that is void later is made up for at its end', () => {
    const match = played(only(c03.rounds[0]!))
    step(match, 'beginRound')
    const one = () => {
      step(match, 'ask')
      step(match, 'startClock')
      rule(match, true)
      step(match, 'reveal')
    }
    one()
    one()
    match.must(judge, 'voidQuestion', { no: 1, reason: '答案有误' })
    for (let left = 0; left < 7; left += 1) one()
    expect(lead(match).next).toBe('ask')
    step(match, 'ask')
    expect(lead(match).question!.team).toBe('A')
    step(match, 'startClock')
    rule(match, true)
    step(match, 'reveal')
    expect(lead(match).next).toBe('endRound')
    expect(['A', 'B', 'C'].map((code) => match.points(code))).toEqual(['30', '30', '30'])
  })

  test('a ruling is changed by the judges alone, with a reason; both lines stay in the score', () => {
    const match = played(only(buzzerRound))
    step(match, 'beginRound')
    buzz(match, [['A', 30]])
    rule(match, false)
    step(match, 'reveal')
    step(match, 'ask')
    expect(match.refused(host, 'overrule', { no: 1, code: 'A', right: true, reason: '说得通' })).toBe('notAllowed')
    match.must(judge, 'overrule', { no: 1, code: 'A', right: true, reason: '答案可以接受' })
    expect(match.points('A')).toBe('10')
    const lines = match.score('A').children![0]!.children!
    expect(lines.map(({ points, rule: why }) => [points, why?.zh])).toEqual([
      ['0', '不计：答案可以接受'],
      ['10', undefined],
    ])
    // the hall reads why there are points for a question that is long over
    expect(lead(match).recent.map(({ why, points, struck }) => [why, points, struck])).toEqual([
      ['overruled', '10', null],
      ['answer', '-10', '答案可以接受'],
    ])
    match.must(judge, 'correct', { code: 'B', points: '-2', reason: '场外提示' })
    expect(match.points('B')).toBe('-2')
    expect(
      match.view<QuizLeadView>({ as: 'host', id: 'h1' }).work!.frame.teams.map(({ code, rank }) => [code, rank]),
    ).toEqual([
      ['A', 1],
      ['B', 3],
      ['C', 2],
    ])
  })

  test('a pause stops every clock', () => {
    const match = played(only(c03.rounds[0]!))
    step(match, 'beginRound')
    step(match, 'ask')
    step(match, 'startClock')
    match.pass(10_000)
    match.must(server, 'pause', { reason: '设备' })
    expect(match.refused(judge, 'rule', { no: 1, right: true })).toBe('paused')
    match.pass(600_000)
    match.must(server, 'resume', {})
    match.pass(19_999)
    expect(lead(match).question!.phase).toBe('answering')
    match.pass(1)
    expect(lead(match).question!.phase).toBe('judging')
  })
})

describe('C03.rank a tie for the first place', () => {
  const options = only({ ...buzzerRound, questions: 2 }, { suddenDeath: { ranks: 1, seconds: 20, questions: 3 } })

  test('sudden death among those who are equal: the first right answer wins, a wrong one loses; points stay', () => {
    const match = played(options)
    step(match, 'beginRound')
    for (const code of ['A', 'B']) {
      buzz(match, [[code, 30]])
      rule(match, true)
      step(match, 'reveal')
    }
    step(match, 'endRound')
    expect(lead(match).next).toBe('suddenDeath')
    step(match, 'suddenDeath')
    step(match, 'ask')
    step(match, 'openBuzzer')
    expect(match.refused(seatOf('C'), 'press', {})).toBe('notEligible')
    const light = lead(match).question!.buzz!.opensAt!
    match.must(seatOf('B'), 'press', {}, { claimedAt: light + 90, arrivedAt: light + 91 })
    match.pass(1000)
    rule(match, false)
    step(match, 'reveal')
    step(match, 'endRound')
    expect(lead(match)).toMatchObject({ next: 'finish', suddenDeath: { winner: 'A' } })
    expect([match.points('A'), match.points('B')]).toEqual(['10', '10'])
    expect([match.score('A').facts, match.score('B').facts]).toEqual([{ suddenDeath: '1' }, { suddenDeath: '0' }])
    match.must(host, 'finish', {})
    expect(match.state.phase).toBe('closed')
  })
})

describe('who sees and does what', () => {
  test('A5 a team calls nothing of the host’s or the judges’', () => {
    const match = played(c03)
    for (const [name, payload] of [
      ['step', { step: 'beginRound' }],
      ['rule', { no: 1, right: true }],
      ['giveSeconds', { seconds: 10 }],
      ['voidQuestion', { no: 1, reason: 'x' }],
      ['overrule', { no: 1, code: 'A', right: true, reason: 'x' }],
      ['cutRound', { reason: 'x' }],
      ['undo', {}],
      ['correct', { code: 'A', points: '5', reason: 'x' }],
      ['show', { what: 'blackout' }],
      ['finish', {}],
      ['withdraw', { code: 'B', reason: 'x' }],
      ['open', {}],
      ['close', { reason: 'x' }],
    ] as const)
      expect([name, match.refused(seatOf('A'), name, payload)]).toEqual([name, 'notAllowed'])
    expect(match.refused(seatOf('Z'), 'press', {})).toBe('notAllowed')
    expect(match.refused(judge, 'step', { step: 'beginRound' })).toBe('notAllowed')
  })

  test('A1 no view but the host’s and the judges’ holds a key before it is revealed; a stranger sees nothing', () => {
    const match = played(c03)
    const leaks = () =>
      viewers
        .filter((viewer) => !mayKnowKeys(viewer))
        .filter((viewer) => /KEY-|"key":|"comingKey"/.test(JSON.stringify(match.view(viewer))))
    expect(match.view({ as: 'contestant', code: 'Z' })).toBeNull()
    step(match, 'beginRound')
    for (let turn = 0; turn < 9; turn += 1) {
      step(match, 'ask')
      expect(leaks()).toEqual([])
      step(match, 'startClock')
      rule(match, turn % 2 === 0)
      expect(leaks()).toEqual([])
      step(match, 'reveal')
      expect(lead(match).question!.key!.explanation).toMatch(/^KEY-/)
      expect(seat(match, 'A').question!.key!.explanation).toMatch(/^KEY-/)
    }
    expect(JSON.stringify(match.view({ as: 'host', id: 'h1' }))).toMatch(/KEY-/)
  })
})

describe('which questions', () => {
  test('matches of one item take other questions until the bank is used up; `same` gives all the same', () => {
    const ids = (options: unknown, used: { byMatches: string[]; byOtherItems: string[] }) =>
      rules.match!.drawn(played(options, ['A', 'B'], { setup: { used } }).state as never)
    const fresh = only(buzzerRound, { spares: 2 })
    const first = ids(fresh, { byMatches: [], byOtherItems: [] })
    const second = ids(fresh, { byMatches: [...first], byOtherItems: [] })
    expect(first.filter((id) => second.includes(id))).toEqual([])
    const same = only(buzzerRound, { spares: 2, draw: 'same' })
    expect(ids(same, { byMatches: [...first], byOtherItems: [] })).toEqual(
      ids(same, { byMatches: [], byOtherItems: [] }),
    )
  })
})
