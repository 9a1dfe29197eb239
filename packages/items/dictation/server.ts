/** Dictation papers in and out: a list, or a zip of list and recordings. */
import { readResult, workbookTemplate, xlsxFile, zipFile } from '@leitai/items/formats/exchange.ts'
import { fitting } from '@leitai/items/formats/fit.ts'
import { spreadsheetFiles } from '@leitai/items/formats/spreadsheet.ts'
import type { ItemServer, ReadResult } from '@leitai/items/plug.ts'
import { dictationMaterial } from './material.ts'
import { dictationOptions } from './options.ts'
import { whatIsMissing } from './rules.ts'
import { listTemplate, readList, writeList } from './server/list.ts'
import { audioPath, readPack, writePack, type ReadPack } from './server/pack.ts'

function result({ records, ...read }: ReadPack): ReadResult {
  return readResult({ records }, records.length, read, { zh: '名单是空的', en: 'The list is empty' })
}

const title = { zh: '听打试卷', en: 'Dictation paper' }

export const server: ItemServer = {
  type: 'dictation',
  title,
  checks: ['sound'],
  imports: [
    {
      format: 'excel',
      label: { zh: 'Excel 名单（录音另行上传）', en: 'Excel list (recordings are uploaded apart)' },
      accept: spreadsheetFiles,
      async read(content) {
        const { records, problems, bad } = await readList(content)
        return result({ records: records.map(({ record }) => record), problems, bad })
      },
    },
    {
      format: 'zip',
      label: { zh: '名单和录音（zip）', en: 'List and recordings (zip)' },
      accept: '.zip',
      read: async (content, context) => result(await readPack(content, context)),
    },
  ],
  exports: [
    {
      format: 'zip',
      label: { zh: '名单和录音（zip）', en: 'List and recordings (zip)' },
      write: async (body, title, fetch) => zipFile(title, await writePack(dictationMaterial.parse(body), title, fetch)),
    },
    {
      format: 'excel',
      label: { zh: 'Excel 名单', en: 'Excel list' },
      write: async (body, title) => xlsxFile(title, await writeList(dictationMaterial.parse(body).records, audioPath)),
    },
  ],
  template: workbookTemplate('听打名单模板', listTemplate),
  size: (body) => `${dictationMaterial.parse(body).records.length} 条`,
  files: (body) => dictationMaterial.parse(body).records.flatMap(({ audio }) => (audio === null ? [] : [audio.hash])),
  material: fitting({ title, material: dictationMaterial, options: dictationOptions, whatIsMissing }),
}
