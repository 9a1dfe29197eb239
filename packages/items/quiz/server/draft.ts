/** What the formats of a bank share: ids, answers as people write them, and the bank's own checks in words of the field. */
import type { Text } from '@leitai/core/score.ts'
import { quizQuestion } from '../material.ts'
import type { QuizQuestion } from '../types.ts'

export const mostOptions = 8
export const mostQuestions = 20_000
export const letters = Array.from({ length: mostOptions }, (_, place) => String.fromCharCode(65 + place))

/** Ids for questions that bring none, and a word about those that come twice. */
export class Ids {
  readonly #used = new Set<string>()
  #next = 1

  /** False: taken before. */
  take(id: string): boolean {
    if (this.#used.has(id)) return false
    this.#used.add(id)
    return true
  }

  make(): string {
    for (;;) {
      const id = `q${String(this.#next).padStart(3, '0')}`
      this.#next += 1
      if (this.take(id)) return id
    }
  }
}

export type Part = 'id' | 'kind' | 'text' | 'options' | 'answer' | 'level' | 'topic' | 'explanation'

export interface Wrong {
  part: Part
  problem: Text
}

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

const truths = new Map<string, boolean>()
for (const word of ['对', '正确', '√', '✓', '是', 't', 'true', 'y', 'yes', '1', 'a']) truths.set(word, true)
for (const word of ['错', '错误', '×', '✗', 'x', '否', 'f', 'false', 'n', 'no', '0', 'b']) truths.set(word, false)

/** 对, 正确, √, T, … ; undefined: neither. */
export function truthOf(written: string): boolean | undefined {
  return truths.get(written.normalize('NFKC').trim().toLowerCase())
}

/** `A,C d` as places of options, each once, in order; null: not letters of these options. */
export function placesOf(written: string, options: number): number[] | null {
  const plain = written
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s,、;./]/g, '')
  const places = [...new Set(plain)].map((letter) => letters.indexOf(letter)).toSorted((a, b) => a - b)
  return places.length === 0 || places.some((place) => place < 0 || place >= options) ? null : places
}

export function lettersOf(places: readonly number[]): string {
  return places.map((place) => letters[place]).join('')
}
