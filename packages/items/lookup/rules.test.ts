import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal, type Viewer } from '@leitai/core/run.ts'
import type { Score } from '@leitai/core/score.ts'
import { exact, shortDecimal, zero } from '@leitai/core/scoring/decimal.ts'
import { lookupOptions } from './options.ts'
import { rules } from './rules.ts'
import { sameAnswer } from './same-answer.ts'
import { host, judge, material, opening, question, Race, secretOf, server, team, teams } from './testing/race.ts'
import type { LookupInspection } from './types.ts'

const code = (answer: ReturnType<Race['answer']>) => (isRefusal(answer) ? answer.code : answer.map(({ name }) => name))
const screen: Viewer = { as: 'screen' }

describe('C01.first.lookup: the first right answer takes the points', () => {
  it('keys of a rulebook that says no more than C01 are enough', () => {
    expect(lookupOptions.parse({ questions: 10, seconds: 90, right: 10 })).toMatchObject({
      right: '10',
      wrong: '0',
      tries: 2,
      judging: 'system',
      evidence: 'required',
    })
  })

  it('the right one wins, those after it get nothing, a key is public only once revealed', () => {
    const race = new Race({ options: { clause: 'C01.first.lookup' } }).open()
    expect(code(race.answer('T1', { text: '错' }))).toEqual(['answered'])
    expect(race.of('T1').own).toMatchObject({ triesLeft: 1, mayAnswer: true, answers: [{ standing: 'wrong' }] })
    expect(code(race.wait(4000).answer('T2'))).toEqual(['answered'])
    expect(race.question.phase).toBe('deciding')
    race.wait(100)
    expect(race.question).toMatchObject({ phase: 'ruled', verdict: { first: ['T2'], marginMs: null, afterMs: 4000 } })
    expect(race.of('T3').question).not.toHaveProperty('key')
    expect(race.points()).toEqual({ T1: '0', T2: '10', T3: '0' })
    expect(race.lead.next).toBe('reveal')
    race.take('step', { step: 'reveal', no: 1 })
    expect(race.of('T3').question).toMatchObject({ key: { evidence: [{ title: expect.stringContaining('文章') }] } })
    expect(race.lead.next).toBe('ask')
    const score = rules.match!.score(race.state, 'T2')!
    expect(score).toMatchObject({ points: '10', max: '30', clause: 'C01.first.lookup' })
    expect(score.children![0]).toMatchObject({ points: '10', clause: 'C01.first.lookup', facts: { afterMs: '4000' } })
  })

  /** Who answers how (`ago`: pressed so long before it came), what the rulebook says, who gets what. */
  const table: {
    name: string
    options?: object
    play(race: Race): void
    phase: string
    points: Record<string, string>
  }[] = [
    {
      name: 'an earlier right one that came later wins (F7)',
      play(race) {
        race.wait(3000)
        race.answer('T1', { press: { agoMs: 1, roundTripMs: 1 } })
        race.wait(6)
        race.answer('T2', { press: { agoMs: 9, roundTripMs: 1 } })
        race.wait(200)
      },
      phase: 'ruled',
      points: { T1: '0', T2: '10', T3: '0' },
    },
    {
      name: 'level: both take the points',
      play(race) {
        race.wait(3000)
        race.answer('T1', { press: { agoMs: 2, roundTripMs: 2 } })
        race.answer('T2', { press: { agoMs: 2.05, roundTripMs: 2 } })
        race.wait(200)
      },
      phase: 'ruled',
      points: { T1: '10', T2: '10', T3: '0' },
    },
    {
      name: 'level, deadHeat: again: nobody does, and a spare question comes',
      options: { deadHeat: 'again' },
      play(race) {
        race.wait(3000)
        race.answer('T1', { press: { agoMs: 2, roundTripMs: 2 } })
        race.answer('T2', { press: { agoMs: 2.05, roundTripMs: 2 } })
        race.wait(200)
      },
      phase: 'void',
      points: { T1: '0', T2: '0', T3: '0' },
    },
    {
      name: 'a wrong one costs what the rulebook says, as often as it is given',
      options: { wrong: -5 },
      play(race) {
        race.answer('T1', { text: '错' })
        race.wait(1000).answer('T1', { text: '又错' })
        race.answer('T2')
        race.wait(200)
      },
      phase: 'ruled',
      points: { T1: '-10', T2: '10', T3: '0' },
    },
    {
      name: 'a wrong one given when the points were gone costs nothing',
      options: { wrong: -5 },
      play(race) {
        race.wait(3000).answer('T2')
        race.wait(5).answer('T1', { text: '错' })
        race.wait(200)
      },
      phase: 'ruled',
      points: { T1: '0', T2: '10', T3: '0' },
    },
    {
      name: 'right words out of another article are wrong',
      play(race) {
        race.answer('T1', { evidence: 'other' })
        race.wait(200)
      },
      phase: 'open',
      points: { T1: '0', T2: '0', T3: '0' },
    },
    {
      name: 'evidence: optional: the words alone count',
      options: { evidence: 'optional' },
      play(race) {
        race.answer('T1', { evidence: null })
        race.wait(200)
      },
      phase: 'ruled',
      points: { T1: '10', T2: '0', T3: '0' },
    },
    {
      name: 'time is up: nobody has it',
      play(race) {
        race.answer('T1', { text: '错' })
        race.wait(61_000)
      },
      phase: 'ruled',
      points: { T1: '0', T2: '0', T3: '0' },
    },
    {
      name: 'every try is used: it ends before its time',
      options: { tries: 1, wrong: -2 },
      play(race) {
        for (const code of teams) race.answer(code, { text: '错' })
      },
      phase: 'ruled',
      points: { T1: '-2', T2: '-2', T3: '-2' },
    },
    {
      name: 'more time at the host’s word',
      play(race) {
        race.take('giveSeconds', { no: 1, seconds: 30 }).wait(80_000).answer('T3')
        race.wait(200)
      },
      phase: 'ruled',
      points: { T1: '0', T2: '0', T3: '10' },
    },
    {
      name: 'a pause holds the clock',
      play(race) {
        race.wait(50_000).take('pause', { reason: '停电' }).wait(600_000).take('resume').wait(9000).answer('T3')
        race.wait(200)
      },
      phase: 'ruled',
      points: { T1: '0', T2: '0', T3: '10' },
    },
  ]
  it.each(table)('$name', ({ options, play, phase, points }) => {
    const race = new Race({ options: options ?? {} }).open()
    play(race)
    expect(race.state.play.asked[0]!.phase).toBe(phase)
    expect(race.points()).toEqual(points)
  })

  it('the margin between two right ones is shown with how sure it is', () => {
    const race = new Race().open().wait(3000)
    race.answer('T1', { press: { agoMs: 1, roundTripMs: 2 } })
    race.wait(7)
    race.answer('T2', { press: { agoMs: 1, roundTripMs: 2 } })
    race.wait(100)
    expect(race.question.verdict).toMatchObject({ first: ['T1'], marginMs: 7, uncertaintyMs: 0.849 })
    expect(rules.match!.score(race.state, 'T1')!.children![0]!.rule!.zh).toBe('最先答对，领先 7 毫秒')
  })

  it('questions are drawn from the seed, none twice in later matches; `same` gives all matches the same', () => {
    const drawn = (setting: ConstructorParameters<typeof Race>[0]) => rules.match!.drawn(new Race(setting).state)
    const first = drawn({})
    expect(first).toHaveLength(6)
    expect(drawn({})).toEqual(first)
    const second = drawn({ used: { byMatches: [...first], byOtherItems: [] } })
    expect(second.slice(0, 2).filter((id) => first.includes(id))).toEqual([])
    expect(drawn({ options: { draw: 'same' }, used: { byMatches: [...first], byOtherItems: [] } })).toEqual(first)
  })

  it('order: rising asks easy ones first', () => {
    const levels = ['hard', 'easy', 'medium'] as const
    const questions = material.questions.map((one, i) => ({ ...one, level: levels[i % 3]! }))
    const race = new Race({ options: { questions: 8, order: 'rising' }, material: { ...material, questions } })
    const rank = { easy: 0, medium: 1, hard: 2 }
    const asked = race.state.play.coming.map((one) => rank[one.question.level])
    expect(asked).toEqual(asked.toSorted((a, b) => a - b))
  })
})

describe('answers are compared as people mean them', () => {
  it.each([
    ['58元', ' ５８ 元。', true],
    ['JC-5G', 'jc5g', true],
    ['1,000', '1000', true],
    ['次月 1 日', '次月１日', true],
    ['58.5', '585', false],
    ['3-5 天', '35天', false],
    ['3～5天', '3-5 天', true],
    ['9:30', '930', false],
    ['15%', '15', false],
    ['-5', '5', false],
    ['。', '，', false],
    ['', '', false],
  ])('%s ~ %s: %s', (a, b, same) => {
    expect(sameAnswer(a, b)).toBe(same)
    expect(sameAnswer(b, a)).toBe(same)
  })
})

describe('judging: judge', () => {
  const judged = (options = {}) => new Race({ options: { judging: 'judge', ...options } }).open()

  it('the judge’s word decides, whatever the key says', () => {
    const race = judged()
    race.wait(2000).answer('T1', { text: '口语化的答案' })
    expect(race.lead).toMatchObject({ toRule: [1], answers: [{ matches: false, evidenceFits: true }] })
    expect(race.of('T1').own.answers).toMatchObject([{ standing: 'waiting' }])
    race.take('rule', { no: 1, answer: 1, right: true }, judge, 3000)
    expect(race.question).toMatchObject({ phase: 'ruled', verdict: { first: ['T1'] } })
    expect(race.points().T1).toBe('10')
  })

  it('an earlier answer must be ruled on first; a later one is too late', () => {
    const race = judged()
    race.wait(1000).answer('T1')
    race.wait(1000).answer('T2')
    race.wait(1000).answer('T3')
    race.take('rule', { no: 1, answer: 2, right: true }, judge)
    race.wait(100)
    expect(race.question.phase).toBe('judging')
    expect(race.lead.toRule).toEqual([1])
    expect(race.outcome('step', { step: 'reveal', no: 1 })).toBe('rulingsMissing')
    race.take('rule', { no: 1, answer: 1, right: false }, judge)
    expect(race.question).toMatchObject({ phase: 'ruled', verdict: { first: ['T2'] } })
    expect(race.question.entries.map(({ standing }) => standing)).toEqual(['wrong', 'first', 'late'])
  })

  it('time is up while answers wait: no more are taken, the judges go on', () => {
    const race = judged()
    race.wait(59_000).answer('T1')
    race.wait(2000)
    expect(race.question.phase).toBe('judging')
    expect(code(race.answer('T2'))).toBe('tooLate')
    race.take('rule', { no: 1, answer: 1, right: true }, judge)
    expect(race.points().T1).toBe('10')
  })

  it('a team waits for its ruling before it tries again', () => {
    const race = judged()
    race.answer('T1', { text: '甲' })
    expect(code(race.answer('T1', { text: '乙' }))).toBe('waiting')
    race.take('rule', { no: 1, answer: 1, right: false }, host)
    expect(code(race.answer('T1', { text: '乙' }))).toEqual(['answered'])
  })
})

describe('judges put things right', () => {
  it('overruled: the points go to whom they belong, with the reason in the journal', () => {
    const race = new Race({ options: { wrong: -5 } }).open()
    race.wait(1000).answer('T1', { text: '五十八块' })
    race.wait(1000).answer('T2')
    race.wait(100)
    expect(race.points()).toEqual({ T1: '-5', T2: '10', T3: '0' })
    race.take('step', { step: 'reveal', no: 1 })
    race.take('overrule', { no: 1, answer: 1, right: true, reason: '同义' }, judge)
    expect(race.points()).toEqual({ T1: '10', T2: '0', T3: '0' })
    expect(race.question.verdict).toMatchObject({ first: ['T1'], marginMs: 1000 })
    expect(race.events.at(-1)).toMatchObject({ name: 'overruled', payload: { reason: '同义' }, by: { id: 'j1' } })
    expect(race.outcome('undo')).toBe('nothingToUndo')
  })

  it('overruled while teams still search: it is decided at once', () => {
    const race = new Race().open()
    race.wait(1000).answer('T1', { text: '五十八块' })
    race.take('overrule', { no: 1, answer: 1, right: true, reason: '同义' }, judge, 5000)
    expect(race.question).toMatchObject({ phase: 'ruled', verdict: { first: ['T1'] } })
  })

  it('void with a reason: no points of it, a spare one of its level in its place', () => {
    const race = new Race({ options: { wrong: -5 } }).open()
    race.answer('T1', { text: '错' })
    race.wait(1000).answer('T2')
    race.wait(100).take('voidQuestion', { no: 1, reason: '文章有误' }, judge)
    expect(race.points()).toEqual({ T1: '0', T2: '0', T3: '0' })
    expect(race.lead).toMatchObject({ next: 'ask', spares: 2, questions: 3 })
    race.ask(2)
    expect(race.question).toMatchObject({ no: 2, number: 1, of: 3, spare: true })
    expect(rules.match!.score(race.state, 'T2')).toMatchObject({ max: '30', children: [{ points: '0' }, {}] })
  })

  it('without spares fewer questions count', () => {
    const race = new Race({ options: { spares: 0, questions: 1 } }).open()
    race.take('voidQuestion', { no: 1, reason: '文章有误' }, judge)
    expect(race.lead).toMatchObject({ next: null, at: 'over', questions: 0 })
    expect(race.outcome('finish')).toEqual(['closed'])
  })
})

describe('undo until the next question', () => {
  it('a stop by mistake: the clock goes on with what was left', () => {
    const race = new Race().open().wait(20_000)
    race.take('step', { step: 'stop', no: 1 })
    expect(race.question.phase).toBe('ruled')
    race.wait(8000)
    race.take('searched', { query: '过户', filters: {}, found: 3, ids: [] }, team('T1'))
    race.take('undo')
    expect(race.question).toMatchObject({ phase: 'open', endsAt: opening + 500 + 60_000 + 8000 })
    // what was looked up meanwhile was looked up
    expect(race.lead.busy[0]).toMatchObject({ searches: 1, lastQuery: '过户' })
    race.answer('T1')
    race.wait(100)
    expect(race.points().T1).toBe('10')
  })

  it('not beyond an answer, nor into the question before', () => {
    const race = new Race({ options: { judging: 'judge' } }).open()
    race.answer('T1')
    race.take('rule', { no: 1, answer: 1, right: false }, judge)
    race.answer('T2')
    expect(race.outcome('undo')).toBe('nothingToUndo')
    race.take('rule', { no: 1, answer: 2, right: true }, judge, 100)
    race.take('undo')
    expect(race.question.phase).toBe('open')
    race.take('rule', { no: 1, answer: 2, right: true }, judge).take('step', { step: 'reveal', no: 1 }).ask(2)
    expect(race.outcome('undo')).toBe('nothingToUndo')
  })
})

describe('A5: only who may', () => {
  const race = new Race().open()
  race.answer('T1', { text: '错' })
  it.each([
    ['step', { step: 'stop', no: 1 }],
    ['step', { step: 'ask', no: 2 }],
    ['rule', { no: 1, answer: 1, right: true }],
    ['overrule', { no: 1, answer: 1, right: true, reason: '我们对' }],
    ['voidQuestion', { no: 1, reason: '我们不会' }],
    ['giveSeconds', { no: 1, seconds: 30 }],
    ['undo', {}],
    ['show', { what: 'blackout' }],
    ['finish', {}],
  ])('a team sends %s', (name, payload) => {
    expect(race.outcome(name, payload, team('T1'))).toBe('notAllowed')
  })
  it.each(['answer', 'searched', 'opened'])('%s from nobody’s seat, or a seat of another match', (name) => {
    const payload = {
      answer: { no: 1, text: '1', evidence: null },
      searched: { query: '', filters: {}, found: 0, ids: [] },
      opened: { article: 'a' },
    }[name]
    for (const by of [host, judge, server, team('X9')]) expect(race.outcome(name, payload, by)).toBe('notAllowed')
  })
  it('the host cannot overrule, the judge cannot lead', () => {
    expect(race.outcome('overrule', { no: 1, answer: 1, right: true, reason: '对' }, host)).toBe('notAllowed')
    expect(race.outcome('step', { step: 'stop', no: 1 }, judge)).toBe('notAllowed')
  })
  it('who may search: teams of the match, host and judges, while it is open; no screen', () => {
    const may = (run: Race, viewer: Viewer) => rules.knowledge!(run.state, viewer)
    const waiting = new Race()
    const looking: Viewer[] = [
      { as: 'contestant', code: 'T1' },
      { as: 'host', id: 'h1' },
      { as: 'judge', id: 'j1' },
    ]
    expect(looking.map((viewer) => [may(waiting, viewer), may(race, viewer)])).toEqual(looking.map(() => [false, true]))
    expect(may(race, screen)).toBe(false)
    expect(may(race, { as: 'contestant', code: 'X9' })).toBe(false)
  })
})

describe('A6: before it is open and after it is closed', () => {
  it('refused with the time', () => {
    const race = new Race().take('open').take('step', { step: 'ask', no: 1 })
    const early = race.answer('T1')
    expect(early).toMatchObject({
      code: 'tooEarly',
      zh: expect.stringMatching(/\d\d:\d\d:\d\d/),
      details: { at: opening + 500 },
    })
    race.wait(62_000)
    expect(race.answer('T1')).toMatchObject({ code: 'tooLate', zh: expect.stringMatching(/\d\d:\d\d:\d\d/) })
    expect(code(race.answer('T1', { no: 2 }))).toBe('notAsked')
  })

  it('pressed in time and come late counts; pressed late does not', () => {
    const race = new Race({ options: { network: 'wifi' } }).open().wait(60_010)
    expect(code(race.answer('T1', { press: { agoMs: 5, roundTripMs: 8 } }))).toBe('tooLate')
    expect(code(race.answer('T1', { press: { agoMs: 20, roundTripMs: 8 } }))).toEqual(['answered'])
  })
})

describe('A7', () => {
  it('an autoclicker: the same answer a hundred times is one and costs one try', () => {
    const race = new Race({ options: { wrong: -5, tries: 3 } }).open()
    for (let i = 0; i < 100; i += 1) race.wait(1).answer('T1', { text: '错' })
    expect(race.of('T1').own).toMatchObject({ triesLeft: 2 })
    expect(race.points().T1).toBe('-5')
  })

  it('one that goes through all answers has as many as the rulebook gives', () => {
    const race = new Race({ options: { tries: 2 } }).open()
    const outcomes = Array.from({ length: 30 }, (_, i) => code(race.answer('T1', { text: `猜 ${i}` })))
    expect(outcomes.filter((outcome) => outcome === 'noTries')).toHaveLength(28)
  })

  it('a back-dated answer counts no earlier than the network explains, and is flagged', () => {
    const race = new Race().open().wait(3000)
    race.answer('T1', { press: { agoMs: 0.5, roundTripMs: 1 } })
    race.wait(14)
    race.answer('T2', { press: { agoMs: 900, roundTripMs: 1 } })
    race.wait(100)
    expect(race.question.verdict?.first).toEqual(['T1'])
    expect(race.lead.answers[1]!.press.flags).toEqual(['backDated'])
  })

  it('evidence that was never opened is no evidence', () => {
    const race = new Race().open()
    const payload = { no: 1, text: '1', evidence: 'a-q1' }
    expect(race.outcome('answer', payload, team('T1'))).toBe('notRead')
    expect(race.outcome('answer', { ...payload, evidence: null }, team('T1'))).toBe('evidenceMissing')
  })
})

describe('F12: the server stops inside the window', () => {
  it('up again within the time: the same verdict', () => {
    const race = new Race().open().wait(1000)
    race.answer('T1')
    race.wait(1200, true).take('tick')
    expect(race.question.verdict?.first).toEqual(['T1'])
  })

  it('too late: the question is void and another is asked; what comes then is refused', () => {
    const race = new Race().open().wait(1000)
    race.answer('T1')
    race.wait(5000, true)
    expect(code(race.answer('T2'))).toBe('tooLate')
    race.take('tick')
    expect(race.question).toMatchObject({ phase: 'void', voided: 'windowBroken' })
    expect(race.lead).toMatchObject({ next: 'ask', questions: 3 })
    expect(race.points()).toEqual({ T1: '0', T2: '0', T3: '0' })
  })
})

describe('the host’s key pressed twice', () => {
  it('does nothing the second time', () => {
    const race = new Race().open()
    expect(race.outcome('step', { step: 'ask', no: 1 })).toEqual([])
    expect(race.outcome('step', { step: 'ask', no: 2 })).toBe('notNow')
    race.take('step', { step: 'stop', no: 1 })
    expect(race.outcome('step', { step: 'stop', no: 1 })).toEqual([])
    race.take('step', { step: 'reveal', no: 1 })
    expect(race.outcome('step', { step: 'reveal', no: 1 })).toEqual([])
  })
})

describe('how it was found', () => {
  it('the inspection has every search and opened article by question and team, for officials alone', () => {
    const race = new Race().take('open')
    const searched = (query: string) => ({ query, filters: { category: ['业务'] }, found: 2, ids: ['other'] })
    race.take('searched', searched('热身'), team('T1'), 10)
    race.ask(1).take('searched', searched('过户'), team('T1'), 100).wait(50).answer('T1')
    race.wait(100).take('close', { reason: '结束' })
    expect(race.view(screen)).not.toHaveProperty('inspection')
    const view = race.view({ as: 'official', id: 'f1', roles: ['supervisor'] })!
    const { play } = view.inspection as { play: LookupInspection }
    expect(play.warmUp.T1).toMatchObject([{ did: 'search', query: '热身' }])
    expect(play.questions[0]!.trails.T1).toMatchObject([
      { did: 'search', query: '过户', found: 2 },
      { did: 'open', article: expect.stringMatching(/^a-/) },
    ])
  })
})

/** Everything that people may do, in any order. */
type Act = { kind: number; team: number; right: boolean; ms: number }
const acts = fc.array(
  fc.record({
    kind: fc.nat(13),
    team: fc.nat(2),
    right: fc.boolean(),
    ms: fc.constantFrom(0, 3, 40, 900, 20_000, 70_000),
  }),
  { maxLength: 60 },
)

function perform(race: Race, { kind, team: place, right, ms }: Act): void {
  const by = teams[place]!
  race.wait(ms)
  const no = Math.max(1, race.state.play.asked.length)
  switch (kind) {
    case 0:
    case 1:
      race.send('step', { step: 'ask', no: race.state.play.asked.length + 1 })
      race.wait(500)
      break
    case 2:
      race.send('step', { step: 'stop', no })
      break
    case 3:
    case 4:
      race.send('step', { step: 'reveal', no })
      break
    case 5:
    case 6:
    case 7:
      race.answer(by, { ...(right ? {} : { text: `错 ${ms}` }), press: { agoMs: ms % 7, roundTripMs: 2 } })
      break
    case 8:
      race.send('rule', { no, answer: 1 + place, right }, judge)
      break
    case 9:
      race.send('overrule', { no: 1 + place, answer: 1 + place, right, reason: '复核' }, judge)
      break
    case 10:
      race.send('voidQuestion', { no, reason: '有误' }, judge)
      break
    case 11:
      race.send('undo')
      break
    case 12:
      race.send('giveSeconds', { no, seconds: 20 })
      break
    case 13:
      race.send('searched', { query: '词', filters: {}, found: 1, ids: [] }, team(by))
      break
  }
}

const judgings = fc.record({
  judging: fc.constantFrom('system', 'judge'),
  deadHeat: fc.constantFrom('both', 'again'),
  wrong: fc.constantFrom(0, '-2.5'),
})

describe('whatever is done', () => {
  it('A1: no view but the host’s and the judges’ holds a key before its reveal, nor an article, nor another’s answer', () => {
    fc.assert(
      fc.property(judgings, acts, (options, all) => {
        const race = new Race({ options }).take('open')
        for (const act of all) {
          perform(race, act)
          const revealed = new Set(
            race.state.play.asked.filter(({ phase }) => phase === 'revealed').map(({ question }) => question.id),
          )
          for (const viewer of [
            screen,
            { as: 'staff', id: 's' },
            { as: 'organiser', id: 'o' },
            { as: 'official', id: 'f', roles: ['supervisor'] },
            ...teams.map((code) => ({ as: 'contestant', code })),
          ] as Viewer[]) {
            const seen = JSON.stringify(race.view(viewer))
            for (const { id } of material.questions) if (!revealed.has(id)) expect(seen).not.toContain(secretOf(id))
            expect(seen).not.toContain('正文-')
            const { play } = race.view(viewer)!.work!
            const question = (play as { question: { phase: string } | null }).question
            if (question !== null && question.phase !== 'revealed') expect(question).not.toHaveProperty('answers')
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('the same views do show keys once they are revealed, and no event holds an article', () => {
    const race = new Race().open().take('step', { step: 'stop', no: 1 }).take('step', { step: 'reveal', no: 1 })
    expect(JSON.stringify(race.view(screen))).toContain('密-')
    expect(JSON.stringify(race.events)).not.toContain('正文-')
  })

  it('scores are the sum of their lines, and of what the screen shows', () => {
    fc.assert(
      fc.property(judgings, acts, (options, all) => {
        const race = new Race({ options }).take('open')
        for (const act of all) perform(race, act)
        const sum = ({ points, children }: Score): string => {
          if (children === undefined || children.length === 0) return points
          expect(shortDecimal(children.reduce((total, child) => total.add(exact(sum(child))), zero))).toBe(points)
          return points
        }
        for (const [code, points] of Object.entries(race.points())) {
          expect(sum(rules.match!.score(race.state, code)!)).toBe(points)
        }
        sum(rules.score(race.state))
      }),
      { numRuns: 60 },
    )
  })

  it('a question gives its points once, or to those who were level', () => {
    fc.assert(
      fc.property(judgings, acts, (options, all) => {
        const race = new Race({ options }).take('open')
        for (const act of all) perform(race, act)
        for (const { answers, voided, phase, verdict } of race.state.play.asked) {
          if (voided !== null || (phase !== 'ruled' && phase !== 'revealed')) continue
          const right = answers.filter((one) => one.right === true)
          expect(verdict?.first ?? []).toHaveLength(right.length === 0 ? 0 : verdict!.first.length)
          for (const code of verdict?.first ?? []) expect(right.some((one) => one.code === code)).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('what is missing', () => {
  it('a question whose article is not there', async () => {
    const { whatIsMissing } = await import('./material.ts')
    const options = lookupOptions.parse({ questions: 3, seconds: 30, right: 1 })
    const broken = { ...material, questions: [...material.questions, question('x')] }
    expect(whatIsMissing(options, material)).toBeNull()
    expect(whatIsMissing(options, broken)).toMatchObject({ code: 'noSuchArticle' })
    expect(whatIsMissing({ ...options, questions: 9 }, material)).toMatchObject({ code: 'tooFewQuestions' })
  })
})
