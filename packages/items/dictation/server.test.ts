import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import { writeZip } from '@leitai/items/formats/zip.ts'
import type { ReadResult, StoredFile } from '@leitai/items/plug.ts'
import { audioMime } from './server/audio.ts'
import { server } from './server.ts'
import type { DictationMaterial } from './types.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const mp3 = (name: string) => bytes(`ID3 ${name}`)
const kept = new Map<string, Uint8Array>()
async function store(content: Uint8Array, mime: string): Promise<StoredFile> {
  const hash = createHash('sha256').update(content).digest('hex')
  kept.set(hash, content)
  return { hash, bytes: content.length, mime }
}
const fetch = async (hash: string) => kept.get(hash)!
const read = (format: string, content: Uint8Array): Promise<ReadResult> =>
  server.imports.find((one) => one.format === format)!.read(content, { filename: 'x', store })
const write = (format: string, body: DictationMaterial) =>
  server.exports.find((one) => one.format === format)!.write(body, '听录卷', fetch)
const recordsOf = (result: ReadResult) => (result.body as DictationMaterial | null)?.records ?? []

const head = ['姓名', '地址', '电话', '邮编', '邮箱', '录音文件名']
const sheet = (rows: (string | number)[][], heading = head) =>
  writeXlsx({ sheets: [{ name: '名单', rows: [heading, ...rows] }] })
const zhang = ['章伟明', '学院路126号', '16135720846', '310012', 'zwm@example.com', '一号.mp3']
const li = ['李静怡', '中山北路88号', '025-05271948', '210008', 'lijy.88@mail.example', 'two']

describe('a list in Excel', () => {
  it('is read without recordings', async () => {
    const result = await read('excel', await sheet([zhang, li]))
    expect(result).toMatchObject({ good: 2, bad: 0, problems: [] })
    expect(recordsOf(result)).toMatchObject([
      { id: 'r01', name: '章伟明', postcode: '310012', audio: null },
      { id: 'r02', phone: '025-05271948', email: 'lijy.88@mail.example' },
    ])
  })

  it('names each wrong cell with row, column and what is allowed', async () => {
    const result = await read(
      'excel',
      await sheet([
        ['章', '', '1.6E+10', 10012, 'zwm', ''],
        ['', '', '', '', '', 'x.mp3'],
        ['名'.repeat(61), '', '', '', '', ''],
        li,
      ]),
    )
    expect(result).toMatchObject({ good: 1, bad: 3 })
    expect(result.problems.map(({ row, column }) => [row, column])).toEqual([
      [2, 'C 电话'],
      [2, 'D 邮编'],
      [2, 'E 邮箱'],
      [3, 'A 姓名'],
      [4, 'A 姓名'],
    ])
    expect(result.problems[1]!.problem.zh).toContain('6 位')
  })

  it('takes ids as numbers or letters with a number, each once', async () => {
    const rows = [
      ['1', ...zhang],
      ['b7', ...li],
      ['章伟明', ...zhang],
      ['01', ...li],
    ]
    const result = await read('excel', await sheet(rows, ['编号', ...head]))
    expect(recordsOf(result).map(({ id }) => id)).toEqual(['r01', 'b7'])
    expect(result.problems.map(({ row, column }) => [row, column])).toEqual([
      [4, 'A 编号'],
      [5, 'A 编号'],
    ])
  })

  it('has a template that it reads without a problem, and comes back as it was written', async () => {
    const template = await server.template('excel')
    const body = (await read('excel', template!.content)).body as DictationMaterial
    expect(body.records).toHaveLength(2)
    expect((await read('excel', (await write('excel', body)).content)).body).toEqual(body)
  })
})

describe('a zip of list and recordings', () => {
  it('finds recordings by the names in the list, wherever they lie', async () => {
    const content = await writeZip([
      ['听录/名单.xlsx', await sheet([zhang, li])],
      ['听录/录音/一号.mp3', mp3('one')],
      ['听录/two.wav', bytes('RIFF0000WAVE')],
      ['__MACOSX/听录/._一号.mp3', bytes('clutter')],
      ['听录/~$名单.xlsx', bytes('clutter')],
    ])
    const result = await read('zip', content)
    expect(result).toMatchObject({ good: 2, bad: 0, problems: [] })
    expect(recordsOf(result).map(({ audio }) => audio!.mime)).toEqual(['audio/mpeg', 'audio/wav'])
    expect(kept.get(recordsOf(result)[0]!.audio!.hash)).toEqual(mp3('one'))
  })

  it('names recordings that are missing or no recordings', async () => {
    const content = await writeZip([
      ['list.xlsx', await sheet([zhang, li, [...li.slice(0, 5), ''], [...li.slice(0, 5), 'page.mp3']])],
      ['two.mp3', mp3('two')],
      ['page.mp3', bytes('<html>')],
    ])
    const result = await read('zip', content)
    expect(result).toMatchObject({ good: 1, bad: 3 })
    expect(result.problems.map(({ row, column, problem }) => [row, column, problem.zh])).toEqual([
      [2, 'F 录音文件名', '压缩包中没有录音“一号.mp3”，或有多个同名文件'],
      [4, 'F 录音文件名', '缺少录音文件名'],
      [5, 'F 录音文件名', '“page.mp3”不是可播放的录音（mp3、m4a、wav、ogg、webm、flac、aac）'],
    ])
  })

  it('names what is wrong in a YAML paper by line', async () => {
    const paper =
      'records:\n  - id: a1\n    name: 章\n    audio: a.mp3\n  - id: a1\n    name: 李\n    audio: a.mp3\n  - id: 章\n    name: 章\n  - id: a2\n    audio: none.mp3\n'
    const result = await read(
      'zip',
      await writeZip([
        ['paper.yaml', bytes(paper)],
        ['a.mp3', mp3('a')],
      ]),
    )
    expect(result).toMatchObject({ good: 1, bad: 3 })
    expect(result.problems.map(({ row }) => row)).toEqual([5, 8, 11])
  })

  it('carries a shipped paper out and in again', async () => {
    const folder = join(import.meta.dirname, '../../../content/dictation')
    const files = ['paper-a.yaml', ...readdirSync(join(folder, 'audio-a')).map((name) => `audio-a/${name}`)]
    const content = await writeZip(files.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]))
    const result = await read('zip', content)
    expect(result).toMatchObject({ good: 25, bad: 0, problems: [] })
    const body = result.body as DictationMaterial
    expect(server.size(body)).toBe('25 条')
    expect(server.files(body)).toEqual(body.records.map(({ audio }) => audio!.hash))
    const pack = await write('zip', body)
    expect(pack.filename).toBe('听录卷.zip')
    expect((await read('zip', pack.content)).body).toEqual(body)
    expect(server.material(body, { records: 20 })).toEqual({ material: body })
  })

  it('A12 takes no zip bomb, no broken zip and none without a list', async () => {
    const bomb = await writeZip([['list.csv', new Uint8Array(31_000_000)]])
    expect(bomb.length).toBeLessThan(100_000)
    for (const content of [
      bomb,
      bytes('PK\u0003\u0004 broken'),
      bytes('text'),
      await writeZip([['a.mp3', mp3('a')]]),
    ]) {
      const result = await read('zip', content)
      expect(result).toMatchObject({ body: null, good: 0 })
      expect(result.problems).toHaveLength(1)
    }
  })
})

describe('recordings', () => {
  it.each([
    ['OggS', 'audio/ogg'],
    ['fLaC', 'audio/flac'],
    ['\x00\x00\x00\x20ftypM4A ', 'audio/mp4'],
    ['\x1a\x45\xdf\xa3', 'audio/webm'],
    ['\xff\xfb\x90\x00', 'audio/mpeg'],
    ['\xff\xf1\x50\x80', 'audio/aac'],
    ['MZ\x90\x00', null],
    ['%PDF', null],
    ['', null],
  ])('are told by their first bytes: %j is %s', (start, mime) => {
    expect(audioMime(Uint8Array.from(start, (one) => one.charCodeAt(0)))).toBe(mime)
  })
})

it('a paper without recordings is no material for a run', () => {
  const body = { records: [{ id: 'r01', name: '章' }] }
  expect(server.material(body, {})).toMatchObject({ refused: true, code: 'noRecording' })
  expect(server.material({}, {})).toMatchObject({ refused: true, code: 'materialUnfit' })
})
