/** How entrants come into the contest, by the list and the draw or by an open link, and to their seats. */
import { act, together } from '@leitai/server/rehearsal/day.ts'
import { Entrant } from '@leitai/server/rehearsal/entrant.ts'
import * as floor from '@leitai/server/rehearsal/floor.ts'
import * as prepare from '@leitai/server/rehearsal/prepare.ts'
import { replacePin } from './mishaps.ts'
import { isByLink, type Rehearsal } from './rehearsal.ts'

export interface Hall {
  groups: number
  entrants: Entrant[]
}

/** How well an entrant does, by code. */
export function skillsIn({ entrants }: Hall): (code: string) => number {
  const skills = new Map(entrants.map(({ slip, someone }) => [slip.code, someone.skill]))
  return (code) => skills.get(code) ?? 0.6
}

export function enter(rehearsal: Rehearsal): Promise<Hall> {
  return isByLink(rehearsal.house.rulebook) ? joinByLink(rehearsal) : fromList(rehearsal)
}

/** Where the first stage is held in matches, its sessions are planned once those are drawn. */
async function planFirst({ day, house }: Pick<Rehearsal, 'day' | 'house'>, groups: number): Promise<void> {
  if (house.rulebook.stages[0]!.matches === undefined) await floor.planSessions(day, house, groups, 45)
}

async function fromList({ day, house, people, dealt, seats }: Rehearsal): Promise<Hall> {
  const { layers } = house.rulebook.sealing
  const step = day.teller.step.bind(day.teller)
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
  const planned = Math.ceil(people.length / seats)
  await step({ zh: '设置赛场，安排场次', en: 'Set up the room, plan the sessions' }, async ({ note }) => {
    await floor.setRoom(house, seats, 2)
    await planFirst({ day, house }, planned)
    note({
      zh: `${seats} 个座位，2 个备用，${planned} 组`,
      en: `${seats} seats, 2 spare, ${planned} groups`,
    })
  })
  await step({ zh: '检录', en: 'Check-in' }, (notes) => floor.checkIn(house, people, dealt.absent, notes))
  const groups = await step({ zh: '抽取场次顺序', en: 'Draw the order' }, async ({ note }) => {
    const view = await floor.drawOrder(house)
    const drawn = view.order!.groups.length
    if (drawn !== planned) await planFirst({ day, house }, drawn)
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

async function joinByLink({ day, house, people }: Rehearsal): Promise<Hall> {
  const entrants = await day.teller.step(
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

/** @param isFirst the first time that they sit down: who was drawn and did not come, and who lost the slip, shows now */
export async function takeSeats(
  { house, dealt }: Rehearsal,
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
