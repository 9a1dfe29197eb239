/** Who meets with what on the day: dealt out by the seed among those who are there, each to another person while they last. */
import type { Text } from '@leitai/core/score.ts'
import { chance, deriveSeed } from '@leitai/core/seed.ts'
import { mustBeRefused } from '@leitai/server/rehearsal/browser.ts'
import type { Someone } from '@leitai/server/rehearsal/crowd.ts'
import { act, type House } from '@leitai/server/rehearsal/day.ts'
import type { Mishap, Script } from '@leitai/server/rehearsal/entrant.ts'

export interface Dealt {
  /** Candidate numbers. */
  absent: Set<string>
  /** Drawn, and then not at the seat. */
  noShow: string | null
  clumsy: string | null
  lostSlip: string | null
  disqualified: string | null
  /** By item in the order of the rulebook, by candidate number. */
  scripts: Map<string, Script>[]
  told: Text[]
}

interface Circumstances {
  items: number
  seed: string
  /** Without a clock that can be driven nobody waits for the deadline. */
  driven: boolean
  /** In a hall there are slips, seats and a staff; at home there are not. */
  hall: boolean
}

export function deal(
  house: () => House,
  people: readonly Someone[],
  { items, seed, driven, hall }: Circumstances,
): Dealt {
  const draw = chance(deriveSeed(seed, 'mishaps'))
  const order = draw.shuffle(
    people.filter(({ extraTimePercent }) => extraTimePercent === 0).map(({ number }) => number),
  )
  const told: Text[] = []
  const names = new Map(people.map(({ number, name }) => [number, hall ? `${number} ${name}` : name]))
  const note = (zh: string, en: string) => void told.push({ zh, en })
  const absent = new Set(
    people.length < 4 || !hall ? [] : order.splice(0, Math.max(1, Math.floor(people.length * 0.04))),
  )
  const next = () => (order.length > Math.max(2, people.length / 4) ? (order.shift() ?? null) : null)
  const scripts = Array.from({ length: items }, () => new Map<string, Script>())
  const give = (item: number, number: string, script: Script) => {
    if (scripts[item] === undefined) return
    const mishaps = [...(scripts[item].get(number)?.mishaps ?? []), ...(script.mishaps ?? [])]
    scripts[item].set(number, { ...scripts[item].get(number), ...script, ...(mishaps.length > 0 ? { mishaps } : {}) })
  }
  const one = (item: number, zh: string, en: string, script: (number: string) => Script): string | null => {
    const number = items === 0 ? null : next()
    if (number === null) return null
    give(item, number, script(number))
    note(`${names.get(number)} ${zh}`, `${names.get(number)} ${en}`)
    return number
  }
  const first = 0
  const last = items - 1

  one(first, '中途另开窗口，旧窗口停用', 'opened a second tab, the older one was fenced', () => ({
    mishaps: [{ at: 0.35, happen: (entrant, runId) => entrant.openSecondTab(runId) }],
  }))
  one(first, '电脑重启，补时 5 分钟', 'had a machine restart; five minutes given back', () => ({
    mishaps: [
      {
        at: 0.5,
        async happen(entrant, runId) {
          entrant.breakOff()
          const [, , item] = runId.split(':')
          const session = `g${entrant.slip.group}-${item!}`
          await act(house().staff, house().contestId, 'giveTime', {
            session,
            codes: [entrant.slip.code],
            seconds: 300,
            reason: '电脑重启 the machine restarted',
          })
        },
      },
    ],
  }))
  one(first, '交卷两次，回执不变', 'handed in twice, with one receipt', () => ({ handsInTwice: true }))
  one(first, '迟到 4 分钟', 'came four minutes late', () => ({ lateByMs: 240_000 }))
  const disqualified = one(last, '违纪，取消资格', 'was disqualified', () => ({
    mishaps: [
      {
        at: 0.6,
        happen: (entrant) =>
          act(house().chiefJudge, house().contestId, 'setAttendance', {
            code: entrant.slip.code,
            attendance: 'disqualified',
            reason: '携带手机入场 carried a phone',
          }),
      },
    ],
  }))
  if (hall)
    one(last, '换到备用座位', 'was moved to a spare seat', () => ({
      mishaps: [
        {
          at: 0.2,
          happen: (entrant) =>
            act(house().staff, house().contestId, 'moveSeat', {
              code: entrant.slip.code,
              toSeat: '备01',
              reason: '键盘故障 a broken keyboard',
            }),
        },
      ],
    }))
  if (driven) {
    one(last, '结束前断网，结束后补交，裁判长准予', 'lost the network before the end; late work was taken', () => ({
      offlineFrom: 0.85,
    }))
    one(last, '没有交卷，到时自动交卷', 'did not hand in: the clock did', () => ({ straggler: true }))
    one(first, '没有交卷，到时自动交卷', 'did not hand in: the clock did', () => ({ straggler: true }))
  }
  const clumsy = hall ? next() : null
  if (clumsy !== null) note(`${names.get(clumsy)} 先输错一次 PIN`, `${names.get(clumsy)} typed a wrong PIN first`)
  const lostSlip = hall ? next() : null
  if (lostSlip !== null)
    note(
      `${names.get(lostSlip)} 遗失凭条，工作人员重置 PIN`,
      `${names.get(lostSlip)} lost the slip; the staff gave a new PIN`,
    )
  const noShow = hall ? next() : null
  if (noShow !== null)
    note(`${names.get(noShow)} 抽签后未入座，记为缺席`, `${names.get(noShow)} was drawn and never sat down: absent`)

  const breaking: Mishap = { at: 0.4, happen: async (entrant) => entrant.breakOff() }
  const unlucky = draw.sample(
    people.map(({ number }) => number).filter((number) => !absent.has(number)),
    Math.ceil((people.length - absent.size) / 10),
  )
  for (const number of unlucky) for (let item = 0; item < items; item += 1) give(item, number, { mishaps: [breaking] })
  note(
    `${unlucky.length} 人每场断线一次，自动重连`,
    `${unlucky.length} lost the connection once in every item and came back`,
  )
  return { absent, noShow, clumsy, lostSlip, disqualified, scripts, told }
}

/** The staff give a new PIN; the old one no longer works. */
export async function replacePin(
  house: House,
  slug: string,
  slip: { code: string; pin: string },
  tryOld: (code: string, pin: string) => Promise<unknown>,
): Promise<string> {
  const { pin } = await house.staff.browser.api.draw.resetPin({
    id: house.contestId,
    code: slip.code,
    reason: '遗失凭条 the slip was lost',
  })
  if (pin !== slip.pin) await mustBeRefused(`${slug} 旧 PIN the old PIN`, 'wrongPin', tryOld(slip.code, slip.pin))
  return pin
}
