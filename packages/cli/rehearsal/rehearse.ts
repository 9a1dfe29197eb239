/**
 * A whole contest, from the one-time link to the verified archive, by simulated people against a real server. Whatever
 * does not come out as the rules say ends the rehearsal at that step.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ResultView } from '@leitai/core/contest/view.ts'
import type { Rulebook, Stage } from '@leitai/core/rulebook/schema.ts'
import type { Text } from '@leitai/core/score.ts'
import { canonicalJson } from '@leitai/core/chain.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { verifyArchive } from '@leitai/server/archive/verify-archive.ts'
import { openBrowser } from '@leitai/server/rehearsal/browser.ts'
import { crowd, type CrowdOf, type Someone } from '@leitai/server/rehearsal/crowd.ts'
import { act, chinaDay, must, together, type Day, type House, type Official } from '@leitai/server/rehearsal/day.ts'
import { Entrant } from '@leitai/server/rehearsal/entrant.ts'
import * as finish from '@leitai/server/rehearsal/finish.ts'
import * as floor from '@leitai/server/rehearsal/floor.ts'
import {
  answerAlarms,
  appointPanels,
  calibrate,
  judgesSeeNothingElse,
  markAll,
} from '@leitai/server/rehearsal/judging.ts'
import { Ledger, loadOf, type Load } from '@leitai/server/rehearsal/ledger.ts'
import type { ClockControl } from '@leitai/server/rehearsal/pace.ts'
import { openPace } from '@leitai/server/rehearsal/pace.ts'
import * as prepare from '@leitai/server/rehearsal/prepare.ts'
import * as review from '@leitai/server/rehearsal/review.ts'
import { holdTurns, type Turn } from '@leitai/server/rehearsal/stage-turns.ts'
import { holdSession, type HeldSession } from '@leitai/server/rehearsal/session.ts'
import { standingsJson } from '../marks/show-standings.ts'
import { checkLedger, streamsOf, type LedgerCheck } from './check-ledger.ts'
import { checkStandings } from './check-standings.ts'
import { deal, replacePin } from './mishaps.ts'
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

/** What judges did in a stage after its sessions. */
export interface Judged {
  stage: string
  pieces: number
  marks: number
  alarms: number
  calibrated: number
  /** Attempts to see or touch what is another judge's; all refused. */
  tried: number
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

const names = {
  staff: { name: '周怀远', username: 'rehearsal.staff' },
  chiefJudge: { name: '沈秋林', username: 'rehearsal.chief' },
  supervisor: { name: '何慕青', username: 'rehearsal.supervisor' },
  arbiter: { name: '丁海宁', username: 'rehearsal.arbiter' },
  host: { name: '白若溪', username: 'rehearsal.host' },
  leader: { name: '程远山', username: 'rehearsal.leader' },
  judges: ['苏明哲', '江映雪', '韩立群', '许知远', '曹静姝', '贺云帆', '卢一鸣', '谭雅琴', '邹文博', '孟晓棠'],
  sealingOfficers: [
    { name: '陆知行', username: 'rehearsal.seal1' },
    { name: '叶青禾', username: 'rehearsal.seal2' },
    { name: '方明远', username: 'rehearsal.seal3' },
  ],
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
        ...(allItems.some(({ start }) => start === 'turn') ? { host: own(names.host) } : {}),
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
    const first = stages[0]!
    const byLink = made.rulebook.entrants.entry.includes('openLink') && !made.rulebook.entrants.entry.includes('list')
    const sat = first.items.filter(({ start }) => start !== 'turn')
    const dealt = deal(() => house, people, { items: sat.length, seed, driven: day.pace.driven, hall: !byLink })
    const hall = byLink ? await joinByLink() : await fromList()
    for (const entrant of hall.entrants) open.push({ close: () => entrant.live?.close() })
    const skills = new Map(hall.entrants.map(({ slip, someone }) => [slip.code, someone.skill]))
    const skillOf = (code: string) => skills.get(code) ?? 0.6

    const sessions: HeldSession[] = []
    const turns: Turn[] = []
    const judged: Judged[] = []
    const results: StageDone[] = []
    let appealed: string | null = null
    for (const [index, stage] of stages.entries()) {
      const on = index === 0 ? null : new Set(results.at(-1)!.goOn)
      await holdStage(stage, on)
      judged.push(await judge(stage))
      await step({ zh: `计算「${stage.title.zh}」成绩`, en: `Compute the results of “${stage.title.en}”` }, () =>
        finish.computeResults(house, stage.id, layers > 0),
      )
      if (house.rulebook.review !== undefined) await reviewStage(stage)
      results.push(await conclude(stage, stage === stages.at(-1)))
    }
    const load = loadOf(ledger.entries)
    const { result, settledTies } = results.at(-1)!
    const zipPath = join(options.out, 'archive.zip')
    const made2 = await step({ zh: '生成并下载归档', en: 'Make the archive and fetch it' }, async () => {
      const archive = await finish.makeArchive(house)
      await writeFile(zipPath, archive.zip)
      return archive
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
        failWith(await inspect(compared))
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
      seats: options.seats,
      groups: hall.groups,
      layers,
      driven: day.pace.driven,
      items: allItems.map(({ id, title }) => ({ id, title })),
      leftOut: made.leftOut,
      mishaps: dealt.told,
      sessions,
      turns,
      judged,
      load,
      result,
      settledTies,
      ledger: check,
      archive: {
        sha256: made2.sha256,
        bytes: made2.zip.length,
        files: manifest.files.length,
        runs: verified.runs,
        events: verified.events,
        head: verified.head,
        fingerprint,
      },
      compared: standings.compared,
    }

    /** Groups one after the other in the first stage; later one group of those who went on. */
    async function holdStage(stage: Stage, on: ReadonlySet<string> | null): Promise<void> {
      const isFirst = on === null
      if (house.judges.length > 0)
        await step({ zh: `任命「${stage.title.zh}」评委组`, en: `The panels of “${stage.title.en}”` }, () =>
          appointPanels(house, stage.id),
        )
      if (!isFirst)
        await step({ zh: `安排「${stage.title.zh}」场次`, en: `Plan the sessions of “${stage.title.en}”` }, () =>
          floor.planSessions(day, house, 1, 30, stage),
        )
      const groups = isFirst ? hall.groups : 1
      for (let group = 1; group <= groups; group += 1) {
        const own = hall.entrants.filter(({ slip }) => (isFirst ? slip.group === group : on.has(slip.code)))
        const sitting = own.filter(({ someone }) => someone.number !== dealt.noShow)
        if (!byLink)
          await step({ zh: `第 ${group} 组入场`, en: `Group ${group} takes its seats` }, ({ count }) =>
            seated(own, sitting, isFirst, count),
          )
        for (const [index, item] of stage.items.entries()) {
          const session = floor.sessionOf(group, item.id)
          const scripts = isFirst ? dealt.scripts[sat.indexOf(item)] : undefined
          const present = sitting.filter(
            ({ someone }) =>
              !(
                someone.number === dealt.disqualified && stage.items.indexOf(item) > stage.items.indexOf(sat.at(-1)!)
              ) &&
              (isFirst || someone.number !== dealt.disqualified) &&
              (index === 0 || !isOut(someone)),
          )
          const title = { zh: `第 ${group} 组：${item.title.zh}`, en: `Group ${group}: ${item.title.en}` }
          await step(title, async ({ count, note }) => {
            if (item.start === 'turn') {
              const codes = present.map(({ slip }) => slip.code).toSorted()
              const onTheSpot = item.marking.by === 'judges' && item.marking.onTheSpot
              const held = await holdTurns(day, house, {
                stage: stage.id,
                session,
                item: item.id,
                type: item.type,
                codes,
                skillOf,
                onTheSpot,
                done: (n) => count(n, codes.length),
              })
              turns.push(...held)
              note({
                zh: `${held.length} 次上场${onTheSpot ? '，当场亮分' : ''}`,
                en: `${held.length} performed${onTheSpot ? ', scores told on the spot' : ''}`,
              })
              return
            }
            const opening = sessions.length === 0
            const held = await holdSession(day, house, {
              session,
              item: item.id,
              entrants: present,
              scripts: scripts ?? new Map(),
              speed: options.speed,
              ...(opening && item.start === 'session' ? { pauseAfterMs: item.minutes * 60_000 * 0.25 } : {}),
            })
            sessions.push(held)
            count(held.sats.length, own.length)
            if (opening && item.start === 'session')
              note({ zh: '全场暂停 2 分钟后恢复', en: 'paused for all, two minutes' })
            note({
              zh: `${held.sats.filter(({ receipt }) => receipt !== null).length} 人交卷，${held.closedBy === 'clock' ? '到时由时钟结束' : '由工作人员结束'}`,
              en: `${held.sats.filter(({ receipt }) => receipt !== null).length} handed in; ended by the ${held.closedBy}`,
            })
          })
          if (isFirst && group === 1 && index === 0)
            await step(
              { zh: '提前解密、提前公布均被拒绝', en: 'Opening the seal or publishing early is refused' },
              async () => {
                await floor.sealStaysShut(house)
                await floor.publishingIsRefused(house, 'noResults', stage.id)
              },
            )
          if (isFirst && index === 0 && house.leader !== null && appealed === null)
            await step({ zh: '领队申诉', en: 'The team leader appeals' }, async ({ note }) => {
              appealed = await review.appeal(day, house, stage.id, item.id)
              note(
                appealed === null
                  ? { zh: '没有可申诉的参赛者', en: 'nobody to appeal for' }
                  : { zh: '证据已固定', en: 'the evidence is frozen' },
              )
            })
        }
        await together(sitting, 8, (entrant) => entrant.leave())
      }
    }

    /** What judges still have before them, to the last sheet; then marking is closed. */
    async function judge(stage: Stage): Promise<Judged> {
      const out: Judged = { stage: stage.id, pieces: 0, marks: 0, alarms: 0, calibrated: 0, tried: 0 }
      const panels = stage.items.some(({ marking }) => marking.by === 'judges' || marking.byHand !== undefined)
      if (panels)
        await step({ zh: `「${stage.title.zh}」评分`, en: `The marking of “${stage.title.en}”` }, async ({ note }) => {
          await floor.actsReachThePieces(house, stage.id)
          out.calibrated = await calibrate(house, stage.id, (input) => markAll(day, house, { ...input, skillOf }))
          const most = await markAll(day, house, { stage: stage.id, skillOf, breakOff: true, leaveLast: true })
          if (most.pieces > 0) await finish.closingIsRefused(house, stage.id)
          const rest = await markAll(day, house, { stage: stage.id, skillOf })
          out.pieces = most.pieces + rest.pieces
          out.marks = most.marks + rest.marks
          out.tried = await judgesSeeNothingElse(house, stage.id)
          out.alarms = await answerAlarms(house, stage.id)
          note({
            zh: `场后评分 ${out.marks} 项；${out.alarms} 件差距报警后复评；校准 ${out.calibrated} 项；裁判越权 ${out.tried} 次均被拒绝`,
            en: `${out.marks} marks after the sessions; ${out.alarms} alarms answered; ${out.calibrated} calibrations; ${out.tried} attempts at others’ marks refused`,
          })
        })
      await step({ zh: `「${stage.title.zh}」评分结束`, en: `Close the marking of “${stage.title.en}”` }, async () => {
        if (byLink && stage === first) await finish.closeLinkRegistration(house)
        await finish.closeMarking(house, stage.id)
      })
      return out
    }

    async function reviewStage(stage: Stage): Promise<void> {
      await step({ zh: `「${stage.title.zh}」复核`, en: `The review of “${stage.title.en}”` }, async ({ note }) => {
        const { checked, corrected, widened } = await review.review(house, stage.id)
        note({
          zh: `复核 ${checked} 项，更正 ${corrected} 项${widened ? '，错误率超限，全部复核' : ''}`,
          en: `${checked} scores checked, ${corrected} corrected${widened ? '; too many errors, everything was checked' : ''}`,
        })
      })
    }

    async function conclude(stage: Stage, last: boolean): Promise<StageDone> {
      const { id } = stage
      if (layers > 0 && last)
        await step({ zh: `逐层解密（${layers} 层）`, en: `Open the seal, ${layers} layers` }, (notes) =>
          finish.unseal(house, id, notes, true),
        )
      const open = appealed
      if (open !== null) {
        await step({ zh: '仲裁裁决', en: 'The arbiter rules' }, () => review.rule(house, open))
        appealed = null
      }
      const settledTies = await step({ zh: '裁定并列与奖项', en: 'Settle ties and awards' }, async ({ note }) => {
        const settled = await finish.settleTies(house, id)
        if (last) await finish.decideAwards(house, id)
        note({ zh: `待裁定的并列 ${settled} 组`, en: `${settled} ties waited for people` })
        return settled
      })
      await step({ zh: '签字', en: 'The signatures' }, () => finish.sign(house, id))
      const result = await step({ zh: `公布「${stage.title.zh}」成绩`, en: `Publish “${stage.title.en}”` }, () =>
        finish.publishResults(house, id),
      )
      if (last) return { stage: id, result, settledTies, goOn: [] }
      const goOn = await step({ zh: '晋级', en: 'Who goes on' }, async ({ note }) => {
        const codes = await finish.advance(house, id)
        note({ zh: `${codes.length} 人晋级`, en: `${codes.length} go on` })
        return codes
      })
      return { stage: id, result, settledTies, goOn }
    }

    function isOut({ number }: Someone): boolean {
      return number === dealt.disqualified && dealt.scripts.length === 1
    }

    async function fromList(): Promise<Hall> {
      await step(
        { zh: '开放报名，导入 Excel 名单', en: 'Open registration, bring in the list from Excel' },
        async ({ count, note }) => {
          await prepare.openRegistration(house)
          const { wrong, added } = await prepare.importEntrants(house, people)
          count(added, people.length)
          note({
            zh: `先上传了含 ${wrong} 处错误的名单，逐格指出`,
            en: `a list with ${wrong} wrong cells came back cell by cell first`,
          })
        },
      )
      await step({ zh: '截止报名', en: 'Close registration' }, () => prepare.closeRegistration(house, people.length))
      const planned = Math.ceil(people.length / options.seats)
      await step({ zh: '设置赛场，安排场次', en: 'Set up the room, plan the sessions' }, async ({ note }) => {
        await floor.setRoom(house, options.seats, 2)
        await floor.planSessions(day, house, planned, 45)
        note({
          zh: `${options.seats} 个座位，2 个备用，${planned} 组`,
          en: `${options.seats} seats, 2 spare, ${planned} groups`,
        })
      })
      await step({ zh: '检录', en: 'Check-in' }, (notes) => floor.checkIn(house, people, dealt.absent, notes))
      const groups = await step({ zh: '抽取场次顺序', en: 'Draw the order' }, async ({ note }) => {
        const view = await floor.drawOrder(house)
        const drawn = view.order!.groups.length
        if (drawn !== planned) await floor.planSessions(day, house, drawn, 45)
        note({
          zh: `${drawn} 组，种子 ${view.order!.seed.slice(0, 16)}…`,
          en: `${drawn} groups, seed ${view.order!.seed.slice(0, 16)}…`,
        })
        return drawn
      })
      if (layers > 0)
        await step({ zh: '加密人员设置口令', en: 'The sealing officers set their passphrases' }, () =>
          floor.enrolOfficers(house),
        )
      const present = people.filter(({ number }) => !dealt.absent.has(number))
      const slips = await step(
        { zh: layers > 0 ? '抽签并加密' : '抽签', en: layers > 0 ? 'Draw the seats and seal them' : 'Draw the seats' },
        ({ count }) => {
          count(present.length, present.length)
          return floor.drawSeats(house, present.length)
        },
      )
      const byNumber = new Map(people.map((one) => [one.number, one]))
      return { groups, entrants: slips.map((slip) => new Entrant(day, house, byNumber.get(slip.number)!, slip)) }
    }

    async function joinByLink(): Promise<Hall> {
      const entrants = await step(
        { zh: '开放链接，各自加入', en: 'Open the link; everybody joins' },
        async ({ count }) => {
          await prepare.openRegistration(house)
          await floor.planSessions(day, house, 1, 30)
          let done = 0
          return together(people, 8, async (someone) => {
            const entrant = await Entrant.join(day, house, someone)
            done += 1
            count(done, people.length)
            return entrant
          })
        },
      )
      return { groups: 1, entrants }
    }

    async function seated(
      own: readonly Entrant[],
      sitting: readonly Entrant[],
      isFirst: boolean,
      count: (done: number, total: number) => void,
    ): Promise<void> {
      for (const entrant of isFirst ? own : []) {
        if (entrant.someone.number === dealt.noShow)
          await act(house.chiefJudge, house.contestId, 'setAttendance', {
            code: entrant.slip.code,
            attendance: 'absent',
            reason: '未入座 did not sit down',
          })
        if (entrant.someone.number === dealt.lostSlip)
          entrant.slip.pin = await replacePin(house, house.slug, entrant.slip, (code, pin) =>
            entrant.browser.api.seat.signIn({ contest: house.slug, code, pin }),
          )
      }
      let done = 0
      await together(sitting, 8, async (entrant) => {
        await entrant.signIn(isFirst && entrant.someone.number === dealt.clumsy)
        done += 1
        count(done, sitting.length)
      })
    }

    /** What an official sees of each closed sitting is what its stream gives. */
    async function inspect({ states }: LedgerCheck): Promise<Text[]> {
      const problems: Text[] = []
      const { chiefJudge } = house
      await together([...states], 16, async ([runId, { rules, state }]) => {
        chiefJudge.live.watch(runId, 'official')
        const seen = await chiefJudge.live.seen<SittingView<unknown, unknown>>(
          runId,
          `${runId} 的核对页 its inspection`,
          // A piece that nobody performed stays as it was made.
          ({ phase }) => phase === 'closed' || (state as { phase: string }).phase !== 'closed',
        )
        const own = rules.view(state, { as: 'official', id: chiefJudge.id, roles: ['chiefJudge'] }) as SittingView<
          unknown,
          unknown
        >
        if (canonicalJson(seen) !== canonicalJson(own))
          problems.push({
            zh: `${runId}：服务器显示的与归档不同`,
            en: `${runId}: the server shows something else than the archive`,
          })
        chiefJudge.live.leave(runId)
      })
      return problems
    }
  }
}

function crowdOf({ entrants }: Rulebook): CrowdOf {
  const most = entrants.eligibility.flatMap((rule) => (rule.rule === 'maxPerDelegation' ? [rule.count] : []))
  return {
    teamSize: entrants.kind === 'team' ? (entrants.teamSize?.min ?? 3) : 0,
    perDelegation: Math.min(4, ...most),
  }
}

/** Enough for the largest panel, one more for conflicts of interest, and one who sits on none of the smaller ones. */
function judgesFor(
  rulebook: Rulebook,
  people: readonly Someone[],
): { name: string; username: string; delegation?: string }[] {
  const due = rulebook.stages
    .flatMap(({ items }) => items)
    .map(({ marking }) => (marking.by === 'judges' ? marking.judges : (marking.byHand?.judges ?? 0)))
  const most = Math.max(...due)
  if (most === 0) return []
  return names.judges.slice(0, most + 1).map((name, index) => ({
    name,
    username: `rehearsal.judge${index + 1}`,
    ...(index === 0 ? { delegation: people[0]!.delegation } : {}),
  }))
}

interface StageDone {
  stage: string
  result: ResultView
  settledTies: number
  /** Codes. */
  goOn: string[]
}

interface Hall {
  groups: number
  entrants: Entrant[]
}
