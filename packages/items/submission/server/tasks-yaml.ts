/** Tasks as YAML: `{title, tasks}`, a list of tasks, or one task a document; attachments by path, found beside the file. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import type { Text } from '@leitai/core/score.ts'
import { idTwice, readYaml, schemaProblems, writeYaml, type YamlDocument } from '@leitai/items/formats/yaml.ts'
import { z } from 'zod'
import { bothLanguages, mostAttachments, mostTasks, taskAbout } from '../material.ts'
import type { SubmissionMaterial, Task, TaskFile } from '../types.ts'

const written = z.strictObject({
  ...taskAbout,
  attachments: z.array(z.string().trim().min(1).max(300)).max(mostAttachments).default([]),
})
const title = bothLanguages(120)

/** Where the file comes alone, there is nothing to find. */
export type FindAttachment = (path: string) => Promise<{ file: TaskFile } | { problem: Text }>

export interface ReadTasks {
  title: Text | null
  tasks: Task[]
  problems: CellProblem[]
  bad: number
}

export async function readTasksYaml(content: Uint8Array, find: FindAttachment): Promise<ReadTasks> {
  const { documents, problems } = readYaml(content)
  const read: ReadTasks = { title: null, tasks: [], problems, bad: problems.length }
  for (const document of documents) {
    const { list, path, heading } = tasksOf(document.value)
    if (heading !== undefined && read.title === null) {
      const parsed = title.safeParse(heading)
      if (parsed.success) read.title = parsed.data
    }
    for (const [i, given] of list.entries())
      await take(read, document, [...path, ...(path.length > 0 ? [i] : [])], given, find)
  }
  return read
}

async function take(
  read: ReadTasks,
  document: YamlDocument,
  path: (string | number)[],
  given: unknown,
  find: FindAttachment,
): Promise<void> {
  const wrong = (...problems: CellProblem[]) => read.problems.push(...problems)
  const before = read.problems.length
  const parsed = written.safeParse(given)
  if (!parsed.success) wrong(...schemaProblems(document, path, parsed.error))
  else if (read.tasks.some(({ id }) => id === parsed.data.id)) wrong(idTwice(document, path, parsed.data.id))
  else if (read.tasks.length >= mostTasks)
    wrong(document.problem(path, { zh: `最多 ${mostTasks} 道任务`, en: `At most ${mostTasks} tasks` }))
  const attachments: TaskFile[] = []
  if (parsed.success)
    for (const [i, name] of parsed.data.attachments.entries()) {
      const found = await find(name)
      if ('file' in found) attachments.push(found.file)
      else wrong(document.problem([...path, 'attachments', i], found.problem))
    }
  if (parsed.success && read.problems.length === before) read.tasks.push({ ...parsed.data, attachments })
  else read.bad += 1
}

/** The path is empty where the document itself is the one task. */
function tasksOf(value: unknown): { list: unknown[]; path: (string | number)[]; heading?: unknown } {
  if (typeof value === 'object' && value !== null && 'tasks' in value && Array.isArray(value.tasks))
    return { list: value.tasks, path: ['tasks'], ...('title' in value ? { heading: value.title } : {}) }
  return { list: [value], path: [] }
}

export function writeTasksYaml(
  { title, tasks }: SubmissionMaterial,
  pathOf: (task: Task, index: number) => string = () => '',
): string {
  return writeYaml({
    title,
    tasks: tasks.map((task) => ({
      ...task,
      attachments: task.attachments.map((_, index) => pathOf(task, index)).filter((path) => path !== ''),
    })),
  })
}
