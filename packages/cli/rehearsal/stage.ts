/** One stage of a rehearsal, from its panels to the result that is published and those who go on. */
import type { ResultView } from '@leitai/core/contest/view.ts'
import type { Stage } from '@leitai/core/rulebook/schema.ts'
import * as finish from '@leitai/server/rehearsal/finish.ts'
import * as floor from '@leitai/server/rehearsal/floor.ts'
import { answerAlarms, calibrate, judgesSeeNothingElse, markAll } from '@leitai/server/rehearsal/judging.ts'
import { train } from '@leitai/server/rehearsal/training.ts'
import * as review from '@leitai/server/rehearsal/review.ts'
import { skillsIn, type Hall } from './hall.ts'
import { isByLink, type Rehearsal } from './rehearsal.ts'
import { holdSessions } from './stage-sessions.ts'

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

export interface StageDone {
  stage: string
  judged: Judged
  result: ResultView
  settledTies: number
  /** Codes. */
  goOn: string[]
}

/** @param on who went on to this stage, by code; null: it is the first */
export async function holdStage(
  rehearsal: Rehearsal,
  hall: Hall,
  stage: Stage,
  on: ReadonlySet<string> | null,
): Promise<StageDone> {
  const { day, house } = rehearsal
  if (on !== null) await trainBefore(rehearsal, hall, stage, on)
  const appealed = await holdSessions(rehearsal, hall, stage, on)
  const judged = await mark(rehearsal, hall, stage)
  await day.teller.step({ zh: `计算「${stage.title.zh}」成绩`, en: `Compute the results of “${stage.title.en}”` }, () =>
    finish.computeResults(house, stage.id, house.rulebook.sealing.layers > 0),
  )
  if (house.rulebook.review !== undefined)
    await day.teller.step(
      { zh: `「${stage.title.zh}」复核`, en: `The review of “${stage.title.en}”` },
      async ({ note }) => {
        const { checked, corrected, widened } = await review.review(house, stage.id)
        note({
          zh: `复核 ${checked} 项，更正 ${corrected} 项${widened ? '，错误率超限，全部复核' : ''}`,
          en: `${checked} scores checked, ${corrected} corrected${widened ? '; too many errors, everything was checked' : ''}`,
        })
      },
    )
  return { stage: stage.id, judged, ...(await conclude(rehearsal, stage, appealed)) }
}

/** What the rulebook promises those who go on to this stage. */
async function trainBefore(
  { day, house }: Rehearsal,
  hall: Hall,
  stage: Stage,
  on: ReadonlySet<string>,
): Promise<void> {
  for (const training of house.rulebook.training ?? []) {
    if (training.before !== stage.id) continue
    await day.teller.step({ zh: training.title.zh, en: training.title.en }, async ({ note }) => {
      const held = await train(day, house, training, {
        going: hall.entrants.filter(({ slip }) => on.has(slip.code)),
        out: hall.entrants.filter(({ slip }) => !on.has(slip.code)),
      })
      note({
        zh: `应到 ${held.people} 人，实到 ${held.present} 人；${held.turnedAway} 名已淘汰者看不到材料`,
        en: `${held.present} of ${held.people} came; ${held.turnedAway} who are out saw nothing of it`,
      })
    })
  }
}

/** What judges still have before them, to the last sheet; then marking is closed. */
async function mark({ day, house }: Rehearsal, hall: Hall, stage: Stage): Promise<Judged> {
  const step = day.teller.step.bind(day.teller)
  const skillOf = skillsIn(hall)
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
    if (isByLink(house.rulebook) && stage === house.rulebook.stages[0]) await finish.closeLinkRegistration(house)
    await finish.closeMarking(house, stage.id)
  })
  return out
}

async function conclude(
  { day, house }: Rehearsal,
  { id, title }: Stage,
  appealed: string | null,
): Promise<Pick<StageDone, 'result' | 'settledTies' | 'goOn'>> {
  const step = day.teller.step.bind(day.teller)
  const { layers } = house.rulebook.sealing
  const last = house.rulebook.stages.at(-1)!.id === id
  if (layers > 0 && last)
    await step({ zh: `逐层解密（${layers} 层）`, en: `Open the seal, ${layers} layers` }, (notes) =>
      finish.unseal(house, id, notes, true),
    )
  if (appealed !== null) await step({ zh: '仲裁裁决', en: 'The arbiter rules' }, () => review.rule(house, appealed))
  const settledTies = await step({ zh: '裁定并列与奖项', en: 'Settle ties and awards' }, async ({ note }) => {
    const settled = await finish.settleTies(house, id)
    if (last) await finish.decideAwards(house, id)
    note({ zh: `待裁定的并列 ${settled} 组`, en: `${settled} ties waited for people` })
    return settled
  })
  await step({ zh: '签字', en: 'The signatures' }, () => finish.sign(house, id))
  const result = await step({ zh: `公布「${title.zh}」成绩`, en: `Publish “${title.en}”` }, () =>
    finish.publishResults(house, id),
  )
  if (last) return { result, settledTies, goOn: [] }
  const goOn = await step({ zh: '晋级', en: 'Who goes on' }, async ({ note }) => {
    const codes = await finish.advance(house, id)
    note({ zh: `${codes.length} 人晋级`, en: `${codes.length} go on` })
    return codes
  })
  return { result, settledTies, goOn }
}
