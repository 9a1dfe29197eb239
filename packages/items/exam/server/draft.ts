/** What all bank formats share: the bank's own checks, said in words of the field. */
import type { Text } from '@leitai/core/score.ts'
import type { Wrong as WrongPart } from '@leitai/items/formats/questions.ts'
import { letterAt, mostOptions, question as questionSchema } from '../material.ts'
import type { Question } from '../types.ts'

/** The parts of a question that a format may get wrong, so that it can name its own cell or line. */
export type Part =
  | 'id'
  | 'kind'
  | 'stem'
  | 'options'
  | 'key'
  | 'difficulty'
  | 'tags'
  | 'chapter'
  | 'explanation'
  | 'worth'
  | 'points'

export type Wrong = WrongPart<Part>

const limits: Partial<Record<string, Wrong>> = {
  id: {
    part: 'id',
    problem: {
      zh: '编号须为字母、数字、点或连字符，最多 60 个字符',
      en: 'An id is letters, digits, dots or hyphens, at most 60',
    },
  },
  stem: { part: 'stem', problem: { zh: '题干须有内容，最多 4000 字', en: 'A stem has 1 to 4000 characters' } },
  options: {
    part: 'options',
    problem: { zh: `选项须为 2 至 ${mostOptions} 个，每个都有内容`, en: `2 to ${mostOptions} options, none empty` },
  },
  difficulty: {
    part: 'difficulty',
    problem: { zh: '难度须为 1 至 5 的整数', en: 'Difficulty is a whole number from 1 to 5' },
  },
  tags: { part: 'tags', problem: { zh: '标签最多 20 个，每个最多 60 字', en: 'At most 20 tags of 60 characters' } },
  chapter: { part: 'chapter', problem: { zh: '章节最多 120 字', en: 'A chapter has at most 120 characters' } },
  explanation: {
    part: 'explanation',
    problem: { zh: '解析最多 4000 字', en: 'An explanation has at most 4000 characters' },
  },
  worth: {
    part: 'worth',
    problem: { zh: '分值须为大于 0 的数，如 2 或 1.5', en: 'Points are a number above 0, such as 2 or 1.5' },
  },
  blanks: {
    part: 'key',
    problem: {
      zh: '填空题答案的空数须与题干中的 ____ 一致，每空至少一个答案',
      en: 'As many answers as there are ____ in the stem, none empty',
    },
  },
  points: { part: 'points', problem: { zh: '评分要点最多 30 条', en: 'At most 30 points to look for' } },
}

/** The question, or which of its parts is wrong and what is allowed there. */
export function check(
  draft: { kind: Question['kind'] } & Record<string, unknown>,
): { question: Question } | { wrong: Wrong[] } {
  const parsed = questionSchema.safeParse(draft)
  if (parsed.success) return { question: parsed.data }
  const wrong = new Map<string, Wrong>()
  for (const { path } of parsed.error.issues) {
    const name = String(path[0] ?? 'kind')
    wrong.set(name, limits[name] ?? { part: 'key', problem: keyProblem(draft) })
  }
  return { wrong: [...wrong.values()] }
}

export function keyProblem({ kind, options }: { kind?: unknown; options?: unknown }): Text {
  const last = Array.isArray(options) && options.length > 0 ? letterAt(Math.min(options.length, mostOptions) - 1) : 'H'
  switch (kind) {
    case 'single':
      return {
        zh: `单选题答案须为 A 至 ${last} 中的一个字母`,
        en: `The key of a single choice is one letter from A to ${last}`,
      }
    case 'multiple':
      return {
        zh: `多选题答案须为 A 至 ${last} 中的字母，如 ABD`,
        en: `The key of a multiple choice is letters from A to ${last}, such as ABD`,
      }
    case 'trueFalse':
      return { zh: '判断题答案须为 对 或 错', en: 'The key is true or false' }
    default:
      return { zh: '缺少答案', en: 'The key is missing' }
  }
}

/** Blanks of any width, or empty brackets where a fill-in has none, as `____`. */
export function stemWithBlanks(stem: string): string {
  const marked = stem.replaceAll(/_{2,}|＿+/g, '____')
  return marked.includes('____') ? marked : marked.replaceAll(/（\s*）|\(\s*\)/g, '____')
}
