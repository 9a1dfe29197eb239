import { isRefusal } from '@leitai/core/run.ts'
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'
import { readApart } from '../apart/apart.ts'
import { contestRun, findContest, findContestBySlug, type Contest } from '../contests/contests.ts'
import {
  addEntrant,
  changeEntrant,
  judgeEntrant,
  listEntrants,
  present,
  refuseAfterClosing,
  type EntrantRow,
} from '../contests/entrants/entrants.ts'
import { entryListExport, entryListTemplate } from '../contests/entrants/files.ts'
import { readEntryList } from '../contests/entrants/import.ts'
import { keepPreview, takePreview } from '../contests/entrants/take.ts'
import { checkRulebook } from '../contests/rulebooks.ts'
import type { Parts } from '../parts.ts'
import { readableText } from '../people/tokens.ts'
import { xlsxFile } from '../spreadsheets/write.ts'
import { conflict, failure, inContest, notFound, ok, orRefuse, os, type ApiContext } from './context.ts'

export const entrants = {
  list: os.entrants.list.handler(async ({ context, input }) => {
    inContest(context, input.id, ['organiser', 'staff', 'chiefJudge', 'supervisor', 'arbiter'])
    return listEntrants(context.parts, await existing(context, input.id))
  }),

  save: os.entrants.save.handler(async ({ context, input: { id, entrantId, revision, ...input } }) => {
    inContest(context, id)
    const { parts } = context
    const contest = await existing(context, id)
    await listIsOpen(parts, id)
    if (entrantId === 'new')
      return shown(parts, contest, orRefuse(await addEntrant(parts, id, input, { status: 'accepted', source: 'list' })))
    const changed = orRefuse(await changeEntrant(parts, id, entrantId, revision, input))
    if ('gone' in changed) throw notFound()
    if ('stale' in changed) throw conflict(await shown(parts, contest, changed.stale))
    return shown(parts, contest, changed.row)
  }),

  remove: os.entrants.remove.handler(async ({ context, input }) => {
    inContest(context, input.id)
    await listIsOpen(context.parts, input.id)
    const gone = await context.parts.database.db
      .deleteFrom('entrant')
      .where('id', '=', input.entrantId)
      .where('contest_id', '=', input.id)
      .returning('id')
      .executeTakeFirst()
    if (gone === undefined) throw notFound()
    return ok
  }),

  judge: os.entrants.judge.handler(async ({ context, input }) => {
    inContest(context, input.id)
    const contest = await existing(context, input.id)
    await listIsOpen(context.parts, input.id)
    const row = await judgeEntrant(context.parts, input.id, input.entrantId, input.accept, input.reason)
    if (row === null) throw notFound()
    return shown(context.parts, contest, row)
  }),

  importPreview: os.entrants.importPreview.handler(async ({ context, input }) => {
    const person = inContest(context, input.id)
    const { parts } = context
    const rulebook = usable(parts, await existing(context, input.id))
    await listIsOpen(parts, input.id)
    const noFiles = () => Promise.reject(new Error('an entry list holds no files'))
    const table = orRefuse(
      await readApart(
        { job: 'table', filename: input.file.name, content: new Uint8Array(await input.file.arrayBuffer()) },
        noFiles,
      ),
    )
    const list = readEntryList(table, rulebook)
    return {
      previewId: await keepPreview(parts, input.id, person.id, list),
      columns: [
        { key: 'row', label: { zh: '行', en: 'Row' } },
        ...list.columns.map(({ key, label }) => ({ key, label })),
      ],
      rows: list.cells,
      problems: list.problems,
      good: list.good.length,
      bad: list.bad,
    }
  }),

  importTake: os.entrants.importTake.handler(async ({ context, input }) => {
    const person = inContest(context, input.id)
    await listIsOpen(context.parts, input.id)
    return orRefuse(await takePreview(context.parts, input.id, person.id, input.previewId, input.onlyGood))
  }),

  template: os.entrants.template.handler(async ({ context, input }) => {
    inContest(context, input.id)
    return xlsxFile(
      '参赛名单模板.xlsx',
      await entryListTemplate(usable(context.parts, await existing(context, input.id))),
    )
  }),

  export: os.entrants.export.handler(async ({ context, input }) => {
    inContest(context, input.id, ['organiser', 'staff'])
    const contest = await existing(context, input.id)
    return xlsxFile(
      '参赛名单.xlsx',
      await entryListExport(usable(context.parts, contest), await listEntrants(context.parts, contest)),
    )
  }),

  apply: os.entrants.apply.handler(async ({ context: { parts }, input: { slug, ...input } }) => {
    const contest = await findContestBySlug(parts, slug)
    if (contest === undefined || contest.published_yaml === null) throw notFound()
    const { rulebook } = checkRulebook(contest.published_yaml, parts.items)
    const { registration } = await contestRun(parts, contest.id)
    if (registration !== 'open' || !rulebook?.entrants.entry.includes('form')) {
      throw failure('REFUSED', { code: 'notOpen', zh: '报名未开放。', en: 'Registration is not open.' })
    }
    const receipt = readableText(8).toUpperCase()
    orRefuse(
      await addEntrant(
        parts,
        contest.id,
        { ...input, number: '', extraTimePercent: 0 },
        { status: 'pending', source: 'form', receipt },
      ),
    )
    return { receipt }
  }),
}

async function existing({ parts }: ApiContext, id: string): Promise<Contest> {
  const contest = await findContest(parts, id)
  if (contest === undefined) throw notFound()
  return contest
}

async function listIsOpen(parts: Parts, contestId: string): Promise<void> {
  const closed = await refuseAfterClosing(parts, contestId)
  if (isRefusal(closed)) orRefuse(closed)
}

function usable(parts: Parts, contest: Contest): Rulebook {
  const { rulebook } = checkRulebook(contest.rulebook_yaml, parts.items)
  if (rulebook !== null) return rulebook
  throw failure('REFUSED', {
    code: 'rulebookProblems',
    zh: '规程尚有问题，请先改正。',
    en: 'The rulebook has problems; mend them first.',
  })
}

/** With its eligibility problems, which depend on the whole list. */
async function shown(parts: Parts, contest: Contest, row: EntrantRow) {
  return (await listEntrants(parts, contest)).find(({ id }) => id === row.id) ?? present(row, [])
}
