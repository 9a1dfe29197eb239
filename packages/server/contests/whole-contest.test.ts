/** A sealed contest from its roster to the archive, through the API and its own acts, on a real database. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resultDigest } from '@leitai/core/contest/results.ts'
import type { ContestView } from '@leitai/core/contest/view.ts'
import { verifyArchive } from '../archive/verify-archive.ts'
import type { Slip } from './draw/slip-box.ts'
import {
  names,
  passphrases,
  sealedContest,
  sitPaper,
  type Official,
  type SealedContest,
} from './testing/sealed-contest.ts'

const refusal = (code: string) => ({ data: { code } })

describe('from the roster to the archive', () => {
  let contest: SealedContest
  let slips: Slip[]
  beforeAll(async () => {
    contest = await sealedContest()
  })
  afterAll(() => contest?.stop())

  const print = (who: { fetch: Official['fetch'] }, file: string) =>
    who.fetch(`/api/contests/${contest.id}/print/${file}`)
  const view = async () =>
    (await contest.server.host.view(contest.id, { as: 'organiser', id: 'o' }))!.view as ContestView

  test('seats are drawn once for all who are checked in, by the floor alone', async () => {
    const { id, officials } = contest
    await expect(officials.chiefJudge.api.draw.seats({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    ;({ slips } = await contest.draw())
    expect(slips.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
    expect(new Set(slips.map(({ seat }) => seat)).size).toBe(names.length)
    await expect(officials.staff.api.draw.seats({ id })).rejects.toMatchObject(refusal('nobodyToDraw'))
  })

  test('A8 a new PIN makes the old one worthless, and the journal says who gave it and why', async () => {
    const { id, slug, officials, server } = contest
    const { code, pin } = slips[0]!
    const seat = server.browser()
    await seat.api.seat.signIn({ contest: slug, code, pin })
    const { pin: fresh } = await officials.staff.api.draw.resetPin({ id, code, reason: '凭条遗失' })
    expect((await seat.api.me()).seat).toBeNull()
    await expect(
      seat.api.seat.signIn({ contest: slug, code, pin: pin === '000000' ? '000001' : pin }),
    ).rejects.toMatchObject(refusal('wrongPin'))
    await seat.api.seat.signIn({ contest: slug, code, pin: fresh })
    slips = slips.map((slip) => (slip.code === code ? { ...slip, pin: fresh } : slip))
    await expect(officials.staff.api.draw.resetPin({ id, code: 'K99', reason: '没有' })).rejects.toMatchObject(
      refusal('noSuchCode'),
    )
    const events = []
    for await (const { event } of server.host.events(id)) events.push(event)
    expect(events.filter(({ name }) => name === 'pinReset')).toMatchObject([
      { payload: { code, reason: '凭条遗失' }, by: { kind: 'server', for: officials.staff.id } },
    ])
  })

  test('the room shows every seat, and what each has done', async () => {
    const { id, officials } = contest
    const before = await officials.staff.api.draw.room({ id })
    expect(before).toHaveLength(names.length)
    expect(before.every(({ phase }) => phase === 'none')).toBe(true)
    await sitPaper(contest, slips)
    const after = await officials.staff.api.draw.room({ id, session: 's1' })
    expect(after.map(({ phase, done, total }) => [phase, done, total])).toEqual(names.map(() => ['closed', 8, 8]))
    expect(after.every(({ lastSaveAt }) => lastSaveAt !== null)).toBe(true)
    await expect(officials.arbiter.api.draw.room({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('results are computed by code while names are sealed, and printed as such', async () => {
    const { id, officials, organiser } = contest
    await expect(organiser.api.results.compute({ id, stage: 'final' })).rejects.toMatchObject(refusal('markingOpen'))
    await expect(organiser.api.results.marks({ id, stage: 'final' })).rejects.toMatchObject(refusal('noResults'))
    expect((await print(organiser, 'results.pdf')).status).toBe(422)
    await organiser.api.marking.close({ id, stage: 'final' })
    expect(await officials.chiefJudge.api.results.compute({ id, stage: 'final' })).toEqual({ lines: names.length })
    const sheet = (
      await readXlsx(new Uint8Array(await (await organiser.api.results.export({ id, stage: 'final' })).arrayBuffer()))
    ).sheets[0]!
    expect(sheet.rows[0]).toEqual(['名次', '赛位号', '知识测试', '总分', '用时（秒）', '奖项', '备注'])
    const marks = await (await officials.arbiter.api.results.marks({ id, stage: 'final' })).text()
    expect(marks.split('\r\n')).toHaveLength(names.length + 2)
    for (const { name, number } of slips) {
      expect(JSON.stringify(sheet.rows)).not.toContain(JSON.stringify(name).slice(1, -1))
      expect(marks).not.toContain(number)
    }
    expect((await print(officials.arbiter, 'results.pdf')).headers.get('content-type')).toBe('application/pdf')
  })

  test('three persons sign what they read, each with the password, and none before the seal is open', async () => {
    const {
      id,
      officials: { chiefJudge, supervisor, arbiter, inner, outer },
      organiser,
    } = contest
    const stage = 'final'
    await expect(
      chiefJudge.api.results.sign({ id, stage, role: 'chiefJudge', password: chiefJudge.password }),
    ).rejects.toMatchObject(refusal('sealed'))
    await outer.api.seal.open({ id, layer: 2, passphrase: passphrases.outer })
    await inner.api.seal.open({ id, layer: 1, passphrase: passphrases.inner })

    const digest = resultDigest(await contest.state(), stage)
    await expect(
      organiser.api.results.sign({ id, stage, role: 'chiefJudge', password: 'correct horse battery' }),
    ).rejects.toMatchObject(refusal('notYourRole'))
    await expect(
      chiefJudge.api.results.sign({ id, stage, role: 'chiefJudge', password: 'wrong' }),
    ).rejects.toMatchObject(refusal('wrongPassword'))
    await expect(
      chiefJudge.api.results.sign({
        id,
        stage,
        role: 'chiefJudge',
        password: chiefJudge.password,
        digest: 'what stood there before',
      }),
    ).rejects.toMatchObject(refusal('changed'))
    await expect(contest.act('publishResults', { stage })).resolves.toBe('signaturesMissing')
    await chiefJudge.api.results.sign({ id, stage, role: 'chiefJudge', password: chiefJudge.password, digest })
    await supervisor.api.results.sign({ id, stage, role: 'supervisor', password: supervisor.password })
    await arbiter.api.results.sign({ id, stage, role: 'arbiter', password: arbiter.password })
    expect((await view()).results[0]!.signatures.map(({ role, name }) => [role, name])).toEqual([
      ['chiefJudge', '周正'],
      ['supervisor', '吴明'],
      ['arbiter', '郑平'],
    ])
    await expect(organiser.api.results.compute({ id, stage })).rejects.toMatchObject(refusal('signed'))
  }, 120_000)

  test('A14 the password of a signature cannot be guessed', async () => {
    const {
      id,
      officials: { supervisor },
      clock,
    } = contest
    const guess = () => supervisor.api.results.sign({ id, stage: 'final', role: 'supervisor', password: 'guess' })
    clock.setSpeed(0)
    for (let tried = 0; tried < 5; tried += 1) await expect(guess()).rejects.toMatchObject(refusal('wrongPassword'))
    await expect(guess()).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' })
    clock.setSpeed(1)
  })

  test('certificates wait for publication; the archive follows it and is there to fetch', async () => {
    const { id, organiser, officials } = contest
    const early = await print(organiser, 'certificates.pdf')
    expect([early.status, await early.json()]).toMatchObject([
      422,
      { code: 'notPublished', zh: expect.stringContaining('公布'), en: expect.stringContaining('publication') },
    ])
    await expect(organiser.api.archive.make({ id })).rejects.toMatchObject(refusal('notPublished'))
    await expect(organiser.api.archive.download({ id })).rejects.toMatchObject(refusal('notArchived'))
    expect(await contest.act('publishResults', { stage: 'final' })).toBeNull()

    // N08 had all eight right, N07 seven, N06 six.
    expect(
      (await view()).results[0]!.awards.map(({ id: award, lines }) => [
        award,
        ...lines.map(({ name, coaches }) => [name, ...coaches]),
      ]),
    ).toEqual([
      ['first', ['赵敏', '教练8']],
      ['second', ['欧阳文静'], ['王芳$x$']],
    ])
    for (const file of [
      'certificates.pdf',
      'certificates.pdf?kind=coach',
      'results.pdf',
      'score-sheets.pdf',
      'seat-labels.pdf',
      'check-in.pdf',
      'incidents.pdf',
      'poster.pdf',
    ]) {
      const response = await print(organiser, file)
      expect([file, response.status, response.headers.get('content-type')]).toEqual([file, 200, 'application/pdf'])
      expect(
        Buffer.from(await response.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-')
    }
    const made = await organiser.api.archive.make({ id })
    const zip = await officials.supervisor.api.archive.download({ id })
    expect(zip.size).toBe(made.bytes)
    expect((await contest.state()).archive).toMatchObject(made)

    const path = join(contest.home, 'fetched.zip')
    await writeFile(path, Buffer.from(await zip.arrayBuffer()))
    const verified = await verifyArchive(path, { key: await contest.server.parts.archivist.fingerprint() })
    expect(verified).toMatchObject({
      ok: true,
      manifest: {
        files: expect.arrayContaining([
          expect.objectContaining({ path: 'prints/results-final.pdf' }),
          expect.objectContaining({ path: 'prints/results-final.xlsx' }),
        ]),
      },
    })
    const again = await organiser.api.archive.make({ id })
    expect(again.bytes).toBeGreaterThan(0)
  })

  test('A11 what looks like a formula stays text in the spreadsheet and the marks', async () => {
    const { id, organiser } = contest
    const sheets = (
      await readXlsx(new Uint8Array(await (await organiser.api.results.export({ id, stage: 'final' })).arrayBuffer()))
    ).sheets
    expect(sheets.map(({ name }) => name)).toEqual(['成绩', '得分依据', '奖项'])
    const cells = sheets.flatMap((sheet) => sheet.rows.flat())
    expect(cells).toContain("'=1+1")
    expect(cells).not.toContain('=1+1')
    expect(sheets.every((sheet) => [...(sheet.cells?.values() ?? [])].every((cell) => !cell.formula))).toBe(true)
    expect(sheets[0]!.rows[1]!.slice(0, 6)).toEqual([
      1,
      'N08',
      '赵敏',
      '代表队1',
      slips.find(({ number }) => number === 'N08')!.code,
      8,
    ])
  })

  test('A2 papers are for those whose work they are, and nobody else learns that they exist', async () => {
    const { officials, server, id } = contest
    const { slug } = contest
    const seat = server.browser()
    await seat.api.seat.signIn({ contest: slug, code: slips[0]!.code, pin: slips[0]!.pin })
    for (const stranger of [server.browser(), seat]) expect((await print(stranger, 'results.pdf')).status).toBe(401)
    expect((await print(officials.staff, 'results.pdf')).status).toBe(403)
    expect((await print(officials.chiefJudge, 'certificates.pdf')).status).toBe(403)
    expect((await print(officials.chiefJudge, 'slips.pdf')).status).toBe(403)
    for (const file of ['nothing.pdf', 'results', 'constructor.pdf', '..%2Fstyle.pdf'])
      expect((await print(contest.organiser, file)).status).toBe(404)
    const { id: other } = await contest.organiser.api.contests.create({
      rulebookId: 'C21',
      titleZh: '别的赛事',
      startsOn: null,
    })
    expect((await officials.chiefJudge.fetch(`/api/contests/${other}/print/results.pdf`)).status).toBe(404)
    await expect(officials.staff.api.archive.download({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('where nothing is sealed', () => {
  let contest: SealedContest
  beforeAll(async () => {
    contest = await sealedContest(0)
  })
  afterAll(() => contest?.stop())

  test('contestants sign in with their candidate number, and the draw is there for everybody to check', async () => {
    const { id, slug, server } = contest
    const { slips } = await contest.draw()
    expect(slips.map(({ code, number }) => code === number)).toEqual(names.map(() => true))
    expect(new Set(slips.map(({ seat }) => seat)).size).toBe(names.length)
    const browser = server.browser()
    await browser.api.seat.signIn({
      contest: slug,
      code: 'N01',
      pin: slips.find(({ number }) => number === 'N01')!.pin,
    })
    expect((await browser.api.me()).seat).toMatchObject({ contestId: id, code: 'N01' })
    const { draws, mapping } = await contest.state()
    expect(Object.keys(mapping)).toHaveLength(names.length)
    expect(draws).toMatchObject([
      { seed: { open: expect.stringMatching(/^[0-9a-f]{64}$/) }, mapping: { open: mapping } },
    ])
  })
})
