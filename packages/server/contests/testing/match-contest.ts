/** A small contest in which three teams meet in a quiz: drawn, seated, its session planned; driven through the API and acts. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { matchIdOf } from '@leitai/core/contest/reading.ts'
import type { ContestState } from '@leitai/core/contest/state.ts'
import { isRefusal, type Actor, type Role } from '@leitai/core/run.ts'
import { virtualClock, type VirtualClock } from '../../clock/virtual-clock.ts'
import { Ledger } from '../../rehearsal/ledger.ts'
import { Live } from '../../rehearsal/live.ts'
import { freshDatabase } from '../../store/testing.ts'
import { firstOrganiser, startTestServer, type TestBrowser, type TestServer } from '../../testing.ts'
import type { Official } from './sealed-contest.ts'

const rulebook = (spectators: 'public' | 'hall') => `leitai: 1
id: C03
title: { zh: 物业客诉技能比武, en: Property teams }
entrants: { kind: team, teamSize: { min: 3, max: 3 }, entry: [list] }
sealing: { layers: 0 }
stages:
  - id: final
    title: { zh: 比武, en: Contest }
    items:
      - id: contest
        type: quiz
        title: { zh: 知识竞赛, en: Knowledge contest }
        points: 100
        minutes: 30
        start: match
        spectators: ${spectators}
        clause: C03.contest
        options:
          rounds:
            - { kind: buzzer, questions: 4, seconds: 30, right: 10, wrong: -10, clause: C03.contest.buzzer }
    ranking: { tieBreaks: [{ by: shared }] }
signatures: [chiefJudge]
`

const bank = {
  title: '题库',
  questions: Array.from({ length: 20 }, (_, index) => ({
    id: `q${index + 1}`,
    kind: 'open',
    text: `第 ${index + 1} 问`,
    answer: `KEY-${index + 1}`,
  })),
}

export interface MatchContest {
  server: TestServer
  clock: VirtualClock
  id: string
  slug: string
  runId: string
  organiser: TestBrowser
  host: Official
  judge: Official
  /** A judge of the contest who is not on the panel of the match. */
  otherJudge: Official
  /** By code, with a browser that is signed in at the seat. */
  seats: Map<string, TestBrowser>
  state(): Promise<ContestState>
  act(name: string, payload?: unknown, by?: Actor): Promise<string | null>
  /** A command to the match; the refusal's code, or null. */
  say(by: Actor, name: string, payload?: unknown): Promise<string | null>
  /** A socket of this browser. */
  live(browser: TestBrowser, as: 'seat' | 'person'): Live
  /** The server goes away for so long, and another one starts on the same database. */
  restart(awayMs: number): Promise<void>
  stop(): Promise<void>
}

export const hostHand = (id: string): Actor => ({ kind: 'person', id, roles: ['host'] })

export async function matchContest(spectators: 'public' | 'hall' = 'public'): Promise<MatchContest> {
  const database = await freshDatabase()
  const home = await mkdtemp(join(tmpdir(), 'leitai-match-'))
  const clock = virtualClock(Date.UTC(2026, 10, 22, 1, 0, 0))
  let server = await startTestServer({ database, home, clock })
  const organiser = await firstOrganiser(server)
  const { api } = organiser
  const lives: Live[] = []

  const { id } = await api.contests.create({ rulebookId: 'C03', titleZh: '物业比武', startsOn: '2026-11-22' })
  const { slug, rulebookRevision } = await api.contests.get({ id })
  const saved = await api.contests.saveRulebook({ id, yaml: rulebook(spectators), revision: rulebookRevision })
  if (saved.problems.length > 0) throw new Error(JSON.stringify(saved.problems))
  const material = await api.materials.save({ id: 'new', type: 'quiz', title: bank.title, body: bank, revision: 0 })
  await api.contests.publishRulebook({ id, edition: '1' })
  await api.contests.assignMaterial({ id, itemId: 'contest', materialId: material.id })

  const person = async (name: string, username: string, roles: Role[]): Promise<Official> => {
    const { personId, password } = await api.people.add({ id, name, username, delegation: '', roles })
    const browser = server.browser()
    await browser.signIn(username, password!)
    return { ...browser, id: personId, password: password! }
  }
  const host = await person('白若溪', 'host', ['host'])
  const judge = await person('苏明哲', 'judge', ['judge'])
  const otherJudge = await person('江映雪', 'other-judge', ['judge'])
  const seats = new Map<string, TestBrowser>()

  const contest: MatchContest = {
    get server() {
      return server
    },
    clock,
    id,
    slug,
    runId: matchIdOf(id, 'final', 'contest', 1),
    organiser,
    host,
    judge,
    otherJudge,
    seats,
    state: async () => (await server.host.state(id))!.state as ContestState,
    async act(
      name,
      payload = {},
      by = { kind: 'person', id: 'organiser', roles: ['organiser', 'staff', 'chiefJudge'] },
    ) {
      const answer = await server.host.submit({ runId: id, commandId: `act-${Math.random()}`, name, payload, by })
      await server.parts.sessionEffects.settled(id)
      return isRefusal(answer) ? answer.code : null
    },
    async say(by, name, payload = {}) {
      const { runId } = contest
      const answer = await server.host.submit({ runId, commandId: `say-${Math.random()}`, name, payload, by })
      return isRefusal(answer) ? answer.code : null
    },
    live(browser, as) {
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const live = new Live({ url: server.url, cookie, as, ledger: new Ledger() })
      lives.push(live)
      return live
    },
    async restart(awayMs) {
      const { url } = server
      await server.stop()
      clock.jump(awayMs)
      server = await startTestServer({ database, home, clock, port: Number(new URL(url).port) })
    },
    async stop() {
      for (const live of lives) live.close()
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
  for (const [index, name] of ['东城队', '西城队', '南城队', '北城队'].entries())
    await api.entrants.save({
      id,
      entrantId: 'new',
      revision: 0,
      number: `T${index + 1}`,
      name,
      gender: '',
      birthDate: null,
      delegation: name,
      coaches: [],
      members: [`${name}甲`, `${name}乙`, `${name}丙`],
      phone: '',
      extraTimePercent: 0,
      fields: {},
    })
  await api.contests.closeRegistration({ id })
  await must('setRoom', { seats: ['A1', 'A2', 'A3', 'A4'], spare: [] })
  await must('planSessions', {
    sessions: [{ id: 's1', stage: 'final', item: 'contest', group: 1, startsAt: clock.now() }],
  })
  const entrants = Object.values((await contest.state()).roster)
  for (const { entrantId } of entrants.slice(0, 3)) await must('checkIn', { entrantId })
  await must('markAbsent', { entrantId: entrants[3]!.entrantId, reason: '未到' })
  const { slipsToken } = await api.draw.seats({ id })
  for (const { code, pin } of server.parts.slipBox.take(id, slipsToken)!.slips) {
    const browser = server.browser()
    await browser.api.seat.signIn({ contest: slug, code, pin })
    seats.set(code, browser)
  }
  await api.marking.appointPanel({ id, stage: 'final', item: 'contest', group: null, judges: [judge.id] })
  return contest
}
