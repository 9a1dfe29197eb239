import { isRefusal, refuse, type Role } from '@leitai/core/run.ts'
import type { ContestState } from '@leitai/core/contest/state.ts'
import { contestState } from '../contests/contest-state.ts'
import { computeResults } from '../contests/results/compute.ts'
import { marksCsv } from '../contests/results/marks.ts'
import { signResults } from '../contests/results/sign.ts'
import { resultsWorkbook } from '../contests/results/workbook.ts'
import type { Parts } from '../parts.ts'
import { xlsxFile } from '../spreadsheets/write.ts'
import { inContest, ok, orRefuse, os } from './context.ts'

const officials: readonly Role[] = ['organiser', 'chiefJudge', 'supervisor', 'arbiter']

export const results = {
  compute: os.results.compute.handler(async ({ context, input: { id, stage } }) => {
    const person = inContest(context, id, ['organiser', 'chiefJudge'])
    // What the acts brought about in the entrants' runs (closing, above all) belongs to the result.
    await context.parts.sessionEffects.settled(id)
    return orRefuse(await computeResults(context.parts, id, stage, person.id))
  }),

  sign: os.results.sign.handler(async ({ context, input: { id, ...input } }) => {
    const person = inContest(context, id, [
      'organiser',
      'staff',
      'judge',
      'chiefJudge',
      'supervisor',
      'arbiter',
      'sealingOfficer',
      'host',
    ])
    orRefuse(
      await signResults(
        context.parts,
        id,
        { id: person.id, name: person.name, roles: person.roles.get(id) ?? [] },
        input,
      ),
    )
    return ok
  }),

  marks: os.results.marks.handler(async ({ context, input: { id, stage } }) => {
    inContest(context, id, officials)
    const csv = marksCsv(await stateOf(context.parts, id), stage)
    return new File([csv ?? notComputed()], `MARKS-${stage}.csv`, { type: 'text/csv;charset=utf-8' })
  }),

  export: os.results.export.handler(async ({ context, input: { id, stage } }) => {
    inContest(context, id, officials)
    const workbook = await resultsWorkbook(await stateOf(context.parts, id), stage)
    return xlsxFile('成绩.xlsx', workbook ?? notComputed())
  }),
}

async function stateOf({ host }: Parts, contestId: string): Promise<ContestState> {
  const state = await contestState(host, contestId)
  return isRefusal(state) ? orRefuse<never>(state) : state
}

const notComputed = (): never =>
  orRefuse<never>(refuse('noResults', '成绩尚未计算。', 'The results are not computed yet.'))
