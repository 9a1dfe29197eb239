/** Both languages say the same with the same slots. That every word exists in both is the type check's work. */
import { describe, expect, test } from 'vitest'

type Tree = string | readonly Tree[] | { [key: string]: Tree }

const files = import.meta.glob<Record<string, { zh: Tree; en: Tree }>>(
  ['./**/words.ts', './**/*-words.ts', '../design/words.ts', '../items/*/web/*words.ts'],
  { eager: true },
)

function texts(tree: Tree, path = ''): [string, string][] {
  if (typeof tree === 'string') return [[path, tree]]
  return Object.entries(tree).flatMap(([key, value]) => texts(value as Tree, `${path}.${key}`))
}

function slots(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))].toSorted()
}

test('all areas are looked at', () => {
  expect(Object.keys(files).length).toBeGreaterThan(8)
})

describe.each(Object.entries(files))('%s', (_, module) => {
  test.each(Object.entries(module))('%s', (_, { zh, en }) => {
    const english = new Map(texts(en))
    for (const [path, text] of texts(zh)) {
      expect(`${path}: ${slots(english.get(path) ?? '').join()}`).toBe(`${path}: ${slots(text).join()}`)
      expect(english.get(path)?.trim() === '' && text.trim() !== '', `${path} is empty in English`).toBe(false)
    }
  })
})
