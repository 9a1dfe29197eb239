/** Question banks in and out: Excel, GIFT, YAML. */
import { readResult, workbookTemplate, xlsxFile, yamlFile, yamlImport } from '@leitai/items/formats/exchange.ts'
import { fitting } from '@leitai/items/formats/fit.ts'
import { spreadsheetFiles } from '@leitai/items/formats/spreadsheet.ts'
import { notText } from '@leitai/items/formats/table.ts'
import { fileName, plainText, utf8 } from '@leitai/items/formats/text.ts'
import type { ItemServer, ReadResult } from '@leitai/items/plug.ts'
import type { SittingState } from '@leitai/core/sitting/sitting.ts'
import { chosen } from './chosen.ts'
import { examMaterial } from './material.ts'
import { examOptions } from './options.ts'
import { whatIsMissing } from './paper.ts'
import { excelTemplate, readExcel, writeExcel } from './server/excel.ts'
import { readGift, writeGift } from './server/gift.ts'
import { readBankYaml, writeBankYaml } from './server/yaml.ts'
import type { ExamWork } from './rules.ts'
import type { Question } from './types.ts'

function result({ questions, ...read }: Pick<ReadResult, 'problems' | 'bad'> & { questions: Question[] }): ReadResult {
  const nothing = { zh: '文件中没有试题', en: 'There are no questions in the file' }
  return readResult({ questions }, questions.length, read, nothing)
}

const title = { zh: '题库', en: 'Question bank' }

export const server: ItemServer = {
  type: 'exam',
  title,
  imports: [
    {
      format: 'excel',
      label: { zh: 'Excel 表格', en: 'Excel' },
      accept: spreadsheetFiles,
      read: async (content) => result(await readExcel(content)),
    },
    {
      format: 'gift',
      label: { zh: 'GIFT（Moodle 文本格式）', en: 'GIFT (Moodle)' },
      accept: '.gift,.txt',
      async read(content) {
        const text = plainText(content)
        return result(text === null ? { questions: [], problems: [notText], bad: 0 } : readGift(text))
      },
    },
    yamlImport((content) => result(readBankYaml(content))),
  ],
  exports: [
    {
      format: 'excel',
      label: { zh: 'Excel 表格', en: 'Excel' },
      write: async (body, title) => xlsxFile(title, await writeExcel(examMaterial.parse(body))),
    },
    {
      format: 'gift',
      label: { zh: 'GIFT（Moodle 文本格式）', en: 'GIFT (Moodle)' },
      write: async (body, title) => ({
        filename: fileName(title, 'gift.txt'),
        mime: 'text/plain; charset=utf-8',
        content: utf8(writeGift(examMaterial.parse(body))),
      }),
    },
    {
      format: 'yaml',
      label: { zh: 'YAML', en: 'YAML' },
      write: async (body, title) => yamlFile(title, writeBankYaml(examMaterial.parse(body))),
    },
  ],
  template: workbookTemplate('题库模板', excelTemplate),
  size: (body) => `${examMaterial.parse(body).questions.length} 题`,
  files: () => [],
  chosen: (state) => chosen(state as SittingState<ExamWork>),
  material: fitting({ title, material: examMaterial, options: examOptions, whatIsMissing }),
}
