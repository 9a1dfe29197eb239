import { expect, test } from 'vitest'
import type { SittingState } from '@leitai/core/sitting/sitting.ts'
import { chosen } from './chosen.ts'
import type { Question } from './types.ts'
import type { ExamWork } from './rules.ts'

const about = { stem: '', difficulty: 1, tags: [], chapter: '', explanation: '' }
const questions: Question[] = [
  { ...about, id: 'one', kind: 'single', options: ['甲', '乙', '丙'], key: 'A' },
  { ...about, id: 'many', kind: 'multiple', options: ['甲', '乙', '丙'], key: 'AB' },
  { ...about, id: 'true', kind: 'trueFalse', key: true },
  { ...about, id: 'gap', kind: 'fillIn', blanks: [['心情']] },
  { ...about, id: 'open', kind: 'single', options: ['甲', '乙'], key: 'A' },
]

test('letters are the bank’s, whatever the order on this paper; no answer is an empty text', () => {
  // On this paper A is the bank's C, B its A, C its B.
  const order = [2, 0, 1]
  const work = {
    paper: { questions: questions.map((question) => ({ question, points: '1', order })) },
    answers: {
      one: { value: 'B', revision: 1 },
      many: { value: 'AC', revision: 1 },
      true: { value: false, revision: 1 },
      gap: { value: ['心情'], revision: 1 },
    },
  } as unknown as ExamWork
  expect(chosen({ work } as SittingState<ExamWork>)).toEqual({ one: 'A', many: 'BC', true: '×', open: '' })
})
