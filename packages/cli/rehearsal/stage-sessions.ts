/** A stage's panels and sessions: groups one after the other in the first stage; later one group of those who went on. */
import type { Item, Stage } from '@leitai/core/rulebook/schema.ts'
import type { Someone } from '@leitai/server/rehearsal/crowd.ts'
import { together, type StepNotes } from '@leitai/server/rehearsal/day.ts'
import type { Entrant } from '@leitai/server/rehearsal/entrant.ts'
import * as floor from '@leitai/server/rehearsal/floor.ts'
import { appointPanels } from '@leitai/server/rehearsal/judging.ts'
import * as review from '@leitai/server/rehearsal/review.ts'
import { holdMatch } from '@leitai/server/rehearsal/match.ts'
import { holdSession } from '@leitai/server/rehearsal/session.ts'
import { holdTurns } from '@leitai/server/rehearsal/stage-turns.ts'
import { skillsIn, takeSeats, type Hall } from './hall.ts'
import { isByLink, itemsSat, type Rehearsal } from './rehearsal.ts'

/** @param on who went on to this stage, by code; null: it is the first. Gives the appeal that a leader filed meanwhile. */
export async function holdSessions(
  rehearsal: Rehearsal,
  hall: Hall,
  stage: Stage,
  on: ReadonlySet<string> | null,
): Promise<string | null> {
  const { day, house, dealt } = rehearsal
  const step = day.teller.step.bind(day.teller)
  const isFirst = on === null
  if (house.judges.length > 0)
    await step({ zh: `任命「${stage.title.zh}」评委组`, en: `The panels of “${stage.title.en}”` }, () =>
      appointPanels(house, stage.id),
    )
  const matches =
    stage.matches === undefined
      ? null
      : await step(
          { zh: `「${stage.title.zh}」对阵`, en: `Who meets whom in “${stage.title.en}”` },
          async ({ note }) => {
            const drawn = await floor.drawMatches(house, stage)
            note({
              zh: `${drawn.length} 场，每场 ${[...new Set(drawn.map(({ length }) => length))].toSorted().join('、')} 队`,
              en: `${drawn.length} matches of ${[...new Set(drawn.map(({ length }) => length))].toSorted().join(', ')}`,
            })
            return drawn
          },
        )
  // A match of one is passed without playing.
  const held = matches === null ? null : matches.flatMap((codes, index) => (codes.length > 1 ? [index + 1] : []))
  if (!isFirst || held !== null)
    await step({ zh: `安排「${stage.title.zh}」场次`, en: `Plan the sessions of “${stage.title.en}”` }, () =>
      floor.planSessions(day, house, held ?? 1, 30, stage),
    )
  let appealed: string | null = null
  const groups = held ?? Array.from({ length: isFirst ? hall.groups : 1 }, (_, index) => index + 1)
  for (const group of groups) {
    const own = hall.entrants.filter(({ slip }) =>
      matches !== null ? matches[group - 1]!.includes(slip.code) : isFirst ? slip.group === group : on.has(slip.code),
    )
    const sitting = own.filter(({ someone }) => someone.number !== dealt.noShow)
    if (!isByLink(house.rulebook))
      await step({ zh: `第 ${group} 组入场`, en: `Group ${group} takes its seats` }, ({ count }) =>
        takeSeats(rehearsal, own, sitting, isFirst, count),
      )
    for (const [index, item] of stage.items.entries()) {
      const present = sitting.filter(({ someone }) => !isOut(rehearsal, someone, isFirst ? index : null))
      const title = { zh: `第 ${group} 组：${item.title.zh}`, en: `Group ${group}: ${item.title.en}` }
      await step(title, (notes) =>
        item.start === 'match'
          ? meet(rehearsal, hall, { stage, group, item, present }, notes)
          : item.start === 'turn'
            ? performInTurn(rehearsal, hall, { stage, group, item, present }, notes)
            : sit(rehearsal, { group, item, present, isFirst, planned: own.length }, notes),
      )
      if (isFirst && group === 1 && index === 0)
        await step(
          { zh: '提前解密、提前公布均被拒绝', en: 'Opening the seal or publishing early is refused' },
          async () => {
            await floor.sealStaysShut(house)
            await floor.publishingIsRefused(house, 'noResults', stage.id)
          },
        )
      if (isFirst && index === 0 && house.leader !== null && appealed === null)
        appealed = await step({ zh: '领队申诉', en: 'The team leader appeals' }, async ({ note }) => {
          const filed = await review.appeal(day, house, stage.id, item.id)
          note(
            filed === null
              ? { zh: '没有可申诉的参赛者', en: 'nobody to appeal for' }
              : { zh: '证据已固定', en: 'the evidence is frozen' },
          )
          return filed
        })
    }
    await together(sitting, 8, (entrant) => entrant.leave())
  }
  return appealed
}

/** Who was disqualified in the last item that is sat takes no further part. @param index of the item in the first stage; null: a later stage */
function isOut({ house, dealt }: Rehearsal, { number }: Someone, index: number | null): boolean {
  if (number !== dealt.disqualified) return false
  const last = itemsSat(house.rulebook).at(-1)
  return index === null || index > house.rulebook.stages[0]!.items.findIndex(({ id }) => id === last?.id)
}

async function meet(
  { day, house, matches }: Rehearsal,
  hall: Hall,
  { stage, group, item, present }: { stage: Stage; group: number; item: Item; present: readonly Entrant[] },
  { count, note }: StepNotes,
): Promise<void> {
  const held = await holdMatch(day, house, {
    stage: stage.id,
    session: floor.sessionOf(group, item.id),
    item: item.id,
    type: item.type,
    number: group,
    teams: present,
    skillOf: skillsIn(hall),
    done: count,
  })
  matches.push(held)
  const best = Object.entries(held.points).toSorted(([, a], [, b]) => Number(b) - Number(a))[0]
  note({
    zh: `${held.moves} 步，${held.late} 次晚到，越权 ${held.tried} 次均被拒绝${best === undefined ? '' : `；领先 ${best[0]}（${best[1]} 分）`}`,
    en: `${held.moves} moves, ${held.late} came too late, ${held.tried} attempts at others’ acts refused${best === undefined ? '' : `; ${best[0]} leads with ${best[1]}`}`,
  })
}

async function performInTurn(
  { day, house, turns }: Rehearsal,
  hall: Hall,
  { stage, group, item, present }: { stage: Stage; group: number; item: Item; present: readonly Entrant[] },
  { count, note }: StepNotes,
): Promise<void> {
  const codes = present.map(({ slip }) => slip.code).toSorted()
  const onTheSpot = item.marking.by === 'judges' && item.marking.onTheSpot
  const held = await holdTurns(day, house, {
    stage: stage.id,
    session: floor.sessionOf(group, item.id),
    item: item.id,
    type: item.type,
    codes,
    skillOf: skillsIn(hall),
    onTheSpot,
    done: (n) => count(n, codes.length),
  })
  turns.push(...held)
  note({
    zh: `${held.length} 次上场${onTheSpot ? '，当场亮分' : ''}`,
    en: `${held.length} performed${onTheSpot ? ', scores told on the spot' : ''}`,
  })
}

async function sit(
  { day, house, dealt, speed, sessions }: Rehearsal,
  {
    group,
    item,
    present,
    isFirst,
    planned,
  }: { group: number; item: Item; present: readonly Entrant[]; isFirst: boolean; planned: number },
  { count, note }: StepNotes,
): Promise<void> {
  const scripts = isFirst ? dealt.scripts[itemsSat(house.rulebook).indexOf(item)] : undefined
  // The very first session is paused for all once.
  const pauses = sessions.length === 0 && item.start === 'session'
  const held = await holdSession(day, house, {
    session: floor.sessionOf(group, item.id),
    item: item.id,
    entrants: present,
    scripts: scripts ?? new Map(),
    speed,
    ...(pauses ? { pauseAfterMs: item.minutes * 60_000 * 0.25 } : {}),
  })
  sessions.push(held)
  count(held.sats.length, planned)
  if (pauses) note({ zh: '全场暂停 2 分钟后恢复', en: 'paused for all, two minutes' })
  const handedIn = held.sats.filter(({ receipt }) => receipt !== null).length
  note({
    zh: `${handedIn} 人交卷，${held.closedBy === 'clock' ? '到时由时钟结束' : '由工作人员结束'}`,
    en: `${handedIn} handed in; ended by the ${held.closedBy}`,
  })
}
