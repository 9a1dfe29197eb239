/** Banks as spreadsheets: one question a row. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import type { Text } from '@leitai/core/score.ts'
import { writeSheet, type SheetColumn } from '@leitai/items/formats/spreadsheet.ts'
import {
  kindIn,
  optionsIn,
  placesOf,
  readQuestionRows,
  together,
  truthOf,
  type Ids,
  type ReadQuestion,
} from '@leitai/items/formats/questions.ts'
import type { Column, TableRow } from '@leitai/items/formats/table.ts'
import { letterAt, mostOptions, mostQuestions } from '../material.ts'
import type { ExamMaterial, Question, QuestionKind } from '../types.ts'
import { check, keyProblem, stemWithBlanks, type Part, type Wrong } from './draft.ts'

const letters = Array.from({ length: mostOptions }, (_, i) => letterAt(i))
type Key = Exclude<Part, 'options'> | `option${string}`
const optionKeys = letters.map((letter): Key => `option${letter}`)

const columns: Column<Key>[] = [
  { key: 'id', names: ['编号', 'id', '题号', '序号'] },
  { key: 'kind', names: ['题型', 'kind', 'type', '类型'], required: true },
  { key: 'stem', names: ['题干', 'stem', 'question', '题目', '试题'], required: true },
  ...letters.map((letter): Column<Key> => ({
    key: `option${letter}`,
    names: [`选项${letter}`, letter, `option${letter}`, `${letter}选项`],
  })),
  { key: 'key', names: ['答案', 'key', 'answer', '正确答案', '标准答案'], required: true },
  { key: 'difficulty', names: ['难度', 'difficulty'] },
  { key: 'chapter', names: ['章节', 'chapter', '章'] },
  { key: 'tags', names: ['标签', 'tags', '知识点'] },
  { key: 'explanation', names: ['解析', 'explanation', '答案解析'] },
  { key: 'worth', names: ['分值', 'points', '分数'] },
  { key: 'points', names: ['评分要点', 'lookfor', '得分点'] },
]
const widths: Partial<Record<Key, number>> = { stem: 48, key: 24, chapter: 16, tags: 18, explanation: 40, points: 32 }
const sheetColumns: SheetColumn[] = columns.map(({ key, names }) => ({
  header: names[0],
  width: widths[key] ?? (key.startsWith('option') ? 16 : 8),
}))

const kindWords: Record<QuestionKind, readonly string[]> = {
  single: ['单选', '单选题', '单项选择题', '单项选择', 'single', 'singlechoice'],
  multiple: ['多选', '多选题', '多项选择题', '多项选择', '不定项', 'multiple', 'multiplechoice'],
  trueFalse: ['判断', '判断题', '是非题', '对错题', 'truefalse', 'true/false'],
  fillIn: ['填空', '填空题', 'fillin', 'fill-in'],
  shortAnswer: ['简答', '简答题', '问答', '问答题', '论述题', '案例分析题', 'shortanswer', 'essay'],
}
export function readExcel(
  content: Uint8Array,
): Promise<{ questions: Question[]; problems: CellProblem[]; bad: number }> {
  return readQuestionRows<Key, Question, Part>(content, columns, {
    most: mostQuestions,
    text: 'stem',
    cellOf: (part) => (part === 'options' ? 'optionA' : part),
    read: readRow,
  })
}

function readRow(row: TableRow<Key>, ids: Ids): ReadQuestion<Question, Part> {
  const kind = kindIn(row.cell('kind'), kindWords)
  if (kind === undefined)
    return {
      wrong: [
        {
          part: 'kind',
          problem: {
            zh: '题型须为 单选、多选、判断、填空 或 简答',
            en: 'A kind is single, multiple, true/false, fill-in or short answer',
          },
        },
      ],
    }
  const wrong: Wrong[] = []
  const given = row.cell('id')
  if (given !== '' && !ids.take(given))
    wrong.push({ part: 'id', problem: { zh: '编号重复，须不重复', en: 'This id is there twice' } })
  const { problem, ...answer } = answerOf(kind, row)
  if (problem) wrong.push({ part: 'key', problem })
  const worth = row.cell('worth')
  return together(
    wrong,
    check({
      kind,
      id: given || ids.make(),
      stem: kind === 'fillIn' ? stemWithBlanks(row.cell('stem')) : row.cell('stem'),
      ...answer,
      difficulty: row.cell('difficulty') === '' ? undefined : Number(row.cell('difficulty')),
      chapter: row.cell('chapter'),
      tags: list(row.cell('tags')),
      explanation: row.cell('explanation'),
      ...(worth === '' ? {} : { worth }),
    }),
  )
}

const list = (cell: string): string[] =>
  cell
    .split(/[,，、;；\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
const lines = (cell: string): string[] =>
  cell
    .split(/[;；\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

function answerOf(kind: QuestionKind, row: TableRow<Key>): Record<string, unknown> & { problem?: Text } {
  const cell = row.cell('key')
  switch (kind) {
    case 'single':
    case 'multiple': {
      const options = optionsIn(row, optionKeys)
      // A letter that is no option's is the key's fault, not the schema's to explain.
      const places = placesOf(cell, options.length)
      return places === null || (kind === 'single' && places.length !== 1)
        ? { options, problem: keyProblem({ kind, options }) }
        : { options, key: places.map(letterAt).join('') }
    }
    case 'trueFalse': {
      const key = truthOf(cell)
      return key === undefined ? { problem: keyProblem({ kind }) } : { key }
    }
    case 'fillIn':
      return {
        blanks:
          cell === ''
            ? []
            : cell.split(/[;；\n]/).map((blank) =>
                blank
                  .split(/[|｜]/)
                  .map((one) => one.trim())
                  .filter((one) => one !== ''),
              ),
      }
    case 'shortAnswer':
      return { model: cell, points: lines(row.cell('points')) }
  }
}

const kindLabels: Record<QuestionKind, string> = {
  single: '单选',
  multiple: '多选',
  trueFalse: '判断',
  fillIn: '填空',
  shortAnswer: '简答',
}

function cells(question: Question): string[] {
  const values: Partial<Record<Key, string>> = {
    id: question.id,
    kind: kindLabels[question.kind],
    stem: question.stem,
    difficulty: String(question.difficulty),
    chapter: question.chapter,
    tags: question.tags.join('、'),
    explanation: question.explanation,
    worth: question.worth ?? '',
  }
  switch (question.kind) {
    case 'single':
    case 'multiple':
      values.key = question.key
      for (const [i, option] of question.options.entries()) values[`option${letterAt(i)}`] = option
      break
    case 'trueFalse':
      values.key = question.key ? '对' : '错'
      break
    case 'fillIn':
      values.key = question.blanks.map((accepted) => accepted.join('|')).join('；')
      break
    case 'shortAnswer':
      values.key = question.model
      values.points = question.points.join('\n')
      break
  }
  return columns.map(({ key }) => values[key] ?? '')
}

const notes = [
  '每行一题，第一行是表头，请勿改动。One question a row under the headings.',
  '题型：单选、多选、判断、填空、简答。Kinds: single, multiple, true/false, fill-in, short answer.',
  `选项：单选、多选填写选项A 至选项${letters.at(-1)}，中间不留空。Options from A on, none left out.`,
  '答案：单选一个字母；多选如 ABD；判断填 对 或 错；填空题用 ____ 表示空，各空答案用分号 ； 隔开，同一空的多个答案用 | 隔开；简答填参考答案。',
  'Keys: a letter; letters such as ABD; true or false; for ____ in a stem the answers by semicolon, alternatives by |; a model answer.',
  '难度：1（易）至 5（难），不填为 3。章节、标签（多个用顿号隔开）用于按条件抽题。Difficulty 1 to 5, 3 if empty; chapter and tags are for drawing by rule.',
  '分值：大于 0 的数；按规则抽题时以规则的分值为准。Points; a paper drawn by rule takes the rule’s.',
  '评分要点：仅简答题，每行一条。What judges look for, one a line.',
]

export async function writeExcel({ questions }: ExamMaterial): Promise<Uint8Array> {
  return writeSheet('题库', sheetColumns, questions.map(cells), notes)
}

const examples: Question[] = [
  {
    id: 'q001',
    kind: 'single',
    stem: '客户来电时情绪激动，客服首先应当做什么？',
    options: ['立即解释公司规定', '倾听并表示理解', '转接主管', '请客户稍后再拨'],
    key: 'B',
    difficulty: 1,
    tags: ['投诉处理'],
    chapter: '沟通技巧',
    explanation: '先处理心情，再处理事情。',
    worth: '1',
  },
  {
    id: 'q002',
    kind: 'multiple',
    stem: '下列哪些属于呼叫中心的效率指标？',
    options: ['平均处理时长', '接通率', '占用率', '客户姓名'],
    key: 'ABC',
    difficulty: 2,
    tags: ['运营指标'],
    chapter: '呼叫中心运营',
    explanation: '',
    worth: '2',
  },
  {
    id: 'q003',
    kind: 'trueFalse',
    stem: '放弃率是放弃的来电量与来电总量之比。',
    key: true,
    difficulty: 1,
    tags: ['运营指标'],
    chapter: '呼叫中心运营',
    explanation: '',
    worth: '1',
  },
  {
    id: 'q004',
    kind: 'fillIn',
    stem: '处理投诉时，先处理____，再处理____。',
    blanks: [
      ['心情', '情绪'],
      ['事情', '问题'],
    ],
    difficulty: 1,
    tags: ['投诉处理'],
    chapter: '沟通技巧',
    explanation: '',
    worth: '2',
  },
  {
    id: 'q005',
    kind: 'shortAnswer',
    stem: '客户等待过久而投诉，请写出回应的要点。',
    model: '致歉，表示理解，说明原因，给出明确的处理时间并跟进。',
    points: ['致歉并表示理解', '说明原因', '给出处理时间', '跟进'],
    difficulty: 3,
    tags: ['投诉处理'],
    chapter: '沟通技巧',
    explanation: '',
    worth: '10',
  },
]

export async function excelTemplate(): Promise<Uint8Array> {
  return writeExcel({ questions: examples })
}
