/**
 * The tables as Kysely sees them: one interface a table, listed in `Tables`; the columns are those of `migrations/`.
 * A migration that was ever released is not edited: a further change is a further file. bigint comes as a number,
 * numeric as text, timestamptz as a Date.
 */
import type { ColumnType, Generated } from 'kysely'
import type { SeatMeasure } from '@leitai/core/match/seat-measure.ts'
import type { Role } from '@leitai/core/run.ts'
import type { Range } from '@leitai/core/training/progress.ts'

/** Read as what it holds, written as JSON text (the driver would take an array for a PostgreSQL array). */
export type Json<T> = ColumnType<T, string, string>

export interface MigrationTable {
  name: string
  sha256: string
  applied_at: Generated<Date>
}

export interface PersonTable {
  id: string
  name: string
  email: string
  email_verified: Generated<boolean>
  image: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
  username: string | null
  may_create_contests: Generated<boolean>
}

export interface PersonSessionTable {
  id: string
  expires_at: Date
  token: string
  created_at: Generated<Date>
  updated_at: Generated<Date>
  ip_address: string | null
  user_agent: string | null
  person_id: string
}

export interface SetupTokenTable {
  token_hash: string
  created_at: Generated<Date>
  used_at: Date | null
}

export interface SignInFailureTable {
  account: string
  failures: number
  last_at: number
  blocked_until: number
}

export interface ContestTable {
  id: string
  slug: string
  title_zh: string
  title_en: string
  /** `2026-11-22` */
  starts_on: string | null
  place: string
  rulebook_id: string
  rulebook_shipped: string
  rulebook_yaml: string
  rulebook_revision: Generated<number>
  published_yaml: string | null
  published_edition: string | null
  published_at: number | null
  created_by: string
  created_at: number
}

export interface ContestRoleTable {
  contest_id: string
  person_id: string
  roles: Role[]
  delegation: Generated<string>
}

export interface EntrantTable {
  id: string
  contest_id: string
  number: string
  name: string
  gender: string
  birth_date: string | null
  delegation: string
  coaches: string[]
  members: string[]
  phone: string
  extra_time_percent: number
  fields: Json<Record<string, string>>
  status: 'pending' | 'accepted' | 'declined'
  status_reason: Generated<string>
  source: 'list' | 'form' | 'openLink'
  receipt: string | null
  revision: Generated<number>
  created_at: number
  updated_at: number
}

export interface ImportPreviewTable {
  id: string
  contest_id: string
  person_id: string
  body: Json<unknown>
  expires_at: number
}

export interface MaterialTable {
  id: string
  owner_id: string
  type: string
  title: string
  body: Json<unknown>
  revision: Generated<number>
  updated_at: number
}

export interface MaterialAssignmentTable {
  contest_id: string
  item_id: string
  material_id: string
}

/** A material as it was when an item began to use it. */
export interface MaterialCopyTable {
  sha256: string
  type: string
  /** JSON text, exactly as hashed */
  body: string
}

/** Articles of a material copy that can be searched; written by `knowledge/` alone. */
export interface KnowledgeCollectionTable {
  id: Generated<number>
  sha256: string
  form: number
  articles: number
}

export interface KnowledgeArticleTable {
  collection: number
  number: number
  id: string
  title: string
  category: string[]
  tags: string[]
  updated: string
  pinned: boolean
  body: string
  /** JSON text */
  attachments: string
  text: string
  initials: string
  syllables: string
}

export interface KnowledgeGramTable {
  collection: number
  gram: string
  postings: Buffer
}

export interface EffectCursorTable {
  contest_id: string
  version: number
}

export interface StoredFileTable {
  hash: string
  bytes: number
  mime: string
  stored_at: number
}

export interface FileRightTable {
  hash: string
  holder_kind: 'person' | 'material'
  holder_id: string
}

export interface SeatCredentialTable {
  contest_id: string
  code: string
  pin_hash: string
}

export interface SeatSessionTable {
  id: string
  token_hash: string
  contest_id: string
  code: string
  started_at: number
  ended_at: number | null
}

export interface SeatMeasureTable {
  contest_id: string
  code: string
  at: number
  measure: Json<SeatMeasure>
}

export interface TrainingSessionTable {
  id: string
  contest_id: string
  training: string
  title: string
  starts_at: number
  ends_at: number
  place: string
  link: string
  capacity: number | null
  revision: Generated<number>
  updated_at: number
}

export interface TrainingAttendanceTable {
  session_id: string
  entrant_id: string
  /** '' for an individual. */
  member: string
  state: 'present' | 'late' | 'absent'
  by_id: string
  at: number
}

export interface TrainingMaterialTable {
  id: string
  contest_id: string
  training: string
  place: number
  title: string
  kind: 'document' | 'video' | 'link'
  link: string | null
  hash: string | null
  mime: string | null
  bytes: number | null
  seconds: number | null
  required: boolean
  revision: Generated<number>
  updated_at: number
}

export interface TrainingProgressTable {
  material_id: string
  entrant_id: string
  member: string
  position: number
  watched: Json<Range[]>
  finished_at: number | null
  updated_at: number
}

/** The journal; written by `runs/journal.ts` alone. */
export interface RunTable {
  run_id: string
  contest_id: string
  type: string
  options: string
  material_hash: string
  item_seed: string
  created_at: number
  wakes_at: number | null
}

export interface EventTable {
  run_id: string
  version: number
  at: number
  by: string
  name: string
  payload: string
  head: string
}

export interface CommandAnswerTable {
  run_id: string
  command_id: string
  version: number
  at: number
}

export interface SnapshotTable {
  run_id: string
  version: number
  state_version: number
  head: string
  state: string
}

export interface Tables {
  migration: MigrationTable
  run: RunTable
  event: EventTable
  command_answer: CommandAnswerTable
  snapshot: SnapshotTable
  person: PersonTable
  person_session: PersonSessionTable
  setup_token: SetupTokenTable
  sign_in_failure: SignInFailureTable
  contest: ContestTable
  contest_role: ContestRoleTable
  entrant: EntrantTable
  import_preview: ImportPreviewTable
  material: MaterialTable
  material_assignment: MaterialAssignmentTable
  material_copy: MaterialCopyTable
  knowledge_collection: KnowledgeCollectionTable
  knowledge_article: KnowledgeArticleTable
  knowledge_gram: KnowledgeGramTable
  effect_cursor: EffectCursorTable
  stored_file: StoredFileTable
  file_right: FileRightTable
  seat_credential: SeatCredentialTable
  seat_session: SeatSessionTable
  seat_measure: SeatMeasureTable
  training_session: TrainingSessionTable
  training_attendance: TrainingAttendanceTable
  training_material: TrainingMaterialTable
  training_progress: TrainingProgressTable
}
