/** Banks as spreadsheets: one question a row. A theory paper's bank in its own layout comes in, too. */
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
import type { QuizMaterial, QuizQuestion } from '../types.ts'
import { answerProblem, check, letters, lettersOf, mostQuestions, type Part, type Wrong } from './draft.ts'

type Key = Exclude<Part, 'options'> | 'difficulty' | `option${string}`

const optionKeys = letters.map((letter): Key => `option${letter}`)

const columns: Column<Key>[] = [
  { key: 'id', names: ['编号', 'id', '题号', '序号'] },
  { key: 'kind', names: ['题型', 'kind', 'type', '类型'], required: true },
  { key: 'text', names: ['题目', '题干', 'text', 'question', 'stem', '试题'], required: true },
  ...letters.map((letter): Column<Key> => ({
    key: `option${letter}`,
    names: [`选项${letter}`, letter, `option${letter}`, `${letter}选项`],
  })),
  { key: 'answer', names: ['答案', 'answer', 'key', '正确答案', '标准答案', '参考答案'], required: true },
  { key: 'level', names: ['等级', 'level', '难易'] },
  { key: 'topic', names: ['主题', 'topic', '章节', 'chapter', '章', '分类', '类别', '知识点'] },
  { key: 'explanation', names: ['解析', 'explanation', '答案解析', '说明'] },
]
/** From a theory paper's bank, 1 to 5; never written. */
const difficulty: Column<Key> = { key: 'difficulty', names: ['难度', 'difficulty'] }
const widths: Partial<Record<Key, number>> = { text: 48, answer: 24, topic: 16, explanation: 40 }
const sheetColumns: SheetColumn[] = columns.map(({ key, names }) => ({
  header: names[0],
  width: widths[key] ?? (key.startsWith('option') ? 16 : 8),
}))

const kindWords: Record<QuizQuestion['kind'], readonly string[]> = {
  single: ['单选', '单选题', '单项选择题', '单项选择', '选择题', 'single', 'singlechoice'],
  multiple: ['多选', '多选题', '多项选择题', '多项选择', '不定项', '不定项选择题', 'multiple', 'multiplechoice'],
  trueFalse: ['判断', '判断题', '是非题', '对错题', 'truefalse', 'true/false'],
  open: [
    '问答',
    '问答题',
    '简答',
    '简答题',
    '填空',
    '填空题',
    '抢答',
    '抢答题',
    '论述题',
    'open',
    'shortanswer',
    'fillin',
  ],
}
const kindLabels: Record<QuizQuestion['kind'], string> = {
  single: '单选',
  multiple: '多选',
  trueFalse: '判断',
  open: '问答',
}
const levelWords: Record<string, number> = { 易: 1, 容易: 1, 简单: 1, 中: 2, 中等: 2, 一般: 2, 难: 3, 困难: 3, 较难: 3 }

export function readExcel(
  content: Uint8Array,
): Promise<{ questions: QuizQuestion[]; problems: CellProblem[]; bad: number }> {
  return readQuestionRows<Key, QuizQuestion, Part>(content, [...columns, difficulty], {
    most: mostQuestions,
    text: 'text',
    cellOf: (part) => (part === 'options' ? 'optionA' : part),
    read: readRow,
  })
}

function readRow(row: TableRow<Key>, ids: Ids): ReadQuestion<QuizQuestion, Part> {
  const kind = kindIn(row.cell('kind'), kindWords)
  if (kind === undefined)
    return {
      wrong: [
        {
          part: 'kind',
          problem: {
            zh: '题型须为 单选、多选、判断 或 问答',
            en: 'A kind is single, multiple, true/false or open',
          },
        },
      ],
    }
  const wrong: Wrong[] = []
  const given = row.cell('id')
  if (given !== '' && !ids.take(given))
    wrong.push({ part: 'id', problem: { zh: '编号重复，须不重复', en: 'This id is there twice' } })
  const { problem, ...answer } = answerOf(kind, row)
  if (problem) wrong.push({ part: 'answer', problem })
  return together(
    wrong,
    check({
      kind,
      id: given || ids.make(),
      text: row.cell('text'),
      ...answer,
      level: levelOf(row),
      topic: row.cell('topic'),
      explanation: row.cell('explanation'),
    }),
  )
}

function levelOf(row: TableRow<Key>): number | undefined {
  const level = row.cell('level')
  if (level !== '') return levelWords[level] ?? Number(level)
  const five = row.cell('difficulty')
  if (five === '') return undefined
  const known = levelWords[five]
  if (known !== undefined) return known
  const number = Number(five)
  return Number.isInteger(number) && number >= 1 && number <= 5 ? (number <= 2 ? 1 : number === 3 ? 2 : 3) : number
}

function answerOf(kind: QuizQuestion['kind'], row: TableRow<Key>): Record<string, unknown> & { problem?: Text } {
  const cell = row.cell('answer')
  switch (kind) {
    case 'single':
    case 'multiple': {
      const options = optionsIn(row, optionKeys)
      const places = placesOf(cell, options.length)
      if (places === null || (kind === 'single' && places.length !== 1))
        // any place: what is said of the answer is in `problem`
        return { options, answer: kind === 'single' ? 0 : [0], problem: answerProblem({ kind, options }) }
      return { options, answer: kind === 'single' ? places[0] : places }
    }
    case 'trueFalse': {
      const answer = truthOf(cell)
      return answer === undefined ? { answer: true, problem: answerProblem({ kind }) } : { answer }
    }
    case 'open':
      // alternatives of a blank, as a theory paper writes them
      return { answer: cell.replaceAll(/\s*[|｜]\s*/g, ' 或 ') }
  }
}

function cells(question: QuizQuestion): string[] {
  const values: Partial<Record<Key, string>> = {
    id: question.id,
    kind: kindLabels[question.kind],
    text: question.text,
    level: String(question.level),
    topic: question.topic,
    explanation: question.explanation,
  }
  switch (question.kind) {
    case 'single':
    case 'multiple':
      values.answer = lettersOf(question.kind === 'single' ? [question.answer] : question.answer)
      for (const [place, option] of question.options.entries()) values[`option${letters[place]}`] = option
      break
    case 'trueFalse':
      values.answer = question.answer ? '对' : '错'
      break
    case 'open':
      values.answer = question.answer
      break
  }
  return columns.map(({ key }) => values[key] ?? '')
}

const notes = [
  '每行一题，第一行是表头，请勿改动。One question a row under the headings.',
  '题型：单选、多选、判断、问答。问答题由裁判或主持人判断对错，不能用键作答。Kinds: single, multiple, true/false, open (ruled on by people).',
  `选项：单选、多选填写选项A 至选项${letters.at(-1)}，中间不留空。Options from A on, none left out.`,
  '答案：单选一个字母；多选如 ABD；判断填 对 或 错；问答填参考答案。Answers: a letter; letters such as ABD; true or false; a model answer.',
  '等级：1（易）、2（中）、3（难），不填为 1；风险题包按等级由易到难。Levels 1 to 3; packs at risk rise through them.',
  '解析：主持人公布答案时可读。The explanation is there for the host to read.',
  '理论题库的表格可直接导入：“难度”1–2 为易、3 为中、4–5 为难。A theory bank comes in as it is.',
]

export async function writeExcel({ questions }: QuizMaterial): Promise<Uint8Array> {
  return writeSheet('题库', sheetColumns, questions.map(cells), notes)
}

const examples: QuizQuestion[] = [
  {
    id: 'q001',
    kind: 'single',
    text: '客户来电时情绪激动，客服首先应当做什么？',
    options: ['立即解释公司规定', '倾听并表示理解', '转接主管', '请客户稍后再拨'],
    answer: 1,
    level: 1,
    topic: '沟通技巧',
    explanation: '先处理心情，再处理事情。',
  },
  {
    id: 'q002',
    kind: 'multiple',
    text: '下列哪些属于呼叫中心的效率指标？',
    options: ['平均处理时长', '接通率', '占用率', '客户姓名'],
    answer: [0, 1, 2],
    level: 2,
    topic: '运营指标',
    explanation: '',
  },
  {
    id: 'q003',
    kind: 'trueFalse',
    text: '放弃率是放弃的来电量与来电总量之比。',
    answer: true,
    level: 1,
    topic: '运营指标',
    explanation: '',
  },
  {
    id: 'q004',
    kind: 'open',
    text: '请说出处理客户投诉的四个步骤。',
    answer: '倾听；致歉并表示理解；给出方案和时限；跟进回访。',
    level: 3,
    topic: '投诉处理',
    explanation: '四个步骤都说到为对，顺序不限。',
  },
]

export function excelTemplate(): Promise<Uint8Array> {
  return writeExcel({ title: '', questions: examples })
}
