/** Simulated judges: everyone sees the own sheet alone, marks what is on it, and hands in. */
import { placeOf } from '@leitai/core/contest/reading.ts'
import type { MarkingView } from '@leitai/core/marking/types.ts'
import type { SheetLine } from '@leitai/core/rulebook/schema.ts'
import { exact, shortDecimal, whole } from '@leitai/core/scoring/decimal.ts'
import { byJudge } from '@leitai/core/scoring/sheet.ts'
import { chance, deriveSeed, type Chance } from '@leitai/core/seed.ts'
import { act, must, spoken, together, type Day, type House, type Official } from './day.ts'

/** How far judges differ in their habits: −1 the most severe, 1 the most lenient. */
const severities = [-0.6, 0.5, -0.2, 0.2, 0, 0.4, -0.4]

/**
 * One line's mark: skill 0…1 decides, the judge's habit and the moment move it a little. Always one that the line takes.
 */
export function markFor(line: SheetLine, skill: number, severity: number, draw: Chance): string {
  const level = Math.min(1, Math.max(0, skill + severity * 0.06 + (draw.below(201) - 100) / 1000))
  switch (line.kind) {
    case 'points':
    case 'weight': {
      const steps = Number(exact(line.max).div(exact(line.step)).valueOf())
      return shortDecimal(exact(line.step).mul(whole(Math.round(steps * level))))
    }
    case 'levels': {
      const sorted = line.levels.map(({ points }) => points).toSorted((a, b) => exact(a).compare(exact(b)))
      return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * level))]!
    }
    case 'deduction':
      return String(Math.round((1 - level) * 4))
    case 'overtime':
      return String(line.overSeconds - 30 + draw.below(50))
    case 'measured':
      return '0'
  }
}

export interface Marked {
  pieces: number
  marks: number
}

/**
 * Every judge of the house marks whatever waits for them in this stage, until nothing does. `skillOf`: by code. With
 * `breakOff` the first judge loses the connection once and comes back. `leaveLast`: the second judge, whom nothing bars, leaves one sheet undone.
 */
export async function markAll(
  day: Day,
  house: House,
  input: { stage: string; skillOf(code: string): number; breakOff?: boolean; leaveLast?: boolean; only?: string },
): Promise<Marked> {
  const counts = await together(house.judges, house.judges.length || 1, async (judge, index) =>
    markOwn(day, house, judge, index, input),
  )
  return {
    pieces: counts.reduce((sum, { pieces }) => sum + pieces, 0),
    marks: counts.reduce((sum, { marks }) => sum + marks, 0),
  }
}

async function markOwn(
  { seed }: Day,
  house: House,
  judge: Official,
  index: number,
  {
    stage,
    skillOf,
    breakOff = false,
    leaveLast = false,
    only,
  }: { stage: string; skillOf(code: string): number; breakOff?: boolean; leaveLast?: boolean; only?: string },
): Promise<Marked> {
  const queue = (await judge.browser.api.marking.queue({ id: house.contestId })).filter(
    (line) =>
      line.stage === stage &&
      !line.handedIn &&
      (line.phase === 'open' || line.phase === 'live') &&
      (only === undefined || line.code === only),
  )
  let marks = 0
  for (const [turn, { markingId, code, item, phase }] of queue.entries()) {
    judge.live.watch(markingId, 'judge')
    const view = await judge.live.seen<MarkingView>(
      markingId,
      `${code} 评分表 the sheet`,
      ({ own, live }) => own !== undefined && live === (phase === 'live'),
    )
    const draw = chance(deriveSeed(seed, `marks/${judge.username}/${item}/${code}`))
    const lines = view.lines.filter(byJudge)
    const skipsOne = leaveLast && index === 1 && turn === queue.length - 1
    const answers = lines.slice(skipsOne ? 1 : 0).map((line) => {
      if (breakOff && index === 0 && turn === Math.floor(queue.length / 2) && line === lines[1]) judge.live.breakOff()
      const revision = (view.own!.revisions[line.id] ?? 0) + 1
      const value = markFor(line, skillOf(code), severities[index % severities.length]!, draw)
      marks += 1
      return judge.live.command(markingId, 'mark', { line: line.id, value, revision })
    })
    for (const outcome of await Promise.all(answers))
      must(outcome.ok, `${judge.name} 打分 ${code}：${spoken(outcome)}`, `${judge.name} could not mark ${code}`)
    if (phase === 'live' || skipsOne) continue
    await handIn(judge, markingId)
    judge.live.leave(markingId)
  }
  return { pieces: queue.length, marks }
}

export async function handIn(judge: Official, markingId: string): Promise<void> {
  judge.live.watch(markingId, 'judge')
  await judge.live.seen<MarkingView>(
    markingId,
    '评分表齐全 the sheet to be complete',
    ({ own, live }) => own !== undefined && own.owed.length === 0 && !live,
  )
  const outcome = await judge.live.command(markingId, 'handIn', {})
  must(outcome.ok, `${judge.name} 提交评分：${spoken(outcome)}`, `${judge.name} could not hand in`)
}

/** A panel for every item that people mark: as many as are asked for, and one more where conflicts of interest need it. */
export async function appointPanels(house: House, stage: string): Promise<void> {
  const items = house.rulebook.stages.find(({ id }) => id === stage)!.items
  for (const item of items) {
    const due = item.marking.by === 'judges' ? item.marking.judges : item.marking.byHand?.judges
    if (due === undefined) continue
    await house.organiser.browser.api.marking.appointPanel({
      id: house.contestId,
      stage,
      item: item.id,
      group: null,
      judges: house.judges.slice(0, due + 1).map(({ id }) => id),
    })
  }
}

/** A3: a judge asks for what is another's: the panel's progress, a piece of which they are no judge. Nothing is there. */
export async function judgesSeeNothingElse(house: House, stage: string): Promise<number> {
  const { contestId: id } = house
  const pieces = await house.organiser.browser.api.marking.progress({ id, stage })
  let tried = 0
  for (const judge of house.judges) {
    const denied = await judge.browser.api.marking.progress({ id, stage }).then(
      () => false,
      () => true,
    )
    must(denied, `${judge.name} 看到了评分进度`, `${judge.name} saw the panel’s progress`)
    const foreign = pieces.find(({ judges }) => !judges.some(({ personId }) => personId === judge.id))
    if (foreign === undefined) continue
    for (const runId of [foreign.markingId, foreign.workId]) {
      judge.live.watch(runId, 'judge')
      await judge.live.until(`${judge.name} 无权查看 nothing to see`, () => judge.live.gone.has(runId))
      judge.live.leave(runId)
      tried += 1
    }
    const refused = await judge.live.command(foreign.markingId, 'handIn', {})
    must(!refused.ok, `${judge.name} 替别人提交了评分表`, `${judge.name} handed in another’s sheet`)
  }
  return tried
}

/** Where judges differ too much, the chief judge asks them to mark again; they hand in as they were or nearer together. */
export async function answerAlarms(house: House, stage: string): Promise<number> {
  const { contestId: id, chiefJudge } = house
  const pieces = await chiefJudge.browser.api.marking.progress({ id, stage })
  const alarms = pieces.filter(({ spread, phase }) => phase === 'open' && spread?.alarm === true).slice(0, 3)
  for (const { item, code, markingId } of alarms) {
    await act(chiefJudge, id, 'callJudges', {
      stage,
      item,
      code,
      kind: 'remark',
      note: '评委差距较大，请复评 marks differ',
    })
    const { code: known } = placeOf(markingId)!
    must(known === code, '评分场次与赛位不符', 'the marking run is another code’s')
    const seated = house.judges.filter((judge) =>
      pieces.some(
        (piece) => piece.markingId === markingId && piece.judges.some(({ personId }) => personId === judge.id),
      ),
    )
    for (const judge of seated) {
      judge.live.watch(markingId, 'judge')
      await judge.live.seen<MarkingView>(
        markingId,
        '复评 the call',
        ({ calls, own }) => calls.length > 0 && own?.handedIn === null,
      )
      await handIn(judge, markingId)
      judge.live.leave(markingId)
    }
  }
  return alarms.length
}

/** The rulebook's calibration round: all mark the same pieces, compare, and go on with the rest. */
export async function calibrate(
  house: House,
  stage: string,
  mark: (input: { stage: string }) => Promise<unknown>,
): Promise<number> {
  const items = house.rulebook.stages
    .find(({ id }) => id === stage)!
    .items.filter((item) => item.marking.by === 'judges' && item.marking.calibration > 0)
  for (const { id: item } of items) {
    const { contestId, chiefJudge } = house
    await act(chiefJudge, contestId, 'beginCalibration', { stage, item })
    await queueHolds(house, stage, item, 'alone')
    await mark({ stage })
    await act(chiefJudge, contestId, 'compareCalibration', { stage, item })
    await queueHolds(house, stage, item, 'compared')
    await act(chiefJudge, contestId, 'endCalibration', { stage, item })
    await queueHolds(house, stage, item, null)
  }
  return items.length
}

/** The acts of the contest reach the pieces a moment later. */
export async function queueHolds(
  { contestId: id, judges }: House,
  stage: string,
  item: string,
  calibration: 'alone' | 'compared' | null,
): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const queue = (await judges[0]!.browser.api.marking.queue({ id })).filter(
      (line) => line.stage === stage && line.item === item,
    )
    const there =
      queue.some((line) => line.calibration === calibration) &&
      (calibration !== null || queue.every((line) => line.calibration === null))
    if (there) return
    must(
      tries < 200,
      `校准轮没有到达评分表（${calibration ?? '结束'}）`,
      'the calibration round did not reach the sheets',
    )
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
