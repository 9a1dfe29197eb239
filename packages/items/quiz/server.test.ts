import { writeXlsx } from 'hucre'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { server } from './server.ts'
import type { QuizMaterial, QuizQuestion } from './types.ts'

const store = () => Promise.reject(new Error('a bank holds no files'))
const read = (format: string, content: Uint8Array | string, filename = '决赛题库.xlsx') =>
  server.imports
    .find((one) => one.format === format)!
    .read(typeof content === 'string' ? new TextEncoder().encode(content) : content, { filename, store })
const write = (format: string, body: QuizMaterial) =>
  server.exports.find((one) => one.format === format)!.write(body, '题库', store)

const head = ['题型', '题目', '选项A', '选项B', '选项C', '选项D', '答案', '等级', '主题', '解析']
const sheet = (rows: (string | number | boolean)[][], heading = head) =>
  writeXlsx({ sheets: [{ name: '题目', rows: [heading, ...rows] }] })

describe('Excel', () => {
  it('reads every kind, however its words are written, and is named after its file', async () => {
    const result = await read(
      'excel',
      await sheet([
        ['单选题', '先听还是先说？', '先听', '先说', '', '', 'a', 2, '沟通', '先听'],
        ['多选', '可以', '倾听', '共情', '争辩', '致歉', 'D,A，b', '难', '', ''],
        ['判断题', '客户永远没有错', '', '', '', '', '×', '', '', ''],
        ['问答', '四个步骤？', '', '', '', '', '倾听、致歉、方案、回访', '', '', ''],
      ]),
    )
    expect(result).toMatchObject({ good: 4, bad: 0, problems: [] })
    expect(result.body).toMatchObject({
      title: '决赛题库',
      questions: [
        { id: 'q001', kind: 'single', options: ['先听', '先说'], answer: 0, level: 2, topic: '沟通' },
        { kind: 'multiple', answer: [0, 1, 3], level: 3 },
        { kind: 'trueFalse', answer: false, level: 1 },
        { kind: 'open', answer: '倾听、致歉、方案、回访' },
      ],
    })
  })

  it('takes a theory bank in its own layout: five difficulties become three levels, blanks are answered aloud', async () => {
    const result = await read(
      'excel',
      await sheet(
        [
          ['单选', '一', '甲', '乙', 'B', 2, '第一章', '倾听', '', 1],
          ['判断', '二', '', '', '对', 3, '第一章', '', '', 1],
          ['填空', '先处理____', '', '', '心情|情绪', 5, '第一章', '', '', 2],
        ],
        ['题型', '题干', '选项A', '选项B', '答案', '难度', '章节', '标签', '解析', '分值'],
      ),
    )
    expect(result).toMatchObject({ good: 3, bad: 0 })
    expect((result.body as QuizMaterial).questions.map(({ kind, level, topic }) => [kind, level, topic])).toEqual([
      ['single', 1, '第一章'],
      ['trueFalse', 2, '第一章'],
      ['open', 3, '第一章'],
    ])
    expect((result.body as QuizMaterial).questions[2]).toMatchObject({ answer: '心情 或 情绪' })
  })

  it('names each wrong cell with row, column and what is allowed, and keeps the good rows', async () => {
    const result = await read(
      'excel',
      await sheet([
        ['连线', '题', '甲', '乙', '', '', 'A', '', '', ''],
        ['单选', '题', '甲', '乙', '', '', 'C', 9, '', ''],
        ['单选', '', '甲', '乙', '', '', 'A', '', '', ''],
        ['多选', '题', '甲', '', '丙', '', 'AC', '', '', ''],
        ['判断', '题', '', '', '', '', '也许', '', '', ''],
        ['问答', '题', '', '', '', '', '', '', '', ''],
        ['单选', '好题', '甲', '乙', '', '', 'A', '', '', ''],
      ]),
    )
    expect(result).toMatchObject({ good: 1, bad: 6 })
    expect(result.problems.map(({ row, column, value, problem }) => [row, column, value, problem.zh])).toEqual([
      [2, 'A 题型', '连线', '题型须为 单选、多选、判断 或 问答'],
      [3, 'G 答案', 'C', '单选题答案须为 A 至 B 中的一个字母'],
      [3, 'H 等级', '9', '等级须为 1、2、3 或 易、中、难'],
      [4, 'B 题目', '', '题目须有内容，最多 600 字'],
      [5, 'C 选项A', '甲', '选项须为 2 至 8 个，每个都有内容，最多 200 字'],
      [6, 'G 答案', '也许', '判断题答案须为 对 或 错'],
      [7, 'G 答案', '', '缺少答案'],
    ])
  })

  it('has a template that it can read itself, each kind once', async () => {
    const template = await server.template('excel')
    const result = await read('excel', template!.content)
    expect(result).toMatchObject({ good: 4, bad: 0, problems: [] })
    expect(new Set((result.body as QuizMaterial).questions.map(({ kind }) => kind)).size).toBe(4)
  })
})

describe('YAML', () => {
  it('reads letters and 对/错, gives ids, and names the line of what is wrong', async () => {
    const text = `title: 抢答
questions:
  - { kind: single, text: 甲还是乙, options: [甲, 乙], answer: B }
  - { kind: multiple, text: 哪些, options: [甲, 乙, 丙], answer: AC }
  - { kind: trueFalse, text: 对吗, answer: 错 }
  - { kind: open, text: 为什么 }
`
    const result = await read('yaml', text, 'x.yaml')
    expect(result).toMatchObject({ good: 3, bad: 1 })
    expect(result.body).toMatchObject({
      title: '抢答',
      questions: [
        { id: 'q001', answer: 1 },
        { id: 'q002', answer: [0, 2] },
        { id: 'q003', answer: false },
      ],
    })
    expect(result.problems.map(({ row }) => row)).toEqual([6])
  })

  it('says which id is there twice', async () => {
    const one = '- { id: a, kind: open, text: 甲, answer: 乙 }\n'
    const result = await read('yaml', one + one, 'x.yaml')
    expect(result).toMatchObject({ good: 1, bad: 1 })
    expect(result.problems[0]).toMatchObject({ row: 2 })
  })
})

const line = fc.string({ minLength: 1, maxLength: 30 }).map((text) => `字${text.replaceAll(/[\p{C}\p{Z}]/gu, '')}`)
const about = {
  text: line,
  topic: fc.constantFrom('', '沟通', '运营'),
  level: fc.integer({ min: 1, max: 3 }),
  explanation: fc.constantFrom('', '因为如此'),
}
const options = fc.uniqueArray(line, { minLength: 2, maxLength: 8 })
const question: fc.Arbitrary<Omit<QuizQuestion, 'id'>> = fc.oneof(
  options.chain((made) =>
    fc.record({
      ...about,
      kind: fc.constant('single' as const),
      options: fc.constant(made),
      answer: fc.nat(made.length - 1),
    }),
  ),
  options.chain((made) =>
    fc.record({
      ...about,
      kind: fc.constant('multiple' as const),
      options: fc.constant(made),
      answer: fc
        .uniqueArray(fc.nat(made.length - 1), { minLength: 1 })
        .map((places) => places.toSorted((a, b) => a - b)),
    }),
  ),
  fc.record({ ...about, kind: fc.constant('trueFalse' as const), answer: fc.boolean() }),
  fc.record({ ...about, kind: fc.constant('open' as const), answer: line.map((text) => text.replaceAll('|', '')) }),
)

describe.each(['excel', 'yaml'])('%s', (format) => {
  it('brings any bank back as it went out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(question, { minLength: 1, maxLength: 12 }), async (made) => {
        const questions = made.map((one, place) => ({ ...one, id: `n-${place}` })) as QuizQuestion[]
        const file = await write(format, { title: '往返', questions })
        const result = await read(format, file.content, '往返.xlsx')
        expect(result).toMatchObject({ bad: 0, body: { title: '往返', questions } })
      }),
      { numRuns: 25 },
    )
  })
})

describe('what a bank must have', () => {
  const bank = (count: number, kind: 'open' | 'trueFalse' = 'trueFalse'): QuizMaterial => ({
    title: '题库',
    questions: Array.from({ length: count }, (_, place) => ({
      id: `n${place}`,
      text: '题',
      topic: '',
      level: 1,
      explanation: '',
      ...(kind === 'open' ? { kind, answer: '答' } : { kind, answer: true }),
    })),
  })
  const buzzer = { kind: 'buzzer', questions: 10, seconds: 20, right: 10 }

  it('is enough for the fewest teams, spares among them', () => {
    const options = { rounds: [{ kind: 'inTurn', questionsPerTeam: 3, seconds: 30, right: 10 }, buzzer], spares: 4 }
    expect(server.material(bank(19), options)).toMatchObject({
      refused: true,
      code: 'tooFewQuestions',
      details: { has: 19, need: 20 },
    })
    expect(server.material(bank(20), options)).toMatchObject({ material: { title: '题库' } })
  })

  it('has choices enough for rounds that are answered with keys', () => {
    const options = { rounds: [{ ...buzzer, answer: 'keys' }], spares: 0 }
    expect(server.material(bank(30, 'open'), options)).toMatchObject({
      code: 'tooFewChoices',
      details: { has: 0, need: 10 },
    })
    expect(server.material(bank(10), options)).toHaveProperty('material')
    expect(server.material(bank(10, 'open'), { rounds: [buzzer], spares: 0 })).toHaveProperty('material')
  })
})
