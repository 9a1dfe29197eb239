/** Where a value of the rulebook stands in the list of differences, which names entries of a list by their ids. */
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'
import type { YamlPath } from './yaml-edit.ts'

export interface Difference {
  path: string
  clause: string | null
  before: string | null
  after: string | null
}

/** `['stages', 0, 'items', 1, 'points']` → `stages.main.items.dictation.points` */
export function idPath(rulebook: Rulebook, path: YamlPath): string {
  let at: unknown = rulebook
  return path
    .map((part) => {
      const inside = typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[part] : undefined
      at = inside
      const id =
        typeof part === 'number' && typeof inside === 'object' && inside !== null && 'id' in inside
          ? inside.id
          : undefined
      return String(id ?? part)
    })
    .join('.')
}

/** The difference at this very value, or at the list or element that holds it. */
export function differenceAt(
  differences: readonly Difference[],
  rulebook: Rulebook,
  path: YamlPath,
): Difference | undefined {
  const id = idPath(rulebook, path)
  return differences.find((one) => id === one.path || id.startsWith(`${one.path}.`))
}
