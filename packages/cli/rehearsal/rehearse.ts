/**
 * A whole contest, from the one-time link to the verified archive, by simulated people against a real server. Whatever
 * does not come out as the rules say ends the rehearsal at that step.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ResultView } from '@leitai/core/contest/view.ts'
import type { Text } from '@leitai/core/score.ts'
import { canonicalJson } from '@leitai/core/chain.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { verifyArchive } from '@leitai/server/archive/verify-archive.ts'
import { openBrowser } from '@leitai/server/rehearsal/browser.ts'
import { crowd, type Someone } from '@leitai/server/rehearsal/crowd.ts'
import { act, chinaDay, must, together, type Day, type House, type Official } from '@leitai/server/rehearsal/day.ts'
import { Entrant } from '@leitai/server/rehearsal/entrant.ts'
import * as finish from '@leitai/server/rehearsal/finish.ts'
import * as floor from '@leitai/server/rehearsal/floor.ts'
import { Ledger, loadOf, type Load } from '@leitai/server/rehearsal/ledger.ts'
import type { ClockControl } from '@leitai/server/rehearsal/pace.ts'
import { openPace } from '@leitai/server/rehearsal/pace.ts'
import * as prepare from '@leitai/server/rehearsal/prepare.ts'
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
    const stage = made.rulebook.stages[0]!
    const items = stage.items
    const loaded = await step({ zh: '导入素材', en: 'Bring in the materials' }, async ({ note }) => {
      const found = await prepare.loadMaterials(
        organiser.browser.api,
        items.map(({ type }) => type),
      )
      for (const { pack } of found.values())
        note({
          zh: `${pack.title}${pack.files === 0 ? '' : `，${pack.files} 个录音`}`,
          en: `${pack.title}${pack.files === 0 ? '' : `, ${pack.files} recordings`}`,
        })
      return found
    })
    const materials = await step({ zh: '指定素材，发布规程', en: 'Assign the materials, publish the rulebook' }, () =>
      prepare.publish(organiser, made, loaded, made.rulebook.edition === '1' ? '1-r' : `${made.rulebook.edition}-r`),
    )
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
      })
      for (const who of [cast.staff, cast.chiefJudge, cast.supervisor, cast.arbiter, ...cast.sealingOfficers])
        open.push(who.live)
      note({
        zh: `工作人员、裁判长、监督、仲裁各一名，加密人员 ${layers} 名`,
        en: `staff, chief judge, supervisor, arbiter; ${layers} sealing officers`,
      })
      return prepare.houseOf(day, organiser, made, materials, cast)
    })

    const people = await crowd(options.entrants, seed)
    const byLink = made.rulebook.entrants.entry.includes('openLink') && !made.rulebook.entrants.entry.includes('list')
    const dealt = deal(() => house, people, { items: items.length, seed, driven: day.pace.driven, hall: !byLink })
    const hall = byLink ? await joinByLink() : await fromList()
    for (const entrant of hall.entrants) open.push({ close: () => entrant.live?.close() })

    const sessions: HeldSession[] = []
    for (let group = 1; group <= hall.groups; group += 1) {
      const own = hall.entrants.filter(({ slip }) => slip.group === group)
      const sitting = own.filter(({ someone }) => someone.number !== dealt.noShow)
      if (!byLink)
        await step({ zh: `第 ${group} 组入场`, en: `Group ${group} takes its seats` }, ({ count }) =>
          seated(own, sitting, count),
        )
      for (const [index, item] of items.entries()) {
        await step(
          { zh: `第 ${group} 组：${item.title.zh}`, en: `Group ${group}: ${item.title.en}` },
          async ({ count, note }) => {
            const first = sessions.length === 0
            const held = await holdSession(day, house, {
              session: `g${group}-${item.id}`,
              item: item.id,
              entrants: sitting.filter(({ someone }) => index === 0 || !isOut(someone)),
              scripts: dealt.scripts[index]!,
              speed: options.speed,
              ...(first && item.start === 'session' ? { pauseAfterMs: item.minutes * 60_000 * 0.25 } : {}),
            })
            sessions.push(held)
            count(held.sats.length, own.length)
            if (first && item.start === 'session')
              note({ zh: '全场暂停 2 分钟后恢复', en: 'paused for all, two minutes' })
            note({
              zh: `${held.sats.filter(({ receipt }) => receipt !== null).length} 人交卷，${held.closedBy === 'clock' ? '到时由时钟结束' : '由工作人员结束'}`,
              en: `${held.sats.filter(({ receipt }) => receipt !== null).length} handed in; ended by the ${held.closedBy}`,
            })
          },
        )
        if (group === 1 && index === 0)
          await step(
            { zh: '提前解密、提前公布均被拒绝', en: 'Opening the seal or publishing early is refused' },
            async () => {
              await floor.sealStaysShut(house)
              await floor.publishingIsRefused(house, 'noResults')
            },
          )
      }
      await together(sitting, 8, (entrant) => entrant.leave())
    }
    const load = loadOf(ledger.entries)

    await step({ zh: '评分结束', en: 'Close marking' }, async () => {
      if (byLink) await finish.closeLinkRegistration(house)
      await finish.closeMarking(house)
    })
    await step({ zh: '计算成绩', en: 'Compute the results' }, () => finish.computeResults(house, layers > 0))
    if (layers > 0)
      await step({ zh: `逐层解密（${layers} 层）`, en: `Open the seal, ${layers} layers` }, (notes) =>
        finish.unseal(house, notes, true),
      )
    const settledTies = await step({ zh: '裁定并列与奖项', en: 'Settle ties and awards' }, async ({ note }) => {
      const settled = await finish.settleTies(house)
      await finish.decideAwards(house)
      note({ zh: `待裁定的并列 ${settled} 组`, en: `${settled} ties waited for people` })
      return settled
    })
    await step({ zh: '三方签字', en: 'The signatures' }, () => finish.sign(house))
    const result = await step({ zh: '公布成绩', en: 'Publish' }, () => finish.publishResults(house))
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
        const checked = checkStandings(house.rulebook, await finish.readMarks(house), result)
        failWith(checked.problems)
        note({ zh: `${checked.compared} 人一致`, en: `${checked.compared} lines agree` })
        await writeFile(
          join(options.out, 'results.json'),
          `${JSON.stringify(standingsJson(house.rulebook, checked.results, false), null, 2)}\n`,
        )
        return checked
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
      items: items.map(({ id, title }) => ({ id, title })),
      leftOut: made.leftOut,
      mishaps: dealt.told,
      sessions,
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
      count: (done: number, total: number) => void,
    ): Promise<void> {
      for (const entrant of own) {
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
        await entrant.signIn(entrant.someone.number === dealt.clumsy)
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
          ({ phase }) => phase === 'closed',
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

interface Hall {
  groups: number
  entrants: Entrant[]
}
