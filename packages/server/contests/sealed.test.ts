/** A4: who holds which code is known to nobody before marking is over, and then only to several persons together. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Slip } from './draw/slip-box.ts'
import { dump, filesBelow, findJoins, type Known } from './testing/joins.ts'
import { passphrases, sealedContest, sitPaper, type SealedContest } from './testing/sealed-contest.ts'

const refusal = (code: string) => ({ data: { code } })

describe('a sealed contest from the draw to the open envelope', () => {
  let contest: SealedContest
  let slips: Slip[]
  let token: string
  let known: Known

  beforeAll(async () => {
    contest = await sealedContest()
    ;({ slips, token } = await contest.draw())
    const { roster } = await contest.state()
    const entries = Object.values(roster)
    known = {
      entrants: new Map(entries.map(({ entrantId, number, name }) => [entrantId, [entrantId, number, name]])),
      mapping: Object.fromEntries(
        slips.map((slip) => [slip.code, entries.find(({ number }) => number === slip.number)!.entrantId]),
      ),
    }
  })
  afterAll(() => contest?.stop())

  test('A4 a dump of the database after a sealed draw joins no entrant to a code, nor do files, log or snapshot', async () => {
    const printed = await contest.officials.staff.fetch(`/api/contests/${contest.id}/print/slips.pdf?token=${token}`)
    expect(printed.status).toBe(200)
    // One more act, so that the stream is long enough for a snapshot when the server stops.
    expect(await contest.act('moveSeat', { code: slips[0]!.code, toSeat: 'Z91', reason: '显示器故障' })).toBeNull()
    await contest.restart()

    const tables = await dump(contest.server.db)
    const text = JSON.stringify(tables)
    expect(tables.find(({ table }) => table === 'snapshot')!.rows).not.toHaveLength(0)
    for (const { code, name, pin } of slips) {
      expect(text).toContain(code)
      expect(text).toContain(JSON.stringify(name).slice(1, -1))
      expect(text).not.toContain(`"${pin}"`)
    }
    expect(findJoins(tables, known)).toEqual([])

    const files = await filesBelow(contest.home)
    expect(files).not.toHaveLength(0)
    expect(
      findJoins(
        [
          ...files.map(({ path, text: content }) => ({ table: path, rows: [content] })),
          { table: 'log', rows: contest.server.log },
        ],
        known,
      ),
    ).toEqual([])
  })

  test('A4 slips are in memory alone: gone after a restart, and for nobody without the draw’s token', async () => {
    for (const query of ['', `?token=${token}`, '?token=guess']) {
      const response = await contest.officials.staff.fetch(`/api/contests/${contest.id}/print/slips.pdf${query}`)
      expect(response.status).toBe(422)
      expect(await response.json()).toMatchObject({ code: 'slipsGone' })
    }
  })

  test('A4 opening before marking is over is refused to everybody', async () => {
    const { outer, inner } = contest.officials
    await expect(
      outer.api.seal.open({ id: contest.id, layer: 2, passphrase: passphrases.outer }),
    ).rejects.toMatchObject(refusal('markingOpen'))
    await expect(
      inner.api.seal.open({ id: contest.id, layer: 1, recoveryKey: contest.recovery.inner }),
    ).rejects.toMatchObject(refusal('markingOpen'))
    await sitPaper(contest, slips)
    await expect(
      outer.api.seal.open({ id: contest.id, layer: 2, passphrase: passphrases.outer }),
    ).rejects.toMatchObject(refusal('markingOpen'))
    expect(findJoins(await dump(contest.server.db), known)).toEqual([])
  })

  test('A4 layers open from the outside in, each by its own officer; one person never opens both', async () => {
    const {
      organiser,
      officials: { chiefJudge, outer, inner, staff },
      id,
    } = contest
    await chiefJudge.api.results.compute({ id, stage: 'final' }).then(
      () => expect.unreachable(),
      (error) => expect(error).toMatchObject(refusal('markingOpen')),
    )
    await chiefJudge.api.marking.close({ id, stage: 'final' })

    await expect(inner.api.seal.open({ id, layer: 1, passphrase: passphrases.inner })).rejects.toMatchObject(
      refusal('outerFirst'),
    )
    await expect(inner.api.seal.open({ id, layer: 2, passphrase: passphrases.outer })).rejects.toMatchObject(
      refusal('notOfficer'),
    )
    await expect(organiser.api.seal.open({ id, layer: 2, passphrase: passphrases.outer })).rejects.toMatchObject(
      refusal('notOfficer'),
    )
    await expect(staff.api.seal.open({ id, layer: 2, recoveryKey: contest.recovery.outer })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(
      contest.server.browser().api.seal.open({ id, layer: 2, passphrase: passphrases.outer }),
    ).rejects.toMatchObject({ code: 'UNAUTHORIZED' })

    expect(await outer.api.seal.open({ id, layer: 2, passphrase: passphrases.outer })).toEqual({
      opened: 2,
      unsealed: false,
    })
    expect(findJoins(await dump(contest.server.db), known)).toEqual([])
    // With the inner layer's key from the safe, the outer officer still may not.
    await expect(outer.api.seal.open({ id, layer: 1, recoveryKey: contest.recovery.inner })).rejects.toMatchObject(
      refusal('samePerson'),
    )
    expect((await contest.state()).unsealedAt).toBeNull()
  })

  test('A14 a wrong passphrase is slowed, and the wait is for the one who guesses', async () => {
    const {
      officials: { inner, arbiter },
      id,
      clock,
    } = contest
    // Looking at a passphrase takes a second by itself; here no time passes but what the test lets pass.
    clock.setSpeed(0)
    const guess = () => inner.api.seal.open({ id, layer: 1, passphrase: 'not the passphrase' })
    await expect(guess()).rejects.toMatchObject(refusal('wrongSecret'))
    // Guesses at the layer's key count with those at its passphrase.
    for (let tried = 1; tried < 5; tried += 1)
      await expect(
        inner.api.seal.open({ id, layer: 1, recoveryKey: `AGE-SECRET-KEY-1${tried}` }),
      ).rejects.toMatchObject(refusal('wrongSecret'))
    await expect(guess()).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      data: { code: 'tooMany', details: { waitSeconds: expect.any(Number) } },
    })
    await expect(inner.api.seal.open({ id, layer: 1, passphrase: passphrases.inner })).rejects.toMatchObject(
      refusal('tooMany'),
    )
    await expect(arbiter.api.seal.open({ id, layer: 1, recoveryKey: 'AGE-SECRET-KEY-1WRONG' })).rejects.toMatchObject(
      refusal('wrongSecret'),
    )
    clock.jump(2 * 60_000)
    await expect(inner.api.seal.open({ id, layer: 1, recoveryKey: 'AGE-SECRET-KEY-1X' })).rejects.toMatchObject(
      refusal('wrongSecret'),
    )
    clock.setSpeed(1)
    clock.jump(2 * 60_000)
  }, 120_000)

  test('A4 the recovery key opens where the officer cannot; then names and codes stand together', async () => {
    const {
      officials: { arbiter },
      id,
    } = contest
    expect(await arbiter.api.seal.open({ id, layer: 1, recoveryKey: contest.recovery.inner })).toEqual({
      opened: 1,
      unsealed: true,
    })
    const state = await contest.state()
    expect(state.mapping).toEqual(known.mapping)
    expect(state.officers[1]!.opened).toMatchObject({ name: '郑平', withRecoveryKey: true })
    // The same look at the same tables now finds what it is made to find.
    expect(findJoins(await dump(contest.server.db), known).length).toBeGreaterThanOrEqual(slips.length)
  })
})
