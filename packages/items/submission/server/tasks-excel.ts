/** Tasks as a spreadsheet: one a row. Attachments come by zip, or are uploaded afterwards. */
import type { Text } from '@leitai/core/score.ts'
import { writeSheet } from '@leitai/items/formats/spreadsheet.ts'
import { readTableFile, type Column } from '@leitai/items/formats/table.ts'
import { mostTasks, submissionMaterial } from '../material.ts'
import type { Task } from '../types.ts'
import type { ReadTasks } from './tasks-yaml.ts'

type Key = 'id' | 'title' | 'titleEn' | 'text' | 'textEn' | 'lookFor' | 'lookForEn'
const columns: Column<Key>[] = [
  { key: 'id', names: ['编号', 'id'] },
  { key: 'title', names: ['标题', 'title'], required: true },
  { key: 'text', names: ['任务', 'text', '题目', '任务说明'], required: true },
  { key: 'lookFor', names: ['评分要点', 'lookfor', '评分关注点'] },
  { key: 'titleEn', names: ['英文标题', 'title en'] },
  { key: 'textEn', names: ['英文任务', 'text en'] },
  { key: 'lookForEn', names: ['英文评分要点', 'lookfor en'] },
]
const widths: Record<Key, number> = {
  id: 12,
  title: 24,
  text: 60,
  lookFor: 40,
  titleEn: 24,
  textEn: 60,
  lookForEn: 40,
}
const limits: Record<string, Text> = {
  id: {
    zh: '编号须以字母开头，后接字母、数字或连字符，最多 40 个',
    en: 'A letter, then letters, digits, hyphens; at most 40',
  },
  title: { zh: '标题须为 1 至 120 字', en: 'A title has 1 to 120 characters' },
  text: { zh: '任务须为 1 至 8000 字', en: 'A task has 1 to 8000 characters' },
  lookFor: { zh: '评分要点最多 8000 字', en: 'At most 8000 characters' },
}
const taskSchema = submissionMaterial.shape.tasks.element

export async function readTasksExcel(content: Uint8Array): Promise<ReadTasks> {
  const table = await readTableFile(content, columns)
  const problems = [...table.problems]
  const tasks: Task[] = []
  for (const [i, row] of table.rows.entries()) {
    const before = problems.length
    const id = row.cell('id') || `task-${i + 1}`
    const text = (zh: Key, en: Key): Text => ({ zh: row.cell(zh), en: row.cell(en) || row.cell(zh) })
    const parsed = taskSchema.safeParse({
      id: /^\d+$/.test(id) ? `task-${id}` : id,
      title: text('title', 'titleEn'),
      text: text('text', 'textEn'),
      lookFor: text('lookFor', 'lookForEn'),
    })
    if (!parsed.success)
      for (const key of new Set(parsed.error.issues.map(({ path }) => String(path[0]))))
        problems.push(row.problem(key as Key, limits[key]!))
    else if (tasks.some((task) => task.id === parsed.data.id))
      problems.push(row.problem('id', { zh: '编号重复，须不重复', en: 'This id is there twice' }))
    else if (tasks.length >= mostTasks)
      problems.push(row.problem('title', { zh: `最多 ${mostTasks} 道任务`, en: `At most ${mostTasks} tasks` }))
    if (parsed.success && problems.length === before) tasks.push(parsed.data)
  }
  return { title: null, tasks, problems, bad: new Set(problems.map(({ row }) => row)).size }
}

const notes = [
  '每行一道任务，第一行是表头，请勿改动。One task a row under the headings.',
  '评分要点只给评委看，选手看不到。What judges look for is never shown to contestants.',
  '英文列可以留空。The English columns may stay empty.',
  '附件请用 zip 导入，或导入后在页面上添加。Attachments come by zip, or are added on the page.',
]

export function writeTasksExcel(tasks: readonly Task[]): Promise<Uint8Array> {
  const cells = (task: Task): Record<Key, string> => ({
    id: task.id,
    title: task.title.zh,
    text: task.text.zh,
    lookFor: task.lookFor.zh,
    titleEn: task.title.en,
    textEn: task.text.en,
    lookForEn: task.lookFor.en,
  })
  return writeSheet(
    '任务',
    columns.map(({ key, names }) => ({ header: names[0], width: widths[key] })),
    tasks.map((task) => columns.map(({ key }) => cells(task)[key])),
    notes,
  )
}

export function tasksTemplate(): Promise<Uint8Array> {
  return writeTasksExcel([
    {
      id: 'reply-1',
      title: { zh: '延误投诉的邮件回复', en: 'E-mail reply to a complaint about a delay' },
      text: {
        zh: '客户来信：订购的空气净化器承诺三日送达，今天是第九天，物流信息停在中转站。请写一封回复。',
        en: 'A customer writes: the air purifier was promised within three days; today is the ninth, and tracking has stopped at a hub. Write a reply.',
      },
      attachments: [],
      lookFor: {
        zh: '先致歉并表示理解；说明原因；给出明确的处理办法和时间；语气得体。',
        en: 'Apology and understanding first; the reason; a definite remedy and time; fitting tone.',
      },
    },
  ])
}
