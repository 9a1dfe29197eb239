/** Scenes as a workbook: a sheet of scenes, one of handouts, one of questions; the latter two name their scene. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import type { Text } from '@leitai/core/score.ts'
import { readWorkbook, writeWorkbook, type NewSheet, type Sheet } from '@leitai/items/formats/spreadsheet.ts'
import { notSpreadsheet, readTable, unreadable, type Column, type TableRow } from '@leitai/items/formats/table.ts'
import {
  handout,
  mostHandouts,
  mostOwnQuestions,
  mostQuestions,
  mostScenes,
  question,
  scene,
  titled,
} from '../material.ts'
import type { RoleplayMaterial, Scene } from '../types.ts'
import { examples } from './examples.ts'
import type { Read } from './yaml.ts'

type SceneKey = 'id' | Written<'title' | 'audience' | 'entrant' | 'judges'>
type HandoutKey = 'scene' | Written<'title' | 'text'>
type QuestionKey = 'scene' | Written<'text' | 'key'>
/** Each text has a column in Chinese and one in English. */
type Written<K extends string> = K | `${K}En`

const sceneColumns: Column<SceneKey>[] = [
  { key: 'id', names: ['编号', 'id', '情景编号', '序号'] },
  { key: 'title', names: ['标题', 'title', '情景', '名称'], required: true },
  { key: 'audience', names: ['观众说明', 'audience', '大屏说明'] },
  { key: 'entrant', names: ['选手卡', 'entrant', 'card', '情景卡'], required: true },
  { key: 'judges', names: ['裁判提示', 'judges', 'brief'] },
  { key: 'titleEn', names: ['标题 英文', 'title en'] },
  { key: 'audienceEn', names: ['观众说明 英文', 'audience en'] },
  { key: 'entrantEn', names: ['选手卡 英文', 'entrant en'] },
  { key: 'judgesEn', names: ['裁判提示 英文', 'judges en'] },
]
const handoutColumns: Column<HandoutKey>[] = [
  { key: 'scene', names: ['情景编号', 'scene', '情景'], required: true },
  { key: 'title', names: ['材料标题', 'title', '标题'], required: true },
  { key: 'text', names: ['材料内容', 'text', '内容', '正文'], required: true },
  { key: 'titleEn', names: ['材料标题 英文', 'title en', '标题 英文'] },
  { key: 'textEn', names: ['材料内容 英文', 'text en', '内容 英文'] },
]
const questionColumns: Column<QuestionKey>[] = [
  { key: 'scene', names: ['情景编号', 'scene', '情景'] },
  { key: 'text', names: ['问题', 'question', 'text', '题目'], required: true },
  { key: 'key', names: ['答案要点', 'key', 'answer', '参考答案', '答案'] },
  { key: 'textEn', names: ['问题 英文', 'question en', 'text en'] },
  { key: 'keyEn', names: ['答案要点 英文', 'key en'] },
]

const sheetNames = {
  scenes: ['情景', '场景', 'scenes'],
  handouts: ['材料', '资料', 'handouts'],
  questions: ['问题', '题目', '试题', 'questions'],
}

const mustBeWritten = {
  scene: { zh: '不能为空，最多 8000 字', en: 'Must be filled in, with at most 8000 characters' },
  id: {
    zh: '编号须为字母、数字、点或连字符，最多 60 个字符',
    en: 'An id is letters, digits, dots or hyphens, at most 60',
  },
}

export async function readExcel(content: Uint8Array): Promise<Read> {
  const sheets = await readWorkbook(content)
  const material: RoleplayMaterial = { ...titled.parse({}), scenes: [], questions: [] }
  const problems: CellProblem[] = []
  if (sheets === null) {
    problems.push(notSpreadsheet)
    return { material, problems, bad: 0 }
  }
  const named = (names: readonly string[]) =>
    sheets.find(({ name }) => names.includes(name.normalize('NFKC').trim().toLowerCase()))
  const tables = {
    // A file of one sheet, whatever its name, is a list of scenes.
    scenes: named(sheetNames.scenes) ?? (sheets.length === 1 ? sheets[0] : undefined),
    handouts: named(sheetNames.handouts),
    questions: named(sheetNames.questions),
  }
  if (tables.scenes === undefined && tables.questions === undefined) {
    problems.push(
      unreadable({
        zh: '没有名为“情景”或“问题”的工作表，请使用模板',
        en: 'There is no sheet named “情景” or “问题”; please use the template',
      }),
    )
    return { material, problems, bad: 0 }
  }

  let bad = 0
  const rowsOf = <Key extends string>(sheet: Sheet | undefined, columns: readonly Column<Key>[]): TableRow<Key>[] => {
    if (sheet === undefined || sheet.rows.length === 0) return []
    const table = readTable(sheet, columns)
    problems.push(...table.problems)
    return table.rows
  }
  const say = (found: CellProblem[]) => {
    problems.push(...found)
    bad += 1
  }

  for (const row of rowsOf(tables.scenes, sceneColumns)) {
    const id = row.cell('id') || freeId(material.scenes)
    const parsed = scene.safeParse({
      id,
      title: both(row, 'title'),
      audience: both(row, 'audience'),
      entrant: both(row, 'entrant'),
      judges: both(row, 'judges'),
    })
    if (material.scenes.some((one) => one.id === id))
      say([row.problem('id', { zh: '编号重复，须不重复', en: 'This id is there twice' })])
    else if (!parsed.success) say(wrongCells(row, parsed.error.issues, mustBeWritten))
    else if (material.scenes.length >= mostScenes)
      say([row.problem('title', { zh: `最多 ${mostScenes} 个情景`, en: `At most ${mostScenes} scenes` })])
    else material.scenes.push(parsed.data)
  }

  const sceneOf = <Key extends string>(row: TableRow<Key | 'scene'>): Scene | null => {
    const found = material.scenes.find(({ id }) => id === row.cell('scene'))
    if (found === undefined)
      say([
        row.problem('scene', {
          zh: '“情景”工作表中没有该编号的情景',
          en: 'There is no scene of this id in the sheet “情景”',
        }),
      ])
    return found ?? null
  }
  for (const row of rowsOf(tables.handouts, handoutColumns)) {
    const of = sceneOf(row)
    if (of === null) continue
    const parsed = handout.safeParse({ title: both(row, 'title'), text: both(row, 'text') })
    if (!parsed.success) say(wrongCells(row, parsed.error.issues, mustBeWritten))
    else if (of.handout.length >= mostHandouts)
      say([row.problem('title', { zh: `一个情景最多 ${mostHandouts} 份材料`, en: `At most ${mostHandouts} a scene` })])
    else of.handout.push(parsed.data)
  }
  for (const row of rowsOf(tables.questions, questionColumns)) {
    const of = row.cell('scene') === '' ? material : sceneOf(row)
    if (of === null) continue
    const parsed = question.safeParse({ text: both(row, 'text'), key: both(row, 'key') })
    if (!parsed.success) say(wrongCells(row, parsed.error.issues, mustBeWritten))
    else if (of.questions.length >= (of === material ? mostQuestions : mostOwnQuestions))
      say([row.problem('text', { zh: '问题过多', en: 'Too many questions' })])
    else of.questions.push(parsed.data)
  }
  return { material, problems, bad }
}

function both<K extends string>(row: TableRow<K | `${K}En`>, key: K): Text {
  return { zh: row.cell(key), en: row.cell(`${key}En`) }
}

function freeId(scenes: readonly Scene[]): string {
  let n = scenes.length + 1
  while (scenes.some(({ id }) => id === `scene-${n}`)) n += 1
  return `scene-${n}`
}

/** Each wrong column once: the schema looks at both languages of a text. */
function wrongCells<Key extends string>(
  row: TableRow<Key>,
  issues: readonly { path: readonly PropertyKey[] }[],
  words: typeof mustBeWritten,
): CellProblem[] {
  const keys = [...new Set(issues.map(({ path }) => String(path[0]) as Key))]
  return keys.map((key) => row.problem(key, key === 'id' ? words.id : words.scene))
}

const wide = new Set(['audience', 'entrant', 'judges', 'text', 'key'])
const columnsOf = <Key extends string>(columns: readonly Column<Key>[]): NewSheet['columns'] =>
  columns.map(({ key, names }) => ({ header: names[0], width: wide.has(key) ? 44 : key.endsWith('En') ? 20 : 16 }))

function rowOf<Key extends string>(columns: readonly Column<Key>[], texts: Record<string, Text | string>): string[] {
  return columns.map(({ key }) => {
    const english = key.endsWith('En')
    const value = texts[english ? key.slice(0, -2) : key]
    return value === undefined || typeof value === 'string' ? (value ?? '') : english ? value.en : value.zh
  })
}

const notes = [
  '情景：每行一个。编号用于与材料、问题对应，不填则自动编号。One scene a row; its id is what handouts and questions refer to.',
  '观众说明显示在大屏上；选手卡在叫号后给选手看；裁判提示只给裁判。What the hall sees; the entrant’s card, from the call on; the judges’ brief, for judges alone.',
  '材料：在准备时间内发给选手，每行一份。Handouts are read in the study time, one a row.',
  '问题：填写情景编号的只在该情景中提问；不填的是公共题，由系统按规程抽取。Questions of a scene; without one they are drawn as the rulebook says.',
  '答案要点只给裁判。Keys are for judges alone.',
]

export async function writeExcel({ scenes, questions }: RoleplayMaterial): Promise<Uint8Array> {
  return writeWorkbook(
    [
      {
        name: '情景',
        columns: columnsOf(sceneColumns),
        rows: scenes.map(({ id, title, audience, entrant, judges }) =>
          rowOf(sceneColumns, { id, title, audience, entrant, judges }),
        ),
      },
      {
        name: '材料',
        columns: columnsOf(handoutColumns),
        rows: scenes.flatMap((one) => one.handout.map((sheet) => rowOf(handoutColumns, { scene: one.id, ...sheet }))),
      },
      {
        name: '问题',
        columns: columnsOf(questionColumns),
        rows: [
          ...scenes.flatMap((one) => one.questions.map((asked) => rowOf(questionColumns, { scene: one.id, ...asked }))),
          ...questions.map((asked) => rowOf(questionColumns, { scene: '', ...asked })),
        ],
      },
    ],
    notes,
  )
}

export async function excelTemplate(): Promise<Uint8Array> {
  return writeExcel(examples)
}
