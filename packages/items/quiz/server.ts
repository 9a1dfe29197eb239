/** Question banks for the stage in and out: Excel, YAML. */
import {
  readResult,
  titleFrom,
  workbookTemplate,
  xlsxFile,
  yamlFile,
  yamlImport,
} from '@leitai/items/formats/exchange.ts'
import { fitting } from '@leitai/items/formats/fit.ts'
import { spreadsheetFiles } from '@leitai/items/formats/spreadsheet.ts'
import type { ItemServer, ReadResult } from '@leitai/items/plug.ts'
import { whatIsMissing } from './enough.ts'
import { quizMaterial } from './material.ts'
import { quizOptions } from './options.ts'
import { excelTemplate, readExcel, writeExcel } from './server/excel.ts'
import { readBankYaml, writeBankYaml } from './server/yaml.ts'
import type { QuizMaterial, QuizQuestion } from './types.ts'

const title = { zh: '竞赛题库', en: 'Questions for the stage' }

interface Read extends Pick<ReadResult, 'problems' | 'bad'> {
  questions: QuizQuestion[]
  title?: string
}

function result({ questions, title: given, ...read }: Read, filename: string): ReadResult {
  const nothing = { zh: '文件中没有试题', en: 'There are no questions in the file' }
  const body: QuizMaterial = { title: given || titleFrom(filename) || title.zh, questions }
  return readResult(body, questions.length, read, nothing)
}

export const server: ItemServer = {
  type: 'quiz',
  title,
  imports: [
    {
      format: 'excel',
      label: { zh: 'Excel 表格', en: 'Excel' },
      accept: spreadsheetFiles,
      read: async (content, { filename }) => result(await readExcel(content), filename),
    },
    yamlImport((content, { filename }) => result(readBankYaml(content), filename)),
  ],
  exports: [
    {
      format: 'excel',
      label: { zh: 'Excel 表格', en: 'Excel' },
      write: async (body, name) => xlsxFile(name, await writeExcel(quizMaterial.parse(body))),
    },
    {
      format: 'yaml',
      label: { zh: 'YAML', en: 'YAML' },
      write: async (body, name) => yamlFile(name, writeBankYaml(quizMaterial.parse(body))),
    },
  ],
  template: workbookTemplate('竞赛题库模板', excelTemplate),
  size: (body) => `${quizMaterial.parse(body).questions.length} 题`,
  files: () => [],
  material: fitting({ title, material: quizMaterial, options: quizOptions, whatIsMissing }),
}
