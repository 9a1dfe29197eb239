/** Makes a contest's archive and records its hash as the contest's last act. */
import { Piscina } from 'piscina'
import { join } from 'node:path'
import type { ContestState } from '@leitai/core/contest/state.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import { itemServerOf } from '@leitai/items/server.ts'
import { contestState } from '../contests/contest-state.ts'
import type { Parts } from '../parts.ts'
import { newToken } from '../people/tokens.ts'
import type { ArchiveJob, ArchiveOutcome } from './archive-worker.ts'
import { keyFingerprint } from './layout.ts'
import { signingKey } from './signing-key.ts'

export interface Archivist {
  /** Refuses before publication, and names the record where the journal does not hold. */
  make(
    contestId: string,
    personId: string,
    extra: Record<string, Uint8Array>,
  ): Promise<{ sha256: string; bytes: number } | Refusal>
  /** Of this server's key, as it stands on printed sheets. */
  fingerprint(): Promise<string>
  /** Where the archive lies once it was made. */
  path(contestId: string): string
  stop(): Promise<void>
}

export function openArchivist(parts: Pick<Parts, 'database' | 'host' | 'clock' | 'files'>, home: string): Archivist {
  const workers = new Piscina<ArchiveJob, ArchiveOutcome>({
    filename: new URL('archive-worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 10_000,
  })
  const path = (contestId: string) => join(home, 'archives', `${contestId}.zip`)

  return {
    path,
    fingerprint: async () => keyFingerprint((await signingKey(home)).publicKey),
    stop: () => workers.destroy(),
    async make(contestId, personId, extra) {
      const state = await contestState(parts.host, contestId)
      if (isRefusal(state)) return state
      const rulebook = state.rulebook?.rulebook
      if (rulebook === undefined || rulebook.stages.some(({ id }) => state.results[id]?.published == null))
        return refuse('notPublished', '成绩公布后才能归档', 'The archive is made after publication')
      const row = await parts.database.db
        .selectFrom('contest')
        .select('published_yaml')
        .where('id', '=', contestId)
        .executeTakeFirst()
      const { materials, files } = await materialsOf(parts, state)
      const outcome = await workers.run({
        connection: parts.database.connection ?? { connectionString: process.env['DATABASE_URL'] ?? '' },
        contestId,
        home,
        files,
        materials,
        rulebookYaml: row?.published_yaml ?? '',
        extra,
        target: path(contestId),
        madeAt: parts.clock.now(),
      })
      if (!outcome.ok) {
        const { code, text, runId, version } = outcome.finding
        return refuse(`verify:${code}`, `归档校验未通过：${text.zh}`, `The archive does not verify: ${text.en}`, {
          runId,
          version,
        })
      }
      const { sha256, bytes } = outcome
      const accepted = await parts.host.submit({
        runId: contestId,
        commandId: `archive-${newToken()}`,
        name: 'recordArchive',
        payload: { sha256, bytes },
        by: { kind: 'server', for: personId },
      })
      return isRefusal(accepted) ? accepted : { sha256, bytes }
    },
  }
}

/** The materials' bodies as they were used, and the files they refer to. */
async function materialsOf(
  parts: Pick<Parts, 'database' | 'files'>,
  state: ContestState,
): Promise<{ materials: Record<string, string>; files: Record<string, string> }> {
  const hashes = [
    ...new Set(
      Object.values(state.materials).flatMap(({ materialId, sha256 }) => (materialId === null ? [] : [sha256])),
    ),
  ]
  if (hashes.length === 0) return { materials: {}, files: {} }
  const rows = await parts.database.db.selectFrom('material_copy').selectAll().where('sha256', 'in', hashes).execute()
  const materials = Object.fromEntries(rows.map((row) => [row.sha256, row.body]))
  const files: Record<string, string> = {}
  for (const row of rows) {
    for (const hash of itemServerOf(row.type)?.files(JSON.parse(row.body)) ?? []) files[hash] = parts.files.path(hash)
  }
  return { materials, files }
}
