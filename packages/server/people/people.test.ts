import { afterAll, beforeAll, expect, test } from 'vitest'
import { virtualClock } from '../clock/virtual-clock.ts'
import { firstOrganiser, newContest, startTestServer, type TestBrowser, type TestServer } from '../testing.ts'

let server: TestServer
let organiser: TestBrowser
let token: string
beforeAll(async () => {
  server = await startTestServer({ clock: virtualClock(Date.now(), 0) })
  token = server.setupUrl!.split('#')[1]!
  organiser = await firstOrganiser(server)
})
afterAll(() => server?.stop())

const someone = { name: '王某', username: 'someone', password: 'a long password' }

test('the one-time link makes the first organiser once, and only with its token', async () => {
  expect(await organiser.api.setup.state()).toEqual({ needsFirstOrganiser: false })
  expect((await organiser.api.me()).person).toMatchObject({ username: 'organiser', mayCreateContests: true })
  const stranger = server.browser()
  await expect(stranger.api.setup.firstOrganiser({ token, ...someone })).rejects.toMatchObject({
    code: 'REFUSED',
    data: { code: 'linkUsed' },
  })
  await expect(stranger.api.setup.firstOrganiser({ token: 'guessed', ...someone })).rejects.toMatchObject({
    data: { code: 'linkUsed' },
  })
})

test('nobody can make an account by themselves, and nothing else of the sign-in library is reachable', async () => {
  const stranger = server.browser()
  for (const path of [
    '/api/auth/sign-up/email',
    '/api/auth/update-user',
    '/api/auth/is-username-available',
    '/api/auth/list-sessions',
  ]) {
    const response = await stranger.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'a@b.c', password: 'long enough', name: 'x', username: 'organiser' }),
    })
    expect(response.status, path).toBe(404)
  }
})

test('signing in and out; a wrong password is refused', async () => {
  const browser = server.browser()
  expect((await browser.signIn('organiser', 'wrong')).status).toBe(401)
  expect((await browser.api.me()).person).toBeNull()
  expect((await browser.signIn('Organiser', 'correct horse battery')).status).toBe(200)
  expect((await browser.api.me()).person).toMatchObject({ name: '组织者' })
  expect((await browser.fetch('/api/auth/sign-out', { method: 'POST', headers: { origin: server.url } })).status).toBe(
    200,
  )
  expect((await browser.api.me()).person).toBeNull()
})

test('an organiser adds people with roles; their password is told once; a role taken away is gone at once', async () => {
  const { id } = await newContest(organiser)
  const { personId, password } = await organiser.api.people.add({
    id,
    name: '李检录',
    username: 'li.staff',
    roles: ['staff'],
  })
  const staff = server.browser()
  expect((await staff.signIn('li.staff', password!)).status).toBe(200)
  expect(await staff.api.contests.list()).toMatchObject([{ id, myRoles: ['staff'] }])
  await expect(staff.api.contests.create({ rulebookId: 'C21', titleZh: '我的', startsOn: null })).rejects.toMatchObject(
    { data: { code: 'mayNotCreate' } },
  )

  await expect(
    organiser.api.people.add({ id, name: '李检录', username: 'li.staff', roles: ['judge'] }),
  ).rejects.toMatchObject({ data: { code: 'alreadyHere' } })
  const mine = async () => (await organiser.api.people.list({ id })).find((one) => one.id === personId)
  await organiser.api.people.setRoles({ id, personId, roles: ['leader'], delegation: '海州队' })
  expect(await mine()).toMatchObject({ roles: ['leader'], delegation: '海州队' })
  await organiser.api.people.setRoles({ id, personId, roles: ['judge'] })
  expect(await mine()).toMatchObject({ roles: ['judge'], delegation: '海州队' })
  await organiser.api.people.setRoles({ id, personId, roles: [] })
  expect(await staff.api.contests.list()).toEqual([])
  await expect(staff.api.contests.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a password reset ends the sessions; an organiser cannot take over people of others by adding them', async () => {
  const { id } = await newContest(organiser)
  const { personId, password } = await organiser.api.people.add({
    id,
    name: '周组织',
    username: 'zhou',
    roles: ['organiser'],
  })
  const other = server.browser()
  await other.signIn('zhou', password!)
  expect((await other.api.me()).person?.mayCreateContests).toBe(true)
  const theirs = await newContest(other)
  const judge = await other.api.people.add({ id: theirs.id, name: '吴裁判', username: 'wu.judge', roles: ['judge'] })
  const judging = server.browser()
  await judging.signIn('wu.judge', judge.password!)

  await organiser.api.people.add({ id, name: '吴裁判', username: 'wu.judge', roles: ['judge'] })
  await expect(organiser.api.people.resetPassword({ id, personId: judge.personId })).rejects.toMatchObject({
    data: { code: 'notYours' },
  })
  await expect(organiser.api.people.resetPassword({ id, personId })).rejects.toMatchObject({
    data: { code: 'notYours' },
  })
  await expect(organiser.api.people.resetPassword({ id, personId: 'nobody' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })

  await organiser.api.people.setRoles({ id, personId: judge.personId, roles: [] })
  const reset = await other.api.people.resetPassword({ id: theirs.id, personId: judge.personId })
  expect((await judging.api.me()).person).toBeNull()
  expect((await judging.signIn('wu.judge', judge.password!)).status).toBe(401)
  expect((await judging.signIn('wu.judge', reset.password)).status).toBe(200)
})

test('A2 what belongs to another organiser is not found, and the asking is logged', async () => {
  const { id } = await newContest(organiser, 'C21', '保密的赛事')
  const { password } = await organiser.api.people.add({
    id: (await newContest(organiser)).id,
    name: '郑组织',
    username: 'zheng',
    roles: ['organiser'],
  })
  const other = server.browser()
  await other.signIn('zheng', password!)
  server.log.length = 0
  for (const ask of [
    () => other.api.contests.get({ id }),
    () => other.api.contests.get({ id: 'no-such-contest' }),
    () => other.api.entrants.list({ id }),
    () => other.api.entrants.export({ id }),
    () => other.api.people.list({ id }),
    () => other.api.contests.saveRulebook({ id, yaml: '', revision: 1 }),
    () => other.api.materials.get({ id: 'guessed' }),
  ]) {
    await expect(ask()).rejects.toMatchObject({ code: 'NOT_FOUND', data: { code: 'notFound' } })
  }
  expect(server.log.filter((line) => line.startsWith('denied: person'))).toHaveLength(7)
  await expect(server.browser().api.contests.get({ id })).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
})

test('A2 an unpublished contest is nowhere to be seen; a run shows itself to its own people only', async () => {
  const { id, slug } = await newContest(organiser)
  const stranger = server.browser()
  await expect(stranger.api.contests.publicPage({ slug })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const { identities } = server.parts
  const nobody = { kind: 'anonymous' as const }
  expect(await identities.viewerFor(nobody, id)).toBeNull()
  const seat = { kind: 'seat' as const, sessionId: 's', contestId: id, code: '007' }
  expect(await identities.viewerFor(seat, `${id}:main:exam:007`)).toEqual({ as: 'contestant', code: '007' })
  expect(await identities.viewerFor(seat, `${id}:main:exam:008`)).toBeNull()
  expect(await identities.viewerFor(seat, 'other:main:exam:007')).toBeNull()
  expect(identities.actorFor(seat, `${id}:main:exam:008`)).toBeNull()
  expect(identities.actorFor(seat, id)).toBeNull()

  await organiser.api.contests.publishRulebook({ id, edition: '1' })
  expect(await stranger.api.contests.publicPage({ slug })).toMatchObject({ id, edition: '1' })
  expect(await identities.viewerFor(nobody, id)).toEqual({ as: 'screen' })
  expect(await identities.viewerFor(nobody, id, 'organiser')).toBeNull()
  expect(await identities.viewerFor(nobody, `${id}:main:exam:007`)).toBeNull()
  expect(identities.actorFor(nobody, id)).toBeNull()
})

test('a person looks as one of the roles, and acts with all of them', async () => {
  const { identities } = server.parts
  const roles = new Map([['one', ['judge', 'chiefJudge', 'staff'] as const]])
  const person = { kind: 'person' as const, id: 'p', name: '', username: '', mayCreateContests: false, roles }
  expect(await identities.viewerFor(person, 'one')).toMatchObject({ as: 'official' })
  expect(await identities.viewerFor(person, 'one', 'judge')).toEqual({ as: 'judge', id: 'p' })
  expect(await identities.viewerFor(person, 'one', 'organiser')).toBeNull()
  expect(await identities.viewerFor(person, 'one', 'screen')).toEqual({ as: 'screen' })
  expect(await identities.viewerFor(person, 'one:main:exam:007', 'judge')).toBeNull()
  expect(await identities.viewerFor(person, 'one:main:exam:007', 'staff')).toEqual({ as: 'staff', id: 'p' })
  expect(await identities.viewerFor(person, 'two:main:exam:007')).toBeNull()
  expect(identities.actorFor(person, 'one')).toEqual({
    kind: 'person',
    id: 'p',
    roles: ['judge', 'chiefJudge', 'staff'],
  })
})

test('A14 guessing a password is slowed for that account alone, even with many tries at once', async () => {
  const { id } = await newContest(organiser)
  await organiser.api.people.add({ id, name: '目标', username: 'target', roles: ['staff'] })
  const other = await organiser.api.people.add({ id, name: '旁人', username: 'bystander', roles: ['staff'] })
  const answers = await Promise.all(
    Array.from({ length: 12 }, () =>
      server
        .browser()
        .signIn('target', 'guess')
        .then(({ status }) => status),
    ),
  )
  expect(answers.filter((status) => status === 401).length).toBeLessThanOrEqual(6)
  expect(answers).toContain(429)
  const slowed = await server.browser().signIn('target', 'guess')
  expect(slowed.status).toBe(429)
  expect(await slowed.json()).toMatchObject({ code: 'tooMany', zh: expect.stringContaining('秒后再试') })
  expect((await server.browser().signIn('bystander', other.password!)).status).toBe(200)
})
