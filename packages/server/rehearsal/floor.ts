/** The morning: the room, the schedule, check-in, the public draw of the order, the seal, and the seats. */
import type { Stage } from '@leitai/core/rulebook/schema.ts'
import type { ContestView } from '@leitai/core/contest/view.ts'
import { mustBeRefused } from './browser.ts'
import type { Someone } from './crowd.ts'
import { act, actRefused, contestSeen, must, together, type Day, type House, type StepNotes } from './day.ts'

/** What a contestant holds in the hand after the draw. */
export interface Slip {
  number: string
  code: string
  seat: string
  group: number
  pin: string
}

export async function setRoom(house: House, seats: number, spare: number): Promise<void> {
  const name = (prefix: string, index: number) => `${prefix}${String(index + 1).padStart(2, '0')}`
  const row = (index: number) => String.fromCharCode(65 + Math.floor(index / 10))
  await act(house.staff, house.contestId, 'setRoom', {
    seats: Array.from({ length: seats }, (_, index) => name(row(index), index % 10)),
    spare: Array.from({ length: spare }, (_, index) => name('备', index)),
  })
}

const gapMinutes = 10

/** The name of one group's session: items are named once in a rulebook's stages. */
export const sessionOf = (group: number, item: string): string => `g${group}-${item}`

/** Draws who meets whom; the codes of each match. */
export async function drawMatches(house: House, stage: Stage): Promise<string[][]> {
  await act(house.staff, house.contestId, 'drawMatches', { stage: stage.id })
  const view = await contestSeen(house, '对阵 the matches', ({ matches }) =>
    matches.some((drawn) => drawn.stage === stage.id),
  )
  return view.matches.find((drawn) => drawn.stage === stage.id)!.groups.map(({ codes }) => [...codes])
}

/** One group after another, each item after the other; items that entrants start alone get one window for all. */
export async function planSessions(
  day: Day,
  house: House,
  groups: number | readonly number[],
  firstInMinutes: number,
  stage: Stage = house.rulebook.stages[0]!,
): Promise<void> {
  const numbers = typeof groups === 'number' ? Array.from({ length: groups }, (_, index) => index + 1) : groups
  let at = Math.ceil((day.pace.now() + firstInMinutes * 60_000) / 300_000) * 300_000
  const sessions = numbers.flatMap((group) =>
    stage.items.map((item) => {
      const startsAt = at
      at += (item.minutes + gapMinutes) * 60_000
      const alone = item.start === 'entrant'
      return {
        id: sessionOf(group, item.id),
        stage: stage.id,
        item: item.id,
        group,
        startsAt,
        ...(alone ? { endsAt: startsAt + (item.minutes + 30) * 60_000 } : {}),
      }
    }),
  )
  await act(house.organiser, house.contestId, 'planSessions', { sessions })
}

export async function checkIn(
  house: House,
  people: readonly Someone[],
  absent: ReadonlySet<string>,
  notes: StepNotes,
): Promise<void> {
  const view = await contestSeen(house, '名单 the list', ({ registration }) => registration === 'closed')
  const byNumber = new Map(view.entrants.map((line) => [line.number, line]))
  let done = 0
  await together(people, 8, async (one) => {
    const line = byNumber.get(one.number)
    must(line !== undefined, `名单中没有 ${one.number}`, `${one.number} is not on the list`)
    if (absent.has(one.number))
      await act(house.staff, house.contestId, 'markAbsent', {
        entrantId: line.entrantId,
        reason: '未到场 did not come',
      })
    else await act(house.staff, house.contestId, 'checkIn', { entrantId: line.entrantId })
    done += 1
    notes.count(done, people.length)
  })
  await contestSeen(house, '检录人数 the number checked in', ({ entrants }) =>
    entrants.every(({ checkedInAt, absent: why }) => checkedInAt !== null || why !== null),
  )
}

export async function drawOrder(house: House): Promise<ContestView> {
  await act(house.staff, house.contestId, 'drawOrder', {})
  return contestSeen(house, '场次顺序 the order', ({ order }) => order !== null)
}

/** Each officer sets a passphrase in person; nobody may do it for another. */
export async function enrolOfficers(house: House): Promise<void> {
  const { contestId: id } = house
  for (const [index, officer] of house.sealingOfficers.entries()) {
    const layer = index + 1
    await act(house.organiser, id, 'appointOfficer', { layer, personId: officer.id, name: officer.name })
    const other = house.sealingOfficers[(index + 1) % house.sealingOfficers.length]!
    const passphrase = house.passphrases[index]!
    if (other !== officer)
      await mustBeRefused(
        `${other.name} → 第 ${layer} 层`,
        'notOfficer',
        other.browser.api.seal.enrol({ id, layer, passphrase }),
      )
    const { recoveryKey } = await officer.browser.api.seal.enrol({ id, layer, passphrase })
    must(recoveryKey.length > 20, `第 ${layer} 层没有恢复密钥`, `layer ${layer} gave no recovery key`)
  }
}

/** Draws seats for all who are checked in; the slips come once. */
export async function drawSeats(house: House, expected: number): Promise<Slip[]> {
  const { contestId: id, organiser, staff } = house
  const { codes, slipsToken } = await staff.browser.api.draw.seats({ id })
  must(
    codes === expected,
    `应抽 ${expected} 个赛位，抽了 ${codes} 个`,
    `${expected} seats should be drawn, ${codes} were`,
  )
  const slips = await readSlips(house, slipsToken)
  must(
    slips.length === codes,
    `应有 ${codes} 张检录单，得到 ${slips.length} 张`,
    `${codes} slips should come, ${slips.length} did`,
  )
  const view = await organiser.live.seen<ContestView>(id, '抽签 the draw', ({ draws }) => draws.length > 0)
  const sealed = house.sealingOfficers.length > 0
  must(
    view.draws.at(-1)!.sealed === sealed &&
      view.entrants.every(({ code, drawn }) => (code !== undefined) === (drawn && !sealed)),
    '抽签加密与规程不符，或名单中出现了赛位号',
    'the draw is not sealed as the rulebook says, or a code stands beside a name',
  )
  return slips
}

async function readSlips({ contestId, staff }: House, token: string): Promise<Slip[]> {
  const response = await staff.browser.fetch(
    `/api/contests/${contestId}/print/slips.json?token=${encodeURIComponent(token)}`,
  )
  if (!response.ok) throw new Error(`检录单 slips: ${response.status} ${(await response.text()).slice(0, 300)}`)
  return (await response.json()) as Slip[]
}

/** Nobody opens a layer while there is work to be marked (A4). */
export async function sealStaysShut(house: House): Promise<void> {
  const layer = house.sealingOfficers.length
  if (layer === 0) return
  await mustBeRefused(
    '提前解密 opening early',
    'markingOpen',
    house.sealingOfficers[layer - 1]!.browser.api.seal.open({
      id: house.contestId,
      layer,
      passphrase: house.passphrases[layer - 1]!,
    }),
  )
}

export const publishingIsRefused = (house: House, code: string, stage: string): Promise<void> =>
  actRefused(house.organiser, house.contestId, 'publishResults', { stage }, code)

/** Closed sessions reach the marking runs a moment later: every piece that is done waits for its judges, or is held back. */
export async function actsReachThePieces({ organiser, contestId: id }: House, stage: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const pieces = await organiser.browser.api.marking.progress({ id, stage })
    if (pieces.every(({ phase, missing }) => phase !== 'live' && missing === 0)) return
    must(tries < 400, '评分没有跟上场次', 'the marking did not keep up with the sessions')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
