import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeXlsx } from 'hucre'
import { expect, it } from 'vitest'
import { server } from './server.ts'
import type { RoleplayMaterial } from './types.ts'

const store = () => Promise.reject(new Error('scenes hold no files'))
const read = (format: string, content: Uint8Array | string) =>
  server.imports
    .find((one) => one.format === format)!
    .read(typeof content === 'string' ? new TextEncoder().encode(content) : content, { filename: 'x', store })
const write = async (format: string, body: unknown) =>
  (await server.exports.find((one) => one.format === format)!.write(body, '情景', store)).content

const text = (zh: string, en = `${zh} en`) => ({ zh, en })
const body: RoleplayMaterial = {
  title: text('情景', 'Scenes'),
  scenes: [
    {
      id: 'pay',
      title: text('缴费'),
      audience: text('业主来缴费'),
      entrant: text('=你是前台'),
      judges: text('提示\n第二行'),
      handout: [
        { title: text('账单'), text: text('1200 元') },
        { title: text('规定'), text: text('当月缴清') },
      ],
      questions: [{ text: text('能打折吗？'), key: text('不能') }],
    },
    {
      id: 'repair',
      title: text('报修', ''),
      audience: text('', ''),
      entrant: text('你是管家'),
      judges: text('', ''),
      handout: [],
      questions: [],
    },
  ],
  questions: [
    { text: text('常见问题一'), key: text('要点') },
    { text: text('常见问题二', ''), key: text('', '') },
  ],
}

it.each(['excel', 'yaml'])('%s gives back what was written', async (format) => {
  const result = await read(format, await write(format, body))
  expect(result).toEqual({ body, problems: [], good: 4, bad: 0 })
})

it('the template can be read as it is', async () => {
  const template = (await server.template('excel'))!
  expect(await read('excel', template.content)).toMatchObject({
    good: 2,
    bad: 0,
    problems: [],
    body: { scenes: [{ id: 'repair', handout: [{}], questions: [{}] }], questions: [{}] },
  })
  expect(await server.template('yaml')).toBeNull()
})

it('Excel: sheets in any order, ids made where none are given, Chinese alone', async () => {
  const content = await writeXlsx({
    sheets: [
      { name: '说明', rows: [['先看这里']] },
      {
        name: '问题',
        rows: [
          ['题目', '答案'],
          ['先做什么？', '倾听'],
        ],
      },
      {
        name: '情景',
        rows: [
          ['标题', '选手卡'],
          ['缴费', '你是前台'],
          ['报修', '你是管家'],
        ],
      },
    ],
  })
  expect(await read('excel', content)).toMatchObject({
    good: 3,
    bad: 0,
    body: {
      scenes: [
        { id: 'scene-1', title: { zh: '缴费', en: '' }, handout: [] },
        { id: 'scene-2', entrant: { zh: '你是管家', en: '' } },
      ],
      questions: [{ text: { zh: '先做什么？' }, key: { zh: '倾听' } }],
    },
  })
})

it('Excel: names each wrong cell by sheet, row and column, and keeps the rest', async () => {
  const content = await writeXlsx({
    sheets: [
      {
        name: '情景',
        rows: [
          ['编号', '标题', '选手卡'],
          ['a', '好', '卡'],
          ['a', '又一个', '卡'],
          ['b', '', ''],
          ['有 空格', '题', '卡'],
        ],
      },
      {
        name: '材料',
        rows: [
          ['情景编号', '材料标题', '材料内容'],
          ['a', '名', '文'],
          ['zz', '名', '文'],
          ['a', '名', ''],
        ],
      },
      {
        name: '问题',
        rows: [
          ['情景编号', '问题', '答案要点'],
          ['', '公共题', ''],
          ['b', '题', ''],
          ['a', '', '只有答案'],
        ],
      },
    ],
  })
  const result = await read('excel', content)
  expect(result).toMatchObject({ good: 2, bad: 7, body: { scenes: [{ id: 'a', handout: [{}] }], questions: [{}] } })
  expect(result.problems.map(({ sheet, row, column }) => [sheet, row, column])).toEqual([
    ['情景', 3, 'A 编号'],
    ['情景', 4, 'B 标题'],
    ['情景', 4, 'C 选手卡'],
    ['情景', 5, 'A 编号'],
    ['材料', 3, 'A 情景编号'],
    ['材料', 4, 'C 材料内容'],
    ['问题', 3, 'A 情景编号'],
    ['问题', 4, 'B 问题'],
  ])
})

it('Excel: a CSV is a list of scenes; a table without its columns, or no table at all, is said', async () => {
  expect(await read('excel', '标题,选手卡\n缴费,你是前台\n')).toMatchObject({ good: 1, bad: 0 })
  expect((await read('excel', '标题\n缴费\n')).problems).toMatchObject([{ row: 1, column: '选手卡' }])
  for (const content of [
    new Uint8Array([0, 1, 2]),
    new TextEncoder().encode('PK\u0003\u0004 broken'),
    new Uint8Array(),
  ]) {
    const result = await read('excel', content)
    expect(result.body).toBeNull()
    expect(result.problems).not.toEqual([])
  }
  const other = await writeXlsx({
    sheets: [
      { name: 'a', rows: [['x']] },
      { name: 'b', rows: [['y']] },
    ],
  })
  expect((await read('excel', other)).problems[0]!.problem.zh).toContain('请使用模板')
})

it('YAML: several documents become one, and what is wrong has its line', async () => {
  const result = await read(
    'yaml',
    `title: { zh: 前台, en: Desk }
scenes:
  - { id: a, title: 缴费, entrant: 你是前台 }
---
scenes:
  - { id: a, title: 又一个, entrant: 卡 }
  - id: b
    title: 报修
questions:
  - { text: 问, key: { zh: 答, en: key } }
---
nothing: 1
`,
  )
  expect(result).toMatchObject({
    good: 2,
    bad: 3,
    body: { title: { zh: '前台' }, scenes: [{ id: 'a' }], questions: [{ key: { en: 'key' } }] },
  })
  expect(result.problems.map(({ row, column }) => [row, column])).toEqual([
    [6, 'scenes.0.id'],
    [7, 'scenes.1.entrant'],
    [12, ''],
  ])
})

it('is material for a run where it has what the rulebook draws', () => {
  const performance = { minutes: 5 }
  expect(server.material(body, { performance, questions: 2 })).toEqual({ material: body })
  expect(server.material(body, { performance, questions: 3 })).toMatchObject({ code: 'tooFewQuestions' })
  expect(server.material({ ...body, scenes: [] }, { performance })).toMatchObject({ code: 'noScenes' })
  expect(server.material({ ...body, scenes: [] }, { performance, draw: 'none' })).toHaveProperty('material')
  expect(server.material(body, {})).toMatchObject({ code: 'optionsUnfit' })
  expect(server.material({ scenes: [], questions: [] }, { performance })).toMatchObject({ code: 'materialUnfit' })
  expect(server.size(body)).toBe('2 个情景，2 道公共题')
})

const shipped = join(import.meta.dirname, '../../../content/scenes')
it.each(readdirSync(shipped).filter((name) => name.endsWith('.yaml')))(
  'the shipped %s is read whole, and comes back from Excel the same',
  async (name) => {
    const result = await read('yaml', readFileSync(join(shipped, name)))
    expect(result).toMatchObject({ bad: 0, problems: [] })
    const again = await read('excel', await write('excel', result.body))
    // A workbook has no place for the title above its lists.
    const { title: _, ...lists } = result.body as RoleplayMaterial
    expect(again).toMatchObject({ body: lists, bad: 0, good: result.good })
  },
)
