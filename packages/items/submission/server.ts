/** Tasks in and out: YAML, a zip of YAML and attachments, or a spreadsheet. */
import {
  readResult,
  titleFrom,
  workbookTemplate,
  xlsxFile,
  yamlFile,
  yamlImport,
  zipFile,
} from '@leitai/items/formats/exchange.ts'
import { fitting } from '@leitai/items/formats/fit.ts'
import { spreadsheetFiles } from '@leitai/items/formats/spreadsheet.ts'
import type { ItemServer, ReadResult } from '@leitai/items/plug.ts'
import { submissionMaterial } from './material.ts'
import { submissionOptions } from './options.ts'
import { readTasksExcel, tasksTemplate, writeTasksExcel } from './server/tasks-excel.ts'
import { readTasksYaml, writeTasksYaml, type FindAttachment, type ReadTasks } from './server/tasks-yaml.ts'
import { readTasksZip, writeTasksZip } from './server/tasks-zip.ts'
import type { SubmissionMaterial } from './types.ts'

const title = { zh: '提交任务', en: 'Submission tasks' }

function result({ title: given, tasks, ...read }: ReadTasks, filename: string): ReadResult {
  const named = titleFrom(filename)
  const body: SubmissionMaterial = { title: given ?? (named === '' ? title : { zh: named, en: named }), tasks }
  return readResult(body, tasks.length, read, { zh: '文件中没有任务', en: 'There is no task in the file' })
}

const alone: FindAttachment = async () => ({
  problem: { zh: '有附件的任务请连同附件打成 zip 导入', en: 'Tasks with attachments come as a zip, with the files' },
})

export const server: ItemServer = {
  type: 'submission',
  title,
  imports: [
    yamlImport(async (content, { filename }) => result(await readTasksYaml(content, alone), filename)),
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
      write: async (body, title, fetch) => zipFile(title, await writeTasksZip(submissionMaterial.parse(body), fetch)),
    },
    {
      format: 'yaml',
      label: { zh: 'YAML（不含附件）', en: 'YAML (without attachments)' },
      write: async (body, title) => yamlFile(title, writeTasksYaml(submissionMaterial.parse(body))),
    },
    {
      format: 'excel',
      label: { zh: 'Excel（不含附件）', en: 'Excel (without attachments)' },
      write: async (body, title) => xlsxFile(title, await writeTasksExcel(submissionMaterial.parse(body).tasks)),
    },
  ],
  template: workbookTemplate('提交任务模板', tasksTemplate),
  size: (body) => `${submissionMaterial.parse(body).tasks.length} 道`,
  files: (body) =>
    submissionMaterial.parse(body).tasks.flatMap(({ attachments }) => attachments.map(({ hash }) => hash)),
  material: fitting({ title, material: submissionMaterial, options: submissionOptions, whatIsMissing: () => null }),
}
