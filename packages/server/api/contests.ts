import type { Role, Viewer } from '@leitai/core/run.ts'
import type { Text } from '@leitai/core/score.ts'
import { assignMaterial } from '../contests/assignments.ts'
import {
  contestRun,
  createContest,
  findContest,
  findContestBySlug,
  publishRulebook,
  standing,
  type Contest,
} from '../contests/contests.ts'
import { furtherFields } from '../contests/entrants/columns.ts'
import { closeRegistration } from '../contests/entrants/entrants.ts'
import { owedBy } from '../contests/marking/queue.ts'
import { checkRulebook, differences, itemsOf } from '../contests/rulebooks.ts'
import type { Parts } from '../parts.ts'
import {
  conflict,
  failure,
  inContest,
  notFound,
  ok,
  orRefuse,
  os,
  signedIn,
  type ApiContext,
  type Person,
} from './context.ts'

const anyRole: readonly Role[] = [
  'organiser',
  'staff',
  'judge',
  'chiefJudge',
  'supervisor',
  'arbiter',
  'sealingOfficer',
  'host',
]

export const contests = {
  list: os.contests.list.handler(async ({ context: { parts, who } }) => {
    const person = signedIn(who)
    const mine = [...person.roles.keys()]
    if (mine.length === 0) return []
    const rows = await parts.database.db
      .selectFrom('contest')
      .selectAll()
      .where('id', 'in', mine)
      .orderBy('created_at', 'desc')
      .execute()
    return Promise.all(rows.map((row) => line(parts, person, row)))
  }),

  create: os.contests.create.handler(async ({ context: { parts, who }, input }) => {
    const person = signedIn(who)
    if (!person.mayCreateContests) {
      throw failure('REFUSED', {
        code: 'mayNotCreate',
        zh: '您的账号不能新建赛事，请联系组织者。',
        en: 'Your account may not make contests; ask an organiser.',
      })
    }
    return { id: orRefuse(await createContest(parts, person.id, input)) }
  }),

  get: os.contests.get.handler(async ({ context, input }) => {
    const person = inContest(context, input.id, anyRole)
    const { parts } = context
    const contest = await existing(context, input.id)
    const { rulebook, problems } = checkRulebook(contest.rulebook_yaml, parts.items)
    const assigned = await parts.database.db
      .selectFrom('material_assignment')
      .innerJoin('material', 'material.id', 'material_assignment.material_id')
      .select(['item_id', 'material_id', 'material.title'])
      .where('contest_id', '=', contest.id)
      .execute()
    const byItem = new Map(assigned.map((row) => [row.item_id, row]))
    return {
      ...(await line(parts, person, contest)),
      rulebookYaml: contest.rulebook_yaml,
      rulebookRevision: contest.rulebook_revision,
      differences: differences(contest.rulebook_shipped, contest.rulebook_yaml, parts.items),
      problems,
      items: (rulebook === null ? [] : itemsOf(rulebook)).map((item) => ({
        id: item.id,
        stage: item.stage,
        type: item.type,
        title: item.title,
        points: item.points,
        minutes: item.minutes,
        available: parts.items.available.includes(item.type),
        materialId: byItem.get(item.id)?.material_id ?? null,
        materialTitle: byItem.get(item.id)?.title ?? null,
      })),
      publishedEdition: contest.published_edition,
      unpublishedChanges: contest.published_yaml !== contest.rulebook_yaml,
    }
  }),

  update: os.contests.update.handler(async ({ context, input }) => {
    inContest(context, input.id)
    const { titleZh, titleEn, startsOn, place } = input
    const changed = {
      ...(titleZh === undefined ? {} : { title_zh: titleZh }),
      ...(titleEn === undefined ? {} : { title_en: titleEn }),
      ...(startsOn === undefined ? {} : { starts_on: startsOn }),
      ...(place === undefined ? {} : { place }),
    }
    if (Object.keys(changed).length > 0)
      await context.parts.database.db.updateTable('contest').set(changed).where('id', '=', input.id).execute()
    return ok
  }),

  saveRulebook: os.contests.saveRulebook.handler(async ({ context, input }) => {
    inContest(context, input.id)
    const { parts } = context
    const saved = await parts.database.db
      .updateTable('contest')
      .set({ rulebook_yaml: input.yaml, rulebook_revision: input.revision + 1 })
      .where('id', '=', input.id)
      .where('rulebook_revision', '=', input.revision)
      .returning(['rulebook_revision', 'rulebook_shipped'])
      .executeTakeFirst()
    if (saved === undefined) {
      const current = await existing(context, input.id)
      throw conflict({ yaml: current.rulebook_yaml, revision: current.rulebook_revision })
    }
    return {
      revision: saved.rulebook_revision,
      problems: checkRulebook(input.yaml, parts.items).problems,
      differences: differences(saved.rulebook_shipped, input.yaml, parts.items),
    }
  }),

  publishRulebook: os.contests.publishRulebook.handler(async ({ context, input }) => {
    const person = inContest(context, input.id)
    orRefuse(await publishRulebook(context.parts, await existing(context, input.id), input.edition, person.id))
    return ok
  }),

  assignMaterial: os.contests.assignMaterial.handler(async ({ context, input }) => {
    const person = inContest(context, input.id)
    orRefuse(
      await assignMaterial(context.parts, await existing(context, input.id), person.id, input.itemId, input.materialId),
    )
    return ok
  }),

  closeRegistration: os.contests.closeRegistration.handler(async ({ context, input }) => {
    const person = inContest(context, input.id)
    return orRefuse(await closeRegistration(context.parts, await existing(context, input.id), person.id))
  }),

  publicPage: os.contests.publicPage.handler(async ({ context: { parts, who }, input }) => {
    const contest = await findContestBySlug(parts, input.slug)
    const insider = who.kind === 'person' && contest !== undefined && who.roles.has(contest.id)
    if (contest === undefined || (contest.published_at === null && !insider)) throw notFound()
    const { rulebook } = checkRulebook(contest.published_yaml ?? contest.rulebook_yaml, parts.items)
    return {
      id: contest.id,
      title: { zh: contest.title_zh, en: contest.title_en },
      startsOn: contest.starts_on,
      place: contest.place,
      rulebookYaml: contest.published_yaml,
      edition: contest.published_edition,
      differences:
        contest.published_yaml === null
          ? []
          : differences(contest.rulebook_shipped, contest.published_yaml, parts.items),
      entry: rulebook?.entrants.entry ?? [],
      registration: (await contestRun(parts, contest.id)).registration,
      fields: rulebook === null ? [] : furtherFields(rulebook),
    }
  }),
}

async function existing({ parts }: ApiContext, id: string): Promise<Contest> {
  const contest = await findContest(parts, id)
  if (contest === undefined) throw notFound()
  return contest
}

async function line(parts: Parts, person: Person, contest: Contest) {
  const roles = person.roles.get(contest.id) ?? []
  const viewer: Viewer | null = await parts.identities.viewerFor(person, contest.id)
  const where = await standing(parts, contest.id, viewer)
  const { entrants } = await parts.database.db
    .selectFrom('entrant')
    .select((row) => row.fn.countAll<number>().as('entrants'))
    .where('contest_id', '=', contest.id)
    .where('status', '=', 'accepted')
    .executeTakeFirstOrThrow()
  return {
    id: contest.id,
    slug: contest.slug,
    title: { zh: contest.title_zh, en: contest.title_en },
    rulebookId: contest.rulebook_id,
    startsOn: contest.starts_on,
    place: contest.place,
    ...where,
    waiting: [...where.waiting, ...(await judgesWaiting(parts, person, contest.id))],
    myRoles: [...roles],
    entrants,
  }
}

/** A judge's card says how many pieces wait for the own sheet. */
async function judgesWaiting(parts: Parts, person: Person, contestId: string): Promise<Text[]> {
  if (!person.roles.get(contestId)?.includes('judge')) return []
  const owed = await owedBy(parts, await contestRun(parts, contestId), person.id)
  return owed === 0 ? [] : [{ zh: `${owed} 件作品待您评分`, en: `${owed} pieces wait for your marks` }]
}
