/** `leitai verify`: reads an archive that nobody vouches for, and names the first thing in it that is wrong. */
import { createReadStream } from 'node:fs'
import yauzl from 'yauzl'
import { numbersOf, resultsDocument, type ResultsDocument } from '@leitai/core/archive/results-document.ts'
import { canonicalJson } from '@leitai/core/chain.ts'
import { verifyContest, type StoredRun, type Verified } from '@leitai/core/archive/verify-contest.ts'
import { parseRulebook } from '@leitai/core/rulebook/parse.ts'
import { withRounds } from '@leitai/core/rulebook/rounds.ts'
import type { Text } from '@leitai/core/score.ts'
import { stagesOfMarks } from '../contests/results/marks.ts'
import { sha256Hex } from '../runs/record.ts'
import { archiveRules } from './archive-rules.ts'
import {
  keyFingerprint,
  manifestPath,
  sha256,
  sha256OfStream,
  signaturePath,
  uploadsFolder,
  zipOf,
  type ArchiveEntry,
  type Manifest,
} from './layout.ts'
import { heldFiles } from './held-files.ts'
import { signatureHolds } from './signing-key.ts'
import { recordsFrom } from './stored-runs.ts'

export interface ArchiveFinding {
  /** Where: a file in the archive, or a run and its version. */
  where: string
  text: Text
}

export type ArchiveVerification =
  | { ok: true; verified: Verified; manifest: Manifest; fingerprint: string }
  | { ok: false; finding: ArchiveFinding }

export interface PaperFacts {
  /** The head on a printed sheet, or its first digits. */
  head?: string | undefined
  /** The key's fingerprint on a printed sheet. */
  key?: string | undefined
}

/** Of everything but uploads, which pass by. */
const mostBytes = 8 * 2 ** 30
const wrong = (where: string, zh: string, en: string): ArchiveVerification => ({
  ok: false,
  finding: { where, text: { zh, en } },
})

export async function verifyArchive(path: string, paper: PaperFacts = {}): Promise<ArchiveVerification> {
  const opened = await readZip(path)
  if ('where' in opened) return { ok: false, finding: opened }
  try {
    return await verifyEntries(path, opened.entries, paper)
  } finally {
    opened.close()
  }
}

async function verifyEntries(
  path: string,
  read: readonly ArchiveEntry[],
  paper: PaperFacts,
): Promise<ArchiveVerification> {
  const entries = new Map(read.flatMap((entry) => ('content' in entry ? [[entry.path, entry.content] as const] : [])))
  const streamed = new Map(read.flatMap((entry) => ('content' in entry ? [] : [[entry.path, entry] as const])))

  const manifestText = entries.get(manifestPath)
  const signature = entries.get(signaturePath)
  if (manifestText === undefined || signature === undefined)
    return wrong(manifestPath, '缺少文件清单或签名', 'the manifest or its signature is missing')
  const manifest = parsed(manifestText) as Manifest | null
  if (manifest === null || manifest.leitai !== 1)
    return wrong(manifestPath, '文件清单无法读取', 'the manifest cannot be read')
  for (const file of manifest.files) {
    const upload = streamed.get(file.path)
    if (upload !== undefined) {
      if (upload.bytes !== file.bytes || upload.sha256 !== file.sha256)
        return wrong(file.path, '文件内容与清单不符', 'the file is not what the manifest says')
      if (file.path !== `${uploadsFolder}${file.sha256}`)
        return wrong(file.path, '文件名与内容不符', 'the file’s name is not the hash of its content')
      continue
    }
    const content = entries.get(file.path)
    if (content === undefined) return wrong(file.path, '文件缺失', 'the file is missing')
    if (content.length !== file.bytes || sha256(content) !== file.sha256)
      return wrong(file.path, '文件内容与清单不符', 'the file is not what the manifest says')
  }
  if (!signatureHolds(manifestText, Buffer.from(signature.toString('latin1'), 'base64'), manifest.publicKey))
    return wrong(signaturePath, '清单签名不成立', 'the manifest’s signature does not hold')
  const listed = new Set([...manifest.files.map((file) => file.path), manifestPath, signaturePath])
  const stranger = read.find((entry) => !listed.has(entry.path))
  if (stranger !== undefined) return wrong(stranger.path, '清单中没有这个文件', 'the manifest does not list this file')
  const fingerprint = keyFingerprint(manifest.publicKey)
  if (paper.key !== undefined && !fingerprint.startsWith(paper.key.toLowerCase()))
    return wrong(
      signaturePath,
      `签名密钥 ${fingerprint} 与纸面上的 ${paper.key} 不同`,
      `the key ${fingerprint} is not the one on paper, ${paper.key}`,
    )
  const byte = await firstDifference(path, read)
  if (byte !== null)
    return wrong(byte.path, `压缩包第 ${byte.offset} 字节被更改`, `byte ${byte.offset} of the zip was changed`)

  const runs: StoredRun[] = []
  for (const run of manifest.runs) {
    const text = entries.get(run.file)
    if (text === undefined) return wrong(run.file, '文件缺失', 'the file is missing')
    try {
      runs.push({ runId: run.runId, type: run.type, records: recordsFrom(text.toString('utf8')) })
    } catch {
      return wrong(run.file, '记录无法读取', 'the records cannot be read')
    }
  }
  const verification = verifyContest(manifest.contest, runs, { rulesOf: archiveRules, sha256Hex }, paper.head)
  if (!verification.ok) {
    const { runId, version, text } = verification.finding
    return { ok: false, finding: { where: version === null ? runId : `${runId} #${version}`, text } }
  }
  const missing = missingUpload(runs, manifest)
  if (missing !== null)
    return wrong(
      missing,
      '场次提交的文件既不在归档中，也未列为另存',
      'a file that was handed in is neither here nor kept apart',
    )
  const { verified } = verification
  if (verified.head !== manifest.head)
    return wrong(manifestPath, '清单中的校验码与记录不符', 'the manifest’s head is not the stream’s')

  const rulebook = parseRulebook(entries.get('rulebook.yaml')?.toString('utf8') ?? '')
  const published = verified.state.rulebook
  // The edition is named when the text is published; the text may still carry the number it was made from.
  if (
    rulebook.problems !== undefined ||
    published === null ||
    canonicalJson({ ...withRounds(rulebook.rulebook), edition: published.edition }) !==
      canonicalJson(published.rulebook)
  )
    return wrong('rulebook.yaml', '规程与发布时不同', 'the rulebook is not the one that was published')
  const results = numbersIn(entries.get('results.json') ?? Buffer.alloc(0))
  if (results === null || canonicalJson(results) !== canonicalJson(numbersOf(resultsDocument(verified.state))))
    return wrong('results.json', '名次与重新计算的不同', 'the standings are not what is computed again')
  for (const [stage, csv] of stagesOfMarks(verified.state)) {
    if (entries.get(`MARKS-${stage}.csv`)?.toString('utf8') !== csv)
      return wrong(`MARKS-${stage}.csv`, '原始得分与记录不同', 'the raw marks are not those of the record')
  }
  return { ok: true, verified, manifest, fingerprint }
}

function parsed(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'))
  } catch {
    return null
  }
}

/** Null where it is no document of results. */
function numbersIn(content: Buffer): unknown {
  try {
    return numbersOf(parsed(content) as ResultsDocument)
  } catch {
    return null
  }
}

/** A file that a run holds and that the archive neither has nor names; null where all are there. */
function missingUpload(runs: readonly StoredRun[], manifest: Manifest): string | null {
  // earlier versions had no uploads, and no such list
  if (manifest.apart === undefined) return null
  const there = new Set([
    ...manifest.apart.map((file) => file.sha256),
    ...manifest.files.map((file) => file.path.replace(/^.*\//, '')),
  ])
  return [...heldFiles(runs).keys()].find((hash) => !there.has(hash)) ?? null
}

async function readZip(path: string): Promise<{ entries: ArchiveEntry[]; close(): void } | ArchiveFinding> {
  const unreadable = (text: string): ArchiveFinding => ({
    where: path,
    text: { zh: `压缩包无法读取：${text}`, en: `the zip cannot be read: ${text}` },
  })
  try {
    const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false })
    const entries: ArchiveEntry[] = []
    const refused = (finding: ArchiveFinding) => {
      zip.close()
      return finding
    }
    try {
      let inMemory = 0
      for await (const entry of zip.eachEntry()) {
        if (entry.compressionMethod !== 0)
          return refused({
            where: entry.fileName,
            text: { zh: '归档中的文件不应压缩', en: 'entries of an archive are stored, not deflated' },
          })
        const open = () => zip.openReadStreamPromise(entry)
        if (entry.fileName.startsWith(uploadsFolder)) {
          const { fileName, uncompressedSize: bytes } = entry
          entries.push({ path: fileName, bytes, sha256: await sha256OfStream(await open()), open })
          continue
        }
        inMemory += entry.uncompressedSize
        if (inMemory > mostBytes) return refused(unreadable('> 8 GiB'))
        const chunks: Buffer[] = []
        for await (const chunk of await open()) chunks.push(chunk as Buffer)
        entries.push({ path: entry.fileName, content: Buffer.concat(chunks) })
      }
    } catch (error) {
      zip.close()
      throw error
    }
    return { entries, close: () => zip.close() }
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error))
  }
}

/** The first byte in which the zip differs from one made of its own contents: what no file's hash covers (names, dates, lengths). */
async function firstDifference(
  path: string,
  entries: readonly ArchiveEntry[],
): Promise<{ path: string; offset: number } | null> {
  const expected = zipOf(entries)[Symbol.asyncIterator]()
  const found = createReadStream(path)[Symbol.asyncIterator]()
  let a: Buffer = Buffer.alloc(0)
  let b: Buffer = Buffer.alloc(0)
  let offset = 0
  for (;;) {
    if (a.length === 0) a = await next(expected)
    if (b.length === 0) b = await next(found)
    if (a.length === 0 && b.length === 0) return null
    const length = Math.min(a.length, b.length)
    for (let index = 0; index < length; index += 1) if (a[index] !== b[index]) return { path, offset: offset + index }
    if (length === 0) return { path, offset }
    a = a.subarray(length)
    b = b.subarray(length)
    offset += length
  }
}

async function next(chunks: AsyncIterator<unknown>): Promise<Buffer> {
  const { value, done } = await chunks.next()
  return done === true ? Buffer.alloc(0) : (value as Buffer)
}
