/** Dictation papers in and out: a list, or a zip of list and recordings. */
import { fitting } from '@leitai/items/formats/fit.ts'
import { spreadsheetFiles, xlsxMime } from '@leitai/items/formats/spreadsheet.ts'
import { unreadable } from '@leitai/items/formats/table.ts'
import { fileName } from '@leitai/items/formats/text.ts'
import type { ItemServer, ReadResult } from '@leitai/items/plug.ts'
import { dictationMaterial } from './material.ts'
import { dictationOptions } from './options.ts'
import { whatIsMissing } from './rules.ts'
import { listTemplate, readList, writeList } from './server/list.ts'
import { audioPath, readPack, writePack, type ReadPack } from './server/pack.ts'

function result({ records, problems, bad }: ReadPack): ReadResult {
  const said =
    records.length === 0 && problems.length === 0
      ? [unreadable({ zh: '名单是空的', en: 'The list is empty' })]
      : problems
  return { body: records.length > 0 ? { records } : null, problems: said, good: records.length, bad }
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
      write: async (body, title, fetch) => ({
        filename: fileName(title, 'zip'),
        mime: 'application/zip',
        content: await writePack(dictationMaterial.parse(body), title, fetch),
      }),
    },
    {
      format: 'excel',
      label: { zh: 'Excel 名单', en: 'Excel list' },
      write: async (body, title) => ({
        filename: fileName(title, 'xlsx'),
        mime: xlsxMime,
        content: await writeList(dictationMaterial.parse(body).records, audioPath),
      }),
    },
  ],
  template: async (format) =>
    format === 'excel' ? { filename: '听打名单模板.xlsx', mime: xlsxMime, content: await listTemplate() } : null,
  size: (body) => `${dictationMaterial.parse(body).records.length} 条`,
  files: (body) => dictationMaterial.parse(body).records.flatMap(({ audio }) => (audio === null ? [] : [audio.hash])),
  material: fitting({ title, material: dictationMaterial, options: dictationOptions, whatIsMissing }),
}
