import { describe, expect, it } from 'vitest'
import { utf8 } from '@leitai/items/formats/text.ts'
import { openZip, writeZip } from '@leitai/items/formats/zip.ts'
import { server } from './server.ts'
import type { SubmissionMaterial } from './types.ts'

const pdf = utf8('%PDF-1.7 …')
const yaml = `title: 投诉处理
tasks:
  - id: reply
    title: { zh: 邮件回复, en: E-mail }
    text: 请回复客户。
    lookFor: 致歉、原因、办法
    attachments: [files/letter.pdf]
  - id: refund
    title: 退款
    text: 请处理退款。
`

async function read(format: string, content: Uint8Array, filename = '任务.yaml') {
  const kept = new Map<string, Uint8Array>()
  const result = await server.imports
    .find((one) => one.format === format)!
    .read(content, {
      filename,
      store: async (content, mime) => {
        const hash = String(kept.size + 1).repeat(64)
        kept.set(hash, content)
        return { hash, bytes: content.length, mime }
      },
    })
  return { ...result, body: result.body as SubmissionMaterial | null, kept }
}
const write = (format: string, body: unknown, fetch = async () => pdf) =>
  server.exports.find((one) => one.format === format)!.write(body, '任务', fetch)

describe('tasks', () => {
  it('come from a zip with their attachments and go back into one', async () => {
    const zip = await writeZip([
      ['pack/tasks.yaml', utf8(yaml)],
      ['pack/files/letter.pdf', pdf],
    ])
    const { body, problems, good, kept } = await read('zip', zip)
    expect({ problems, good }).toEqual({ problems: [], good: 2 })
    expect(body).toMatchObject({
      title: { zh: '投诉处理', en: '投诉处理' },
      tasks: [
        { id: 'reply', attachments: [{ mime: 'application/pdf', name: 'letter.pdf', bytes: pdf.length }] },
        { id: 'refund', attachments: [], lookFor: { zh: '', en: '' } },
      ],
    })
    expect(server.files(body)).toEqual([...kept.keys()])
    const back = await write('zip', body)
    const { files } = await openZip(back.content, { entries: 9, fileBytes: 1e6, bytes: 1e6 })
    expect(files.map(({ name }) => name)).toEqual(['tasks.yaml', 'files/reply-1-letter.pdf'])
    expect((await read('zip', back.content)).body!.tasks).toMatchObject([
      { attachments: [{ mime: 'application/pdf' }] },
      {},
    ])
  })

  it('in a file alone cannot bring attachments; the good ones are kept and the bad one is named by its line', async () => {
    expect(await read('yaml', utf8(yaml))).toMatchObject({
      good: 1,
      bad: 1,
      body: { tasks: [{ id: 'refund' }] },
      problems: [{ row: 7, problem: { zh: expect.stringContaining('zip') } }],
    })
  })

  it('may be one a document', async () => {
    const one = (id: string) => `id: ${id}\ntitle: 标题\ntext: 内容\n`
    const result = await read('yaml', utf8(`${one('a')}---\n${one('b')}---\n${one('a')}`), 'C08 任务.yaml')
    expect(result).toMatchObject({
      good: 2,
      body: { title: { zh: 'C08 任务' } },
      problems: [{ problem: { zh: '编号 a 重复' } }],
    })
  })

  it('A12 attachments are what their bytes say: a page that calls itself a PDF is not taken', async () => {
    const zip = await writeZip([
      ['tasks.yaml', utf8(yaml)],
      ['files/letter.pdf', utf8('<html>')],
    ])
    expect(await read('zip', zip)).toMatchObject({ good: 1, problems: [{ value: 'files/letter.pdf' }] })
  })

  it('come from the template, and from a spreadsheet that was written', async () => {
    const template = (await server.template('excel'))!
    const { body, problems } = await read('excel', template.content, '模板.xlsx')
    expect({ problems, tasks: body!.tasks.length }).toEqual({ problems: [], tasks: 1 })
    const again = await read('excel', (await write('excel', body)).content)
    expect(again.body!.tasks).toEqual(body!.tasks)
  })

  it('fit a rulebook’s options, or it is said what does not', async () => {
    const { body } = await read('yaml', utf8('id: a\ntitle: 标题\ntext: 内容\n'))
    expect(server.material(body, { parts: [{ id: 'x', kind: 'text', label: '正文' }] })).toMatchObject({
      material: { tasks: [{ id: 'a' }] },
    })
    expect(server.material(body, { parts: [] })).toMatchObject({ code: 'optionsUnfit' })
    expect(server.size(body)).toBe('1 道')
  })
})
