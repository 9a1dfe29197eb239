/**
 * `npm start -- --demo`: five contests on an empty home, made by the same simulated people as a rehearsal's, through the
 * same API and sockets. They live on a clock of their own that begins yesterday and ends now; the server that is used
 * afterwards has never known another time than the machine's.
 */
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Text } from '@leitai/core/score.ts'
import { chance, deriveSeed } from '@leitai/core/seed.ts'
import { virtualClock } from '../clock/virtual-clock.ts'
import { newPassword } from '../people/tokens.ts'
import { act, chinaDay, contestSeen, type Day, type House, type Teller } from '../rehearsal/day.ts'
import { Entrant, type Script } from '../rehearsal/entrant.ts'
import * as finish from '../rehearsal/finish.ts'
import * as floor from '../rehearsal/floor.ts'
import { Ledger } from '../rehearsal/ledger.ts'
import { appointPanels, markAll, queueHolds } from '../rehearsal/judging.ts'
import { openPace } from '../rehearsal/pace.ts'
import * as prepare from '../rehearsal/prepare.ts'
import { review } from '../rehearsal/review.ts'
import { holdMatch } from '../rehearsal/match.ts'
import { holdSession } from '../rehearsal/session.ts'
import { holdTurns } from '../rehearsal/stage-turns.ts'
import { startServer, type ServerOptions } from '../server.ts'
import { demoAccounts, type DemoMatch, type DemoSeats } from './accounts.ts'
import { demoContests, type DemoContest } from './contests.ts'

const seed = 'demo'
const hour = 3600_000
const minute = 60_000
/** So long the match that is on has been going before the others of today are made. */
const matchMinutes = 8
/** So fast runs the clock while people sit. */
const speed = 600

const officials = {
  staff: { name: '周怀远', username: 'demo.staff' },
  chiefJudge: { name: '沈秋林', username: 'demo.chief' },
  supervisor: { name: '何慕青', username: 'demo.supervisor' },
  arbiter: { name: '丁海宁', username: 'demo.arbiter' },
  sealingOfficers: [
    { name: '陆知行', username: 'demo.seal1' },
    { name: '叶青禾', username: 'demo.seal2' },
  ],
}

/** For the contests on a stage. */
const stage = {
  host: { name: '白若溪', username: 'demo.host' },
  judges: ['苏明哲', '江映雪', '韩立群', '许知远', '曹静姝'].map((name, index) => ({
    name,
    username: `demo.judge${index + 1}`,
  })),
}

/** Where the accounts are written down, in the data folder. */
export const accountsFile = 'demo-accounts.txt'

/**
 * Null: the home has contests or an organiser already, and nothing was done. Otherwise the accounts, as they are printed.
 * @param say tells the person who waits what is being made
 */
export async function loadDemo(
  options: Pick<ServerOptions, 'home' | 'databaseUrl' | 'log'>,
  say: (text: Text) => void,
): Promise<string | null> {
  const clock = virtualClock(Date.now() - 26 * hour)
  const server = await startServer({ ...options, port: 0, httpsPort: 0, listenOn: '127.0.0.1', clock })
  const open: { close(): void }[] = []
  try {
    if (server.setupUrl === null || (await hasContests(server.db))) return null
    const teller: Teller = { step: (_, work) => work({ count: () => {}, note: () => {} }) }
    const pace = await openPace(
      {
        async set({ speed: factor, jumpMs }) {
          if (factor !== undefined) clock.setSpeed(factor)
          if (jumpMs !== undefined) clock.jump(jumpMs)
          return { now: clock.now(), speed: clock.speed() }
        },
      },
      clock.now(),
      1,
    )
    const day: Day = { url: server.url, seed, ledger: new Ledger(), pace, teller }
    const contests = await demoContests(seed)
    const token = new URL(server.setupUrl).hash.slice(1)
    const organiser = await prepare.firstOrganiser(day, token, {
      name: '林知夏',
      username: 'demo',
      password: newPassword(),
    })
    open.push(organiser.live)
    const library = new prepare.Library()
    const known = new Map<string, string>()
    /** Everything up to the slips: the list, check-in, the seal, the draw. */
    const drawn = async (
      demo: DemoContest,
      startsInMinutes: number,
    ): Promise<{ house: House; entrants: Entrant[] }> => {
      const made = await prepare.makeContest(organiser, {
        rulebookId: demo.rulebookId,
        titleZh: demo.titleZh,
        titleEn: demo.titleEn,
        startsOn: chinaDay(day.pace.now()),
        place: demo.place,
        edit: demo.edit,
        ...(demo.ownYaml === undefined ? {} : { ownYaml: demo.ownYaml }),
      })
      const materials = await prepare.publish(organiser, made, library, '2026')
      const cast = await prepare.appoint(day, organiser, made.contestId, made.rulebook.sealing.layers, known, {
        ...officials,
        ...(made.rulebook.stages[0]!.items.some(({ start }) => start === 'turn' || start === 'match') ? stage : {}),
      })
      const named = [cast.staff, cast.chiefJudge, cast.supervisor, cast.arbiter, cast.host]
      for (const who of [...named, ...cast.sealingOfficers, ...cast.judges]) if (who !== null) open.push(who.live)
      const house = prepare.houseOf(day, organiser, made, materials, cast)
      if (house.screen !== null) open.push(house.screen)
      await prepare.openRegistration(house)
      await prepare.importEntrants(house, demo.people)
      await prepare.closeRegistration(house, demo.people.length)
      await floor.setRoom(house, 30, 2)
      const [first] = house.rulebook.stages
      if (first!.matches === undefined) await floor.planSessions(day, house, 1, startsInMinutes)
      await floor.checkIn(house, demo.people, new Set(), { count: () => {}, note: () => {} })
      if (house.sealingOfficers.length > 0) await floor.enrolOfficers(house)
      const slips = await floor.drawSeats(house, demo.people.length)
      if (first!.matches !== undefined) {
        const matches = await floor.drawMatches(house, first!)
        await floor.planSessions(
          day,
          house,
          [...matches.keys()].map((index) => index + 1),
          startsInMinutes,
        )
      }
      const byNumber = new Map(demo.people.map((one) => [one.number, one]))
      const entrants = slips.map((slip) => new Entrant(day, house, byNumber.get(slip.number)!, slip))
      for (const entrant of entrants) open.push({ close: () => entrant.live?.close() })
      return { house, entrants }
    }

    say({ zh: '演示：已结束的赛事…', en: 'Demo: a contest that is over…' })
    const finished = await drawn(contests.finished, 40)
    await holdAll(day, finished)
    await conclude(finished.house)

    say({ zh: '演示：评分中的赛事…', en: 'Demo: a contest that is being judged…' })
    const judged = await drawn(contests.judged, 40)
    await judgeHalf(day, judged)

    say({ zh: '演示：现场抢答…', en: 'Demo: a quiz with buzzers…' })
    await pace.jump(Date.now() - (25 + matchMinutes) * minute - pace.now())
    const live = await drawn(contests.live, 0)
    const onStage = await playHalf(day, live)

    say({ zh: '演示：即将开始的赛事…', en: 'Demo: a contest that is about to start…' })
    // From here on today: what is left of it takes 25 minutes of this clock.
    await pace.jump(Date.now() - 25 * minute - pace.now())
    const waiting = await drawn(contests.waiting, 55)

    say({ zh: '演示：进行中的赛事…', en: 'Demo: a contest that is on…' })
    const running = await drawn(contests.running, 0)
    await sitHalf(day, running)
    await pace.jump(Date.now() - pace.now())

    const seats = ({ house, entrants }: { house: House; entrants: Entrant[] }): DemoSeats => ({
      title: house.title,
      slug: house.slug,
      sealed: house.sealingOfficers.length > 0,
      passphrases: house.passphrases,
      slips: slipsOf(entrants),
    })
    const people = [
      organiser,
      officials.staff,
      officials.chiefJudge,
      officials.supervisor,
      officials.arbiter,
      ...officials.sealingOfficers,
      stage.host,
      ...stage.judges,
    ].map(({ name, username }) => ({ name, username, password: known.get(username) ?? organiser.password }))
    const text = demoAccounts(
      people,
      seats(waiting),
      seats(running),
      { ...seats(live), ...onStage },
      judged.house.title,
      finished.house.title,
    )
    const path = join(options.home, accountsFile)
    await writeFile(path, `${text}\n`, { mode: 0o600 })
    await chmod(path, 0o600)
    return text
  } finally {
    for (const connection of open) connection.close()
    await server.stop()
  }
}

const slipsOf = (entrants: readonly Entrant[]): DemoSeats['slips'] =>
  entrants.map(({ slip, someone }) => ({ ...slip, name: someone.name })).toSorted((a, b) => (a.code < b.code ? -1 : 1))

async function hasContests(db: {
  pool: { query(text: string): Promise<{ rowCount: number | null }> }
}): Promise<boolean> {
  return ((await db.pool.query('select 1 from contest limit 1')).rowCount ?? 0) > 0
}

async function holdAll(day: Day, { house, entrants }: { house: House; entrants: Entrant[] }): Promise<void> {
  for (const entrant of entrants) await entrant.signIn()
  for (const item of house.rulebook.stages[0]!.items)
    await holdSession(day, house, { session: `g1-${item.id}`, item: item.id, entrants, scripts: new Map(), speed })
  for (const entrant of entrants) await entrant.leave()
}

async function conclude(house: House): Promise<void> {
  const stage = house.rulebook.stages.at(-1)!.id
  await finish.closeMarking(house, stage)
  await finish.computeResults(house, stage, house.sealingOfficers.length > 0)
  if (house.rulebook.review !== undefined) await review(house, stage)
  await finish.unseal(house, stage, { count: () => {}, note: () => {} }, false)
  await finish.settleTies(house, stage)
  await finish.sign(house, stage)
  await finish.publishResults(house, stage)
  await finish.makeArchive(house)
}

/** Performed and handed in; two judges have marked what is calibrated first, the others have it before them. */
async function judgeHalf(day: Day, { house, entrants }: { house: House; entrants: Entrant[] }): Promise<void> {
  const first = house.rulebook.stages[0]!
  const skills = new Map(entrants.map(({ slip, someone }) => [slip.code, someone.skill]))
  const skillOf = (code: string) => skills.get(code) ?? 0.6
  await appointPanels(house, first.id)
  for (const entrant of entrants) await entrant.signIn()
  for (const item of first.items) {
    const session = floor.sessionOf(1, item.id)
    if (item.start === 'turn')
      await holdTurns(day, house, {
        stage: first.id,
        session,
        item: item.id,
        type: item.type,
        codes: [...skills.keys()].toSorted(),
        skillOf,
        onTheSpot: item.marking.by === 'judges' && item.marking.onTheSpot,
        done: () => {},
      })
    else {
      await holdSession(day, house, { session, item: item.id, entrants, scripts: new Map(), speed })
      await act(house.chiefJudge, house.contestId, 'beginCalibration', { stage: first.id, item: item.id })
      await queueHolds(house, first.id, item.id, 'alone')
    }
  }
  for (const entrant of entrants) await entrant.leave()
  await markAll(day, { ...house, judges: house.judges.slice(0, 2) }, { stage: first.id, skillOf })
}

/** Everybody works for a while, some faster than others, and is then left as they are. */
async function sitHalf(day: Day, { house, entrants }: { house: House; entrants: Entrant[] }): Promise<void> {
  const item = house.rulebook.stages[0]!.items[0]!
  const session = `g1-${item.id}`
  const draw = chance(deriveSeed(seed, 'half'))
  for (const entrant of entrants) await entrant.signIn()
  await prepare.openSession(house, session)
  await day.pace.setSpeed(speed)
  await Promise.all(
    entrants.map((entrant) => {
      const script: Script = { stopsAt: 0.2 + draw.below(30) / 100 }
      return entrant.sit(item.id, session, script)
    }),
  )
  await day.pace.setSpeed(1)
}

/** Until the third question with buzzers is read out: the host’s next word opens it. */
async function playHalf(
  day: Day,
  { house, entrants }: { house: House; entrants: Entrant[] },
): Promise<Pick<DemoMatch, 'contestId' | 'session' | 'beside' | 'slips'>> {
  const [first] = house.rulebook.stages
  const [item, following] = first!.items
  const view = await contestSeen(house, '对阵 the matches', ({ matches }) => matches.length > 0)
  const { codes } = view.matches[0]!.groups[0]!
  const teams = entrants.filter(({ slip }) => codes.includes(slip.code))
  for (const entrant of teams) await entrant.signIn()
  const skills = new Map(teams.map(({ slip, someone }) => [slip.code, someone.skill]))
  const session = floor.sessionOf(1, item!.id)
  await holdMatch(day, house, {
    stage: first!.id,
    session,
    item: item!.id,
    type: item!.type,
    number: 1,
    teams,
    skillOf: (code) => skills.get(code)!,
    until: ({ progress }) => progress.done === teams.length + 3,
    done: () => {},
  })
  for (const entrant of teams) await entrant.leave()
  const others = entrants.filter((entrant) => !teams.includes(entrant))
  return {
    contestId: house.contestId,
    session,
    beside: { session: floor.sessionOf(2, following!.id), slips: slipsOf(others) },
    slips: slipsOf(teams),
  }
}
