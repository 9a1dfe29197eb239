import { expect, test } from 'vitest'
import { host, judge, PlayedMatch, seatOf, server } from '@leitai/core/match/testing/played-match.ts'
import { rules } from './rules.ts'
import type { QuizLeadView } from './types.ts'

const material = {
  title: '题库',
  questions: Array.from({ length: 9 }, (_, i) => ({
    id: `q${i}`,
    kind: 'open',
    text: `第 ${i} 问`,
    answer: `KEY-${i}`,
  })),
}
const options = { rounds: [{ kind: 'buzzer', questions: 3, seconds: 30, right: 10, wrong: -10 }], network: 'wired' }

test('C03.contest.buzzer a press that came within the window, and that a busy server read after it, is in time', () => {
  const match = new PlayedMatch(rules, { options, material })
  const play = () => match.view<QuizLeadView>({ as: 'judge', id: 'j1' }).work!.play
  for (const step of ['beginRound', 'ask', 'openBuzzer']) match.must(host, 'step', { step })
  const light = play().question!.buzz!.opensAt!
  match.pass(light + 201 - match.now)
  match.must(seatOf('B'), 'press', {}, { claimedAt: light + 200, arrivedAt: light + 200.5 })
  // the server did nothing for 100 ms; then it reads A's press, and learns of the window's end after it
  match.sleep(100)
  const late = { claimedAt: light + 195, arrivedAt: light + 301 }
  expect(match.act(seatOf('A'), 'press', {}, { ...late, unreadMs: 98 })).toHaveLength(1)
  match.must(server, 'tick', {})
  expect(play().question).toMatchObject({ phase: 'answering', team: 'A', buzz: { marginMs: 5 } })
  match.must(judge, 'rule', { no: 1, right: true })
  expect(match.points('A')).toBe('10')
})
