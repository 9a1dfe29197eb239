/** Files of every kind that is taken, small, made on the spot, each with a name hidden in every place that such a file has. */
import { crc32, deflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFString } from 'pdf-lib'
import { writeXlsx } from 'hucre'
import { createMp3Encoder, createOggEncoder } from 'wasm-media-encoders'
import yazl from 'yazl'

const text = (value: string): Buffer => Buffer.from(value)
const u32 = (value: number): Buffer => {
  const out = Buffer.alloc(4)
  out.writeUInt32BE(value)
  return out
}
const u32le = (value: number): Buffer => Buffer.from(u32(value)).swap32()
const u16 = (value: number): Buffer => u32(value).subarray(2)

// ---- sound ----

const rate = 44_100
const tone = (seconds: number) =>
  Float32Array.from({ length: rate * seconds }, (_, i) => Math.sin((i * 440 * 2 * Math.PI) / rate) / 3)

async function encoded(make: 'mp3' | 'ogg', seconds: number): Promise<Buffer> {
  const plain = { sampleRate: rate, channels: 1 } as const
  const mp3 = make === 'mp3' ? await createMp3Encoder() : null
  const ogg = make === 'ogg' ? await createOggEncoder() : null
  mp3?.configure({ ...plain, bitrate: 96 })
  ogg?.configure({ ...plain, vbrQuality: 1 })
  const encoder = (mp3 ?? ogg)!
  const samples = tone(seconds)
  const parts: Buffer[] = []
  for (let at = 0; at < samples.length; at += 8192)
    parts.push(Buffer.from(encoder.encode([samples.subarray(at, at + 8192)])))
  parts.push(Buffer.from(encoder.finalize()))
  return Buffer.concat(parts)
}

function id3(name: string): Buffer {
  const frame = Buffer.concat([text('TPE1'), u32(name.length + 1), u16(0), Buffer.from([3]), text(name)])
  const size = frame.length + 60
  return Buffer.concat([text('ID3'), Buffer.from([4, 0, 0, 0, 0, size >> 7, size & 0x7f]), frame, Buffer.alloc(60)])
}

/** With every kind of tag: before, behind, and between two recordings that were put together. */
export async function mp3(name: string, seconds = 1): Promise<Buffer> {
  const sound = await encoded('mp3', seconds)
  const v1 = Buffer.alloc(128)
  v1.write(`TAG${name}`, 0)
  const value = Buffer.concat([u32le(name.length), u32le(0), text(`Artist\0${name}`)])
  const ape = Buffer.concat([
    value,
    text('APETAGEX'),
    u32le(2000),
    u32le(value.length + 32),
    u32le(1),
    Buffer.alloc(12),
  ])
  return Buffer.concat([id3(name), sound, id3(name), sound, ape, v1])
}

export function wav(name: string, seconds = 1): Buffer {
  const chunk = (id: string, content: Buffer) =>
    Buffer.concat([text(id), u32le(content.length), content, Buffer.alloc(content.length % 2)])
  const format = Buffer.from('0100010040 1f0000 803e0000 0200 1000'.replaceAll(' ', ''), 'hex')
  const body = Buffer.concat([
    text('WAVE'),
    chunk('fmt ', format),
    chunk('LIST', Buffer.concat([text('INFO'), chunk('IART', text(`${name}\0`))])),
    chunk('bext', text(name.padEnd(602, '\0'))),
    chunk('data', Buffer.alloc(16_000 * seconds, 3)),
    chunk('iXML', text(`<BWFXML>${name}</BWFXML>`)),
  ])
  return Buffer.concat([text('RIFF'), u32le(body.length), body])
}

/** Vorbis, its comments in the place where the encoder writes its own name. */
export async function oggVorbis(name: string): Promise<Buffer> {
  const file = await encoded('ogg', 1)
  const at = file.indexOf('\x03vorbis', 0, 'latin1')
  const length = file.readUInt32LE(at + 7)
  file.write(name.padEnd(length, '.').slice(0, length), at + 11)
  return file
}

/** Pages as the encoder made them: checksums are not looked at by whoever only reads headers. */
export function oggOpus(name: string): Buffer {
  const page = (flags: number, sequence: number, ...packets: Buffer[]) => {
    const lacing = packets.flatMap((packet) => [
      ...Array<number>(Math.floor(packet.length / 255)).fill(255),
      packet.length % 255,
    ])
    const head = Buffer.alloc(27)
    head.write('OggS')
    head[5] = flags
    head.writeUInt32LE(7, 14)
    head.writeUInt32LE(sequence, 18)
    if (sequence > 1) head.writeBigInt64LE(48_000n, 6)
    head[26] = lacing.length
    return Buffer.concat([head, Buffer.from(lacing), ...packets])
  }
  const opusHead = Buffer.concat([text('OpusHead'), Buffer.from([1, 1, 0, 0]), u32le(48_000), Buffer.from([0, 0, 0])])
  const comment = `ARTIST=${name}${'.'.repeat(400)}`
  const tags = Buffer.concat([
    text('OpusTags'),
    u32le(name.length),
    text(name),
    u32le(1),
    u32le(comment.length),
    text(comment),
  ])
  return Buffer.concat([page(2, 0, opusHead), page(0, 1, tags), page(4, 2, Buffer.alloc(80, 1), Buffer.alloc(80, 1))])
}

// ---- films ----

const box = (type: string, ...content: Buffer[]): Buffer => {
  const inside = Buffer.concat(content)
  return Buffer.concat([u32(inside.length + 8), Buffer.from(type, 'latin1'), inside])
}
const full = (type: string, ...content: Buffer[]) => box(type, u32(0), ...content)
const nothing = (length: number) => Buffer.alloc(length)

function track(kind: 'vide' | 'soun' | 'meta', seconds: number, offset: number, length: number, name: string): Buffer {
  const sample =
    kind === 'soun'
      ? box('mp4a', nothing(6), u16(1), nothing(8), u16(1), u16(16), nothing(4), u16(8000), u16(0))
      : kind === 'vide'
        ? box('avc1', nothing(6), u16(1), nothing(16), u16(64), u16(64), nothing(50))
        : box('mett', nothing(6), u16(1), nothing(10))
  return box(
    'trak',
    full('tkhd', nothing(8), u32(1), nothing(4), u32(seconds * 1000), nothing(60)),
    box(
      'mdia',
      full('mdhd', nothing(8), u32(8000), u32(seconds * 8000), nothing(4)),
      full('hdlr', nothing(4), text(kind), nothing(12), text(`${name}\0`)),
      box(
        'minf',
        box('dinf', full('dref', u32(1), full('url ', text(`file:///home/${name}/\0`)))),
        box(
          'stbl',
          full('stsd', u32(1), sample),
          full('stts', u32(1), u32(1), u32(seconds * 8000)),
          full('stsc', u32(1), u32(1), u32(1), u32(1)),
          full('stsz', u32(length), u32(1)),
          full('stco', u32(1), u32(offset)),
        ),
      ),
    ),
    box('udta', box('name', text(name))),
  )
}

/** A film of one picture, sound, and a telephone's track of places; tags wherever programs put them. */
export function mp4(name: string, { brand = 'isom', video = true, seconds = 2 } = {}): Buffer {
  const ftyp = box('ftyp', text(brand), u32(0), text('isom'), text('mp42'))
  const places = `place of ${name}`
  const mdat = box('mdat', nothing(500).fill(5), text(places))
  const from = ftyp.length + 8
  const itunes = box(
    'meta',
    u32(0),
    full('hdlr', nothing(4), text('mdir'), nothing(13)),
    box('ilst', box('\xa9ART', box('data', u32(1), u32(0), text(name)))),
  )
  const moov = box(
    'moov',
    full('mvhd', nothing(8), u32(1000), u32(seconds * 1000), nothing(80)),
    ...(video ? [track('vide', seconds, from, 250, name)] : []),
    track('soun', seconds, from + 250, 250, name),
    track('meta', seconds, from + 500, places.length, name),
    box('udta', itunes),
    itunes,
  )
  return Buffer.concat([
    ftyp,
    mdat,
    moov,
    box('uuid', nothing(16), text(`<x:xmpmeta>${name}`)),
    box('free', text(name)),
  ])
}

const element = (id: string, content: Buffer, unknown = false): Buffer => {
  const size = Buffer.alloc(8)
  size.writeBigUInt64BE(BigInt(content.length) | (1n << 56n))
  return Buffer.concat([Buffer.from(id, 'hex'), unknown ? Buffer.from('01ffffffffffffff', 'hex') : size, content])
}

/** `unknown`: as a browser records it, segment and clusters of unknown length, no duration in the header. */
export function webm(name: string, { video = true, seconds = 3, unknown = false } = {}): Buffer {
  const head = element('1a45dfa3', element('4282', text('webm')))
  const info = element(
    '1549a966',
    Buffer.concat([
      element('bf', u32(1)),
      element('2ad7b1', u32(1_000_000)),
      element('7ba9', text(name)),
      element('4d80', text(name)),
      element('5741', text(name)),
    ]),
  )
  const codec = Buffer.concat([element('d7', Buffer.from([1])), element('86', text(video ? 'V_VP8' : 'A_OPUS'))])
  const entry = Buffer.concat([codec, element('83', Buffer.from([video ? 1 : 2])), element('536e', text(name))])
  const block = (ms: number) =>
    element('a3', Buffer.concat([Buffer.from([0x81]), u16(ms), Buffer.from([0x80, 1, 2, 3])]))
  // browsers put each picture into a group of its own
  const grouped = (ms: number) => element('a0', Buffer.concat([Buffer.from('a1', 'hex'), block(ms).subarray(1)]))
  const cluster = (ms: number) =>
    element('1f43b675', Buffer.concat([element('e7', u32(ms)), block(0), (unknown ? grouped : block)(900)]), unknown)
  const clusters = Array.from({ length: seconds }, (_, n) => cluster(n * 1000))
  const file = Buffer.concat([
    element('466e', text(name)),
    element('4660', text('text/plain')),
    element('465c', text(name)),
    element('46ae', Buffer.from([1])),
  ])
  const tag = element('67c8', Buffer.concat([element('45a3', text('ARTIST')), element('4487', text(name))]))
  return Buffer.concat([
    head,
    element(
      '18538067',
      Buffer.concat([
        info,
        element('1654ae6b', element('ae', entry)),
        element('1254c367', element('7373', tag)),
        ...clusters,
        element('1941a469', element('61a7', file)),
      ]),
      unknown,
    ),
  ])
}

// ---- pictures ----

export function png(name: string, width = 2, height = 2): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const named = Buffer.concat([text(type), content])
    return Buffer.concat([u32(content.length), named, u32(crc32(named))])
  }
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.concat([u32(width), u32(height), Buffer.from([8, 0, 0, 0, 0])])),
    chunk('tEXt', text(`Author\0${name}`)),
    chunk('iTXt', text(`XML:com.adobe.xmp\0\0\0\0\0${name}`)),
    chunk('eXIf', text(`MM\0*${name}`)),
    chunk('IDAT', deflateSync(Buffer.alloc(Math.min(1000, height) * (width + 1)))),
    chunk('IEND', nothing(0)),
    text(name),
  ])
}

/** One grey point. */
const smallest = Buffer.from(
  'ffd8ffdb004300030202020202030202020303030304060404040404080606050609080a0a090809090a0c0f0c0a0b0e0b09090d110d0e0f101011100a0c12131210130f101010ffc9000b080001000101011100ffcc000600101005ffda0008010100003f00d2cf20ffd9',
  'hex',
)
export function jpeg(name: string, turn = 6, width = 1): Buffer {
  const segment = (marker: number, content: Buffer) =>
    Buffer.concat([u16(0xff00 + marker), u16(content.length + 2), content])
  const exif = Buffer.concat([
    text('Exif\0\0MM\0*'),
    u32(8),
    u16(2),
    Buffer.from('01120003000000010000', 'hex'),
    u16(turn),
    Buffer.from('013b0002', 'hex'),
    u32(name.length),
    u32(38),
    u32(0),
    text(name),
  ])
  // the value stands in the first half of its four bytes
  exif.writeUInt16BE(turn, 24)
  const picture = Buffer.from(smallest)
  picture.writeUInt16BE(width, picture.indexOf(Buffer.from('ffc9', 'hex')) + 7)
  return Buffer.concat([
    picture.subarray(0, 2),
    segment(0xe0, Buffer.concat([text('JFIF\0'), Buffer.from([1, 1, 0, 0, 1, 0, 1, 0, 0])])),
    segment(0xe1, exif),
    segment(0xe1, text(`http://ns.adobe.com/xap/1.0/\0${name}`)),
    segment(0xed, text(`Photoshop 3.0\0${name}`)),
    segment(0xfe, text(name)),
    picture.subarray(2),
    text(`motion photo of ${name}`),
  ])
}

export function webp(name: string): Buffer {
  const chunk = (id: string, content: Buffer) =>
    Buffer.concat([text(id), u32le(content.length), content, Buffer.alloc(content.length % 2)])
  const body = Buffer.concat([
    text('WEBP'),
    chunk('VP8X', Buffer.from('0c000000000000000000', 'hex')),
    chunk('VP8L', Buffer.from('2f00000010071011118888080800', 'hex')),
    chunk('EXIF', text(name)),
    chunk('XMP ', text(name)),
  ])
  return Buffer.concat([text('RIFF'), u32le(body.length), body])
}

// ---- documents ----

/** `earlier`: as a program leaves it that only adds to the end, the author of the first state still inside. */
export async function pdf(name: string, { objectStreams = false, earlier = false } = {}): Promise<Buffer> {
  const document = await PDFDocument.create()
  const page = document.addPage([300, 200])
  page.drawText('A reply to the customer')
  document.setAuthor(name)
  document.setTitle(name)
  const note = {
    Type: 'Annot',
    Subtype: 'Text',
    Rect: [10, 10, 30, 30],
    T: PDFString.of(name),
    Contents: PDFString.of('ok'),
  }
  page.node.addAnnot(document.context.register(document.context.obj(note)))
  const xmp = document.context.flateStream(`<x:xmpmeta>${name}</x:xmpmeta>`, { Type: 'Metadata', Subtype: 'XML' })
  document.catalog.set(PDFName.of('Metadata'), document.context.register(xmp))
  await document.attach(text(name), 'note.txt')
  const saved = Buffer.from(await document.save({ useObjectStreams: objectStreams }))
  if (!earlier) return saved
  const more = `\n900 0 obj\n<< /Author (${name}) /Producer (${name}) >>\nendobj\n`
  return Buffer.concat([
    saved.subarray(0, saved.lastIndexOf('\nxref\n')),
    text(more),
    saved.subarray(saved.lastIndexOf('\nxref\n')),
  ])
}

export function zipped(files: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content as string), name)
  zip.end()
  return collected(zip.outputStream)
}

async function collected(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

const types = (main: string, type: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`
const properties = (name: string) => ({
  'docProps/core.xml': `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>${name}</dc:creator><cp:lastModifiedBy>${name}</cp:lastModifiedBy></cp:coreProperties>`,
  'docProps/app.xml': `<Properties><Company>${name}</Company><Manager>${name}</Manager></Properties>`,
  'docProps/custom.xml': `<Properties><property name="who">${name}</property></Properties>`,
  'customXml/item1.xml': `<p><dc:creator xmlns:dc="d">${name}</dc:creator></p>`,
})

export const docx = (name: string): Promise<Buffer> =>
  zipped({
    '[Content_Types].xml': types('word/document.xml', 'wordprocessingml.document'),
    ...properties(name),
    'word/document.xml': `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>尊敬的客户</w:t></w:r></w:p><w:p><w:ins w:id="1" w:author="${name}" w:date="x"><w:r><w:t>您好 </w:t></w:r></w:ins><w:r><w:t>此致</w:t></w:r></w:p></w:body></w:document>`,
    'word/comments.xml': `<w:comments><w:comment w:author='${name}' w:initials="${name}"/></w:comments>`,
    'word/people.xml': `<w15:people><w15:person w15:author="${name}"><w15:presenceInfo w15:userId="${name}"/></w15:person></w15:people>`,
    'word/_rels/settings.xml.rels': `<Relationships><Relationship Id="r" TargetMode="External" Target="file:///C:\\Users\\${name}\\t.dotx"/></Relationships>`,
    'word/media/image1.jpg': jpeg(name),
    'word/media/image2.png': png(name),
  })

export const pptx = async (name: string): Promise<Buffer> =>
  zipped({
    '[Content_Types].xml': types('ppt/presentation.xml', 'presentationml.presentation'),
    ...properties(name),
    'ppt/presentation.xml': '<p:presentation/>',
    'ppt/slides/slide1.xml': '<p:sld><a:p><a:r><a:t>自我介绍</a:t></a:r></a:p></p:sld>',
    'ppt/slides/slide2.xml':
      '<p:sld><a:p><a:r><a:t>服务</a:t></a:r><a:r><a:t>理念 &amp; 案例</a:t></a:r></a:p><a:p><a:r><a:t>第二段</a:t></a:r></a:p></p:sld>',
    'ppt/commentAuthors.xml': `<p:cmAuthorLst><p:cmAuthor id="0" name="${name}" initials="${name}"/></p:cmAuthorLst>`,
    'ppt/authors.xml': `<p188:authorLst><p188:author id="{1}" name="${name}" userId="${name}"/></p188:authorLst>`,
    'ppt/embeddings/Microsoft_Excel_Sheet1.xlsx': await xlsx(name),
  })

export const xlsx = async (name: string): Promise<Buffer> => {
  const { openZip, writeZip } = await import('@leitai/items/formats/zip.ts')
  const made = await writeXlsx({
    sheets: [
      {
        name: '问答',
        rows: [
          ['问', '答'],
          ['何时送达', '三日内'],
        ],
      },
    ],
    properties: { creator: name },
  })
  const { files } = await openZip(made, { entries: 100, fileBytes: 1e6, bytes: 1e6 })
  const entries: [string, Uint8Array][] = []
  for (const file of files) if (!file.name.startsWith('docProps/')) entries.push([file.name, await file.read()])
  return Buffer.from(
    await writeZip([
      ...entries,
      ...Object.entries(properties(name)).map(([path, content]): [string, Uint8Array] => [path, text(content)]),
      ['xl/persons/person.xml', text(`<personList><person displayName="${name}" userId="${name}"/></personList>`)],
      ['xl/comments1.xml', text(`<comments><authors><author>${name}</author></authors></comments>`)],
    ]),
  )
}
