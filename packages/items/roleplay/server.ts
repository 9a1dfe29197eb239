/** Scenes and questions in and out: Excel, YAML. */
import { readResult, workbookTemplate, xlsxFile, yamlFile, yamlImport } from '@leitai/items/formats/exchange.ts'
import { fitting } from '@leitai/items/formats/fit.ts'
import { spreadsheetFiles } from '@leitai/items/formats/spreadsheet.ts'
import type { ItemServer, ReadResult } from '@leitai/items/plug.ts'
import { roleplayMaterial, whatIsMissing } from './material.ts'
import { roleplayOptions } from './options.ts'
import { excelTemplate, readExcel, writeExcel } from './server/excel.ts'
import { readScenesYaml, writeScenesYaml, type Read } from './server/yaml.ts'

function result({ material, ...read }: Read): ReadResult {
  const nothing = { zh: '文件中没有情景，也没有问题', en: 'There is neither a scene nor a question in the file' }
  return readResult(material, material.scenes.length + material.questions.length, read, nothing)
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
    yamlImport((content) => result(readScenesYaml(content))),
  ],
  exports: [
    {
      format: 'excel',
      label: { zh: 'Excel 表格', en: 'Excel' },
      write: async (body, title) => xlsxFile(title, await writeExcel(roleplayMaterial.parse(body))),
    },
    {
      format: 'yaml',
      label: { zh: 'YAML', en: 'YAML' },
      write: async (body, title) => yamlFile(title, writeScenesYaml(roleplayMaterial.parse(body))),
    },
  ],
  template: workbookTemplate('情景模板', excelTemplate),
  size(body) {
    const { scenes, questions } = roleplayMaterial.parse(body)
    return `${scenes.length} 个情景，${questions.length} 道公共题`
  },
  files: () => [],
  material: fitting({ title, material: roleplayMaterial, options: roleplayOptions, whatIsMissing }),
}
