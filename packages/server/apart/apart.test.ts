import { deflateRawSync, crc32 } from 'node:zlib'
import { writeXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { isRefusal } from '@leitai/core/run.ts'
import { readApart } from './apart.ts'
import { zipIsFit } from './zip-sizes.ts'

const noFiles = () => Promise.reject(new Error('none'))
const table = (content: Uint8Array, filename = 'list.xlsx', limits?: { seconds: number; megabytes: number }) =>
  readApart({ job: 'table', filename, content }, noFiles, limits)

/** A zip of one file, which may say any size of itself. */
function zip(name: string, content: Uint8Array, saidBytes = content.byteLength): Uint8Array {
  const packed = deflateRawSync(content, { level: 9 })
  const title = Buffer.from(name)
  const head = Buffer.alloc(26)
  head.writeUInt16LE(20, 0)
  head.writeUInt16LE(8, 4)
  head.writeUInt32LE(crc32(content), 10)
  head.writeUInt32LE(packed.length, 14)
  head.writeUInt32LE(saidBytes, 18)
  head.writeUInt16LE(title.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, title, packed])
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02', 'latin1'),
    Buffer.from([20, 0]),
    head,
    Buffer.alloc(14),
    title,
  ])
  const end = Buffer.alloc(18)
  end.writeUInt16LE(1, 4)
  end.writeUInt16LE(1, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(local.length, 12)
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06', 'latin1'), end])
}

test('a table comes back as text cells, from the first sheet that has any', async () => {
  const content = await writeXlsx({
    sheets: [
      { name: '空', rows: [] },
      {
        name: '名单',
        rows: [
          ['姓名', '分'],
          ['甲', 3.5],
          ['乙', true],
        ],
      },
    ],
  })
  expect(await table(content)).toEqual({
    sheet: '名单',
    rows: [
      ['姓名', '分'],
      ['甲', '3.5'],
      ['乙', 'true'],
    ],
  })
})

test('A12 a zip bomb is refused before it is unpacked', async () => {
  const bomb = zip('xl/worksheets/sheet1.xml', new Uint8Array(400_000_000))
  expect(bomb.byteLength).toBeLessThan(1_000_000)
  expect(await zipIsFit(bomb)).toBe(false)
  expect(await table(bomb)).toMatchObject({ refused: true, code: 'tooBig' })
})

test('A12 a zip bomb that lies about its size ends the reading process and nothing else', async () => {
  const liar = zip('xl/worksheets/sheet1.xml', new Uint8Array(400_000_000), 1000)
  const outcome = await table(liar, 'list.xlsx', { seconds: 20, megabytes: 300 })
  expect(isRefusal(outcome)).toBe(true)
  expect(await table(Buffer.from('姓名\n甲\n'), 'list.csv')).toEqual({ sheet: '', rows: [['姓名'], ['甲']] })
})

test('A12 what takes too long is stopped', async () => {
  expect(await table(Buffer.from('姓名\n'), 'list.csv', { seconds: 0, megabytes: 300 })).toMatchObject({
    code: 'tooSlow',
  })
})

test.each([
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0xff, 0xfe])],
  ['a zip of something else', zip('readme.txt', Buffer.from('hello'))],
  ['half an xlsx', Buffer.from('PK\x03\x04 and then nothing', 'latin1')],
  ['nothing of a zip but its end', Buffer.from('PK', 'latin1')],
])('A12 %s is refused as no table', async (_, content) => {
  expect(await table(content)).toMatchObject({ refused: true, code: 'unreadable' })
})

test('A12 an external entity is not fetched', async () => {
  const sheet =
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&secret;</t></is></c></row></sheetData></worksheet>'
  const outcome = await table(zip('xl/worksheets/sheet1.xml', Buffer.from(sheet)))
  expect(JSON.stringify(outcome)).not.toContain('root:')
})
