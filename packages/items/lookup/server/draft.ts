/** What is read of a platform, whatever it came as: what is right is kept, what is wrong is named with its place. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import type { Text } from '@leitai/core/score.ts'
import { article, companyName, lookupQuestion, mostArticles, mostQuestions } from '../material.ts'
import type { Article, LookupMaterial, LookupQuestion } from '../types.ts'

/** Names the place of a problem: a cell, a line. */
export type Place = (path: readonly (string | number)[], problem: Text) => CellProblem

export class Draft {
  readonly problems: CellProblem[] = []
  readonly articles: Article[] = []
  readonly questions: LookupQuestion[] = []
  company = ''
  about = ''
  bad = 0
  readonly #articleIds = new Set<string>()
  readonly #questionIds = new Set<string>()
  /** Where each question came from, for what can only be said at the end. */
  readonly #places = new Map<string, Place>()

  say(...problems: CellProblem[]): void {
    this.problems.push(...problems)
    this.bad += 1
  }

  describe(about: { company?: unknown; about?: unknown }, place: Place): void {
    if (about.company !== undefined) {
      const name = companyName.safeParse(about.company)
      if (name.success) this.company = name.data
      else this.say(place(['company'], { zh: '企业名称须为 1–120 字', en: 'A company’s name has 1 to 120 characters' }))
    }
    if (typeof about.about === 'string') this.about = about.about.trim().slice(0, 2000)
  }

  addArticle(given: unknown, place: Place): void {
    const read = article.safeParse(given)
    if (!read.success) return this.say(...schemaProblems(read.error, place))
    const { id } = read.data
    if (this.#articleIds.has(id)) return this.say(place(['id'], twice(id)))
    if (this.articles.length >= mostArticles)
      return this.say(place([], { zh: `最多 ${mostArticles} 篇文章`, en: `At most ${mostArticles} articles` }))
    this.#articleIds.add(id)
    this.articles.push(read.data)
  }

  addQuestion(given: unknown, place: Place): void {
    const read = lookupQuestion.safeParse(given)
    if (!read.success) return this.say(...schemaProblems(read.error, place))
    const { id } = read.data
    if (this.#questionIds.has(id)) return this.say(place(['id'], twice(id)))
    if (this.questions.length >= mostQuestions)
      return this.say(place([], { zh: `最多 ${mostQuestions} 道题`, en: `At most ${mostQuestions} questions` }))
    this.#questionIds.add(id)
    this.#places.set(id, place)
    this.questions.push(read.data)
  }

  hasArticle(id: string): boolean {
    return this.#articleIds.has(id)
  }

  /** An id that is free, made from a name. */
  freeId(name: string): string {
    const base =
      name
        .normalize('NFC')
        .trim()
        .replaceAll(/[\s/\\]+/g, '-')
        .slice(0, 36) || 'article'
    for (let n = 1; ; n += 1) {
      const id = n === 1 ? base : `${base}-${n}`
      if (!this.#articleIds.has(id)) return id
    }
  }

  /** Questions whose evidence is nowhere are left out. */
  finish(title: string): LookupMaterial {
    const questions = this.questions.filter(({ id, evidence }) => {
      const missing = evidence.filter((one) => !this.#articleIds.has(one))
      if (missing.length === 0) return true
      this.say(
        this.#places.get(id)!(['evidence'], {
          zh: `没有编号为 ${missing.join('、')} 的文章`,
          en: `There is no article ${missing.join(', ')}`,
        }),
      )
      return false
    })
    const company = this.company || title.slice(0, 120) || '知识库'
    return { company, about: this.about, articles: this.articles, questions }
  }
}

const twice = (id: string): Text => ({ zh: `编号 ${id} 重复`, en: `The id ${id} is there twice` })

function schemaProblems(
  { issues }: { issues: readonly { path: readonly PropertyKey[]; message: string; code?: string }[] },
  place: Place,
): CellProblem[] {
  return issues.map(({ path, message }) => {
    const at = path.map((key) => (typeof key === 'symbol' ? '' : key)) as (string | number)[]
    return place(at, wrong(String(at[0] ?? ''), message))
  })
}

const known: Record<string, Text> = {
  id: { zh: '编号须为 1–40 个字符', en: 'An id has 1 to 40 characters' },
  title: { zh: '标题须为 1–120 字', en: 'A title has 1 to 120 characters' },
  category: { zh: '分类须为 1–4 级，每级 1–40 字', en: 'A category has 1 to 4 levels of 1 to 40 characters' },
  tags: { zh: '标签最多 20 个，每个 1–40 字', en: 'At most 20 tags of 1 to 40 characters' },
  updated: { zh: '日期须形如 2026-03-01', en: 'A date is like 2026-03-01' },
  body: { zh: '正文须为 1–60000 字', en: 'A text has 1 to 60,000 characters' },
  text: { zh: '题目须为 1–600 字', en: 'A question has 1 to 600 characters' },
  answers: { zh: '答案须有 1–20 种写法，每种 1–200 字', en: 'An answer has 1 to 20 forms of 1 to 200 characters' },
  evidence: { zh: '依据须为 1–10 个文章编号', en: 'Evidence is 1 to 10 ids of articles' },
  level: { zh: '难度须为 易、中、难', en: 'A level is easy, medium or hard' },
}

function wrong(key: string, message: string): Text {
  return known[key] ?? { zh: `不符合格式要求：${message}`, en: `Not allowed: ${message}` }
}

/** A place in a file as a whole, or at a line of it. */
export function inFile(file: string, row = 0): Place {
  return (path, problem) => ({ sheet: file, row, column: path.join('.'), value: '', problem })
}
