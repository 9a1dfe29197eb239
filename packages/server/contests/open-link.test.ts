import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SittingState } from '@leitai/core/sitting/sitting.ts'
import { act, firstOrganiser, newContest, startTestServer, type TestServer } from '../testing.ts'

let server: TestServer
let contest: { id: string; slug: string }
beforeAll(async () => {
  server = await startTestServer()
  const organiser = await firstOrganiser(server)
  contest = await newContest(organiser)
  const { id } = contest
  const { rulebookYaml } = await organiser.api.contests.get({ id })
  const yaml = rulebookYaml.replace(
    /draw:\n(?: +- \{.*\n)+/,
    'draw:\n              - { kind: trueFalse, count: 5, points: 20 }\n',
  )
  await organiser.api.contests.saveRulebook({ id, yaml, revision: 1 })
  const questions = Array.from({ length: 5 }, (_, index) => ({
    kind: 'trueFalse',
    id: `q${index}`,
    stem: `第 ${index} 题`,
    key: true,
  }))
  const bank = await organiser.api.materials.save({
    id: 'new',
    type: 'exam',
    title: '题库',
    body: { questions },
    revision: 0,
  })
  await organiser.api.contests.publishRulebook({ id, edition: '1' })
  await organiser.api.contests.assignMaterial({ id, itemId: 'theory', materialId: bank.id })
  await act(server, id, 'openRegistration')
  await organiser.api.contests.closeRegistration({ id })
  const now = server.parts.clock.now()
  const session = { id: 's1', stage: 'quiz', item: 'theory', group: 1, startsAt: now, endsAt: now + 3600_000 }
  await act(server, id, 'planSessions', { sessions: [session] })
  await act(server, id, 'openSession', { session: 's1' })
})
afterAll(() => server?.stop())

const stateOf = async (runId: string) => (await server.host.state(runId))!.state as SittingState<unknown>

test('whoever has the link joins while the window is open, finds the paper, and works on it', async () => {
  const browser = server.browser()
  const { code } = await browser.api.seat.join({ contest: contest.slug, name: '张小雨' })
  await server.parts.sessionEffects.settled(contest.id)
  const [run] = await browser.api.seat.runs()
  expect(run).toMatchObject({
    runId: `${contest.id}:quiz:theory:${code}`,
    type: 'exam',
    minutes: 30,
    checks: [],
    conduct: { paste: 'log' },
  })
  expect(run!.rules[0]!.zh).toContain('30 分钟')
  expect((await stateOf(run!.runId)).phase).toBe('waiting')
})

test('A8 a second sign-in during the work is an incident that stands in the journal', async () => {
  const browser = server.browser()
  const { code, pin } = await browser.api.seat.join({ contest: contest.slug, name: '李二' })
  await server.parts.sessionEffects.settled(contest.id)
  const [run] = await browser.api.seat.runs()
  const begun = await server.host.submit({
    runId: run!.runId,
    commandId: 'begin-work',
    name: 'begin',
    payload: {},
    by: { kind: 'seat', code },
  })
  expect(begun.refused).toBeUndefined()
  const reported = new Promise<void>((resolve) => {
    const forget = server.host.onCommitted((committed) => {
      if (!committed.some(({ event }) => event.name === 'incidentReported')) return
      forget()
      resolve()
    })
  })
  await server.browser().api.seat.signIn({ contest: contest.slug, code, pin })
  await reported
  expect((await stateOf(run!.runId)).incidents).toMatchObject([{ kind: 'secondSignIn' }])
})
