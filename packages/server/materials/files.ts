/** Stored files and who may read them. Their bytes lie in the file folder under the hash of their content. */
import type { Kysely } from 'kysely'
import type { StoredFile } from '@leitai/items/plug.ts'
import type { Clock } from '../runs/contract.ts'
import type { Database } from '../store/database.ts'
import type { FileRightTable, Tables } from '../store/tables.ts'
import { openFileFolder } from './folder.ts'

export interface Files {
  /** Keeps the content; the person who brought it may read it. */
  keep(content: Uint8Array, mime: string, personId: string): Promise<StoredFile>
  /** Takes over a file that lies on the disk already, hashed; it moves. Who may read it is for the run to say that holds it. */
  keepFile(path: string, file: StoredFile): Promise<void>
  read(hash: string): Promise<Uint8Array>
  path(hash: string): string
  /** Null: no such file. */
  about(hash: string): Promise<{ bytes: number; mime: string } | null>
  /** Those who brought it, and the owners of materials that hold it. */
  mayRead(personId: string, hash: string): Promise<boolean>
  grant(
    hashes: readonly string[],
    kind: FileRightTable['holder_kind'],
    holderId: string,
    within?: Kysely<Tables>,
  ): Promise<void>
}

export function openFiles({ db }: Database, home: string, clock: Clock): Files {
  const folder = openFileFolder(home)

  async function grant(
    hashes: readonly string[],
    kind: FileRightTable['holder_kind'],
    holderId: string,
    within: Kysely<Tables> = db,
  ): Promise<void> {
    if (hashes.length === 0) return
    await within
      .insertInto('file_right')
      .values(hashes.map((hash) => ({ hash, holder_kind: kind, holder_id: holderId })))
      .onConflict((row) => row.doNothing())
      .execute()
  }

  return {
    async keep(content, mime, personId) {
      const { hash, bytes } = await folder.keep(content)
      await db
        .insertInto('stored_file')
        .values({ hash, bytes, mime, stored_at: clock.now() })
        .onConflict((row) => row.doNothing())
        .execute()
      await grant([hash], 'person', personId)
      return { hash, bytes, mime }
    },
    async keepFile(path, { hash, bytes, mime }) {
      await folder.take(path, hash, bytes)
      await db
        .insertInto('stored_file')
        .values({ hash, bytes, mime, stored_at: clock.now() })
        .onConflict((row) => row.doNothing())
        .execute()
    },
    read: (hash) => folder.read(hash),
    path: (hash) => folder.path(hash),
    async about(hash) {
      if (!/^[0-9a-f]{64}$/.test(hash)) return null
      const row = await db
        .selectFrom('stored_file')
        .select(['bytes', 'mime'])
        .where('hash', '=', hash)
        .executeTakeFirst()
      return row ?? null
    },
    async mayRead(personId, hash) {
      const row = await db
        .selectFrom('file_right')
        .select('hash')
        .where('hash', '=', hash)
        .where((is) =>
          is.or([
            is.and([is('holder_kind', '=', 'person'), is('holder_id', '=', personId)]),
            is.and([
              is('holder_kind', '=', 'material'),
              is.exists(
                is
                  .selectFrom('material')
                  .select('material.id')
                  .whereRef('material.id', '=', 'file_right.holder_id')
                  .where('material.owner_id', '=', personId),
              ),
            ]),
          ]),
        )
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
    grant,
  }
}
