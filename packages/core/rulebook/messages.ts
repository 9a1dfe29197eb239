/**
 * What the schema refuses, in sentences for people: what is there, what is allowed, and for an unknown key the nearest
 * known one. Messages that a schema gives itself are written "中文 / English".
 */
import type { z, ZodType } from 'zod'
import type { Text } from '../score.ts'
import { allowedKeys } from './allowed.ts'

type Issue = z.core.$ZodIssue

export interface IssueMessage {
  path: PropertyKey[]
  /** The problem is the key itself, not its value. */
  key: boolean
  message: Text
}

/** `source` is what the schema was given; paths count from there. */
export function issueMessages(issue: Issue, source: unknown, schema: ZodType): IssueMessage[] {
  const path = [...issue.path]
  const found = valueAt(source, path)
  const one = (zh: string, en: string): IssueMessage[] => [{ path, key: false, message: { zh, en } }]
  const own = ownMessage(issue.message)
  if (own !== null) return [{ path, key: false, message: own }]

  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const allowed = allowedKeys(schema, source, path)
        const near = nearest(key, allowed)
        const listZh = allowed.length === 0 ? '' : `；允许的键：${allowed.join('、')}`
        const listEn = allowed.length === 0 ? '' : `; allowed here: ${allowed.join(', ')}`
        return {
          path: [...path, key],
          key: true,
          message: {
            zh: `未知的键“${key}”${near === null ? '' : `，是否想写“${near}”`}${listZh}`,
            en: `Unknown key "${key}"${near === null ? '' : `, did you mean "${near}"`}${listEn}`,
          },
        }
      })
    case 'invalid_type': {
      const wanted = typeNames[issue.expected] ?? { zh: issue.expected, en: issue.expected }
      return found === undefined
        ? one(`缺少“${lastKey(path)}”，应为${wanted.zh}`, `"${lastKey(path)}" is missing: ${wanted.en} is needed`)
        : one(`应为${wanted.zh}，现为 ${shown(found)}`, `Must be ${wanted.en}, but is ${shown(found)}`)
    }
    case 'invalid_value': {
      const values = issue.values.map((value) => JSON.stringify(value))
      return found === undefined
        ? one(
            `缺少“${lastKey(path)}”，可选：${values.join('、')}`,
            `"${lastKey(path)}" is missing; allowed: ${values.join(', ')}`,
          )
        : one(
            `${shown(found)} 不在允许范围内，可选：${values.join('、')}`,
            `${shown(found)} is not allowed; allowed: ${values.join(', ')}`,
          )
    }
    case 'invalid_union': {
      if ('options' in issue && Array.isArray(issue.options)) {
        const values = issue.options.map((value) => JSON.stringify(value))
        return found === undefined
          ? one(
              `缺少“${lastKey(path)}”，可选：${values.join('、')}`,
              `"${lastKey(path)}" is missing; allowed: ${values.join(', ')}`,
            )
          : one(
              `${shown(found)} 不在允许范围内，可选：${values.join('、')}`,
              `${shown(found)} is not allowed; allowed: ${values.join(', ')}`,
            )
      }
      // The alternative that fits the value's own type says what is wrong inside it.
      const fitting = issue.errors.find(
        (errors) =>
          errors.length > 0 &&
          errors.every(
            (inner) => inner.path.length > 0 || (inner.code !== 'invalid_type' && inner.code !== 'invalid_value'),
          ),
      )
      if (fitting !== undefined)
        return fitting.flatMap((inner) =>
          issueMessages({ ...inner, path: [...path, ...inner.path] } as Issue, source, schema),
        )
      const wanted = issue.errors
        .flatMap((errors) => errors.slice(0, 1))
        .map((inner) =>
          inner.code === 'invalid_type'
            ? (typeNames[inner.expected] ?? { zh: inner.expected, en: inner.expected })
            : { zh: '允许的取值', en: 'an allowed value' },
        )
      const zh = [...new Set(wanted.map((each) => each.zh))].join('或')
      const en = [...new Set(wanted.map((each) => each.en))].join(' or ')
      return found === undefined
        ? one(`缺少“${lastKey(path)}”，应为${zh}`, `"${lastKey(path)}" is missing: ${en} is needed`)
        : one(`应为${zh}，现为 ${shown(found)}`, `Must be ${en}, but is ${shown(found)}`)
    }
    case 'too_small': {
      if (issue.origin === 'array')
        return one(`至少要有 ${issue.minimum} 项`, `At least ${issue.minimum} entries are needed`)
      if (issue.origin === 'string') return one('不能为空', 'May not be empty')
      const sign = issue.inclusive === false ? { zh: '大于', en: 'more than' } : { zh: '不小于', en: 'at least' }
      return one(
        `应${sign.zh} ${issue.minimum}，现为 ${shown(found)}`,
        `Must be ${sign.en} ${issue.minimum}, but is ${shown(found)}`,
      )
    }
    case 'too_big': {
      if (issue.origin === 'array') return one(`最多 ${issue.maximum} 项`, `At most ${issue.maximum} entries`)
      if (issue.origin === 'string') return one(`最多 ${issue.maximum} 个字符`, `At most ${issue.maximum} characters`)
      const sign = issue.inclusive === false ? { zh: '小于', en: 'less than' } : { zh: '不大于', en: 'at most' }
      return one(
        `应${sign.zh} ${issue.maximum}，现为 ${shown(found)}`,
        `Must be ${sign.en} ${issue.maximum}, but is ${shown(found)}`,
      )
    }
    case 'invalid_format':
      if (issue.format === 'date')
        return one(
          `日期应写成 1997-05-01，现为 ${shown(found)}`,
          `A date is written like 1997-05-01, but here is ${shown(found)}`,
        )
      return one(`写法不对：${shown(found)}`, `Not written as it should be: ${shown(found)}`)
    default:
      return one(`不符合要求：${shown(found)}`, `Not allowed: ${shown(found)} (${issue.message})`)
  }
}

const typeNames: Record<string, Text> = {
  string: { zh: '文字', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '键值表', en: 'keys with values' },
  record: { zh: '键值表', en: 'keys with values' },
}

function ownMessage(message: string): Text | null {
  const parts = message.split(' / ')
  return parts.length === 2 && /\p{Script=Han}/u.test(parts[0]!) ? { zh: parts[0]!, en: parts[1]! } : null
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function lastKey(path: readonly PropertyKey[]): string {
  return String(path.at(-1) ?? '')
}

function valueAt(source: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    source,
  )
}

/** The allowed key with the fewest edits to the written one, where it is near enough to be meant. */
function nearest(key: string, allowed: readonly string[]): string | null {
  const limit = Math.max(2, Math.floor(key.length / 3))
  const near = allowed
    .map((each) => ({ each, edits: edits(key.toLowerCase(), each.toLowerCase()) }))
    .toSorted((a, b) => a.edits - b.edits)[0]
  return near !== undefined && near.edits <= limit ? near.each : null
}

/** Levenshtein distance of two short words. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
