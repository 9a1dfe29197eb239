/** The analysis over HTTP: after closing only, for officials only, with the judges' and the paper's numbers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ORPCError } from '@orpc/client'
import { markingIdOf } from '@leitai/core/contest/reading.ts'
import { markingType, type MarkingSetup, type SeatedJudge } from '@leitai/core/marking/types.ts'
import { isRefusal, type Actor } from '@leitai/core/run.ts'
import { item as itemSchema } from '@leitai/core/rulebook/schema.ts'
import { isJudged } from '@leitai/core/scoring/sheet.ts'
import { readTable } from '../../spreadsheets/read.ts'
import { sealedContest, sitPaper, type Official, type SealedContest } from '../testing/sealed-contest.ts'

let contest: SealedContest
let judge: Official

const label = { zh: '语音语调', en: 'Tone' }
const judges: SeatedJudge[] = ['甲', '乙', '丙'].map((name) => ({ personId: `judge-${name}`, name }))

beforeAll(async () => {
  contest = await sealedContest(0)
  const { personId, password } = await contest.organiser.api.people.add({
    id: contest.id,
    name: '评委',
    username: 'panel-judge',
    delegation: '',
    roles: ['judge'],
  })
  const browser = contest.server.browser()
  await browser.signIn('panel-judge', password!)
  judge = { ...browser, id: personId, password: password! }
  const { slips } = await contest.draw()
  await sitPaper(contest, slips)
  await Promise.all(slips.map(({ code }, at) => mark(code, at)))
})
afterAll(() => contest.stop())

/** A piece that 甲 marks 2 points higher and 乙 2 lower than 丙. */
async function mark(code: string, at: number): Promise<void> {
  const item = itemSchema.parse({
    id: 'knowledge',
    type: 'roleplay',
    title: { zh: '接待', en: 'Reception' },
    points: 100,
    minutes: 5,
    marking: { by: 'judges', judges: 3, sheet: [{ kind: 'points', id: 'tone', label, max: '100' }] },
  })
  if (!isJudged(item)) throw new Error('not judged')
  const runId = markingIdOf(contest.id, 'final', 'knowledge', code)
  const options: MarkingSetup = { contestId: contest.id, stage: 'final', item, code }
  await contest.server.host.create({
    runId,
    contestId: contest.id,
    type: markingType,
    options,
    material: null,
    itemSeed: '',
  })
  const send = async (by: Actor, name: string, payload: unknown = {}) => {
    const commandId = `${name}-${Math.random()}`
    const answer = await contest.server.host.submit({ runId, commandId, name, payload, by })
    if (isRefusal(answer)) throw new Error(`${name}: ${answer.en}`)
  }
  await send({ kind: 'server' }, 'seat', { judges })
  await send({ kind: 'server' }, 'open', { live: false, measures: {} })
  for (const [place, { personId }] of judges.entries()) {
    const by: Actor = { kind: 'person', id: personId, roles: ['judge'] }
    const value = String(70 + at + [2, -2, 0][place]!)
    await send(by, 'mark', { line: 'tone', value, revision: 1 })
    await send(by, 'handIn')
  }
  await send({ kind: 'server' }, 'close')
}

const codeOf = (error: unknown) => (error instanceof ORPCError ? (error.data as { code: string }).code : String(error))
const refusal = (request: Promise<unknown>) => request.then(() => 'answered', codeOf)

describe('analysis of a stage', () => {
  test('A3 before marking is closed it is refused to everybody: it would tell marks', async () => {
    const { id, organiser, officials } = contest
    for (const { api } of [organiser, officials.chiefJudge, officials.supervisor])
      expect(await refusal(api.analysis.of({ id, stage: 'final' }))).toBe('markingOpen')
    expect(await refusal(organiser.api.analysis.export({ id, stage: 'final' }))).toBe('markingOpen')
    expect(await refusal(organiser.api.analysis.of({ id, stage: 'nowhere' }))).toBe('noSuchStage')
  })

  test('A3 closed, officials have it; judges and staff never learn that it exists', async () => {
    const { id, organiser, officials } = contest
    await organiser.api.marking.close({ id, stage: 'final' })
    for (const { api } of [organiser, officials.chiefJudge, officials.supervisor, officials.arbiter])
      expect((await api.analysis.of({ id, stage: 'final' })).items).toHaveLength(1)
    for (const { api } of [judge, officials.staff, contest.server.browser()])
      expect(['notFound', 'signIn']).toContain(await refusal(api.analysis.of({ id, stage: 'final' })))
  })

  test('it holds the judges’ differences and the paper’s questions', async () => {
    const { items, papers } = await contest.organiser.api.analysis.of({ id: contest.id, stage: 'final' })
    // 甲 is 2 above 丙 and 4 above 乙: 3 above their mean, always.
    expect(items[0]).toMatchObject({ pieces: 8, sheetMax: 100, concordance: { value: { w: 1, judges: 3, pieces: 8 } } })
    expect(items[0]!.judges.map(({ name, severity }) => [name, severity.value?.difference])).toEqual(
      expect.arrayContaining([
        ['甲', 3],
        ['乙', -3],
        ['丙', 0],
      ]),
    )
    // Entrant N has the first N questions right: all of eight have the first.
    expect(papers[0]).toMatchObject({ papers: 8 })
    const difficulties = papers[0]!.questions.map(({ difficulty }) => difficulty)
    expect(difficulties.toSorted((a, b) => b - a)).toEqual([1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125])
  })

  test('wrong answers are counted in the bank’s words', async () => {
    const { papers } = await contest.organiser.api.analysis.of({ id: contest.id, stage: 'final' })
    // q1 is true and all say so; q2 is false and one entrant of eight says true.
    const of = (id: string) => papers[0]!.questions.find((question) => question.id === id)?.choices
    expect(of('q1')).toEqual([{ chosen: '√', count: 8, right: true }])
    expect(of('q2')).toEqual([
      { chosen: '×', count: 7, right: true },
      { chosen: '√', count: 1, right: false },
    ])
  })

  test('as a spreadsheet', async () => {
    const file = await contest.organiser.api.analysis.export({ id: contest.id, stage: 'final' })
    const table = await readTable(new Uint8Array(await file.arrayBuffer()))
    expect(table.sheet).toBe('裁判')
    expect(table.rows[0]!.slice(0, 5)).toEqual(['赛项', '裁判', '件数', '平均分', '与其他裁判均分之差'])
    expect(table.rows.slice(1).map(([, name, , , difference]) => [name, difference])).toEqual(
      expect.arrayContaining([['甲', '3']]),
    )
  })
})
