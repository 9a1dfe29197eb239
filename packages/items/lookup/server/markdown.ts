/** One Markdown file as an article: front matter above, text below. */
import { readYaml, type YamlDocument, writeYaml } from '@leitai/items/formats/yaml.ts'
import { utf8 } from '@leitai/items/formats/text.ts'
import type { CellProblem } from '@leitai/core/api/contract.ts'
import type { Article } from '../types.ts'

export interface MarkdownFile {
  front: Record<string, unknown>
  body: string
  document: YamlDocument | null
  /** Where the front matter cannot be read. */
  problems: CellProblem[]
}

const frontMatter = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/

export function readMarkdown(text: string): MarkdownFile {
  const found = frontMatter.exec(text)
  if (found === null) return { front: {}, body: text.trim(), document: null, problems: [] }
  const { documents, problems } = readYaml(utf8(found[1]!))
  const [document] = documents
  const value = document?.value
  return {
    front: typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {},
    body: text.slice(found[0].length).trim(),
    document: document ?? null,
    // the line of three dashes
    problems: problems.map((problem) => ({ ...problem, row: problem.row + 1 })),
  }
}

/** The first heading of the first level, and the text without it. */
export function titleOf(body: string): { title: string; rest: string } {
  const found = /^#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|$)/.exec(body)
  return found === null ? { title: '', rest: body } : { title: found[1]!, rest: body.slice(found[0].length).trim() }
}

export function writeMarkdown({ body, attachments, ...article }: Article, names: readonly string[]): string {
  const { id, title, category, tags, updated, pinned } = article
  const front = {
    id,
    title,
    category,
    ...(tags.length > 0 ? { tags } : {}),
    updated,
    ...(pinned ? { pinned } : {}),
    ...(attachments.length > 0 ? { attachments: names } : {}),
  }
  return `---\n${writeYaml(front)}---\n\n${body}\n`
}
