/** Tasks with their attachments as one zip: a YAML file and the files that it names. */
import type { Text } from '@leitai/core/score.ts'
import { unreadable } from '@leitai/items/formats/table.ts'
import { utf8 } from '@leitai/items/formats/text.ts'
import { openZip, UnfitZip, writeZip, type ZippedFile } from '@leitai/items/formats/zip.ts'
import type { ReadContext } from '@leitai/items/plug.ts'
import type { SubmissionMaterial, Task } from '../types.ts'
import { attachmentMime } from './attachment.ts'
import { readTasksYaml, writeTasksYaml, type FindAttachment, type ReadTasks } from './tasks-yaml.ts'

const limits = { entries: 1000, fileBytes: 60_000_000, bytes: 300_000_000 }

const nothing = (problem: Text): ReadTasks => ({ title: null, tasks: [], problems: [unreadable(problem)], bad: 0 })

export async function readTasksZip(content: Uint8Array, { store }: ReadContext): Promise<ReadTasks> {
  try {
    const { files, close } = await openZip(content, limits)
    try {
      const usable = files.filter(({ name }) => !isClutter(name))
      const list = usable
        .filter(({ name }) => /\.ya?ml$/i.test(name))
        .toSorted((a, b) => a.name.split('/').length - b.name.split('/').length)[0]
      if (list === undefined)
        return nothing({ zh: '压缩包中没有任务文件（yaml）', en: 'The zip holds no list of tasks (yaml)' })
      return await readTasksYaml(await list.read(), finder(usable, list.name, store))
    } finally {
      close()
    }
  } catch (error) {
    if (!(error instanceof UnfitZip)) throw error
    return nothing(
      error.reason === 'tooBig'
        ? {
            zh: '压缩包过大：最多 1000 个文件，每个不超过 60 MB，共不超过 300 MB',
            en: 'The zip is too large: at most 1000 files, 60 MB each, 300 MB together',
          }
        : { zh: '不是可读取的 zip 压缩包', en: 'Not a zip that can be read' },
    )
  }
}

/** What operating systems leave in archives. */
const isClutter = (name: string): boolean =>
  name.split('/').some((part) => part === '__MACOSX' || part.startsWith('.') || part.startsWith('~$'))

function finder(files: readonly ZippedFile[], list: string, store: ReadContext['store']): FindAttachment {
  const folder = list.includes('/') ? list.slice(0, list.lastIndexOf('/') + 1) : ''
  return async (wanted) => {
    const path = wanted.replaceAll('\\', '/').normalize('NFC').replace(/^\.\//, '')
    const found = files.find(({ name }) => name === folder + path)
    if (found === undefined)
      return { problem: { zh: `压缩包中没有“${wanted}”`, en: `The zip does not hold ${wanted}` } }
    const content = await found.read()
    const mime = attachmentMime(content, path)
    if (mime === null)
      return {
        problem: {
          zh: `“${wanted}”不是可用的附件（PDF、图片、录音、视频、docx、xlsx、pptx）`,
          en: `${wanted} is no attachment that can be used (PDF, picture, recording, video, docx, xlsx, pptx)`,
        },
      }
    const { hash, bytes } = await store(content, mime)
    return { file: { hash, bytes, mime, name: path.slice(path.lastIndexOf('/') + 1).slice(-120) } }
  }
}

export const attachmentPath = (task: Task, index: number): string =>
  `files/${task.id}-${index + 1}-${task.attachments[index]!.name.replaceAll(/[\p{C}\\/:*?"<>|]/gu, '_')}`

export async function writeTasksZip(
  material: SubmissionMaterial,
  fetch: (hash: string) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const files: [string, Uint8Array][] = [['tasks.yaml', utf8(writeTasksYaml(material, attachmentPath))]]
  for (const task of material.tasks)
    for (const [index, { hash }] of task.attachments.entries())
      files.push([attachmentPath(task, index), await fetch(hash)])
  return writeZip(files)
}
