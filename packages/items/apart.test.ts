// A new item type is one folder and one line in each list: nobody else may know a type by name.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { itemRules } from './rules.ts'

const packages = join(import.meta.dirname, '..')
const types = itemRules.map(({ type }) => type)
const source = globSync('{core,server,web,cli,design,items}/**/*.{ts,tsx}', { cwd: packages })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !/node_modules|\/dist\/|\/testing\/|\.test\.tsx?$/.test(path))
/** Shipped content is brought in as its type wants it. */
const demoContent = /\/packs\.ts$|\/demo\//

describe.each(types)('%s', (type) => {
  it('is known to nobody but its folder and the lists', () => {
    const elsewhere = source.filter((path) => !path.startsWith('items/') && !demoContent.test(path))
    expect(elsewhere.length).toBeGreaterThan(50)
    const named = new RegExp(`['"\`]${type}['"\`]|items/${type}/`)
    expect(elsewhere.filter((path) => named.test(readFileSync(join(packages, path), 'utf8')))).toEqual([])
  })

  it('is imported by no other item', () => {
    const others = source.filter(
      (path) =>
        types.some((other) => other !== type && path.startsWith(`items/${other}/`)) ||
        path.startsWith('items/formats/'),
    )
    expect(
      others.filter((path) => new RegExp(`from '[^']*/${type}/`).test(readFileSync(join(packages, path), 'utf8'))),
    ).toEqual([])
  })

  it('stands in every list once', () => {
    for (const list of ['rules', 'server', 'web', 'rehearsal']) {
      const text = readFileSync(join(packages, 'items', `${list}.ts`), 'utf8')
      expect(text.match(new RegExp(`'\\./${type}/`, 'g'))?.length ?? 0, list).toBeGreaterThan(0)
    }
  })
})
