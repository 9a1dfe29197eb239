// A wrong fact in a knowledge platform takes points from the team that read it well: the checks are as strict as a jury.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isRefusal } from '@leitai/core/run.ts'
import { writeZip } from '@leitai/items/formats/zip.ts'
import { lookupMaterial } from '@leitai/items/lookup/material.ts'
import { plainAnswer } from '@leitai/items/lookup/same-answer.ts'
import { itemServerOf } from '@leitai/items/server.ts'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const here = dirname(fileURLToPath(import.meta.url))

/** Stricter than what an import takes: a field with a slip of the pen would be passed over there. */
const frontMatter = z.strictObject({
  id: z.string(),
  title: z.string(),
  category: z.array(z.string()),
  tags: z.array(z.string()).min(1),
  updated: z.string(),
  pinned: z.literal(true).optional(),
  attachments: z.array(z.string()).min(1).optional(),
})

function readHead(path: string) {
  const found = /^---\n([\s\S]*?)\n---\n/.exec(readFileSync(path, 'utf8'))
  if (!found) throw new Error(`no front matter: ${path}`)
  return { path, head: frontMatter.parse(parse(found[1]!)) }
}

/** The folder as an organiser would give it to the item: zipped. */
async function readCompany(name: string) {
  const folder = join(here, name)
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .toSorted()
  const zip = await writeZip(paths.map((path) => [path, readFileSync(join(folder, path))] as const))
  const read = await itemServerOf('lookup')!
    .imports.find(({ format }) => format === 'folder')!
    .read(zip, {
      filename: `${name}.zip`,
      store: (content, mime) =>
        Promise.resolve({
          hash: createHash('sha256').update(content).digest('hex'),
          bytes: content.length,
          mime,
        }),
    })
  return {
    name,
    heads: paths
      .filter((path) => path.startsWith('articles/') && path.endsWith('.md'))
      .map((path) => readHead(join(folder, path))),
    files: readdirSync(join(folder, 'attachments')).toSorted(),
    problems: read.problems,
    body: read.body,
    material: lookupMaterial.parse(read.body),
  }
}

const companies = await Promise.all(
  readdirSync(here, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map(({ name }) => readCompany(name)),
)

const repeated = (values: string[]): string[] => values.filter((value, index) => values.indexOf(value) !== index)
/** As it stands, and with the other word for a day of the month. */
const spaceless = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replaceAll(/(?<=\d)号/g, '日')
const related = (body: string): { title: string; id: string }[] => {
  const list = body.split('\n## 相关文章\n')[1] ?? ''
  return [...list.matchAll(/^- \[(.+)\]\(article:([^)]+)\)$/gm)].map((one) => ({ title: one[1]!, id: one[2]! }))
}
const relatedIds = (body: string): string[] => related(body).map(({ id }) => id)

describe.each(companies)('knowledge platform $name', ({ heads, files, problems, body, material }) => {
  const byId = new Map(material.articles.map((one) => [one.id, one]))
  const isStale = (id: string): boolean => byId.get(id)!.tags.includes('已失效')

  it('is read by the item whole, and a race of ten questions can be held with it', () => {
    expect(problems).toEqual([])
    expect(material.articles).toHaveLength(heads.length)
    const made = itemServerOf('lookup')!.material(body, { questions: 10, seconds: 120, right: 10 })
    expect(isRefusal(made) ? made.zh : '').toBe('')
  })

  it('has at least 160 articles, each with an id and a title of its own', () => {
    expect(material.articles.length).toBeGreaterThanOrEqual(160)
    expect(repeated(material.articles.map((one) => one.id))).toEqual([])
    expect(repeated(material.articles.map((one) => plainAnswer(one.title)))).toEqual([])
    for (const { path, head } of heads) expect(basename(path, '.md'), path).toBe(head.id)
  })

  it('has articles long enough to be read and short enough to be found in', () => {
    for (const one of material.articles) {
      const characters = one.body.match(/\p{Script=Han}/gu)?.length ?? 0
      expect(characters, one.id).toBeGreaterThanOrEqual(150)
      expect(characters, one.id).toBeLessThanOrEqual(1000)
    }
  })

  it('names in related articles only other articles that exist, by their titles', () => {
    for (const one of material.articles) {
      const list = related(one.body)
      expect(list.length, one.id).toBeGreaterThan(0)
      expect(repeated(relatedIds(one.body)), one.id).toEqual([])
      for (const { id, title } of list) {
        expect(id).not.toBe(one.id)
        expect(byId.get(id)?.title, `${one.id} → ${id}`).toBe(title)
      }
      // a link to a page that is not there stays as it was written
      expect(one.body, one.id).not.toMatch(/\]\((?!article:|attachment:)/)
    }
  })

  it('says in the first line of a superseded edition that it is one, and leads to a current article that leads back', () => {
    const stale = material.articles.filter((one) => isStale(one.id))
    expect(stale.length).toBeGreaterThanOrEqual(15)
    for (const one of material.articles) expect(one.body.startsWith('> **已失效**：'), one.id).toBe(stale.includes(one))
    for (const one of stale) {
      const current = relatedIds(one.body).filter((id) => !isStale(id))
      const leadBack = current.filter((id) => relatedIds(byId.get(id)!.body).includes(one.id))
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
    const named = heads.flatMap(({ head }) => head.attachments ?? [])
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
    expect(repeated(material.questions.map((one) => plainAnswer(one.text)))).toEqual([])
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
    for (const one of material.questions) expect(repeated(one.answers.map(plainAnswer)), one.id).toEqual([])
  })

  it('gives no answer away in its question', () => {
    for (const one of material.questions) {
      const [canonical] = one.answers
      expect(plainAnswer(one.text).includes(plainAnswer(canonical!)), one.id).toBe(false)
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
})
