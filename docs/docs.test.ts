/** Documents are part of the product: the paths that they name exist, and the commands are those of the command line. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

function markdown(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name.startsWith('.')) return []
    return entry.isDirectory() ? markdown(path) : entry.name.endsWith('.md') ? [path] : []
  })
}

const tops = 'packages|rulebooks|content|docs|bench|e2e|scripts'
const pages = ['.', 'docs', 'packages', 'content', 'bench', 'e2e'].flatMap((folder) =>
  folder === '.'
    ? readdirSync(root).filter((name) => name.endsWith('.md'))
    : existsSync(join(root, folder))
      ? markdown(folder)
      : [],
)

test.each(pages)('%s names only paths that exist', (page) => {
  const text = readFileSync(join(root, page), 'utf8')
  // a link inside an example leads where the example says
  const prose = text.replaceAll(/```[\s\S]*?```/g, '')
  const links = [...prose.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)].map((match) =>
    normalize(join(dirname(page), match[1]!)),
  )
  const named = [...text.matchAll(new RegExp(`\`((?:${tops})/[A-Za-z0-9_./-]+)\``, 'g'))].map((match) => match[1]!)
  const dead = [...links, ...named].filter((path) => !existsSync(join(root, path)))
  expect(dead).toEqual([])
})

test('the documents name only commands that exist', () => {
  const commands = readdirSync(join(root, 'packages/cli/commands')).map((file) => file.replace(/\.ts$/, ''))
  const named = pages.flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/npx leitai ([a-z]+)/g)].map((match) => match[1]!),
  )
  expect([...new Set(named)].filter((name) => !commands.includes(name))).toEqual([])
  expect(statSync(join(root, 'packages/cli/leitai.ts')).mode & 0o111).not.toBe(0)
})
