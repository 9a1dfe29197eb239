/**
 * A whole contest, from the one-time link to the verified archive, by simulated people against a real server. Whatever
 * does not come out as the rules say ends the rehearsal at that step.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ResultView } from '@leitai/core/contest/view.ts'
import type { Text } from '@leitai/core/score.ts'
import { verifyArchive } from '@leitai/server/archive/verify-archive.ts'
import { openBrowser } from '@leitai/server/rehearsal/browser.ts'
import { crowd } from '@leitai/server/rehearsal/crowd.ts'
import { chinaDay, must, type Day, type House, type Official } from '@leitai/server/rehearsal/day.ts'
import * as finish from '@leitai/server/rehearsal/finish.ts'
import { Ledger, loadOf, type Load } from '@leitai/server/rehearsal/ledger.ts'
import type { ClockControl } from '@leitai/server/rehearsal/pace.ts'
import type { HeldMatch } from '@leitai/server/rehearsal/match.ts'
import { openPace } from '@leitai/server/rehearsal/pace.ts'
import * as prepare from '@leitai/server/rehearsal/prepare.ts'
import type { HeldSession } from '@leitai/server/rehearsal/session.ts'
import type { Turn } from '@leitai/server/rehearsal/stage-turns.ts'
import { standingsJson } from '../marks/show-standings.ts'
import { crowdOf, judgesFor, names } from './cast.ts'
import { checkInspections } from './check-inspections.ts'
import { checkLedger, streamsOf, type LedgerCheck } from './check-ledger.ts'
import { checkStandings } from './check-standings.ts'
import { enter } from './hall.ts'
import { deal } from './mishaps.ts'
import { isByLink, itemsSat, type Rehearsal } from './rehearsal.ts'
import { holdStage, type Judged, type StageDone } from './stage.ts'
import type { Telling } from './telling.ts'

/** A contest of one's own rulebook is made from a shipped one and saved over it, as on the organiser's page. */
const baseOfOwn = 'C20'

export interface RehearsalOptions {
  rulebookId: string
  /** The organiser's own rulebook; null: the shipped one of that id. */
  ownYaml: string | null
  entrants: number
  seats: number
  seed: string
  speed: number
  out: string
  url: string
  clock: ClockControl | null
  /** The one-time link's token on a fresh server, or an organiser's account. */
  organiser: { setupToken: string } | { username: string; password: string }
  telling: Telling
}

export interface Rehearsed {
  title: string
  contestId: string
  rulebook: string
  people: number
  present: number
  seats: number
  groups: number
  layers: number
  driven: boolean
  items: { id: string; title: Text }[]
  leftOut: Text[]
  mishaps: Text[]
  sessions: HeldSession[]
  /** What was performed on the stage. */
  turns: Turn[]
  /** In which teams met. */
  matches: HeldMatch[]
  /** By stage. */
  judged: Judged[]
  load: Load
  result: ResultView
  settledTies: number
  ledger: LedgerCheck
  archive: {
    sha256: string
    bytes: number
    files: number
    runs: number
    events: number
    head: string
    fingerprint: string
  }
  compared: number
}

const failWith = (problems: readonly Text[]): void => {
  if (problems.length === 0) return
  const shown = problems.slice(0, 8)
  throw new Error(
    `${problems.length} 处不符 / ${problems.length} things do not hold:\n${shown.map(({ zh, en }) => `  ${zh} / ${en}`).join('\n')}`,
  )
}

export async function rehearse(options: RehearsalOptions): Promise<Rehearsed> {
  const { telling, seed } = options
  const step = telling.step.bind(telling)
  const ledger = new Ledger()
  const open: { close(): void }[] = []
  try {
    return await run()
  } finally {
    for (const connection of open) connection.close()
  }

  async function run(): Promise<Rehearsed> {
    const day: Day = await step({ zh: '连接服务器', en: 'Reach the server' }, async ({ note }) => {
      const anybody = openBrowser(options.url, ledger)
      const health = await anybody.fetch('/api/health')
      must(health.ok, `服务器状态 ${health.status}`, `the server’s health is ${health.status}`)
      const { now, virtualClock } = await anybody.api.me()
      must(virtualClock || options.clock === null, '服务器的时钟不是虚拟的', 'the server’s clock is not virtual')
      if (options.clock === null)
        note({
          zh: '服务器使用真实时钟：场次由工作人员关闭',
          en: 'the server’s clock is real: the staff close the sessions',
        })
      return {
        url: options.url,
        seed,
        ledger,
        teller: telling,
        pace: await openPace(options.clock, now, options.speed),
      }
    })
    const suffix = seed.replaceAll(/[^a-z0-9]/gi, '').slice(0, 8)
    const organiser: Official = await step({ zh: '组织者', en: 'The organiser' }, async () => {
      const who = options.organiser
      if (!('setupToken' in who)) return prepare.signedIn(day, { name: who.username, ...who })
      return prepare.firstOrganiser(day, who.setupToken, {
        name: '林知夏',
        username: 'rehearsal.organiser',
        password: `R-${suffix}-${Math.floor(day.pace.now() / 1000)}`,
      })
    })
    open.push(organiser.live, { close: () => day.pace.stop() })

    const made = await step(
      options.ownYaml === null
        ? { zh: '由随附规程新建赛事', en: 'A contest from the shipped rulebook' }
        : { zh: '由自己的规程新建赛事', en: 'A contest from your own rulebook' },
      async ({ note }) => {
        const rulebook = await prepare.makeContest(organiser, {
          rulebookId: options.ownYaml === null ? options.rulebookId : baseOfOwn,
          ...(options.ownYaml === null ? {} : { ownYaml: options.ownYaml }),
          titleZh: `${options.rulebookId} 彩排（种子 ${seed}）`,
          titleEn: `${options.rulebookId} rehearsal (seed ${seed})`,
          startsOn: chinaDay(day.pace.now()),
          place: '彩排赛场',
        })
        for (const text of rulebook.leftOut) note({ zh: `未彩排：${text.zh}`, en: `left out: ${text.en}` })
        return rulebook
      },
    )
    const { stages } = made.rulebook
    const allItems = stages.flatMap(({ items }) => items)
    const library = new prepare.Library()
    await step({ zh: '导入素材', en: 'Bring in the materials' }, async ({ note }) => {
      for (const item of allItems) await library.load(organiser.browser.api, made.rulebook.id, item)
      for (const pack of library.packs)
        note({
          zh: `${pack.title}${pack.files === 0 ? '' : `，${pack.files} 个录音`}`,
          en: `${pack.title}${pack.files === 0 ? '' : `, ${pack.files} recordings`}`,
        })
    })
    const materials = await step({ zh: '指定素材，发布规程', en: 'Assign the materials, publish the rulebook' }, () =>
      prepare.publish(organiser, made, library, made.rulebook.edition === '1' ? '1-r' : `${made.rulebook.edition}-r`),
    )
    const people = await crowd(options.entrants, seed, crowdOf(made.rulebook))
    const layers = made.rulebook.sealing.layers
    const house: House = await step({ zh: '任命人员', en: 'Appoint the people' }, async ({ note }) => {
      const unique = 'setupToken' in options.organiser ? '' : `.${made.slug.split('-').at(-1)!}`
      const own = <T extends { username: string }>(who: T): T => ({ ...who, username: `${who.username}${unique}` })
      const cast = await prepare.appoint(day, organiser, made.contestId, layers, new Map(), {
        staff: own(names.staff),
        chiefJudge: own(names.chiefJudge),
        supervisor: own(names.supervisor),
        arbiter: own(names.arbiter),
        sealingOfficers: names.sealingOfficers.map(own),
        judges: judgesFor(made.rulebook, people).map(own),
        ...(allItems.some(({ start }) => start === 'turn' || start === 'match') ? { host: own(names.host) } : {}),
        ...(made.rulebook.appeals === undefined
          ? {}
          : { leader: { ...own(names.leader), delegation: people.at(-1)!.delegation } }),
      })
      const named = [cast.staff, cast.chiefJudge, cast.supervisor, cast.arbiter, cast.host, cast.leader]
      for (const who of [...named, ...cast.sealingOfficers, ...cast.judges]) if (who !== null) open.push(who.live)
      if (cast.judges.length > 0)
        note({
          zh: `裁判 ${cast.judges.length} 名，第一名与「${people[0]!.delegation}」有回避关系`,
          en: `${cast.judges.length} judges; the first may not mark “${people[0]!.delegation}”`,
        })
      note({
        zh: `工作人员、裁判长、监督、仲裁各一名，加密人员 ${layers} 名`,
        en: `staff, chief judge, supervisor, arbiter; ${layers} sealing officers`,
      })
      return prepare.houseOf(day, organiser, made, materials, cast)
    })

    if (house.screen !== null) open.push(house.screen)
    const items = itemsSat(made.rulebook).length
    const dealt = deal(() => house, people, { items, seed, driven: day.pace.driven, hall: !isByLink(made.rulebook) })
    const { seats, speed } = options
    const rehearsal: Rehearsal = { day, house, people, dealt, seats, speed, sessions: [], turns: [], matches: [] }
    const hall = await enter(rehearsal)
    for (const entrant of hall.entrants) open.push({ close: () => entrant.live?.close() })

    const results: StageDone[] = []
    for (const stage of stages) {
      const before = results.at(-1)
      results.push(await holdStage(rehearsal, hall, stage, before === undefined ? null : new Set(before.goOn)))
    }
    const load = loadOf(ledger.entries)
    const { result, settledTies } = results.at(-1)!
    const zipPath = join(options.out, 'archive.zip')
    const archive = await step({ zh: '生成并下载归档', en: 'Make the archive and fetch it' }, async () => {
      const fresh = await finish.makeArchive(house)
      await writeFile(zipPath, fresh.zip)
      return fresh
    })
    const verification = await step({ zh: '校验归档', en: 'Verify the archive' }, async ({ note }) => {
      const outcome = await verifyArchive(zipPath)
      if (!outcome.ok)
        throw new Error(`${outcome.finding.where}: ${outcome.finding.text.zh} / ${outcome.finding.text.en}`)
      note({
        zh: `${outcome.verified.runs} 个场次，${outcome.verified.events} 条记录`,
        en: `${outcome.verified.runs} runs, ${outcome.verified.events} records`,
      })
      return outcome
    })
    const standings = await step(
      { zh: '由原始得分重算名次', en: 'Standings again from the raw marks' },
      async ({ note }) => {
        let compared = 0
        let last: ReturnType<typeof checkStandings> | null = null
        for (const done of results) {
          last = checkStandings(house.rulebook, await finish.readMarks(house, done.stage), done.result)
          failWith(last.problems)
          compared += last.compared
        }
        note({ zh: `${compared} 人一致`, en: `${compared} lines agree` })
        await writeFile(
          join(options.out, 'results.json'),
          `${JSON.stringify(standingsJson(house.rulebook, last!.results, false), null, 2)}\n`,
        )
        return { compared }
      },
    )
    const check = await step(
      { zh: '已确认的操作与归档逐条核对', en: 'Every acknowledged command against the archive' },
      async ({ note }) => {
        const compared = checkLedger(await streamsOf(zipPath), ledger.entries)
        failWith(compared.problems)
        failWith(await checkInspections(house, compared))
        note({
          zh: `${compared.acknowledged} 条已确认：${compared.effective} 条在记录中，${compared.idle} 条无需改变`,
          en: `${compared.acknowledged} acknowledged: ${compared.effective} are in the record, ${compared.idle} changed nothing`,
        })
        return compared
      },
    )

    const { verified, manifest, fingerprint } = verification
    return {
      title: house.title,
      contestId: house.contestId,
      rulebook: house.rulebook.id,
      people: people.length,
      present: hall.entrants.length,
      seats,
      groups: hall.groups,
      layers,
      driven: day.pace.driven,
      items: allItems.map(({ id, title }) => ({ id, title })),
      leftOut: made.leftOut,
      mishaps: dealt.told,
      sessions: rehearsal.sessions,
      turns: rehearsal.turns,
      matches: rehearsal.matches,
      judged: results.map(({ judged }) => judged),
      load,
      result,
      settledTies,
      ledger: check,
      archive: {
        sha256: archive.sha256,
        bytes: archive.zip.length,
        files: manifest.files.length,
        runs: verified.runs,
        events: verified.events,
        head: verified.head,
        fingerprint,
      },
      compared: standings.compared,
    }
  }
}
