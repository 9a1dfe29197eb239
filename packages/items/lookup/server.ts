/** Knowledge platforms in and out: Excel, folders of Markdown or HTML, YAML. */
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
import { lookupMaterial, whatIsMissing } from './material.ts'
import { lookupOptions } from './options.ts'
import { Draft } from './server/draft.ts'
import { examples } from './server/examples.ts'
import { readExcel, writeExcel } from './server/excel.ts'
import { readFolder, writeFolder } from './server/folder.ts'
import { readPlatformYaml, writePlatformYaml } from './server/yaml.ts'
import type { LookupMaterial } from './types.ts'

function result(draft: Draft, filename: string): ReadResult {
  const material = draft.finish(titleFrom(filename))
  const nothing = { zh: '文件中没有文章', en: 'There are no articles in the file' }
  const read = readResult(material, material.articles.length, draft, nothing)
  return { ...read, good: material.articles.length + material.questions.length }
}

const title = { zh: '知识库与题目', en: 'Knowledge platform and questions' }

/** The day of the import, for articles that name none. */
const today = (): string => new Date().toISOString().slice(0, 10)

export const server: ItemServer = {
  type: 'lookup',
  title,
  imports: [
    {
      format: 'folder',
      label: {
        zh: 'Markdown 或 HTML（一篇文章，或整个文件夹的 zip）',
        en: 'Markdown or HTML (an article, or a zip of a folder)',
      },
      accept: '.zip,.md,.markdown,.html,.htm',
      read: async (content, context) => result(await readFolder(content, context, today()), context.filename),
    },
    {
      format: 'excel',
      label: { zh: 'Excel 表格（文章、题目、企业三张工作表）', en: 'Excel (sheets of articles, questions, company)' },
      accept: spreadsheetFiles,
      read: async (content, { filename }) => result(await readExcel(content, today()), filename),
    },
    yamlImport((content, { filename }) => {
      const draft = new Draft()
      readPlatformYaml(content, draft)
      return result(draft, filename)
    }),
  ],
  exports: [
    {
      format: 'folder',
      label: { zh: 'Markdown 文件夹（zip，含附件）', en: 'Folder of Markdown (zip, with attachments)' },
      write: async (body, title, fetch) => zipFile(title, await writeFolder(lookupMaterial.parse(body), fetch)),
    },
    {
      format: 'excel',
      label: { zh: 'Excel 表格', en: 'Excel' },
      write: async (body, title) => xlsxFile(title, await writeExcel(lookupMaterial.parse(body))),
    },
    {
      format: 'yaml',
      label: { zh: 'YAML', en: 'YAML' },
      write: async (body, title) => yamlFile(title, writePlatformYaml(lookupMaterial.parse(body))),
    },
  ],
  template: workbookTemplate('知识库模板', () => writeExcel(examples)),
  size(body) {
    const { articles, questions } = body as LookupMaterial
    return `${articles.length} 篇文章，${questions.length} 道题`
  },
  files: (body) => [
    ...new Set((body as LookupMaterial).articles.flatMap(({ attachments }) => attachments.map(({ hash }) => hash))),
  ],
  material: fitting({ title, material: lookupMaterial, options: lookupOptions, whatIsMissing }),
  knowledge: (body) => (body as LookupMaterial).articles,
}
