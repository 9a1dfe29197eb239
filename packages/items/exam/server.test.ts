import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { writeXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import type { ReadResult } from '@leitai/items/plug.ts'
import { server } from './server.ts'
import type { ExamMaterial, Question } from './types.ts'

const store = () => Promise.reject(new Error('a bank holds no files'))
const read = (format: string, content: Uint8Array | string): Promise<ReadResult> =>
  server.imports
    .find((one) => one.format === format)!
    .read(typeof content === 'string' ? new TextEncoder().encode(content) : content, { filename: 'x', store })
const write = (format: string, body: ExamMaterial) =>
  server.exports.find((one) => one.format === format)!.write(body, '题库', store)
const questionsOf = (result: ReadResult) => (result.body as ExamMaterial | null)?.questions ?? []

const head = ['题型', '题干', '选项A', '选项B', '选项C', '选项D', '答案', '难度', '章节', '标签', '解析', '分值']
const sheet = (rows: (string | number | boolean)[][]) =>
  writeXlsx({ sheets: [{ name: '题目', rows: [head, ...rows] }] })

describe('Excel', () => {
  it('reads every kind, however its words are written', async () => {
    const result = await read(
      'excel',
      await sheet([
        ['单选题', '先听还是先说？', '先听', '先说', '', '', 'a', 1, '沟通', '倾听、投诉', '先听', '1.5'],
        ['多选', '可以', '倾听', '共情', '争辩', '致歉', 'D,A，b', '', '', '', '', ''],
        ['判断题', '客户永远没有错', '', '', '', '', '×', '', '', '', '', ''],
        ['填空', '先处理（　），再处理（ ）。', '', '', '', '', '心情|情绪；事情', '', '', '', '', ''],
        ['简答', '怎样道歉？', '', '', '', '', '真诚', '', '', '', '', 10],
        ['', '', '', '', '', '', '', '', '', '', '', ''],
      ]),
    )
    expect(result).toMatchObject({ good: 5, bad: 0, problems: [] })
    expect(questionsOf(result)).toMatchObject([
      {
        id: 'q001',
        kind: 'single',
        options: ['先听', '先说'],
        key: 'A',
        difficulty: 1,
        chapter: '沟通',
        tags: ['倾听', '投诉'],
        explanation: '先听',
        worth: '1.5',
      },
      { id: 'q002', kind: 'multiple', key: 'ABD', difficulty: 3 },
      { kind: 'trueFalse', key: false },
      { kind: 'fillIn', stem: '先处理____，再处理____。', blanks: [['心情', '情绪'], ['事情']] },
      { kind: 'shortAnswer', model: '真诚', worth: '10' },
    ])
  })

  it('names each wrong cell with row, column and what is allowed, and keeps the good rows', async () => {
    const result = await read(
      'excel',
      await sheet([
        ['连线', '题', '甲', '乙', '', '', 'A', '', '', '', '', ''],
        ['单选', '题', '甲', '乙', '', '', 'C', 9, '', '', '', -1],
        ['单选', '', '甲', '乙', '', '', 'A', '', '', '', '', ''],
        ['多选', '题', '甲', '', '丙', '', 'AC', '', '', '', '', ''],
        ['判断', '题', '', '', '', '', '也许', '', '', '', '', ''],
        ['填空', '先____', '', '', '', '', '甲；乙', '', '', '', '', ''],
        ['单选', '好题', '甲', '乙', '', '', 'A', '', '', '', '', ''],
      ]),
    )
    expect(result).toMatchObject({ good: 1, bad: 6 })
    expect(
      result.problems.map(({ sheet, row, column, value, problem }) => [sheet, row, column, value, problem.zh]),
    ).toEqual([
      ['题目', 2, 'A 题型', '连线', '题型须为 单选、多选、判断、填空 或 简答'],
      ['题目', 3, 'G 答案', 'C', '单选题答案须为 A 至 B 中的一个字母'],
      ['题目', 3, 'H 难度', '9', '难度须为 1 至 5 的整数'],
      ['题目', 3, 'L 分值', '-1', '分值须为大于 0 的数，如 2 或 1.5'],
      ['题目', 4, 'B 题干', '', '题干须有内容，最多 4000 字'],
      ['题目', 5, 'C 选项A', '甲', '选项须为 2 至 8 个，每个都有内容'],
      ['题目', 6, 'G 答案', '也许', '判断题答案须为 对 或 错'],
      ['题目', 7, 'G 答案', '甲；乙', '填空题答案的空数须与题干中的 ____ 一致，每空至少一个答案'],
    ])
  })

  it('says which columns a table lacks', async () => {
    const result = await read('excel', await writeXlsx({ sheets: [{ name: 'x', rows: [['题干'], ['题']] }] }))
    expect(result).toMatchObject({ body: null, good: 0 })
    expect(result.problems.map(({ row, column }) => [row, column])).toEqual([
      [1, '题型'],
      [1, '答案'],
    ])
  })

  it('says where an id comes twice', async () => {
    const content = await writeXlsx({
      sheets: [
        { name: 'x', rows: [['编号', ...head], ...['a', 'a'].map((id) => [id, '判断', '题', '', '', '', '', '对'])] },
      ],
    })
    expect((await read('excel', content)).problems).toMatchObject([{ row: 3, column: 'A 编号', value: 'a' }])
  })

  it('A12 takes no zip bomb, no wrong file and no empty one', async () => {
    const zip = new ZipFile()
    zip.addBuffer(Buffer.alloc(300_000_000), 'xl/workbook.xml')
    zip.end()
    const parts: Buffer[] = []
    for await (const part of zip.outputStream) parts.push(part as Buffer)
    const bomb = Buffer.concat(parts)
    expect(bomb.length).toBeLessThan(1_000_000)
    for (const content of [
      bomb,
      Buffer.from('PK\u0003\u0004 broken'),
      Buffer.from([0x89, 0x50, 0, 0, 1]),
      Buffer.alloc(0),
    ]) {
      const result = await read('excel', content)
      expect(result).toMatchObject({ body: null, good: 0 })
      expect(result.problems).not.toEqual([])
    }
  })

  it('A11 writes what looks like a formula as text, and reads it back as it was', async () => {
    const question: Question = {
      id: 'x',
      kind: 'single',
      stem: '=HYPERLINK("http://x","y")',
      options: ['+1', '-1', '@a'],
      key: 'B',
      difficulty: 1,
      tags: [],
      chapter: '',
      explanation: '',
    }
    const { content } = await write('excel', { questions: [question] })
    expect(questionsOf(await read('excel', content))).toEqual([question])
  })

  it('gives a template that it reads without a problem', async () => {
    const template = await server.template('excel')
    const result = await read('excel', template!.content)
    expect(result).toMatchObject({ good: 5, bad: 0, problems: [] })
    expect(await server.template('gift')).toBeNull()
  })
})

describe('GIFT', () => {
  const gift = async (text: string) => {
    const result = await read('gift', text)
    expect(result.problems).toEqual([])
    return questionsOf(result)
  }

  it('reads the forms of the Moodle handbook', async () => {
    const questions = await gift(`// true/false
::Q1:: 1+1=2 {T}

::Q2:: Who's buried in Grant's tomb?{=Grant ~no one ~Napoleon #Why? ~Churchill}

The American holiday of Thanksgiving is celebrated on the {
    ~second
    ~third
    =fourth
} Thursday of November.

What two people are entombed in Grant's tomb? {
   ~%-100%No one
   ~%50%Grant #yes
   ~%50%Grant's wife
   ~%-100%Grant's father
}

Two plus two equals {=four =4}.

::Essay:: Write about service. {}

What is 3 times 7? {#21}

Sun rises in the east. {TRUE#wrong#right####It does.}

$CATEGORY: $course$/top/客服//热线/沟通

[html]<p>Which <b>one</b>&nbsp;&lt;?</p>{=A<br/> ~B}
`)
    expect(questions).toMatchObject([
      { id: 'Q1', kind: 'trueFalse', key: true, stem: '1+1=2' },
      { id: 'Q2', kind: 'single', options: ['Grant', 'no one', 'Napoleon', 'Churchill'], key: 'A' },
      {
        kind: 'single',
        stem: 'The American holiday of Thanksgiving is celebrated on the____Thursday of November.',
        options: ['second', 'third', 'fourth'],
        key: 'C',
      },
      { kind: 'multiple', options: ['No one', 'Grant', "Grant's wife", "Grant's father"], key: 'BC' },
      { kind: 'fillIn', stem: 'Two plus two equals____.', blanks: [['four', '4']] },
      { id: 'Essay', kind: 'shortAnswer', stem: 'Write about service.' },
      { kind: 'fillIn', stem: 'What is 3 times 7?____', blanks: [['21']] },
      { kind: 'trueFalse', key: true, explanation: 'It does.' },
      { kind: 'single', stem: 'Which one <?', options: ['A', 'B'], chapter: '沟通' },
    ])
  })

  it('undoes escapes and keeps what they protect', async () => {
    expect(
      await gift(String.raw`价格 \{含税\}：\:A\: \= 5 \~ 6 \# 7？第一行\n第二行 {=是\=的 ~不\~是\}}`),
    ).toMatchObject([{ stem: '价格 {含税}：:A: = 5 ~ 6 # 7？第一行\n第二行', options: ['是=的', '不~是}'] }])
  })

  it('reads ids, tags, difficulty and points from comments', async () => {
    expect(
      await gift(
        '// [id:psy-001] [tag:投诉] [tag:倾听] [difficulty:4] [worth:1.5]\n客户永远没有错。{F}\n\n// plain\n下一题 {T}',
      ),
    ).toMatchObject([
      { id: 'psy-001', tags: ['投诉', '倾听'], difficulty: 4, worth: '1.5' },
      { tags: [], difficulty: 3 },
    ])
  })

  it('takes several right options as multiple choice', async () => {
    expect(await gift('可以 {=倾听 =共情 ~争辩}')).toMatchObject([{ kind: 'multiple', key: 'AB' }])
    expect(await gift('可以 {~%100%倾听 ~争辩}')).toMatchObject([{ kind: 'single', key: 'A' }])
  })

  it('names what it cannot take by line, and reads on', async () => {
    const result = await read(
      'gift',
      '好题 {T}\n\n配对 {=甲 -> 一 =乙 -> 二}\n\n没有答案\n\n没有闭合 {=甲\n\n~乙}\n\n没有对的 {~甲 ~乙}\n\n范围 {#1..5}\n\n重复 {=x} 花括号 {=y}\n\n又一道好题 {F}',
    )
    expect(result).toMatchObject({ good: 2, bad: 7 })
    expect(result.problems.map(({ row, problem }) => [row, problem.zh])).toEqual([
      [3, '不支持配对题'],
      [5, '缺少花括号 { } 中的答案'],
      [7, '花括号 { 没有闭合（题目内不能有空行）'],
      [9, '缺少花括号 { } 中的答案'],
      [11, '单选题答案须为 A 至 B 中的一个字母'],
      [13, '不支持带误差或范围的数值题'],
      [15, '一道题只能有一组花括号 { }'],
    ])
  })

  it('never throws, whatever the text', async () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '=',
      '~',
      '#',
      '####',
      '%50%',
      '::',
      '\\',
      '//',
      '$CATEGORY:',
      '\n',
      '\n\n',
      '->',
      'T',
      '甲',
      ' ',
      '[html]',
      '____',
      '[id:',
      ']',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        const result = await read('gift', pieces.join(''))
        expect(result.good + result.problems.length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })
})

const words = fc
  .string({ unit: fc.constantFrom(...'甲乙丙abc 12{}~=#:\\.,"\'<&'), minLength: 1, maxLength: 12 })
  .map((text) => `字${text.trim().replaceAll(/\s+/g, ' ')}`)
const base = {
  stem: words,
  difficulty: fc.integer({ min: 1, max: 5 }),
  tags: fc.uniqueArray(fc.constantFrom('投诉', '法律', '心理'), { maxLength: 3 }),
  chapter: fc.constantFrom('', '沟通', '法律/法规'),
  explanation: fc.oneof(fc.constant(''), words),
}
const options = fc.array(words, { minLength: 2, maxLength: 8 })
const keyOf = (count: number, least: number) =>
  fc.subarray([...'ABCDEFGH'].slice(0, count), { minLength: least }).map((letters) => letters.join(''))
const anyQuestion: fc.Arbitrary<Question> = fc.oneof(
  options.chain((list) =>
    fc.record({
      ...base,
      kind: fc.constant('single' as const),
      options: fc.constant(list),
      key: fc.constantFrom(...[...'ABCDEFGH'].slice(0, list.length)),
      id: fc.constant(''),
    }),
  ),
  options.chain((list) =>
    fc.record({
      ...base,
      kind: fc.constant('multiple' as const),
      options: fc.constant(list),
      key: keyOf(list.length, 1),
      id: fc.constant(''),
    }),
  ),
  fc.record({ ...base, kind: fc.constant('trueFalse' as const), key: fc.boolean(), id: fc.constant('') }),
  fc
    .array(fc.uniqueArray(fc.constantFrom('安全', '尊重', '自尊', 'F.C.R'), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    })
    .chain((blanks) =>
      fc.record({
        ...base,
        kind: fc.constant('fillIn' as const),
        stem: words.map((stem) => stem + '____和'.repeat(blanks.length)),
        blanks: fc.constant(blanks),
        id: fc.constant(''),
      }),
    ),
  fc.record({
    ...base,
    kind: fc.constant('shortAnswer' as const),
    model: words,
    points: fc.array(words, { maxLength: 3 }),
    id: fc.constant(''),
  }),
)
const anyBank = fc
  .array(anyQuestion, { minLength: 1, maxLength: 8 })
  .map((questions): ExamMaterial => ({ questions: questions.map((question, i) => ({ ...question, id: `id-${i}` })) }))
const sorted = (questions: readonly Question[]) => questions.toSorted((a, b) => a.id.localeCompare(b.id))

describe('every format', () => {
  it.each(['excel', 'gift', 'yaml'])('%s gives back what it wrote', async (format) => {
    await fc.assert(
      fc.asyncProperty(anyBank, async (bank) => {
        const result = await read(format, (await write(format, bank)).content)
        expect(result.problems).toEqual([])
        expect(sorted(questionsOf(result))).toEqual(sorted(bank.questions))
      }),
      { numRuns: format === 'excel' ? 15 : 80 },
    )
  })

  it.each(['excel', 'gift', 'yaml'])('%s carries the shipped bank', async (format) => {
    const folder = join(import.meta.dirname, '../../../content/service-theory')
    const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
    const all = await Promise.all(files.map(async (name) => read('yaml', readFileSync(join(folder, name)))))
    const bank = { questions: all.flatMap(questionsOf) }
    expect(all.flatMap(({ problems }) => problems)).toEqual([])
    expect(bank.questions.length).toBeGreaterThanOrEqual(240)
    expect(bank.questions.every(({ chapter }) => chapter !== '')).toBe(true)
    const result = await read(format, (await write(format, bank)).content)
    expect(result.problems).toEqual([])
    expect(sorted(questionsOf(result))).toEqual(sorted(bank.questions))
    expect(server.size(result.body)).toBe(`${bank.questions.length} 题`)
  })
})

describe('YAML', () => {
  it('names problems by line, and reads the rest', async () => {
    const result = await read(
      'yaml',
      'chapter: 沟通\nquestions:\n  - id: a\n    kind: single\n    stem: 题\n    options: [甲, 乙]\n    key: C\n  - id: b\n    kind: trueFalse\n    stem: 题\n    key: true\n  - id: b\n    kind: trueFalse\n    stem: 题\n    key: yes\n',
    )
    expect(result).toMatchObject({ good: 1, bad: 2 })
    expect(result.problems.map(({ row, column }) => [row, column])).toEqual([
      [7, 'questions.0.key'],
      [15, 'questions.2.key'],
    ])
    expect(questionsOf(result)).toMatchObject([{ id: 'b', chapter: '沟通' }])
  })

  it.each(['a: [', '&a [*a, *a]', 'text', 'questions: 5'])('refuses %j', async (text) => {
    const result = await read('yaml', text)
    expect(result.body).toBeNull()
    expect(result.problems.length).toBeGreaterThan(0)
  })
})

describe('material for a run', () => {
  const bank = { questions: [{ id: 'a', kind: 'trueFalse', stem: '题', key: true }] }
  it('is the bank with its defaults, where it fills the rulebook’s plan', () => {
    expect(server.material(bank, {})).toMatchObject({
      material: { questions: [{ id: 'a', difficulty: 3, tags: [], chapter: '', explanation: '' }] },
    })
  })
  it.each([
    [bank, { paper: { by: 'rule', draw: [{ kind: 'single', count: 3, points: 1 }] } }, 'bankLacks'],
    [bank, { paper: 'all' }, 'optionsUnfit'],
    [{ questions: [] }, {}, 'materialUnfit'],
    [null, {}, 'materialUnfit'],
  ])('is refused otherwise (%#)', (body, options, code) => {
    expect(server.material(body, options)).toMatchObject({ refused: true, code })
  })
})
