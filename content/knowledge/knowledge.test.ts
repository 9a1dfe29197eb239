// A wrong fact in a knowledge platform takes points from the team that read it well: the checks are as strict as a jury.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lookupMaterial } from '@leitai/items/lookup/material.ts'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const here = dirname(fileURLToPath(import.meta.url))

const frontMatter = z.strictObject({
  id: z.string(),
  title: z.string(),
  category: z.array(z.string()),
  tags: z.array(z.string()),
  updated: z.string(),
  pinned: z.literal(true).optional(),
  attachments: z.array(z.string()).min(1).optional(),
})
const companyFile = z.strictObject({ company: z.string(), about: z.string() })
const questionsFile = z.strictObject({ questions: z.array(z.unknown()) })

function readArticle(path: string) {
  const text = readFileSync(path, 'utf8')
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text)
  if (!parts) throw new Error(`no front matter: ${path}`)
  return { path, head: frontMatter.parse(parse(parts[1]!)), body: parts[2]!.trim() }
}

function readCompany(folder: string) {
  const inside = (path: string): string => join(here, folder, path)
  const yaml = (path: string): unknown => parse(readFileSync(inside(path), 'utf8'))
  const articles = readdirSync(inside('articles'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .toSorted()
    .map((name) => readArticle(inside(`articles/${name}`)))
  const files = readdirSync(inside('attachments')).toSorted()
  const material = lookupMaterial.parse({
    ...companyFile.parse(yaml('company.yaml')),
    articles: articles.map(({ head, body }) => ({
      ...head,
      body,
      attachments: (head.attachments ?? []).map((name) => {
        const bytes = readFileSync(inside(`attachments/${name}`))
        const hash = createHash('sha256').update(bytes).digest('hex')
        return { name, hash, bytes: bytes.length, mime: name.endsWith('.csv') ? 'text/csv' : 'text/markdown' }
      }),
    })),
    questions: questionsFile.parse(yaml('questions.yaml')).questions,
  })
  return { articles, files, material }
}

const repeated = (values: string[]): string[] => values.filter((value, index) => values.indexOf(value) !== index)
/** How answers are compared. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}]/gu, '')
const spaceless = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '')
const related = (body: string): string[] => {
  const list = body.split('\n## 相关文章\n')[1] ?? ''
  return [...list.matchAll(/^- `([^`]+)` (.+)$/gm)].map((one) => one[1]!)
}

describe.each(readdirSync(here, { withFileTypes: true }).filter((one) => one.isDirectory()))(
  'knowledge platform $name',
  ({ name: folder }) => {
    const { articles, files, material } = readCompany(folder)
    const byId = new Map(material.articles.map((one) => [one.id, one]))
    const isStale = (id: string): boolean => byId.get(id)!.tags.includes('已失效')

    it('has at least 160 articles, each with an id and a title of its own', () => {
      expect(material.articles.length).toBeGreaterThanOrEqual(160)
      expect(repeated(material.articles.map((one) => one.id))).toEqual([])
      expect(repeated(material.articles.map((one) => bare(one.title)))).toEqual([])
      for (const { path, head } of articles) expect(basename(path, '.md'), path).toBe(head.id)
    })

    it('has articles long enough to be read and short enough to be found in', () => {
      for (const one of material.articles) {
        const characters = one.body.match(/\p{Script=Han}/gu)?.length ?? 0
        expect(characters, one.id).toBeGreaterThanOrEqual(150)
        expect(characters, one.id).toBeLessThanOrEqual(1000)
        expect(one.tags.length, one.id).toBeGreaterThan(0)
      }
    })

    it('names in related articles only other articles that exist, by their titles', () => {
      for (const one of material.articles) {
        const ids = related(one.body)
        expect(ids.length, one.id).toBeGreaterThan(0)
        expect(repeated(ids), one.id).toEqual([])
        expect(ids, one.id).not.toContain(one.id)
        for (const id of ids) {
          expect(byId.has(id), `${one.id} → ${id}`).toBe(true)
          expect(one.body, `${one.id} → ${id}`).toContain(`- \`${id}\` ${byId.get(id)!.title}`)
        }
      }
    })

    it('says in the first line of a superseded edition that it is one, and leads to a current article that leads back', () => {
      const stale = material.articles.filter((one) => isStale(one.id))
      expect(stale.length).toBeGreaterThanOrEqual(15)
      for (const one of material.articles)
        expect(one.body.startsWith('> **已失效**：'), one.id).toBe(stale.includes(one))
      for (const one of stale) {
        const current = related(one.body).filter((id) => !isStale(id))
        const leadBack = current.filter((id) => related(byId.get(id)!.body).includes(one.id))
        expect(leadBack, one.id).not.toEqual([])
        expect(one.pinned, one.id).toBe(false)
        for (const id of leadBack) expect(byId.get(id)!.updated > one.updated, `${one.id} → ${id}`).toBe(true)
      }
    })

    it('marks emphasis where a reader of Markdown sees it', () => {
      const mark = /[\s\p{P}\p{S}]/u
      for (const one of material.articles) {
        for (const line of one.body.replaceAll(/`[^`]*`/g, 'x').split('\n')) {
          const stars = [...line.matchAll(/\*\*/g)].map((found) => found.index)
          expect(stars.length % 2, `${one.id}: ${line}`).toBe(0)
          stars.forEach((at, index) => {
            const [outer, inner] = index % 2 ? [line[at + 2], line[at - 1]] : [line[at - 1], line[at + 2]]
            const seen = !/\s/.test(inner ?? ' ') && (!mark.test(inner!) || outer === undefined || mark.test(outer))
            expect(seen, `${one.id}: ${line}`).toBe(true)
          })
        }
      }
    })

    it('keeps every attachment that an article names, and no other', () => {
      const named = articles.flatMap(({ head }) => head.attachments ?? [])
      expect(repeated(named)).toEqual([])
      expect(named.toSorted()).toEqual(files)
    })

    it('is nobody real', () => {
      const all = material.articles.map((one) => one.body).join('\n')
      expect(all).not.toMatch(/中国移动|中国联通|中国电信|中国广电|10086|10010|10099/)
      expect(material.about).toContain('虚构')
    })

    it('has at least 60 questions, enough of every level, none put twice', () => {
      expect(material.questions.length).toBeGreaterThanOrEqual(60)
      for (const level of ['easy', 'medium', 'hard'])
        expect(material.questions.filter((one) => one.level === level).length, level).toBeGreaterThanOrEqual(15)
      expect(repeated(material.questions.map((one) => one.id))).toEqual([])
      expect(repeated(material.questions.map((one) => bare(one.text)))).toEqual([])
    })

    it('finds every answer in an article of the evidence, or in the explanation', () => {
      for (const one of material.questions) {
        expect(one.explanation.length, one.id).toBeGreaterThan(5)
        for (const id of one.evidence) expect(byId.has(id), `${one.id} → ${id}`).toBe(true)
        const texts = [...one.evidence.map((id) => byId.get(id)!.body), one.explanation].map(spaceless)
        for (const answer of one.answers)
          expect(
            texts.some((text) => text.includes(spaceless(answer))),
            `${one.id}: ${answer}`,
          ).toBe(true)
      }
    })

    it('lists no form of an answer that comparison makes the same as another', () => {
      for (const one of material.questions) expect(repeated(one.answers.map(bare)), one.id).toEqual([])
    })

    it('gives no answer away in its question', () => {
      for (const one of material.questions) {
        const [canonical] = one.answers
        expect(bare(one.text).includes(bare(canonical!)), one.id).toBe(false)
      }
    })

    it('proves a rule of today with the article of today', () => {
      for (const one of material.questions) {
        const stale = one.evidence.filter(isStale)
        if (stale.length === 0) continue
        expect(one.level, one.id).toBe('hard')
        expect(one.explanation, one.id).toMatch(/旧|过渡|衔接|跨期/)
      }
    })
  },
)
