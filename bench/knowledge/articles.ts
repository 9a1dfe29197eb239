/** Articles out of the sentences of the shipped knowledge platform, and questions as they are typed about them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KnowledgeArticle } from '@leitai/core/knowledge.ts'
import { chance } from '@leitai/core/seed.ts'
import { spellingOf } from '@leitai/server/knowledge/pinyin.ts'

const folder = join(import.meta.dirname, '..', '..', 'content', 'knowledge')

interface Source {
  title: string
  category: string[]
  tags: string[]
  lines: string[]
}

function sources(): Source[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'))
  return files.toSorted().flatMap((name) => {
    const [, head = '', body = ''] = readFileSync(join(folder, name), 'utf8').split(/^---$/m)
    const field = (key: string) => new RegExp(`^${key}: (.*)$`, 'm').exec(head)?.[1] ?? ''
    const list = (key: string) =>
      field(key)
        .replace(/^\[|\]$/g, '')
        .split(/, ?/)
        .filter((one) => one !== '')
    const lines = body.split('\n').filter((line) => line.trim().length > 8 && !/^[\s|:-]+$/.test(line))
    const title = field('title').replace(/^['"]|['"]$/g, '')
    return title === '' || list('category').length === 0 || lines.length === 0
      ? []
      : [{ title, category: list('category'), tags: list('tags'), lines }]
  })
}

const actions = ['办理', '变更', '取消', '资费', '规则', '常见问题', '处理流程', '话术', '核对要点', '退费']
const audiences = ['个人', '家庭', '企业', '校园', '老年', '新入网', '携号转网']

export function articles(count: number): KnowledgeArticle[] {
  const all = sources()
  const lines = all.flatMap(({ lines }) => lines)
  const drawn = chance('articles')
  const pick = <T>(from: readonly T[]): T => from[drawn.below(from.length)]!
  return Array.from({ length: count }, (_, i): KnowledgeArticle => {
    const { title, category, tags, lines: own } = pick(all)
    const length = 4 + drawn.below(16)
    return {
      id: `a${i}`,
      title: `${pick(audiences)}${title.split(/[：（]/)[0]}${pick(actions)}`,
      category,
      tags: drawn.shuffle(tags).slice(0, 3),
      updated: `202${3 + drawn.below(3)}-${String(1 + drawn.below(12)).padStart(2, '0')}-${String(1 + drawn.below(28)).padStart(2, '0')}`,
      pinned: drawn.below(200) === 0,
      // two thirds of its own matter, the rest from anywhere
      body: Array.from({ length }, () => (drawn.below(3) > 0 ? pick(own) : pick(lines))).join('\n\n'),
      attachments: [],
    }
  })
}

/** A piece of what is written, of so many ideographs. */
export function questions(from: readonly KnowledgeArticle[]): string[] {
  const drawn = chance('questions')
  const pick = <T>(some: readonly T[]): T => some[drawn.below(some.length)]!
  const piece = (length: number): string => {
    for (;;) {
      const article = pick(from)
      const text = drawn.below(3) > 0 ? article.title : article.body
      const runs = text.match(new RegExp(`\\p{Script=Han}{${length},}`, 'gu')) ?? []
      if (runs.length === 0) continue
      const run = pick(runs)
      const at = drawn.below(run.length - length + 1)
      return run.slice(at, at + length)
    }
  }
  const initials = () => {
    const text = spellingOf(pick(from).title, []).initials
    const length = Math.min(text.length, 3 + drawn.below(3))
    const at = drawn.below(text.length - length + 1)
    return text.slice(at, at + length)
  }
  const of = (count: number, make: () => string) => Array.from({ length: count }, make)
  return drawn.shuffle([
    ...of(45, () => piece(1)),
    ...of(80, () => piece(2)),
    ...of(35, () => piece(3)),
    ...of(35, () => piece(4)),
    ...of(15, () => piece(5)),
    ...of(15, () => piece(6)),
    ...of(45, () => `${piece(2)} ${piece(2)}`),
    ...of(30, initials),
  ])
}
