/** Questions for a rehearsal: sums, so that everybody sees that they are not the contest's. */
import type { QuizMaterial, QuizQuestion } from '../types.ts'

const count = 240

export function rehearsalBank(): QuizMaterial {
  return { title: '彩排题库', questions: Array.from({ length: count }, (_, index) => question(index)) }
}

function question(index: number): QuizQuestion {
  const a = 3 + (index % 17)
  const b = 2 + ((index * 7) % 13)
  const sum = a + b
  const about = {
    id: `r${String(index + 1).padStart(3, '0')}`,
    topic: '彩排',
    level: 1 + (Math.floor(index / 4) % 3),
    explanation: `${a} + ${b} = ${sum}`,
  }
  switch (index % 4) {
    case 0:
      return {
        ...about,
        kind: 'single',
        text: `${a} + ${b} 等于多少？`,
        options: [sum - 1, sum, sum + 1, sum + 10].map(String),
        answer: 1,
      }
    case 1:
      return {
        ...about,
        kind: 'multiple',
        text: `下列哪些数大于 ${a}？`,
        options: [a - 1, a + 1, a + 2, a].map(String),
        answer: [1, 2],
        explanation: '',
      }
    case 2:
      return { ...about, kind: 'trueFalse', text: `${a} + ${b} 等于 ${sum}。`, answer: true }
    default:
      return { ...about, kind: 'open', text: `请说出 ${a} 与 ${b} 的和。`, answer: String(sum) }
  }
}
