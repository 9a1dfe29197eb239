/** Contests as rows: made from a shipped rulebook, edited until published. What happened in them is in their run. */
import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import { isRefusal, refuse, type Refusal, type Role, type Viewer } from '@leitai/core/run.ts'
import type { ContestState } from '@leitai/core/contest/state.ts'
import { concerns } from '@leitai/core/contest/permissions.ts'
import type { ContestView } from '@leitai/core/contest/view.ts'
import { withRounds } from '@leitai/core/rulebook/rounds.ts'
import type { Parts } from '../parts.ts'
import { askAgain } from '../people/roles.ts'
import { newId, readableText } from '../people/tokens.ts'
import type { ContestTable } from '../store/tables.ts'
import { contestState as stateOf } from './contest-state.ts'
import { checkRulebook, differences, shippedRulebooks } from './rulebooks.ts'
import { serverAct } from './server-act.ts'

export type Contest = Selectable<ContestTable>

export interface NewContest {
  rulebookId: string
  titleZh: string
  titleEn: string
  startsOn: string | null
  place: string
}

/** The id of a contest's own run is the contest's id. Refuses `noRulebook`. */
export async function createContest(parts: Parts, personId: string, input: NewContest): Promise<string | Refusal> {
  const shipped = (await shippedRulebooks(parts.rulebooksFolder, parts.items, parts.log)).find(
    ({ rulebook }) => rulebook.id === input.rulebookId,
  )
  if (shipped === undefined)
    return refuse('noRulebook', `没有规程 ${input.rulebookId}`, `There is no rulebook ${input.rulebookId}`)
  const id = newId()
  const title = { zh: input.titleZh, en: input.titleEn || input.titleZh }
  // the run first: a contest without its run could not be opened, a run without its contest is never looked at
  await parts.host.create({
    runId: id,
    contestId: id,
    type: 'contest',
    options: { contestId: id, title },
    material: null,
    itemSeed: randomBytes(32).toString('hex'),
  })
  await parts.database.transaction(async (trx) => {
    await trx
      .insertInto('contest')
      .values({
        id,
        slug: `${input.rulebookId.toLowerCase()}-${readableText(5)}`,
        title_zh: title.zh,
        title_en: title.en,
        starts_on: input.startsOn,
        place: input.place,
        rulebook_id: input.rulebookId,
        rulebook_shipped: shipped.yaml,
        rulebook_yaml: shipped.yaml,
        published_yaml: null,
        published_edition: null,
        published_at: null,
        created_by: personId,
        created_at: parts.clock.now(),
      })
      .execute()
    await trx
      .insertInto('contest_role')
      .values({ contest_id: id, person_id: personId, roles: ['organiser'] })
      .execute()
  })
  askAgain(parts, personId)
  return id
}

export async function findContest(parts: Pick<Parts, 'database'>, id: string): Promise<Contest | undefined> {
  return parts.database.db.selectFrom('contest').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function findContestBySlug(parts: Parts, slug: string): Promise<Contest | undefined> {
  return parts.database.db
    .selectFrom('contest')
    .selectAll()
    .where('slug', '=', slug.trim().toLowerCase())
    .executeTakeFirst()
}

/** The state of a contest that is in the table: its run was made before it. */
export async function contestRun(parts: Pick<Parts, 'host'>, contestId: string): Promise<ContestState> {
  const state = await stateOf(parts.host, contestId)
  if (isRefusal(state)) throw new Error(`contest ${contestId} has no run`)
  return state
}

/** Where the contest stands, and what is missing there that waits for this viewer. */
export async function standing(parts: Parts, contestId: string, viewer: Viewer | null) {
  const shown = viewer === null ? null : await parts.host.view(contestId, viewer)
  const view = shown?.view as ContestView | undefined
  const steps = view?.steps ?? []
  const current = steps.find(({ state }) => state === 'working') ?? steps.find(({ state }) => state === 'waiting')
  return {
    step: current?.id ?? steps.at(-1)?.id ?? 'rulebook',
    waiting: (current?.missing ?? []).filter((missing) => concerns(missing, rolesOf(viewer))).map(({ text }) => text),
    archived: view?.archive != null,
  }
}

function rolesOf(viewer: Viewer | null): readonly Role[] {
  switch (viewer?.as) {
    case 'organiser':
      return ['organiser']
    case 'official':
      return viewer.roles
    case 'staff':
      return ['staff']
    default:
      return []
  }
}

/** Refuses `problems` while the text cannot be used, and what the contest's own rules refuse. */
export async function publishRulebook(
  parts: Parts,
  contest: Contest,
  edition: string,
  personId: string,
): Promise<Refusal | null> {
  const { rulebook, problems } = checkRulebook(contest.rulebook_yaml, parts.items)
  if (rulebook === null) {
    return refuse(
      'problems',
      `规程有 ${problems.length} 处问题，请先改正。`,
      `The rulebook has ${problems.length} problems; mend them first.`,
      { problems },
    )
  }
  const changes = differences(contest.rulebook_shipped, contest.rulebook_yaml, parts.items).map(
    ({ path, before, after }) => `${path}: ${before ?? '—'} → ${after ?? '—'}`,
  )
  const refused = await serverAct(
    parts,
    contest.id,
    'publishRulebook',
    { rulebook: { ...withRounds(rulebook), edition }, edition, changes },
    personId,
  )
  if (refused !== null) return refused
  await parts.database.db
    .updateTable('contest')
    .set({ published_yaml: contest.rulebook_yaml, published_edition: edition, published_at: parts.clock.now() })
    .where('id', '=', contest.id)
    .execute()
  return null
}
