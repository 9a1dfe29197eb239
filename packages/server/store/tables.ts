/**
 * The tables as Kysely sees them: one interface a table, listed in `Tables`; the columns are those of `migrations/`.
 * A migration that was ever released is not edited: a further change is a further file. bigint comes as a number,
 * numeric as text, timestamptz as a Date.
 */
import type { Generated } from 'kysely'

export interface MigrationTable {
  name: string
  sha256: string
  applied_at: Generated<Date>
}

export interface Tables {
  migration: MigrationTable
}
