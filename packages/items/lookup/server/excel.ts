/** A platform as a workbook: one article a row, one question a row, and the company. */
import { readWorkbook, writeWorkbook, type NewSheet, type Sheet } from '@leitai/items/formats/spreadsheet.ts'
import { notSpreadsheet, readTable, type Column, type TableRow } from '@leitai/items/formats/table.ts'
import type { Article, Attachment, Level, LookupMaterial, LookupQuestion } from '../types.ts'
import { Draft, type Place } from './draft.ts'
import { dateIn } from './html.ts'

/** A cell of a spreadsheet holds 32,767 characters; longer texts go on in further cells. */
const cellLength = 30_000
const bodies = ['body', 'body2', 'body3'] as const

type ArticleKey = Exclude<keyof Article, 'attachments' | 'body'> | (typeof bodies)[number] | 'attachments'
const articleColumns: (Column<ArticleKey> & { width: number })[] = [
  { key: 'id', names: ['编号', 'id', '文章编号'], width: 18 },
  { key: 'title', names: ['标题', 'title', '文章标题'], required: true, width: 32 },
  { key: 'category', names: ['分类', 'category', '类别', '目录'], required: true, width: 24 },
  { key: 'tags', names: ['标签', 'tags', '关键词'], width: 20 },
  { key: 'updated', names: ['更新日期', 'updated', '日期', '生效日期'], width: 12 },
  { key: 'pinned', names: ['置顶', 'pinned'], width: 8 },
  { key: 'body', names: ['正文', 'body', '内容'], required: true, width: 80 },
  { key: 'body2', names: ['正文续', 'body2'], width: 20 },
  { key: 'body3', names: ['正文续二', 'body3'], width: 20 },
  { key: 'attachments', names: ['附件', 'attachments'], width: 24 },
]

type QuestionKey = keyof LookupQuestion
const questionColumns: (Column<QuestionKey> & { width: number })[] = [
  { key: 'id', names: ['编号', 'id', '题号'], width: 12 },
  { key: 'text', names: ['题目', 'question', 'text', '问题', '题干'], required: true, width: 48 },
  { key: 'answers', names: ['答案', 'answers', 'answer', '正确答案'], required: true, width: 28 },
  { key: 'evidence', names: ['依据文章', 'evidence', '依据', '出处'], required: true, width: 24 },
  { key: 'level', names: ['难度', 'level'], width: 8 },
  { key: 'explanation', names: ['解析', 'explanation', '说明'], width: 48 },
]

type CompanyKey = 'company' | 'about'
const companyColumns: (Column<CompanyKey> & { width: number })[] = [
  { key: 'company', names: ['企业名称', 'company', '企业'], required: true, width: 24 },
  { key: 'about', names: ['简介', 'about', '企业简介'], width: 80 },
]

const levelWords: Record<Level, readonly string[]> = {
  easy: ['易', 'easy', '简单', '容易', '1'],
  medium: ['中', 'medium', '中等', '一般', '2', ''],
  hard: ['难', 'hard', '困难', '3'],
}
const yes = new Set(['是', '置顶', '√', '✓', 'y', 'yes', 'true', '1'])

export interface Surroundings {
  /** The workbook's name in a zip. */
  file?: string
  today: string
  /** Null: it is not there. */
  attachment(name: string): Promise<Attachment | null>
}

export async function readExcel(content: Uint8Array, today: string): Promise<Draft> {
  const draft = new Draft()
  await readWorkbookInto(content, draft, { today, attachment: () => Promise.resolve(null) })
  return draft
}

export async function readWorkbookInto(content: Uint8Array, draft: Draft, around: Surroundings): Promise<void> {
  const sheets = await readWorkbook(content)
  if (sheets === null) return draft.say(notSpreadsheet)
  const named = sheets.map((sheet) => ({ ...sheet, name: around.file ? `${around.file} ${sheet.name}` : sheet.name }))
  const filled = named.filter(({ rows }) => rows.length > 0)
  for (const sheet of filled) {
    if (hasHeads(sheet, companyColumns)) readCompany(sheet, draft)
    else if (hasHeads(sheet, articleColumns)) await readArticles(sheet, draft, around)
    else if (hasHeads(sheet, questionColumns)) readQuestions(sheet, draft)
    else if (/文章|article/i.test(sheet.name)) draft.say(...readTable(sheet, articleColumns).problems)
    else if (/题|question/i.test(sheet.name)) draft.say(...readTable(sheet, questionColumns).problems)
  }
  if (draft.articles.length === 0 && draft.questions.length === 0 && draft.problems.length === 0 && filled[0])
    draft.say(...readTable(filled[0], articleColumns).problems)
}

function hasHeads<Key extends string>(sheet: Sheet, columns: readonly Column<Key>[]): boolean {
  return readTable({ ...sheet, rows: sheet.rows.slice(0, 1) }, columns).problems.length === 0
}

const placeIn =
  <Key extends string>(row: TableRow<Key>, keys: readonly Key[]): Place =>
  (path, problem) =>
    row.problem(keys.find((key) => key === path[0]) ?? keys[0]!, problem)

function readCompany(sheet: Sheet, draft: Draft): void {
  const [row] = readTable(sheet, companyColumns).rows
  if (row === undefined) return
  draft.describe({ company: row.cell('company'), about: row.cell('about') }, placeIn(row, ['company', 'about']))
}

async function readArticles(sheet: Sheet, draft: Draft, { today, attachment }: Surroundings): Promise<void> {
  const keys = articleColumns.map(({ key }) => key)
  for (const row of readTable(sheet, articleColumns).rows) {
    const place = placeIn(row, keys)
    const attachments: Attachment[] = []
    for (const name of lines(row.cell('attachments'))) {
      const found = await attachment(name)
      if (found !== null) attachments.push(found)
      else
        draft.say(
          place(['attachments'], {
            zh: `没有附件 ${name}：请把表格与 attachments 文件夹一起打成 zip 导入`,
            en: `There is no attachment ${name}: import the table in a zip with a folder “attachments”`,
          }),
        )
    }
    const updated = row.cell('updated')
    draft.addArticle(
      {
        id: row.cell('id') || draft.freeId(row.cell('title')),
        title: row.cell('title'),
        category: path(row.cell('category')),
        tags: words(row.cell('tags')),
        updated: updated === '' ? today : (dateIn(updated) ?? updated),
        pinned: yes.has(row.cell('pinned').toLowerCase()),
        body: bodies.map((key) => row.cell(key)).join(''),
        attachments,
      },
      place,
    )
  }
}

function readQuestions(sheet: Sheet, draft: Draft): void {
  const keys = questionColumns.map(({ key }) => key)
  for (const row of readTable(sheet, questionColumns).rows) {
    const word = row.cell('level').trim().toLowerCase()
    const level = (Object.keys(levelWords) as Level[]).find((one) => levelWords[one].includes(word))
    draft.addQuestion(
      {
        id: row.cell('id') || `q${row.row - 1}`,
        text: row.cell('text'),
        answers: lines(row.cell('answers')),
        evidence: words(row.cell('evidence')),
        level: level ?? word,
        explanation: row.cell('explanation'),
      },
      placeIn(row, keys),
    )
  }
}

const trimmed = (parts: readonly string[]): string[] => parts.map((one) => one.trim()).filter((one) => one !== '')
const words = (cell: string): string[] => trimmed(cell.split(/[,，、;；\n]/))
/** Marks that an answer or a file's name may hold do not divide. */
const lines = (cell: string): string[] => trimmed(cell.split(/[\n|]/))
const path = (cell: string): string[] => trimmed(cell.split(/[>＞]/.test(cell) ? /[>＞]/ : /[/／]/))

/** A name may hold the usual divider: then the other one, also behind the only level. */
const joinedPath = (category: readonly string[]): string =>
  category.some((name) => /[/／]/.test(name))
    ? `${category.join(' > ')}${category.length === 1 ? ' >' : ''}`
    : category.join(' / ')

/** Cells lose spaces at their ends, so a text is cut within a word. */
function inCells(body: string): string[] {
  if (body.length <= cellLength) return [body]
  let at = cellLength
  while (at > cellLength - 500 && /\s/.test(body.slice(at - 1, at + 1))) at -= 1
  return [body.slice(0, at), ...inCells(body.slice(at))]
}

const levelWord = (level: Level): string => levelWords[level][0]!

const notes = [
  '“文章”每行一篇，正文用 Markdown 书写；分类从大到小，用 / 分隔；标签用顿号分隔。One article a row, its text in Markdown; categories from wide to narrow divided by /.',
  '“题目”每行一题；答案的每种写法占一行（单元格内 Alt+Enter）或用 | 分隔；依据文章填文章编号，用逗号分隔。One question a row; forms of the answer on lines of their own; evidence: ids of articles.',
  '附件：填文件名，并把表格与 attachments 文件夹一起打成 zip，用“文件夹”方式导入。Attachments: names; zip the table with a folder “attachments”.',
  '难度：易、中、难。Level: easy, medium, hard.',
]

export function writeExcel({ company, about, articles, questions }: LookupMaterial): Promise<Uint8Array> {
  const columnsOf = (columns: readonly { names: readonly [string, ...string[]]; width: number }[]) =>
    columns.map(({ names, width }) => ({ header: names[0], width }))
  const articleCell = (article: Article, key: ArticleKey): string => {
    switch (key) {
      case 'category':
        return joinedPath(article.category)
      case 'tags':
        return article.tags.join('、')
      case 'pinned':
        return article.pinned ? '是' : ''
      case 'attachments':
        return article.attachments.map(({ name }) => name).join('\n')
      case 'body':
      case 'body2':
      case 'body3': {
        return inCells(article.body)[bodies.indexOf(key)] ?? ''
      }
      default:
        return article[key]
    }
  }
  const questionCell = (question: LookupQuestion, key: QuestionKey): string => {
    switch (key) {
      case 'answers':
        return question.answers.join('\n')
      case 'evidence':
        return question.evidence.join(', ')
      case 'level':
        return levelWord(question.level)
      default:
        return question[key]
    }
  }
  const sheets: NewSheet[] = [
    {
      name: '文章',
      columns: columnsOf(articleColumns),
      rows: articles.map((article) => articleColumns.map(({ key }) => articleCell(article, key))),
    },
    {
      name: '题目',
      columns: columnsOf(questionColumns),
      rows: questions.map((question) => questionColumns.map(({ key }) => questionCell(question, key))),
    },
    { name: '企业', columns: columnsOf(companyColumns), rows: [[company, about]] },
  ]
  return writeWorkbook(sheets, notes)
}
