import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { server } from './server.ts'
import type { TypingMaterial } from './types.ts'

const store = () => Promise.reject(new Error('texts hold no files'))
const read = (format: string, content: Uint8Array | string, filename = 'x') =>
  server.imports
    .find((one) => one.format === format)!
    .read(typeof content === 'string' ? new TextEncoder().encode(content) : content, { filename, store })

it('takes a plain text with its name as the title, also in what Windows writes', async () => {
  expect(await read('text', '第一行\r\n第二行\r\n', '第一通电话.txt')).toMatchObject({
    good: 1,
    body: { texts: [{ id: 'text-1', title: '第一通电话', text: '第一行\n第二行' }] },
  })
  const gb18030 = Uint8Array.from([0xc4, 0xe3, 0xba, 0xc3])
  expect((await read('text', gb18030)).body).toMatchObject({ texts: [{ text: '你好' }] })
})

it.each([['  '], ['字'.repeat(10_001)], [new Uint8Array([0, 1, 2, 255])]])(
  'refuses what is no text to type (%#)',
  async (content) => {
    const result = await read('text', content)
    expect(result.body).toBeNull()
    expect(result.problems).toHaveLength(1)
  },
)

it('takes YAML of one text, of several, and of several documents, and gives it back', async () => {
  const folder = join(import.meta.dirname, '../../../content/typing')
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
  const result = await read('yaml', all.join('---\n'))
  expect(result).toMatchObject({ good: all.length, bad: 0, problems: [] })
  const written = await server.exports[0]!.write(result.body, '打字文本', store)
  expect((await read('yaml', written.content)).body).toEqual(result.body)
  expect(server.size(result.body)).toBe(`${all.length} 篇`)
})

it('names what is wrong by line and keeps the rest', async () => {
  const result = await read(
    'yaml',
    'texts:\n  - { id: a, title: 甲, text: 文本 }\n  - { id: a, title: 乙, text: 文本 }\n  - id: c\n    title: 丙\n    text: ""\n',
  )
  expect(result).toMatchObject({ good: 1, bad: 2 })
  expect(result.problems.map(({ row, column }) => [row, column])).toEqual([
    [3, 'texts.1.id'],
    [6, 'texts.2.text'],
  ])
})

it('is material for a run where the rulebook’s text is there', () => {
  const body: TypingMaterial = { texts: [{ id: 'a', title: '甲', text: '文本' }] }
  expect(server.material(body, { textId: 'a' })).toEqual({ material: body })
  expect(server.material(body, { textId: 'b' })).toMatchObject({ code: 'noSuchText' })
  expect(server.material(body, { scale: [] })).toMatchObject({ code: 'optionsUnfit' })
})
