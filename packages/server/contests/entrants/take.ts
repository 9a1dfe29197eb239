/** Uploaded entry lists wait here until somebody has looked at them; then their rows become entrants. */
import { refuse, type Refusal } from '@leitai/core/run.ts'
import type { Parts } from '../../parts.ts'
import { newId } from '../../people/tokens.ts'
import { columnsFrom, lockNumbers, type EntrantInput } from './entrants.ts'
import type { ReadList, ReadRow } from './import.ts'

const keptMs = 2 * 3600_000

interface Kept {
  good: ReadRow[]
  bad: number
  unusable: boolean
}

export async function keepPreview(parts: Parts, contestId: string, personId: string, list: ReadList): Promise<string> {
  const { db } = parts.database
  const id = newId()
  const kept: Kept = { good: list.good, bad: list.bad, unusable: list.good.length === 0 }
  await db.deleteFrom('import_preview').where('expires_at', '<', parts.clock.now()).execute()
  await db
    .insertInto('import_preview')
    .values({
      id,
      contest_id: contestId,
      person_id: personId,
      body: JSON.stringify(kept),
      expires_at: parts.clock.now() + keptMs,
    })
    .execute()
  return id
}

/**
 * Rows with a known number, or the same name, delegation and birth date, change that entrant; others are new. Refuses
 * `noPreview`, `badRows`, `numberTaken`.
 */
export async function takePreview(
  parts: Parts,
  contestId: string,
  personId: string,
  previewId: string,
  onlyGood: boolean,
): Promise<{ added: number; updated: number } | Refusal> {
  const { db } = parts.database
  const preview = await db
    .selectFrom('import_preview')
    .select('body')
    .where('id', '=', previewId)
    .where('contest_id', '=', contestId)
    .where('person_id', '=', personId)
    .where('expires_at', '>=', parts.clock.now())
    .executeTakeFirst()
  if (preview === undefined)
    return refuse(
      'noPreview',
      '这次导入已过期或已导入，请重新上传。',
      'This import has expired or was taken already; upload the file again.',
    )
  const { good, bad, unusable } = preview.body as Kept
  if (unusable || (bad > 0 && !onlyGood))
    return refuse('badRows', `有 ${bad} 行需要改正。`, `${bad} rows must be mended.`, { bad })

  return parts.database.transaction(async (trx) => {
    const give = await lockNumbers(trx, contestId)
    const existing = await trx
      .selectFrom('entrant')
      .select(['id', 'number', 'name', 'delegation', 'birth_date'])
      .where('contest_id', '=', contestId)
      .execute()
    const byNumber = new Map(existing.filter(({ number }) => number !== '').map((row) => [row.number, row]))
    const byPerson = new Map(existing.map((row) => [personKey(row.name, row.delegation, row.birth_date), row]))
    // wanted numbers first, so that none is given away to a row above
    for (const { input } of good) if (input.number !== '') give(input.number)
    const now = parts.clock.now()
    let added = 0
    let updated = 0
    const fresh = []
    for (const { input } of good) {
      const known = input.number === '' ? byPerson.get(keyOf(input)) : byNumber.get(input.number)
      const { number, ...columns } = columnsFrom(input)
      if (known === undefined) {
        fresh.push({
          ...columns,
          id: newId(),
          contest_id: contestId,
          number: number === '' ? give('') : number,
          status: 'accepted' as const,
          source: 'list' as const,
          receipt: null,
          created_at: now + added,
          updated_at: now,
        })
        added += 1
      } else {
        await trx
          .updateTable('entrant')
          .set((row) => ({
            ...columns,
            number: known.number === '' ? give(number) : known.number,
            status: 'accepted' as const,
            revision: row('revision', '+', 1),
            updated_at: now,
          }))
          .where('id', '=', known.id)
          .execute()
        updated += 1
      }
    }
    for (let at = 0; at < fresh.length; at += 500)
      await trx
        .insertInto('entrant')
        .values(fresh.slice(at, at + 500))
        .execute()
    await trx.deleteFrom('import_preview').where('id', '=', previewId).execute()
    return { added, updated }
  })
}

const personKey = (name: string, delegation: string, birthDate: string | null) =>
  JSON.stringify([name, delegation, birthDate])
const keyOf = ({ name, delegation, birthDate }: EntrantInput) => personKey(name.trim(), delegation.trim(), birthDate)
