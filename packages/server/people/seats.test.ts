import { afterAll, beforeAll, expect, test } from 'vitest'
import { virtualClock } from '../clock/virtual-clock.ts'
import { act, firstOrganiser, newContest, startTestServer, type TestServer } from '../testing.ts'
import type { Fenced } from './seats.ts'

let server: TestServer
let contest: { id: string; slug: string }
beforeAll(async () => {
  server = await startTestServer({ clock: virtualClock(Date.now(), 0) })
  const organiser = await firstOrganiser(server)
  contest = await newContest(organiser)
  await organiser.api.contests.publishRulebook({ id: contest.id, edition: '1' })
})
afterAll(() => server?.stop())

const codes = Array.from({ length: 40 }, (_, index) => `S${String(index + 1).padStart(2, '0')}`)

test('A14 forty seats behind one address sign in at once while one of them is being guessed', async () => {
  const pins = await server.parts.seats.issuePins(contest.id, codes)
  const wrong = (pin: string) => (pin === '000000' ? '000001' : '000000')
  const guesses = Promise.all(
    Array.from({ length: 15 }, () =>
      server
        .browser()
        .api.seat.signIn({ contest: contest.slug, code: 'S01', pin: wrong(pins.get('S01')!) })
        .then(
          () => 'in',
          (error: { data: { code: string } }) => error.data.code,
        ),
    ),
  )
  const signedIn = await Promise.all(
    codes.slice(1).map((code) =>
      server
        .browser()
        .api.seat.signIn({ contest: contest.slug, code, pin: pins.get(code)! })
        .then((seat) => seat.code),
    ),
  )
  expect(signedIn).toEqual(codes.slice(1))
  const outcomes = await guesses
  expect(outcomes).not.toContain('in')
  expect(outcomes).toContain('tooMany')
  expect(outcomes.filter((code) => code === 'wrongPin').length).toBeLessThanOrEqual(6)
  await expect(
    server.browser().api.seat.signIn({ contest: contest.slug, code: 'S01', pin: pins.get('S01')! }),
  ).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS', data: { details: { waitSeconds: expect.any(Number) } } })

  // the staff help: a new PIN, and the waiting is over
  const again = await server.parts.seats.issuePins(contest.id, ['S01'])
  expect(
    await server.browser().api.seat.signIn({ contest: contest.slug, code: 'S01', pin: again.get('S01')! }),
  ).toEqual({ contestId: contest.id, code: 'S01' })
})

test('A14 a code that does not exist answers like one that does', async () => {
  const ask = (code: string) => server.browser().api.seat.signIn({ contest: contest.slug, code, pin: 'x' })
  await expect(ask('S02')).rejects.toMatchObject({ code: 'REFUSED', data: { code: 'wrongPin' } })
  await expect(ask('no such')).rejects.toMatchObject({ code: 'REFUSED', data: { code: 'wrongPin' } })
})

test('A8 a second sign-in fences the older one, and whoever listens is told; a new PIN ends every session', async () => {
  const fenced: Fenced[] = []
  const forget = server.parts.seats.onFenced((one) => fenced.push(one))
  const pins = await server.parts.seats.issuePins(contest.id, ['S30'])
  fenced.length = 0
  const first = server.browser()
  await first.api.seat.signIn({ contest: contest.slug, code: 'S30', pin: pins.get('S30')! })
  expect((await first.api.me()).seat).toMatchObject({ code: 'S30', contestId: contest.id })
  const second = server.browser()
  await second.api.seat.signIn({ contest: contest.slug, code: 'S30', pin: pins.get('S30')! })
  expect((await first.api.me()).seat).toBeNull()
  expect((await second.api.me()).seat).toMatchObject({ code: 'S30' })
  expect(fenced).toMatchObject([{ contestId: contest.id, code: 'S30', by: 'secondSignIn' }])
  await expect(first.api.seat.runs()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })

  await server.parts.seats.issuePins(contest.id, ['S30'])
  expect((await second.api.me()).seat).toBeNull()
  expect(fenced.at(-1)).toMatchObject({ code: 'S30', by: 'pinReset' })
  forget()
})

test('of several sign-ins at once exactly one session stays', async () => {
  const pins = await server.parts.seats.issuePins(contest.id, ['S31'])
  const browsers = Array.from({ length: 4 }, () => server.browser())
  await Promise.all(
    browsers.map(({ api }) => api.seat.signIn({ contest: contest.slug, code: 'S31', pin: pins.get('S31')! })),
  )
  const seats = await Promise.all(browsers.map(({ api }) => api.me().then(({ seat }) => seat)))
  expect(seats.filter((seat) => seat !== null)).toHaveLength(1)
})

test('A4 nothing that opens a seat is stored as it is', async () => {
  const pins = await server.parts.seats.issuePins(contest.id, ['S32'])
  const browser = server.browser()
  await browser.api.seat.signIn({ contest: contest.slug, code: 'S32', pin: pins.get('S32')! })
  const { rows } = await server.db.pool.query(
    'select t::text as text from seat_credential t union all select t::text from seat_session t',
  )
  const stored = rows.map(({ text }: { text: string }) => text).join('\n')
  expect(stored).toContain('S32')
  expect(stored).not.toContain(pins.get('S32'))
  expect(stored).not.toContain(browser.cookies.get('leitai_seat'))
})

test('an open link: a name is enough to join, once registration is open; number and PIN sign in again elsewhere', async () => {
  const browser = server.browser()
  const ask = { contest: contest.slug, name: '路过的人' }
  await expect(browser.api.seat.join(ask)).rejects.toMatchObject({ data: { code: 'notOpen' } })
  await act(server, contest.id, 'openRegistration')
  const joined = await browser.api.seat.join(ask)
  expect(joined).toMatchObject({ contestId: contest.id, code: '001' })
  expect((await browser.api.me()).seat).toMatchObject({ code: '001' })
  expect((await server.browser().api.seat.join({ ...ask, name: '又一人' })).code).toBe('002')
  expect(await server.browser().api.seat.signIn({ contest: contest.slug, code: '001', pin: joined.pin })).toMatchObject(
    { code: '001' },
  )
})
