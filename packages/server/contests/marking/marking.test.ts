/** A sealed contest whose papers three judges mark, over the real API and sockets. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { livePath } from '@leitai/core/api/paths.ts'
import { markingIdOf, runIdOf } from '@leitai/core/contest/reading.ts'
import type { MarkingState } from '@leitai/core/marking/types.ts'
import type { FromServer } from '@leitai/core/wire.ts'
import { passphrases, sealedContest, sitPaper, type Official, type SealedContest } from '../testing/sealed-contest.ts'

const stage = 'final'
const item = 'knowledge'
/** A mark that stands nowhere else. */
const secret = '3.5'

let contest: SealedContest
let judges: Official[]
let codes: string[]

const marking =
  '{ by: judges, judges: 3, aggregate: mean, spread: 2, clause: C20.knowledge.score, sheet: [' +
  '{ kind: points, id: content, label: { zh: 内容, en: Content }, max: 5, step: 0.5 }, ' +
  '{ kind: points, id: words, label: { zh: 用语, en: Words }, max: 3, step: 0.5 } ] }'

const refusal = (code: string) => ({ data: { code } })

beforeAll(async () => {
  contest = await sealedContest(2, marking)
  judges = []
  // the first belongs to a delegation that competes; the fourth stands in
  for (const [index, delegation] of ['代表队0', '', '', ''].entries()) {
    const username = `judge-${index}`
    const { personId, password } = await contest.organiser.api.people.add({
      id: contest.id,
      name: `裁判${index + 1}`,
      username,
      delegation,
      roles: ['judge'],
    })
    const browser = contest.server.browser()
    await browser.signIn(username, password!)
    judges.push({ ...browser, id: personId, password: password! })
  }
  const { slips } = await contest.draw()
  codes = slips.map(({ code }) => code).toSorted()
  await sitPaper(contest, slips)
})
afterAll(() => contest.stop())

const appoint = (judgeIds: string[]) =>
  contest.organiser.api.marking.appointPanel({ id: contest.id, stage, item, group: null, judges: judgeIds })
const markingId = (code: string) => markingIdOf(contest.id, stage, item, code)
const state = async (code: string) => (await contest.server.host.state(markingId(code)))!.state as MarkingState
const mark = (judge: Official, code: string, line: string, value: string, revision = 1) =>
  contest.server.host.submit({
    runId: markingId(code),
    commandId: `mark-${Math.random()}`,
    name: 'mark',
    payload: { line, value, revision },
    by: { kind: 'person', id: judge.id, roles: ['judge'] },
  })
const handIn = (judge: Official, code: string) =>
  contest.server.host.submit({
    runId: markingId(code),
    commandId: `hand-${Math.random()}`,
    name: 'handIn',
    payload: {},
    by: { kind: 'person', id: judge.id, roles: ['judge'] },
  })

/** Every frame that a person's page gets for a run, until nothing more comes. */
async function frames(
  who: { cookies: ReadonlyMap<string, string> },
  runId: string,
  as?: string,
): Promise<FromServer[]> {
  const socket = new WebSocket(`${contest.server.url.replace('http', 'ws')}${livePath}`, {
    headers: { cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  })
  const got: FromServer[] = []
  socket.on('message', (data: Buffer) => got.push(JSON.parse(data.toString()) as FromServer))
  await new Promise((resolve) => socket.once('open', resolve))
  socket.send(JSON.stringify({ t: 'watch', runId, version: 0, ...(as === undefined ? {} : { as }) }))
  const about = () => got.some((frame) => frame.t === 'gone' || frame.t === 'view')
  await expect.poll(about, { timeout: 5000 }).toBe(true)
  await new Promise((resolve) => setTimeout(resolve, 100))
  socket.terminate()
  return got
}

describe('the panel', () => {
  test('is made of people who have the role, in the number that the rulebook asks for', async () => {
    await expect(appoint([contest.officials.staff.id, judges[1]!.id, judges[2]!.id])).rejects.toMatchObject(
      refusal('notJudge'),
    )
    await expect(appoint([judges[1]!.id, judges[2]!.id])).rejects.toMatchObject(refusal('tooFewJudges'))
    await expect(
      judges[0]!.api.marking.appointPanel({
        id: contest.id,
        stage,
        item,
        group: null,
        judges: judges.map(({ id }) => id),
      }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('nobody marks the own delegation: who stands in does, also while identities are sealed', async () => {
    await appoint(judges.map(({ id }) => id))
    await contest.server.parts.markingDesk.settled(contest.id)
    const barred = new Set(
      Object.values((await contest.state()).codes)
        .filter(({ barredJudges }) => barredJudges.length > 0)
        .map(({ code }) => code),
    )
    expect(barred.size).toBe(3)
    for (const code of codes) {
      const seated = (await state(code)).judges.map(({ personId }) => personId)
      expect(seated).toEqual((barred.has(code) ? judges.slice(1) : judges.slice(0, 3)).map(({ id }) => id))
    }
  })

  test('a judge who came after the sealed draw cannot be looked up, and is refused', async () => {
    const { personId } = await contest.organiser.api.people.add({
      id: contest.id,
      name: '迟到裁判',
      username: 'judge-late',
      delegation: '',
      roles: ['judge'],
    })
    await expect(appoint([judges[1]!.id, judges[2]!.id, personId])).rejects.toMatchObject(refusal('judgeAfterDraw'))
    // nor can one who is said to belong elsewhere since
    const { id: first } = judges[0]!
    await contest.organiser.api.people.setRoles({
      id: contest.id,
      personId: first,
      roles: ['judge'],
      delegation: '代表队1',
    })
    await expect(appoint(judges.map(({ id }) => id))).rejects.toMatchObject(refusal('judgeAfterDraw'))
    await contest.organiser.api.people.setRoles({
      id: contest.id,
      personId: first,
      roles: ['judge'],
      delegation: '代表队0',
    })
  })
})

describe('A3 a judge', () => {
  test('sees the own sheet and never a colleague’s mark, in no frame and no answer', async () => {
    const code = codes[0]!
    const [, second, third] = judges as [Official, Official, Official]
    expect(await mark(second, code, 'content', secret)).toMatchObject({ version: expect.any(Number) as number })
    const own = JSON.stringify(await frames(second, markingId(code), 'judge'))
    expect(own).toContain(`"${secret}"`)
    for (const who of [third, contest.officials.chiefJudge, contest.officials.staff, contest.organiser]) {
      expect(JSON.stringify(await frames(who, markingId(code)))).not.toContain(`"${secret}"`)
    }
    const { chiefJudge } = contest.officials
    const told = [
      await third.api.marking.queue({ id: contest.id }),
      await chiefJudge.api.marking.progress({ id: contest.id, stage }),
      await chiefJudge.api.contests.get({ id: contest.id }),
    ]
    expect(JSON.stringify(told)).not.toContain(`"${secret}"`)
    await expect(third.api.marking.progress({ id: contest.id, stage })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('finds neither work nor sheet of a piece of which they are no judge; nor does a contestant', async () => {
    const [first] = judges as [Official]
    const foreign = (await contest.state()).codes
    const code = codes.find((one) => foreign[one]!.barredJudges.includes(first.id))!
    for (const runId of [markingId(code), runIdOf(contest.id, stage, item, code)])
      expect((await frames(first, runId, 'judge')).map(({ t }) => t)).toContain('gone')
    const queue = await first.api.marking.queue({ id: contest.id })
    expect(queue.map((line) => line.code)).not.toContain(code)
    expect((await frames(contest.server.browser(), markingId(code), 'screen')).map(({ t }) => t)).toContain('gone')
  })

  test('learns no identity: the work goes by its code', async () => {
    const state = await contest.state()
    const queue = JSON.stringify(await judges[1]!.api.marking.queue({ id: contest.id }))
    const work = JSON.stringify(await frames(judges[1]!, runIdOf(contest.id, stage, item, codes[0]!), 'judge'))
    for (const { name, number, entrantId } of Object.values(state.roster))
      for (const text of [JSON.stringify(name).slice(1, -1), number, entrantId])
        expect(queue + work).not.toContain(text)
  })
})

describe('closing', () => {
  test('A4 the seal stays while a sheet is owed, and closing says who owes what', async () => {
    const { id } = contest
    const { chiefJudge, outer } = contest.officials
    const opening = () => outer.api.seal.open({ id, layer: 2, passphrase: passphrases.outer })
    await expect(opening()).rejects.toMatchObject(refusal('markingOpen'))
    await expect(chiefJudge.api.results.compute({ id, stage })).rejects.toMatchObject(refusal('markingOpen'))
    const owed = await chiefJudge.api.marking.close({ id, stage }).then(
      () => null,
      (error: {
        data: { details: { pieces: { code: string; owed: { name: string; lines: { id: string }[] }[] }[] } }
      }) => error.data.details.pieces,
    )
    expect(owed!.map(({ code }) => code).toSorted()).toEqual(codes)
    const [piece] = owed!.filter(({ code }) => code === codes[0])
    expect(piece!.owed.find(({ name }) => name === '裁判2')!.lines.map((line) => line.id)).toEqual(['words'])
    expect(await contest.act('closeMarking', { stage })).toBe('notAllowed')
    await expect(opening()).rejects.toMatchObject(refusal('markingOpen'))
    // and nothing was shut by the attempt
    expect((await state(codes[0]!)).phase).toBe('open')
  })

  test('a restart in the middle keeps every mark, and marking goes on', async () => {
    await contest.restart()
    expect((await state(codes[0]!)).sheets[judges[1]!.id]!.marks['content']).toEqual({ value: secret, revision: 1 })
    for (const code of codes) {
      for (const { personId } of (await state(code)).judges) {
        const judge = judges.find(({ id }) => id === personId)!
        await mark(judge, code, 'content', '4', 2)
        await mark(judge, code, 'words', '2', 2)
        expect(await handIn(judge, code)).not.toHaveProperty('refused')
      }
    }
  })

  test('closed marks stand; reopened, they can change again and close again', async () => {
    const { id } = contest
    const { chiefJudge } = contest.officials
    await chiefJudge.api.marking.close({ id, stage })
    expect(await mark(judges[1]!, codes[0]!, 'words', '1', 3)).toMatchObject({ refused: true, code: 'closed' })
    await chiefJudge.api.marking.reopen({ id, stage, reason: '漏看一页' })
    expect((await state(codes[0]!)).phase).toBe('open')
    await chiefJudge.api.marking.close({ id, stage })
    await chiefJudge.api.results.compute({ id, stage })
    const { results } = await contest.state()
    expect(results[stage]!.scores[codes[0]!]![item]!.points).toBe('6.00')
  })
})

describe('a correction', () => {
  const target = () => ({
    id: contest.id,
    stage,
    item,
    code: codes[0]!,
    judge: judges[1]!.id,
    line: 'content',
    new: '1',
  })
  const signed = () => ({
    reason: '打分与评语不符',
    cause: 'error' as const,
    password: contest.officials.chiefJudge.password,
  })

  test('shows what it would change, and changes it under the chief judge’s password alone', async () => {
    const { chiefJudge, supervisor } = contest.officials
    const preview = await chiefJudge.api.marking.previewCorrection(target())
    // (4 + 4 + 1) ÷ 3 + 2
    expect(preview).toMatchObject({ old: '4', score: { points: '5.00' } })
    expect(preview.changes.find(({ code }) => code === codes[0])).toMatchObject({
      before: { total: '6.00', rank: 1 },
      after: { total: '5.00', rank: codes.length },
    })
    expect((await contest.state()).results[stage]!.corrections).toEqual([])
    await expect(supervisor.api.marking.correct({ ...target(), ...signed() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(
      chiefJudge.api.marking.correct({ ...target(), ...signed(), password: 'wrong-one' }),
    ).rejects.toMatchObject(refusal('wrongPassword'))
    await expect(chiefJudge.api.marking.correct({ ...target(), ...signed(), new: '9' })).rejects.toMatchObject(
      refusal('badMark'),
    )
    await chiefJudge.api.marking.correct({ ...target(), ...signed() })
    const { corrections, corrected } = (await contest.state()).results[stage]!
    expect(corrections).toMatchObject([{ old: '4', new: '1', reason: '打分与评语不符', name: '周正' }])
    expect(corrected[codes[0]!]![item]!.points).toBe('5.00')
    // the judge's own mark stays what it was
    expect((await state(codes[0]!)).sheets[judges[1]!.id]!.marks['content']!.value).toBe('4')
  })

  test('and its reverse bring back what stood', async () => {
    const { chiefJudge } = contest.officials
    await chiefJudge.api.marking.correct({ ...target(), ...signed(), new: '4' })
    const { corrected, corrections } = (await contest.state()).results[stage]!
    expect(corrected[codes[0]!]![item]!.points).toBe('6.00')
    expect(corrections).toHaveLength(2)
  })
})
