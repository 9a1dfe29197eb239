/**
 * What a contest's rulebook changes of the one it was copied from, as a list that people read. Entries of a list that
 * have ids are compared by id, so that a dropped item is one line and not a shift of everything after it.
 */
import type { Rulebook } from './schema.ts'

export interface RulebookDifference {
  /** `stages.main.items.dictation.minutes`; ids stand for places in a list. */
  path: string
  /** Of the nearest element that carries one. */
  clause: string | null
  /** Null: was not there. */
  before: string | null
  /** Null: is not there any more. */
  after: string | null
}

export function rulebookDifferences(shipped: Rulebook, own: Rulebook): RulebookDifference[] {
  return differences(shipped, own, '', null)
}

type Plain = Record<string, unknown>

function differences(before: unknown, after: unknown, path: string, clause: string | null): RulebookDifference[] {
  if (isPlain(before) && isPlain(after) && !(isText(before) && isText(after))) {
    const near = clauseOf(after) ?? clauseOf(before) ?? clause
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return keys.flatMap((key) => differences(before[key], after[key], path === '' ? key : `${path}.${key}`, near))
  }
  if (isIdList(before) && isIdList(after)) return listDifferences(before, after, path, clause)
  const [was, is] = [readable(before), readable(after)]
  if (was === is) return []
  return [{ path, clause: clauseOf(before) ?? clauseOf(after) ?? clause, before: was, after: is }]
}

function listDifferences(
  before: (Plain & { id: string })[],
  after: (Plain & { id: string })[],
  path: string,
  clause: string | null,
): RulebookDifference[] {
  const old = new Map(before.map((entry) => [entry.id, entry]))
  const now = new Map(after.map((entry) => [entry.id, entry]))
  const out: RulebookDifference[] = []
  for (const entry of before) {
    if (!now.has(entry.id))
      out.push({ path: `${path}.${entry.id}`, clause: clauseOf(entry) ?? clause, before: readable(entry), after: null })
  }
  for (const entry of after) out.push(...differences(old.get(entry.id), entry, `${path}.${entry.id}`, clause))
  const order = (list: readonly { id: string }[]) =>
    list
      .map((entry) => entry.id)
      .filter((id) => old.has(id) && now.has(id))
      .join(' → ')
  if (order(before) !== order(after)) out.push({ path, clause, before: order(before), after: order(after) })
  return out
}

/** One line: a title for what has one, otherwise the values; null for what is not there. */
function readable(value: unknown): string | null {
  if (value === undefined) return null
  if (Array.isArray(value)) return value.map((entry) => readable(entry) ?? '—').join('；') || '—'
  if (!isPlain(value)) return String(value)
  if (isText(value)) return value.zh === value.en ? String(value.zh) : `${String(value.zh)} / ${String(value.en)}`
  const title = value.title ?? value.label
  if (isPlain(title) && isText(title) && typeof value.id === 'string') {
    const points = value.points === undefined ? '' : `，${String(value.points)} 分`
    return `${String(title.zh)}（${value.id}${points}）`
  }
  return Object.entries(value)
    .filter(([key, entry]) => key !== 'clause' && entry !== undefined)
    .map(([key, entry]) => `${key}: ${readable(entry) ?? '—'}`)
    .join('，')
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: Plain): boolean {
  return Object.keys(value).length === 2 && typeof value.zh === 'string' && typeof value.en === 'string'
}

function isIdList(value: unknown): value is (Plain & { id: string })[] {
  return Array.isArray(value) && value.every((entry) => isPlain(entry) && typeof entry.id === 'string')
}

function clauseOf(value: unknown): string | null {
  return isPlain(value) && typeof value.clause === 'string' ? value.clause : null
}
