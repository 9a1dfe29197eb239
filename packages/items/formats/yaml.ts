/** YAML files with problems that name the line. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import type { Text } from '@leitai/core/score.ts'
import { isNode, LineCounter, parseAllDocuments, stringify, type Document } from 'yaml'
import type { z } from 'zod'
import { plainText } from './text.ts'
import { notText, unreadable } from './table.ts'

export interface YamlDocument {
  value: unknown
  /** A problem at this path of the document, with its line. */
  problem(path: readonly (string | number)[], problem: Text): CellProblem
}

/** The documents of a file (several may follow each other behind `---`). */
export function readYaml(content: Uint8Array): { documents: YamlDocument[]; problems: CellProblem[] } {
  const text = plainText(content)
  if (text === null) return { documents: [], problems: [notText] }
  const lines = new LineCounter()
  const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false })
  const documents = Array.isArray(parsed) ? parsed : []
  const problems = documents.flatMap(({ errors }) =>
    errors.map((error): CellProblem => {
      const { line, col } = lines.linePos(error.pos[0])
      return {
        row: line,
        column: String(col),
        value: '',
        problem: { zh: `YAML 语法错误：${error.message}`, en: `YAML: ${error.message}` },
      }
    }),
  )
  if (problems.length > 0) return { documents: [], problems }
  try {
    return {
      documents: documents.map((document) => ({
        value: document.toJS({ maxAliasCount: 50 }),
        problem: problemAt(document, lines),
      })),
      problems: [],
    }
  } catch {
    return {
      documents: [],
      problems: [unreadable({ zh: 'YAML 中的引用过多', en: 'Too many aliases in the YAML file' })],
    }
  }
}

function problemAt(document: Document, lines: LineCounter) {
  return (path: readonly (string | number)[], problem: Text): CellProblem => {
    let row = 0
    // The nearest that is there: a missing key has no line of its own.
    for (let length = path.length; length >= 0 && row === 0; length -= 1) {
      const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) row = lines.linePos(node.range[0]).line
    }
    const at: unknown = document.getIn(path)
    const value =
      typeof at === 'string' || typeof at === 'number' || typeof at === 'boolean' ? String(at).slice(0, 200) : ''
    return { row, column: path.join('.'), value, problem }
  }
}

export function writeYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0 })
}

/** What a schema found wrong in the value at the path. Its messages are short and name what is allowed. */
export function schemaProblems(
  document: YamlDocument,
  path: readonly (string | number)[],
  { issues }: z.ZodError,
): CellProblem[] {
  return issues.map((issue) =>
    document.problem([...path, ...issue.path.map((key) => (typeof key === 'symbol' ? '' : key))], {
      zh: `不符合格式要求：${issue.message}`,
      en: `Not allowed: ${issue.message}`,
    }),
  )
}

export function idTwice(document: YamlDocument, path: readonly (string | number)[], id: string): CellProblem {
  return document.problem([...path, 'id'], { zh: `编号 ${id} 重复`, en: `The id ${id} is there twice` })
}
