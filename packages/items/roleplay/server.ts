/** Scenes and questions in and out: Excel, YAML. */
import { fitting } from '@leitai/items/formats/fit.ts'
import { spreadsheetFiles, xlsxMime } from '@leitai/items/formats/spreadsheet.ts'
import { unreadable } from '@leitai/items/formats/table.ts'
import { fileName, utf8 } from '@leitai/items/formats/text.ts'
import type { ItemServer, ReadResult } from '@leitai/items/plug.ts'
import { roleplayMaterial, whatIsMissing } from './material.ts'
import { roleplayOptions } from './options.ts'
import { excelTemplate, readExcel, writeExcel } from './server/excel.ts'
import { readScenesYaml, writeScenesYaml, type Read } from './server/yaml.ts'

function result({ material, problems, bad }: Read): ReadResult {
  const good = material.scenes.length + material.questions.length
  const said =
    good === 0 && problems.length === 0
      ? [unreadable({ zh: '文件中没有情景，也没有问题', en: 'There is neither a scene nor a question in the file' })]
      : problems
  return { body: good > 0 ? material : null, problems: said, good, bad }
}

const title = { zh: '情景与问题', en: 'Scenes and questions' }

export const server: ItemServer = {
  type: 'roleplay',
  title,
  imports: [
    {
      format: 'excel',
      label: { zh: 'Excel 表格（情景、材料、问题三张工作表）', en: 'Excel (sheets of scenes, handouts, questions)' },
      accept: spreadsheetFiles,
      read: async (content) => result(await readExcel(content)),
    },
    {
      format: 'yaml',
      label: { zh: 'YAML', en: 'YAML' },
      accept: '.yaml,.yml',
      read: async (content) => result(readScenesYaml(content)),
    },
  ],
  exports: [
    {
      format: 'excel',
      label: { zh: 'Excel 表格', en: 'Excel' },
      write: async (body, title) => ({
        filename: fileName(title, 'xlsx'),
        mime: xlsxMime,
        content: await writeExcel(roleplayMaterial.parse(body)),
      }),
    },
    {
      format: 'yaml',
      label: { zh: 'YAML', en: 'YAML' },
      write: async (body, title) => ({
        filename: fileName(title, 'yaml'),
        mime: 'application/yaml',
        content: utf8(writeScenesYaml(roleplayMaterial.parse(body))),
      }),
    },
  ],
  template: async (format) =>
    format === 'excel' ? { filename: '情景模板.xlsx', mime: xlsxMime, content: await excelTemplate() } : null,
  size(body) {
    const { scenes, questions } = roleplayMaterial.parse(body)
    return `${scenes.length} 个情景，${questions.length} 道公共题`
  },
  files: () => [],
  material: fitting({ title, material: roleplayMaterial, options: roleplayOptions, whatIsMissing }),
}
