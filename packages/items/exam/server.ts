/** Question banks in and out: Excel, GIFT, YAML. */
import { fitting } from '@leitai/items/formats/fit.ts'
import { spreadsheetFiles, xlsxMime } from '@leitai/items/formats/spreadsheet.ts'
import { unreadable } from '@leitai/items/formats/table.ts'
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

function result({
  questions,
  problems,
  bad,
}: {
  questions: Question[]
  problems: ReadResult['problems']
  bad: number
}): ReadResult {
  const said =
    questions.length === 0 && problems.length === 0
      ? [unreadable({ zh: '文件中没有试题', en: 'There are no questions in the file' })]
      : problems
  return { body: questions.length > 0 ? { questions } : null, problems: said, good: questions.length, bad }
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
        return result(
          text === null
            ? {
                questions: [],
                problems: [unreadable({ zh: '不是文本文件，或文件过大', en: 'Not a text file, or too large' })],
                bad: 0,
              }
            : readGift(text),
        )
      },
    },
    {
      format: 'yaml',
      label: { zh: 'YAML', en: 'YAML' },
      accept: '.yaml,.yml',
      read: async (content) => result(readBankYaml(content)),
    },
  ],
  exports: [
    {
      format: 'excel',
      label: { zh: 'Excel 表格', en: 'Excel' },
      write: async (body, title) => ({
        filename: fileName(title, 'xlsx'),
        mime: xlsxMime,
        content: await writeExcel(examMaterial.parse(body)),
      }),
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
      write: async (body, title) => ({
        filename: fileName(title, 'yaml'),
        mime: 'application/yaml',
        content: utf8(writeBankYaml(examMaterial.parse(body))),
      }),
    },
  ],
  template: async (format) =>
    format === 'excel' ? { filename: '题库模板.xlsx', mime: xlsxMime, content: await excelTemplate() } : null,
  size: (body) => `${examMaterial.parse(body).questions.length} 题`,
  files: () => [],
  chosen: (state) => chosen(state as SittingState<ExamWork>),
  material: fitting({ title, material: examMaterial, options: examOptions, whatIsMissing }),
}
