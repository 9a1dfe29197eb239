import fc from 'fast-check'
import { expect, test } from 'vitest'
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
import type { Actor } from '@leitai/core/run.ts'
import { rules } from './rules.ts'
import type { LeadPlay, QuizLeadView } from './types.ts'

const kinds = ['single', 'multiple', 'trueFalse', 'open'] as const

const material = {
  title: '题库',
  questions: Array.from({ length: 60 }, (_, index) => {
    const base = { id: `q${index}`, text: `第 ${index} 问`, level: 1 + (index % 3), explanation: `KEY-${index}` }
    const options = ['甲', '乙', '丙']
    switch (kinds[index % 4]!) {
      case 'single':
        return { ...base, kind: 'single', options, answer: index % 3 }
      case 'multiple':
        return { ...base, kind: 'multiple', options, answer: [0, 2] }
      case 'trueFalse':
        return { ...base, kind: 'trueFalse', answer: index % 2 === 0 }
      case 'open':
        return { ...base, kind: 'open', answer: `KEY-answer-${index}` }
    }
  }),
}

const options = {
  rounds: [
    {
      kind: 'inTurn',
      questionsPerTeam: 1,
      membersInTurn: true,
      seconds: 30,
      right: 10,
      wrong: -5,
      answer: 'keys',
      lifelines: ['half'],
    },
    {
      kind: 'buzzer',
      questions: 2,
      seconds: 20,
      right: 10,
      wrong: -10,
      next: true,
      foul: { points: -3 },
      deadHeat: 'both',
    },
    { kind: 'risk', packQuestions: [5, 10], wrong: 'loseRound' },
    { kind: 'challenge', duelQuestions: 1, seconds: 20, right: 10, defence: 5 },
    { kind: 'rapid', seconds: 30, right: 2, wrong: -1, questions: 4 },
    { kind: 'everybody', questions: 1, seconds: 10, right: 100, speedPercent: 50 },
  ],
  lifelines: [{ id: 'half', kind: 'half', label: '去掉两个错误答案' }],
  suddenDeath: { ranks: 1, seconds: 20, questions: 2 },
}

interface Move {
  who: number
  what: number
  number: number
  flag: boolean
  wait: number
}

const move: fc.Arbitrary<Move> = fc.record({
  who: fc.nat(4),
  what: fc.nat(13),
  number: fc.nat(5),
  flag: fc.boolean(),
  wait: fc.constantFrom(0, 1, 20, 600, 5000, 31_000),
})

const actors: Actor[] = [seatOf('A'), seatOf('B'), seatOf('C'), host, judge]

/** Mostly what comes next, so that the play gets somewhere; else anything by anybody. */
function act(match: PlayedMatch, { who, what, number, flag, wait }: Move): void {
  const lead = (): LeadPlay => match.view<QuizLeadView>({ as: 'host', id: 'h1' }).work!.play
  const by = actors[who]!
  const no = lead().question?.no ?? 1
  switch (what) {
    case 0:
    case 1:
    case 2:
    case 3: {
      const { next } = lead()
      if (next !== null && next !== 'finish') match.act(host, 'step', { step: next })
      break
    }
    case 4:
      match.act(by, 'press', {}, { claimedAt: match.now - number, arrivedAt: match.now + number / 10 })
      break
    case 5:
    case 6:
      match.act(judge, 'rule', { no, right: flag })
      break
    case 7:
      match.act(by, 'answer', { no: lead().rapid === null ? no : number, choice: [number % 3] })
      break
    case 8:
      match.act(by, 'choosePack', { pack: number + 1, member: `${['A', 'B', 'C'][who % 3]}1` })
      break
    case 9:
      match.act(by, flag ? 'goOn' : 'stop', {})
      break
    case 10:
      match.act(host, 'undo', {})
      break
    case 11:
      match.act(by, 'voidQuestion', { no: Math.max(1, number), reason: '有争议' })
      break
    case 12:
      match.act(by, 'overrule', {
        no: Math.max(1, number),
        code: ['A', 'B', 'C'][who % 3],
        right: flag,
        reason: '改判',
      })
      break
    case 13:
      if (number === 0) match.act(judge, 'correct', { code: 'A', points: '1.5', reason: '更正' })
      else if (number === 1) match.act(server, flag ? 'pause' : 'resume', flag ? { reason: '设备' } : {})
      else match.act(by, 'lifeline', { id: 'half' })
  }
  match.pass(wait)
}

// Every command also replays the journal (played-match.ts).
test('whatever is done: keys stay with host and judges until they are revealed, scores sum, the journal replays', () => {
  fc.assert(
    fc.property(fc.array(move, { minLength: 10, maxLength: 60 }), (moves) => {
      const match = new PlayedMatch(rules, { options, material })
      for (const one of moves) {
        act(match, one)
        const play = match.view<QuizLeadView>({ as: 'host', id: 'h1' }).work!.play
        const told = play.question?.phase === 'revealed' ? play.question.key!.explanation : null
        for (const viewer of viewers.filter((viewer) => !mayKnowKeys(viewer))) {
          const keys = JSON.stringify(match.view(viewer)).match(/KEY-[\w-]+/g) ?? []
          expect(
            keys.filter((key) => key !== told && told !== null && !play.question!.key!.text.includes(key)),
          ).toEqual([])
          if (told === null) expect(keys).toEqual([])
        }
        for (const code of ['A', 'B', 'C']) expect(sumsUp(match.score(code))).toBe(true)
      }
    }),
    { numRuns: 100 },
  )
})
