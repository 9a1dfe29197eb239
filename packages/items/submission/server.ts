/** Tasks in and out: YAML, a zip of YAML and attachments, or a spreadsheet. */
import { fitting } from '@leitai/items/formats/fit.ts'
import { spreadsheetFiles, xlsxMime } from '@leitai/items/formats/spreadsheet.ts'
import { unreadable } from '@leitai/items/formats/table.ts'
import { fileName, utf8 } from '@leitai/items/formats/text.ts'
import type { ItemServer, ReadResult } from '@leitai/items/plug.ts'
import { submissionMaterial } from './material.ts'
import { submissionOptions } from './options.ts'
import { readTasksExcel, tasksTemplate, writeTasksExcel } from './server/tasks-excel.ts'
import { readTasksYaml, writeTasksYaml, type FindAttachment, type ReadTasks } from './server/tasks-yaml.ts'
import { readTasksZip, writeTasksZip } from './server/tasks-zip.ts'
import type { SubmissionMaterial } from './types.ts'

const title = { zh: '提交任务', en: 'Submission tasks' }

function result({ title: read, tasks, problems, bad }: ReadTasks, filename: string): ReadResult {
  const said =
    tasks.length === 0 && problems.length === 0
      ? [unreadable({ zh: '文件中没有任务', en: 'There is no task in the file' })]
      : problems
  const named = filename
    .replace(/^.*[\\/]/, '')
    .replace(/\.[^.]*$/, '')
    .trim()
    .slice(0, 120)
  const heading = read ?? (named === '' ? title : { zh: named, en: named })
  const body: SubmissionMaterial | null = tasks.length > 0 ? { title: heading, tasks } : null
  return { body, problems: said, good: tasks.length, bad }
}

const alone: FindAttachment = async () => ({
  problem: { zh: '有附件的任务请连同附件打成 zip 导入', en: 'Tasks with attachments come as a zip, with the files' },
})

export const server: ItemServer = {
  type: 'submission',
  title,
  imports: [
    {
      format: 'yaml',
      label: { zh: 'YAML', en: 'YAML' },
      accept: '.yaml,.yml',
      read: async (content, { filename }) => result(await readTasksYaml(content, alone), filename),
    },
    {
      format: 'zip',
      label: { zh: '任务和附件（zip）', en: 'Tasks and attachments (zip)' },
      accept: '.zip',
      read: async (content, context) => result(await readTasksZip(content, context), context.filename),
    },
    {
      format: 'excel',
      label: { zh: 'Excel', en: 'Excel' },
      accept: spreadsheetFiles,
      read: async (content, { filename }) => result(await readTasksExcel(content), filename),
    },
  ],
  exports: [
    {
      format: 'zip',
      label: { zh: '任务和附件（zip）', en: 'Tasks and attachments (zip)' },
      write: async (body, title, fetch) => ({
        filename: fileName(title, 'zip'),
        mime: 'application/zip',
        content: await writeTasksZip(submissionMaterial.parse(body), fetch),
      }),
    },
    {
      format: 'yaml',
      label: { zh: 'YAML（不含附件）', en: 'YAML (without attachments)' },
      write: async (body, title) => ({
        filename: fileName(title, 'yaml'),
        mime: 'application/yaml',
        content: utf8(writeTasksYaml(submissionMaterial.parse(body))),
      }),
    },
    {
      format: 'excel',
      label: { zh: 'Excel（不含附件）', en: 'Excel (without attachments)' },
      write: async (body, title) => ({
        filename: fileName(title, 'xlsx'),
        mime: xlsxMime,
        content: await writeTasksExcel(submissionMaterial.parse(body).tasks),
      }),
    },
  ],
  template: async (format) =>
    format === 'excel' ? { filename: '提交任务模板.xlsx', mime: xlsxMime, content: await tasksTemplate() } : null,
  size: (body) => `${submissionMaterial.parse(body).tasks.length} 道`,
  files: (body) =>
    submissionMaterial.parse(body).tasks.flatMap(({ attachments }) => attachments.map(({ hash }) => hash)),
  material: fitting({ title, material: submissionMaterial, options: submissionOptions, whatIsMissing: () => null }),
}
