// A3: what a file tells of its author does not reach those who mark it. A12: what is hostile is refused, with a reason.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileTypeFromFile } from 'file-type'
import { parseFile } from 'music-metadata'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UploadClass, UploadSlot } from '@leitai/core/uploads.ts'
import { isRefusal } from '@leitai/core/run.ts'
import { openZip } from '@leitai/items/formats/zip.ts'
import { checkUpload, type CheckedUpload } from './check-upload.ts'
import * as make from './testing/files.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leitai-identity-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** In letters that every format can hold. */
const name = 'WangXiaoMing-1998'
const slot = (accept: UploadClass[], more: Partial<UploadSlot> = {}): UploadSlot => ({
  label: { zh: '介绍', en: 'Introduction' },
  accept,
  mostBytes: 2 ** 31,
  ...more,
})

let count = 0
async function check(content: Buffer, takes: UploadSlot) {
  const path = join(folder, String((count += 1)))
  await writeFile(path, content)
  return { path, outcome: await checkUpload(path, takes) }
}

/** The name as these bytes hold it, packed entries of zips included. */
async function holds(content: Buffer): Promise<boolean> {
  const inside = [content]
  if (content.toString('latin1', 0, 2) === 'PK') {
    const zip = await openZip(content, { entries: 100, fileBytes: 1e7, bytes: 1e7 })
    for (const file of zip.files) inside.push(Buffer.from(await file.read()))
  }
  for (const one of inside.slice(1)) if (one.toString('latin1', 0, 2) === 'PK' && (await holds(one))) return true
  return inside.some((one) => one.includes(name) || one.includes(Buffer.from(name, 'utf16le')))
}

const office = 'application/vnd.openxmlformats-officedocument'
const all: [what: string, content: () => Promise<Buffer> | Buffer, takes: UploadClass, mime: string][] = [
  ['mp3 with ID3v1, ID3v2 (also in the middle) and APE', () => make.mp3(name), 'audio', 'audio/mpeg'],
  ['wav with LIST INFO, bext and iXML', () => make.wav(name), 'audio', 'audio/wav'],
  ['ogg vorbis', () => make.oggVorbis(name), 'audio', 'audio/ogg'],
  ['ogg opus with comments over several segments', () => make.oggOpus(name), 'audio', 'audio/ogg'],
  ['m4a with iTunes’ tags', () => make.mp4(name, { brand: 'M4A ', video: false }), 'audio', 'audio/mp4'],
  ['mp4 with udta, meta, uuid, names of tracks and a telephone’s places', () => make.mp4(name), 'video', 'video/mp4'],
  ['mov', () => make.mp4(name, { brand: 'qt  ' }), 'video', 'video/quicktime'],
  ['webm with tags, title and attachments', () => make.webm(name), 'video', 'video/webm'],
  ['webm of sound alone', () => make.webm(name, { video: false }), 'audio', 'audio/webm'],
  ['jpeg with EXIF, XMP, IPTC, a comment and a trailer', () => make.jpeg(name), 'image', 'image/jpeg'],
  ['png with tEXt, iTXt, eXIf and a trailer', () => make.png(name), 'image', 'image/png'],
  ['webp with EXIF and XMP', () => make.webp(name), 'image', 'image/webp'],
  ['pdf', () => make.pdf(name), 'pdf', 'application/pdf'],
  ['pdf with an earlier state inside', () => make.pdf(name, { earlier: true }), 'pdf', 'application/pdf'],
  ['docx with authors of changes and notes', () => make.docx(name), 'document', `${office}.wordprocessingml.document`],
  ['pptx with a chart’s table', () => make.pptx(name), 'slides', `${office}.presentationml.presentation`],
  ['xlsx with persons and notes', () => make.xlsx(name), 'spreadsheet', `${office}.spreadsheetml.sheet`],
]

describe.each(all)('A3 %s', (_, content, takes, mime) => {
  test('loses the name and is what it was', async () => {
    const original = await content()
    expect(await holds(original)).toBe(true)
    const { path, outcome } = await check(original, slot([takes]))
    if (isRefusal(outcome)) throw new Error(outcome.en)
    const cleaned = await readFile(path)
    expect(await holds(cleaned)).toBe(false)
    expect(outcome).toMatchObject({ mime, bytes: cleaned.length, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    // the same once more, as after a crash in the middle of it
    expect(await checkUpload(path, slot([takes]))).toMatchObject({ mime })
    const type = await fileTypeFromFile(path)
    const before = join(folder, 'before')
    await writeFile(before, original)
    expect(type).toEqual(await fileTypeFromFile(before))
    if (takes === 'audio' || takes === 'video') {
      const [was, is] = [await parseFile(before), await parseFile(path)]
      expect(is.format.container).toBe(was.format.container)
      expect(Object.keys(is.common).filter((key) => /artist|title|comment/.test(key))).toEqual([])
      expect(outcome.seconds).toBeGreaterThan(0)
    }
  })
})

test('A3 a PDF whose information lies packed in an object stream', async () => {
  const original = await make.pdf(name, { objectStreams: true })
  expect((await PDFDocument.load(original)).getAuthor()).toBe(name)
  const { path, outcome } = await check(original, slot(['pdf']))
  expect(isRefusal(outcome)).toBe(false)
  const cleaned = await PDFDocument.load(await readFile(path), { updateMetadata: false })
  expect([cleaned.getAuthor(), cleaned.getTitle(), cleaned.getPageCount()]).toEqual([undefined, undefined, 1])
  expect(String(cleaned.context.enumerateIndirectObjects())).not.toContain(name)
})

test('A3 a browser’s recording, its parts of unknown length', async () => {
  const { path, outcome } = await check(make.webm(name, { unknown: true }), slot(['video']))
  expect(outcome).toMatchObject({ mime: 'video/webm', seconds: 2.9 })
  expect(await holds(await readFile(path))).toBe(false)
})

test('a picture that a telephone took on its side keeps how it is to be turned', async () => {
  const { path } = await check(make.jpeg(name, 6), slot(['image']))
  const cleaned = await readFile(path)
  expect(cleaned.subarray(cleaned.indexOf('Exif'), cleaned.indexOf('Exif') + 32).toString('hex')).toBe(
    `${Buffer.from('Exif\0\0').toString('hex')}4d4d002a00000008000101120003000000010006000000000000`,
  )
})

test('sound stays as it was, frame by frame', async () => {
  const { path, outcome } = await check(await make.mp3(name, 2), slot(['audio']))
  // two recordings of two seconds, one after the other
  expect((outcome as CheckedUpload).seconds).toBeGreaterThan(3.8)
  expect((await readFile(path)).toString('latin1', 0, 3)).toBe('ID3')
})

describe('limits of a slot', () => {
  test.each<[string, Promise<Buffer> | Buffer, UploadSlot, string]>([
    ['a longer recording than allowed', make.wav(name, 12), slot(['audio'], { mostSeconds: 10 }), 'tooLongRecording'],
    [
      'a browser’s recording without a length',
      make.webm(name, { seconds: 20, unknown: true }),
      slot(['video'], { mostSeconds: 10 }),
      'tooLongRecording',
    ],
    ['a film where sound is asked for', make.mp4(name), slot(['audio']), 'wrongType'],
    ['sound in a film’s clothes', make.mp4(name, { video: false }), slot(['video']), 'wrongType'],
    ['a PDF where slides are asked for', make.pdf(name), slot(['slides']), 'wrongType'],
    ['A12 a program', Buffer.from('MZ\x90\x00 this program cannot be run'), slot(['video']), 'wrongType'],
    ['A12 a page', Buffer.from('<html><script>alert(1)</script>'), slot(['pdf', 'image']), 'wrongType'],
    ['A12 nothing', Buffer.alloc(0), slot(['pdf']), 'wrongType'],
    ['A12 half a film', make.mp4(name).subarray(0, 300), slot(['video']), 'damaged'],
    ['A12 half a PDF', Buffer.from('%PDF-1.7\n1 0 obj'), slot(['pdf']), 'damaged'],
    ['A12 a picture of a billion points', make.png(name, 50_000, 20_000), slot(['image']), 'hugePicture'],
    ['A12 a JPEG wider than any', make.jpeg(name, 1, 60_000), slot(['image']), 'hugePicture'],
    [
      'A12 a zip bomb in a document',
      make.zipped({
        '[Content_Types].xml':
          '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        'word/document.xml': Buffer.alloc(200_000_000),
      }),
      slot(['document']),
      'tooBig',
    ],
    [
      'a document with a program in it',
      make.zipped({
        '[Content_Types].xml':
          '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        'word/document.xml': '<w:document/>',
        'word/embeddings/oleObject1.bin': 'MZ',
      }),
      slot(['document']),
      'damaged',
    ],
  ])('%s: said in both languages', async (_, content, takes, code) => {
    const { outcome } = await check(await content, takes)
    expect(outcome).toMatchObject({ refused: true, code, zh: expect.any(String), en: expect.any(String) })
  })

  test('what is wrong is named by what it really is', async () => {
    const { outcome } = await check(make.png(name), slot(['video', 'pdf']))
    expect(outcome).toMatchObject({ zh: '“介绍”接收：视频（mp4、mov、webm、mkv）、PDF；这个文件实际是 png。' })
  })
})
