/**
 * The difference between two views, as a list of replacements, and its application. Views share structure with the
 * states they come from, so equal references are passed over at once and a saved answer costs a handful of comparisons.
 */
import type { Change } from './wire.ts'

type Plain = Record<string, unknown>

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Keys are other people's words (an id, a code): `constructor` must not find what every object has. */
function own(object: Plain, key: string | number): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value, i) => same(value, b[i]))
  if (isPlain(a) && isPlain(b)) {
    const keys = Object.keys(a)
    return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
  }
  return false
}

/** Objects are compared key by key, arrays as one value. `undefined` counts as absent. */
export function changesBetween(from: unknown, to: unknown): Change[] {
  const out: Change[] = []
  collect(from, to, [], out)
  return out
}

function collect(from: unknown, to: unknown, path: (string | number)[], out: Change[]): void {
  if (from === to) return
  if (!isPlain(from) || !isPlain(to)) {
    if (!same(from, to)) out.push({ path: [...path], value: to })
    return
  }
  for (const key of Object.keys(from)) {
    if (from[key] !== undefined && own(to, key) === undefined) out.push({ path: [...path, key] })
  }
  for (const key of Object.keys(to)) {
    const value = to[key]
    if (value === undefined) continue
    const before = own(from, key)
    if (before === value) continue
    if (before === undefined) out.push({ path: [...path, key], value })
    else {
      path.push(key)
      collect(before, value, path, out)
      path.pop()
    }
  }
}

/** The view after the changes; the given one is left alone. */
export function applyChanges(view: unknown, changes: readonly Change[]): unknown {
  return changes.reduce((current, change) => replaceAt(current, change.path, change.value), view)
}

function replaceAt(view: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  const copy: Plain = isPlain(view) ? { ...view } : {}
  if (rest.length === 0 && value === undefined) {
    delete copy[key]
    return copy
  }
  const made = rest.length > 0 ? replaceAt(own(copy, key), rest, value) : value
  // Assigning to `__proto__` would change what the object is instead of what it holds.
  if (key === '__proto__')
    Object.defineProperty(copy, key, { value: made, enumerable: true, configurable: true, writable: true })
  else copy[key] = made
  return copy
}
