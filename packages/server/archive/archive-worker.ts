/**
 * Writes an archive in a worker thread, over a connection of its own: a hall's journal is much to read, hash and zip,
 * and live runs may be on. The archive is verified before it gets its name.
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import type { Finding, StoredRun } from '@leitai/core/archive/verify-contest.ts'
import { resultsDocument } from '@leitai/core/archive/results-document.ts'
import { verifyContest } from '@leitai/core/archive/verify-contest.ts'
import { stagesOfMarks } from '../contests/results/marks.ts'
import { sha256Hex } from '../runs/record.ts'
import {
  manifestPath,
  mostUploadBytes,
  sha256,
  sha256OfStream,
  signaturePath,
  uploadsFolder,
  zipOf,
  type ArchiveEntry,
  type Manifest,
  type StreamedEntry,
} from './layout.ts'
import { heldFiles } from './held-files.ts'
import { openFileFolder } from '../materials/folder.ts'
import { archiveRules } from './archive-rules.ts'
import { readmeOf } from './readme.ts'
import { signingKey } from './signing-key.ts'
import { readStoredRuns, runFile, runLines } from './stored-runs.ts'

export interface ArchiveJob {
  connection: pg.PoolConfig
  contestId: string
  home: string
  /** Content hash → path on disk of the files that the contest's materials use. */
  files: Record<string, string>
  materials: Record<string, string>
  rulebookYaml: string
  /** Printed sheets and the like: path in the archive → content. */
  extra: Record<string, Uint8Array>
  target: string
  madeAt: number
}

export type ArchiveOutcome = { ok: true; sha256: string; bytes: number; head: string } | { ok: false; finding: Finding }

export default async function write(job: ArchiveJob): Promise<ArchiveOutcome> {
  const client = new pg.Client(job.connection)
  await client.connect()
  try {
    const runs = await readStoredRuns(client, job.contestId)
    const verification = verifyContest(job.contestId, runs, { rulesOf: archiveRules, sha256Hex })
    if (!verification.ok) return { ok: false, finding: verification.finding }
    const { state, head } = verification.verified

    const entries: ArchiveEntry[] = runs.map((run, index) => ({
      path: runFile(run.runId, index),
      content: Buffer.from(runLines(run)),
    }))
    const add = (path: string, content: string | Uint8Array) =>
      entries.push({ path, content: typeof content === 'string' ? Buffer.from(content) : Buffer.from(content) })
    add('rulebook.yaml', job.rulebookYaml)
    add('results.json', `${JSON.stringify(resultsDocument(state), null, 2)}\n`)
    for (const [stage, csv] of stagesOfMarks(state)) add(`MARKS-${stage}.csv`, csv)
    for (const [hash, body] of Object.entries(job.materials)) add(`materials/${hash}.json`, body)
    for (const [hash, path] of Object.entries(job.files)) add(`files/${hash}`, await readFile(path))
    const uploads = await uploadsOf(runs, job)
    if ('finding' in uploads) return { ok: false, finding: uploads.finding }
    entries.push(...uploads.entries)
    for (const [path, content] of Object.entries(job.extra)) add(path, content)
    add('README.txt', readmeOf(state.title.zh, head))

    const key = await signingKey(job.home)
    const manifest: Manifest = {
      leitai: 1,
      contest: job.contestId,
      title: state.title.zh,
      madeAt: job.madeAt,
      head,
      runs: runs.map((run, index) => ({
        runId: run.runId,
        type: run.type,
        events: run.records.length,
        head: run.records.at(-1)?.head ?? '',
        file: runFile(run.runId, index),
      })),
      files: entries
        .map((entry) =>
          'content' in entry
            ? { path: entry.path, bytes: entry.content.length, sha256: sha256(entry.content) }
            : { path: entry.path, bytes: entry.bytes, sha256: entry.sha256 },
        )
        .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      apart: uploads.apart,
      publicKey: key.publicKey,
    }
    const manifestText = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
    entries.push(
      { path: manifestPath, content: manifestText },
      { path: signaturePath, content: Buffer.from(key.sign(manifestText).toString('base64')) },
    )

    await mkdir(dirname(job.target), { recursive: true })
    const partial = `${job.target}.partial`
    try {
      await pipeline(zipOf(entries), createWriteStream(partial, { flush: true }))
      await rename(partial, job.target)
    } catch (error) {
      await rm(partial, { force: true })
      throw error
    }
    const written = await sha256OfStream(createReadStream(job.target))
    return { ok: true, sha256: written, bytes: (await stat(job.target)).size, head }
  } finally {
    await client.end()
  }
}

/** What was uploaded and runs still hold, each once: into the archive, or named where it is too large for it. */
async function uploadsOf(
  runs: readonly StoredRun[],
  job: Pick<ArchiveJob, 'home' | 'files'>,
): Promise<{ entries: StreamedEntry[]; apart: NonNullable<Manifest['apart']> } | { finding: Finding }> {
  const folder = openFileFolder(job.home)
  const entries: StreamedEntry[] = []
  const apart: NonNullable<Manifest['apart']> = []
  for (const [hash, holders] of [...heldFiles(runs)].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    // the materials' own files are there already
    if (hash in job.files) continue
    const path = folder.path(hash)
    const bytes = await sizeIfWhole(path, hash)
    if (bytes === null)
      return {
        finding: {
          code: 'missingFile',
          runId: holders[0]!,
          version: null,
          text: {
            zh: `场次 ${holders[0]} 提交的文件 ${hash.slice(0, 16)} 不在服务器上，或已被更改`,
            en: `run ${holders[0]}: the file ${hash.slice(0, 16)} that was handed in is not on the server, or was changed`,
          },
        },
      }
    if (bytes > mostUploadBytes) apart.push({ sha256: hash, bytes, runs: holders.toSorted() })
    else
      entries.push({ path: `${uploadsFolder}${hash}`, bytes, sha256: hash, open: async () => createReadStream(path) })
  }
  return { entries, apart }
}

/** Null: not there, or not what its name says. */
async function sizeIfWhole(path: string, hash: string): Promise<number | null> {
  try {
    return (await sha256OfStream(createReadStream(path))) === hash ? (await stat(path)).size : null
  } catch {
    return null
  }
}
