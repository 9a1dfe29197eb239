/** A small contest for tests: sealed in two layers or open, one theory paper, eight entrants, driven through the API and its own acts. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ContestState } from '@leitai/core/contest/state.ts'
import { runIdOf } from '@leitai/core/contest/reading.ts'
import { isRefusal, type Actor, type Role } from '@leitai/core/run.ts'
import { virtualClock, type VirtualClock } from '../../clock/virtual-clock.ts'
import { freshDatabase } from '../../store/testing.ts'
import { firstOrganiser, startTestServer, type TestBrowser, type TestServer } from '../../testing.ts'
import type { Slip } from '../draw/slip-box.ts'

const rulebook = (layers: 0 | 2, marking: string) => `leitai: 1
id: C20
title: { zh: 客户信息服务市赛, en: Customer information service }
entrants: { kind: individual, entry: [list] }
sealing: { layers: ${layers} }
stages:
  - id: final
    title: { zh: 决赛, en: Final }
    items:
      - { id: knowledge, type: exam, title: { zh: 知识测试, en: Knowledge }, points: 8, minutes: 30, clause: C20.knowledge, options: { paper: { by: all } }, marking: ${marking} }
    ranking: { tieBreaks: [{ by: shared }] }
awards:
  - { id: first, title: { zh: 一等奖, en: First prize }, by: rank, from: 1, to: 1, coachToo: true }
  - { id: second, title: { zh: 二等奖, en: Second prize }, by: rank, from: 2, to: 3 }
signatures: [chiefJudge, supervisor, arbiter]
`

export const questions = Array.from({ length: 8 }, (_, index) => ({
  id: `q${index + 1}`,
  kind: 'trueFalse' as const,
  stem: `第 ${index + 1} 题`,
  key: index % 2 === 0,
  difficulty: 3,
  tags: [],
  chapter: '',
  explanation: '',
}))

/** Among them names that would be markup, a formula, or a tag if anything took them for that (A11). */
export const names = ['张小雨', '#set text(red)', '*星号*', '=1+1', '<b>李雷</b>', '王芳$x$', '欧阳文静', '赵敏']

export interface Official extends TestBrowser {
  id: string
  password: string
}

export interface SealedContest {
  server: TestServer
  clock: VirtualClock
  home: string
  id: string
  slug: string
  organiser: TestBrowser
  officials: Record<'chiefJudge' | 'supervisor' | 'arbiter' | 'inner' | 'outer' | 'staff', Official>
  recovery: { inner: string; outer: string }
  state(): Promise<ContestState>
  act(name: string, payload?: unknown, by?: Actor): Promise<string | null>
  /** Draws, and reads the slips as the printer would. */
  draw(): Promise<{ slips: Slip[]; token: string }>
  /** Another server on the same database and folder, as after a restart. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export const passphrases = { inner: '内层口令 one two three', outer: '外层口令 four five six' }

/** Up to the draw: registration closed, room set, officers enrolled, everybody checked in. `marking`: of the one item, as YAML. */
export async function sealedContest(layers: 0 | 2 = 2, marking = '{ by: system }'): Promise<SealedContest> {
  const database = await freshDatabase()
  const home = await mkdtemp(join(tmpdir(), 'leitai-sealed-'))
  const clock = virtualClock(Date.UTC(2026, 10, 22, 0, 0, 0))
  let server = await startTestServer({ database, home, clock })
  const organiser = await firstOrganiser(server)
  const api = organiser.api

  const { id } = await api.contests.create({
    rulebookId: 'C20',
    titleZh: '第三届海州市客户信息服务竞赛',
    startsOn: '2026-11-22',
    place: '海州职业学院',
  })
  const { slug, rulebookRevision } = await api.contests.get({ id })
  const { problems } = await api.contests.saveRulebook({
    id,
    yaml: rulebook(layers, marking),
    revision: rulebookRevision,
  })
  if (problems.length > 0) throw new Error(JSON.stringify(problems))
  const bank = await api.materials.save({ id: 'new', type: 'exam', title: '题库', body: { questions }, revision: 0 })
  await api.contests.publishRulebook({ id, edition: '1' })
  await api.contests.assignMaterial({ id, itemId: 'knowledge', materialId: bank.id })

  const person = async (name: string, roles: Role[]): Promise<Official> => {
    const username = `user-${roles[0]!.toLowerCase()}-${Math.random().toString(36).slice(2, 8)}`
    const { personId, password } = await api.people.add({ id, name, username, delegation: '', roles })
    const browser = server.browser()
    await browser.signIn(username, password!)
    return { ...browser, id: personId, password: password! }
  }
  const officials = {
    chiefJudge: await person('周正', ['chiefJudge']),
    supervisor: await person('吴明', ['supervisor']),
    arbiter: await person('郑平', ['arbiter']),
    inner: await person('内加密', ['sealingOfficer']),
    outer: await person('外加密', ['sealingOfficer']),
    staff: await person('检录员', ['staff']),
  }

  const contest: SealedContest = {
    get server() {
      return server
    },
    clock,
    home,
    id,
    slug,
    organiser,
    officials,
    recovery: { inner: '', outer: '' },
    state: async () => (await server.host.state(id))!.state as ContestState,
    async act(
      name,
      payload = {},
      by = { kind: 'person', id: 'organiser', roles: ['organiser', 'staff', 'chiefJudge'] },
    ) {
      const answer = await server.host.submit({ runId: id, commandId: `act-${Math.random()}`, name, payload, by })
      return isRefusal(answer) ? answer.code : null
    },
    async draw() {
      const { slipsToken: token } = await officials.staff.api.draw.seats({ id })
      return { token, slips: server.parts.slipBox.take(id, token)!.slips }
    },
    async restart() {
      const { url } = server
      await server.stop()
      // The browsers go on with the addresses they know.
      server = await startTestServer({ database, home, clock, port: Number(new URL(url).port) })
    },
    async stop() {
      await server.stop()
      await database.close()
      await rm(home, { recursive: true, force: true })
    },
  }

  const must = async (name: string, payload: unknown = {}) => {
    const refused = await contest.act(name, payload)
    if (refused !== null) throw new Error(`${name}: ${refused}`)
  }
  await must('openRegistration')
  for (const [index, name] of names.entries()) {
    await api.entrants.save({
      id,
      entrantId: 'new',
      revision: 0,
      number: `N${String(index + 1).padStart(2, '0')}`,
      name,
      gender: '',
      birthDate: null,
      delegation: `代表队${index % 3}`,
      coaches: [`教练${index + 1}`],
      members: [],
      phone: '',
      extraTimePercent: 0,
      fields: {},
    })
  }
  await api.contests.closeRegistration({ id })
  await must('setRoom', { seats: Array.from({ length: 10 }, (_, index) => `K${index + 11}`), spare: ['Z91'] })
  await must('planSessions', {
    sessions: [{ id: 's1', stage: 'final', item: 'knowledge', group: 1, startsAt: clock.now() }],
  })
  if (layers > 0) {
    await must('appointOfficer', { layer: 1, personId: officials.inner.id, name: '内加密' })
    await must('appointOfficer', { layer: 2, personId: officials.outer.id, name: '外加密' })
    contest.recovery = {
      inner: (await officials.inner.api.seal.enrol({ id, layer: 1, passphrase: passphrases.inner })).recoveryKey,
      outer: (await officials.outer.api.seal.enrol({ id, layer: 2, passphrase: passphrases.outer })).recoveryKey,
    }
  }
  for (const entrantId of Object.keys((await contest.state()).roster)) await must('checkIn', { entrantId })
  return contest
}

/** Everybody signs in with the slip's code and PIN, and answers as many questions right as the last digits of the number say. */
export async function sitPaper({ server, id, slug, act }: SealedContest, slips: readonly Slip[]): Promise<void> {
  const opened = await act('openSession', { session: 's1' })
  if (opened !== null) throw new Error(`openSession: ${opened}`)
  await server.parts.sessionEffects.settled(id)
  // In the order of the seats: who comes first is not the program's to hide.
  for (const { code, pin, number } of slips.toSorted((a, b) => (a.code < b.code ? -1 : 1))) {
    await server.browser().api.seat.signIn({ contest: slug, code, pin })
    const right = Number(number.slice(1))
    for (const [index, question] of questions.entries())
      await answer(server, id, code, question.id, index < right ? question.key : !question.key)
    await submit(server, id, code, 'submit', {})
  }
  const closed = await act('closeSession', { session: 's1', reason: '全部交卷' })
  if (closed !== null) throw new Error(`closeSession: ${closed}`)
  await server.parts.sessionEffects.settled(id)
}

const answer = (server: TestServer, contestId: string, code: string, question: string, value: boolean) =>
  submit(server, contestId, code, 'answer', { question, value, revision: 1 })

async function submit(
  server: TestServer,
  contestId: string,
  code: string,
  name: string,
  payload: unknown,
): Promise<void> {
  const taken = await server.host.submit({
    runId: runIdOf(contestId, 'final', 'knowledge', code),
    commandId: `${name}-${Math.random()}`,
    name,
    payload,
    by: { kind: 'seat', code },
  })
  if (isRefusal(taken)) throw new Error(`${code} ${name}: ${taken.code} ${taken.en}`)
}
