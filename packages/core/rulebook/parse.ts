/**
 * YAML text → rulebook, or everything that is wrong with it. Each problem says where it stands (line and column from 1,
 * path such as `stages[0].items[2].points`) and what is allowed there, in both languages.
 */
import { LineCounter, parseDocument } from 'yaml'
import type { ZodType } from 'zod'
import type { Text } from '../score.ts'
import { issueMessages } from './messages.ts'
import { positionOf } from './position.ts'
import { rulebook as rulebookSchema, type Rulebook } from './schema.ts'
import { contradictions, unknownMeasures } from './semantics.ts'

export interface RulebookProblem {
  line: number
  column: number
  path: string
  message: Text
}

/** What parsing needs to know of item types; core itself knows none. */
export interface KnownItems {
  /** The options schema of an item type; undefined where the type is not built: its options are then taken as they are. */
  optionsOf(type: string): ZodType | undefined
  /** What an item type can measure for a sheet; undefined where the type is not built: names are then taken as they are. */
  measuresOf?(type: string): readonly string[] | undefined
}

export type Parsed = { rulebook: Rulebook; problems?: never } | { rulebook?: never; problems: RulebookProblem[] }

export function parseRulebook(yaml: string, known: KnownItems = { optionsOf: () => undefined }): Parsed {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0])
        return {
          line,
          column: col,
          path: '',
          message: {
            zh: `YAML 写法有误：${yamlErrors[error.code] ?? error.message}`,
            en: `YAML error: ${error.message}`,
          },
        }
      }),
    }
  }
  const source: unknown = document.toJS()
  const at = (path: readonly PropertyKey[], key = false) => positionOf(document, lines, path, key)

  const parsed = rulebookSchema.safeParse(source)
  if (!parsed.success) {
    return {
      problems: inOrder(
        parsed.error.issues
          .flatMap((issue) => issueMessages(issue, source, rulebookSchema))
          .map(({ path, key, message }) => ({ ...at(path, key), path: pathText(path), message })),
      ),
    }
  }

  const problems: RulebookProblem[] = contradictions(parsed.data).map(({ path, message }) => ({
    ...at(path),
    path: pathText(path),
    message,
  }))
  parsed.data.stages.forEach((stage, s) =>
    stage.items.forEach((item, i) => {
      for (const { path, message } of unknownMeasures(item, known.measuresOf?.(item.type))) {
        const whole = ['stages', s, 'items', i, ...path]
        problems.push({ ...at(whole), path: pathText(whole), message })
      }
      const schema = known.optionsOf(item.type)
      const checked = schema?.safeParse(item.options)
      if (schema === undefined || checked?.success !== false) return
      for (const issue of checked.error.issues) {
        for (const { path, key, message } of issueMessages(issue, item.options, schema)) {
          const whole = ['stages', s, 'items', i, 'options', ...path]
          problems.push({ ...at(whole, key), path: pathText(whole), message })
        }
      }
    }),
  )
  return problems.length > 0 ? { problems: inOrder(problems) } : { rulebook: parsed.data }
}

/** The usual slips; others are shown in the parser's own English. */
const yamlErrors: Record<string, string> = {
  BAD_INDENT: '缩进不对，或括号没有结束',
  BLOCK_AS_IMPLICIT_KEY: '冒号的位置不对，或缩进不对',
  DUPLICATE_KEY: '同一层里有重复的键',
  IMPOSSIBLE: '无法读取',
  MISSING_CHAR: '缺少引号、括号、逗号或冒号后的空格',
  MULTILINE_IMPLICIT_KEY: '键须写在一行里；是否缺少冒号',
  TAB_AS_INDENT: '缩进请用空格，不能用制表符',
  UNEXPECTED_TOKEN: '此处不该有这个符号',
}

/** `stages[0].items[2].points` */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  )
}

function inOrder(problems: RulebookProblem[]): RulebookProblem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
}
