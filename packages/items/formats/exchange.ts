/** How materials come in and go out, as far as that is the same for every item type. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import type { Text } from '@leitai/core/score.ts'
import type { ItemServer, ReadContext, ReadResult, WrittenFile } from '../plug.ts'
import { xlsxMime } from './spreadsheet.ts'
import { unreadable } from './table.ts'
import { fileName, utf8 } from './text.ts'

interface Read {
  problems: CellProblem[]
  bad: number
}

/** A file that gives nothing has a problem, whether or not one was found. */
export function readResult(body: unknown, good: number, { problems, bad }: Read, nothing: Text): ReadResult {
  return {
    body: good > 0 ? body : null,
    problems: good === 0 && problems.length === 0 ? [unreadable(nothing)] : problems,
    good,
    bad,
  }
}

export function yamlImport(
  read: (content: Uint8Array, context: ReadContext) => ReadResult | Promise<ReadResult>,
): ItemServer['imports'][number] {
  return {
    format: 'yaml',
    label: { zh: 'YAML', en: 'YAML' },
    accept: '.yaml,.yml',
    read: async (content, context) => read(content, context),
  }
}

export function yamlFile(title: string, text: string): WrittenFile {
  return { filename: fileName(title, 'yaml'), mime: 'application/yaml', content: utf8(text) }
}

export function xlsxFile(title: string, content: Uint8Array): WrittenFile {
  return { filename: fileName(title, 'xlsx'), mime: xlsxMime, content }
}

export function zipFile(title: string, content: Uint8Array): WrittenFile {
  return { filename: fileName(title, 'zip'), mime: 'application/zip', content }
}

/** The workbook to fill in; the other formats have no example. */
export function workbookTemplate(title: string, make: () => Promise<Uint8Array>): ItemServer['template'] {
  return async (format) => (format === 'excel' ? xlsxFile(title, await make()) : null)
}

/** A file's name without folder and ending, for a material that has no title of its own; empty where nothing is left. */
export function titleFrom(filename: string): string {
  return filename
    .replace(/^.*[\\/]/, '')
    .replace(/\.[^.]*$/, '')
    .trim()
    .slice(0, 120)
}
