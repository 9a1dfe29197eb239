/** What the formats of a bank share: letters of options, and the bank's own checks in words of the field. */
import type { Text } from '@leitai/core/score.ts'
import type { Wrong as WrongPart } from '@leitai/items/formats/questions.ts'
import { quizQuestion } from '../material.ts'
import type { QuizQuestion } from '../types.ts'

export const mostOptions = 8
export const mostQuestions = 20_000
export const letters = Array.from({ length: mostOptions }, (_, place) => String.fromCharCode(65 + place))

export type Part = 'id' | 'kind' | 'text' | 'options' | 'answer' | 'level' | 'topic' | 'explanation'

export type Wrong = WrongPart<Part>

const limits: Partial<Record<string, Wrong>> = {
  id: { part: 'id', problem: { zh: '编号最多 40 个字符', en: 'An id has at most 40 characters' } },
  text: { part: 'text', problem: { zh: '题目须有内容，最多 600 字', en: 'A question has 1 to 600 characters' } },
  options: {
    part: 'options',
    problem: {
      zh: `选项须为 2 至 ${mostOptions} 个，每个都有内容，最多 200 字`,
      en: `2 to ${mostOptions} options, none empty, of at most 200 characters`,
    },
  },
  level: { part: 'level', problem: { zh: '等级须为 1、2、3 或 易、中、难', en: 'A level is 1, 2 or 3' } },
  topic: { part: 'topic', problem: { zh: '主题最多 60 字', en: 'A topic has at most 60 characters' } },
  explanation: {
    part: 'explanation',
    problem: { zh: '解析最多 1000 字', en: 'An explanation has at most 1000 characters' },
  },
}

/** The question, or which of its parts is wrong and what is allowed there. */
export function check(
  draft: { kind: QuizQuestion['kind'] } & Record<string, unknown>,
): { question: QuizQuestion } | { wrong: Wrong[] } {
  const parsed = quizQuestion.safeParse(draft)
  if (parsed.success) return { question: parsed.data }
  const wrong = new Map<string, Wrong>()
  for (const { path } of parsed.error.issues) {
    const name = String(path[0] ?? 'kind')
    wrong.set(name, limits[name] ?? { part: 'answer', problem: answerProblem(draft) })
  }
  return { wrong: [...wrong.values()] }
}

export function answerProblem({ kind, options }: { kind?: unknown; options?: unknown }): Text {
  const last = Array.isArray(options) && options.length > 0 ? letters[Math.min(options.length, mostOptions) - 1] : 'H'
  switch (kind) {
    case 'single':
      return { zh: `单选题答案须为 A 至 ${last} 中的一个字母`, en: `One letter from A to ${last}` }
    case 'multiple':
      return { zh: `多选题答案须为 A 至 ${last} 中的字母，如 ABD`, en: `Letters from A to ${last}, such as ABD` }
    case 'trueFalse':
      return { zh: '判断题答案须为 对 或 错', en: 'True or false' }
    default:
      return { zh: '缺少答案', en: 'The answer is missing' }
  }
}

export function lettersOf(places: readonly number[]): string {
  return places.map((place) => letters[place]).join('')
}
