import { openAsBlob } from 'node:fs'
import { isRefusal, refuse } from '@leitai/core/run.ts'
import { contestState } from '../contests/contest-state.ts'
import { findContest } from '../contests/contests.ts'
import { resultsWorkbook } from '../contests/results/workbook.ts'
import type { Parts } from '../parts.ts'
import { results } from '../print/documents/results.ts'
import { subjectOf } from '../print/serve-print.ts'
import { inContest, notFound, orRefuse, os } from './context.ts'

export const archive = {
  make: os.archive.make.handler(async ({ context, input: { id } }) => {
    const person = inContest(context, id)
    return orRefuse(await context.parts.archivist.make(id, person.id, await papersOf(context.parts, id)))
  }),

  download: os.archive.download.handler(async ({ context, input: { id } }) => {
    inContest(context, id, ['organiser', 'chiefJudge', 'supervisor', 'arbiter'])
    const { parts } = context
    const contest = await findContest(parts, id)
    if (contest === undefined) throw notFound()
    const state = await contestState(parts.host, id)
    const made = !isRefusal(state) && state.archive !== null
    const blob = made ? await openAsBlob(parts.archivist.path(id), { type: 'application/zip' }).catch(() => null) : null
    if (blob === null) return orRefuse<never>(refuse('notArchived', '尚未生成归档。', 'The archive is not made yet.'))
    return new File([blob], `${contest.slug}-archive.zip`, { type: 'application/zip' })
  }),
}

/** What people look at beside the record: the signed sheets as they were printed, and the results as a spreadsheet. */
async function papersOf(parts: Parts, contestId: string): Promise<Record<string, Uint8Array>> {
  const contest = await findContest(parts, contestId)
  const subject =
    contest === undefined
      ? refuse('noSuchContest', '没有这个赛事', 'There is no such contest')
      : await subjectOf(parts, contest, '')
  if (isRefusal(subject)) return {}
  const out: Record<string, Uint8Array> = {}
  for (const { id } of subject.state.rulebook?.rulebook.stages ?? []) {
    const printed = results(subject, id)
    if (!isRefusal(printed)) out[`prints/results-${id}.pdf`] = await parts.printer.print(printed)
    const workbook = await resultsWorkbook(subject.state, id)
    if (workbook !== null) out[`prints/results-${id}.xlsx`] = workbook
  }
  return out
}
