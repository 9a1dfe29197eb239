/** Review, correction and appeal on a simulated contest day. */
import type { ContestView, ReviewView } from '@leitai/core/contest/view.ts'
import type { MarkingView } from '@leitai/core/marking/types.ts'
import { exact, shortDecimal } from '@leitai/core/scoring/decimal.ts'
import { markingIdOf } from '@leitai/core/contest/reading.ts'
import { byJudge, readMark } from '@leitai/core/scoring/sheet.ts'
import type { SheetLine } from '@leitai/core/rulebook/schema.ts'
import { mustBeRefused } from './browser.ts'
import { act, contestSeen, must, type Day, type House } from './day.ts'

export interface Reviewed {
  checked: number
  corrected: number
  widened: boolean
}

const reviewOf = (view: ContestView, stage: string): ReviewView | undefined =>
  view.reviews.find((review) => review.stage === stage)

/**
 * The supervisor checks every score of the sample. One is found wrong, where judges marked it; the chief judge corrects it
 * under the password, after a look at what it changes.
 */
export async function review(house: House, stage: string): Promise<Reviewed> {
  const { supervisor, contestId } = house
  supervisor.live.watch(contestId)
  await act(supervisor, contestId, 'drawReview', { stage })
  await contestSeen(house, '复核名单 the sample', (view) => reviewOf(view, stage) !== undefined)
  const judged = new Set(
    house.rulebook.stages
      .find(({ id }) => id === stage)!
      .items.filter(({ marking }) => marking.by === 'judges')
      .map(({ id }) => id),
  )
  let checked = 0
  let corrected = 0
  for (;;) {
    const view = await contestSeen(house, '复核 the review', (shown) => reviewOf(shown, stage) !== undefined)
    const open = reviewOf(view, stage)!.pieces.filter(({ finding }) => finding === null)
    if (open.length === 0) break
    for (const { code, item } of open) {
      const wrong = corrected === 0 && judged.has(item)
      await act(supervisor, contestId, 'recordFinding', {
        stage,
        code,
        item,
        right: !wrong,
        note: wrong ? '一名裁判的一项打分与评语不符 one mark does not fit the remarks' : '',
      })
      checked += 1
      if (!wrong) continue
      await correctOne(house, stage, item, code, { cause: 'review', appeal: null })
      corrected += 1
    }
    await contestSeen(house, '复核结果 the findings', (shown) =>
      open.every(({ code, item }) =>
        reviewOf(shown, stage)!.pieces.some((one) => one.code === code && one.item === item && one.finding !== null),
      ),
    )
  }
  const end = await contestSeen(house, '复核完成 the end of the review', (shown) =>
    reviewOf(shown, stage)!.pieces.every(
      ({ finding }) => finding !== null && (finding.right || finding.answer !== null),
    ),
  )
  return { checked, corrected, widened: reviewOf(end, stage)!.all }
}

/** One step up or down on the first line that a judge marks. */
async function correctOne(
  house: House,
  stage: string,
  item: string,
  code: string,
  why: { cause: 'review' | 'appeal'; appeal: string | null },
): Promise<void> {
  const { chiefJudge, contestId: id } = house
  const markingId = markingIdOf(id, stage, item, code)
  chiefJudge.live.watch(markingId, 'official')
  const marking = await chiefJudge.live.seen<MarkingView>(
    markingId,
    '评分 the marks',
    ({ sheets }) => sheets !== undefined,
  )
  chiefJudge.live.leave(markingId)
  const sheet = marking.sheets![0]!
  const line = marking.lines.find((one) => byJudge(one))!
  const target = { item, code, judge: sheet.personId, line: line.id, new: another(line, sheet.marks[line.id]!) }
  const preview = await chiefJudge.browser.api.marking.previewCorrection({ id, stage, ...target })
  must(preview.old === sheet.marks[line.id], '更正预览的原值不符', 'the preview names another mark')
  const act = { ...target, ...why, reason: '经复核更正 corrected after review' }
  await mustBeRefused(
    '错误密码 a wrong password',
    'wrongPassword',
    chiefJudge.browser.api.marking.correct({ id, stage, ...act, password: 'not-this-one' }),
  )
  await chiefJudge.browser.api.marking.correct({ id, stage, ...act, password: chiefJudge.password })
  const seen = await contestSeen(
    house,
    '更正 the correction',
    (view) => (view.results.find((result) => result.stage === stage)?.corrections.length ?? 0) > 0,
  )
  for (const { code: changed, after } of preview.changes) {
    const shown = seen.results.find((result) => result.stage === stage)!.lines.find((one) => one.code === changed)
    must(
      shown?.rank === after.rank && shown.total === after.total,
      `更正后 ${changed} 与预览不同`,
      `${changed} is not what the preview said`,
    )
  }
}

/** A neighbouring mark that the line takes. */
function another(line: SheetLine, mark: string): string {
  if (line.kind === 'levels') return line.levels.find(({ points }) => points !== mark)!.points
  const step = exact(line.kind === 'points' || line.kind === 'weight' ? line.step : '1')
  const up = shortDecimal(exact(mark).add(step))
  return readMark(line, up).problem === undefined ? up : shortDecimal(exact(mark).sub(step))
}

/** The leader appeals for the own delegation; for another's it is refused. */
export async function appeal({ pace }: Day, house: House, stage: string, item: string): Promise<string | null> {
  const { leader, contestId: id } = house
  if (leader === null) return null
  const mine = await leader.browser.api.appeals.mine({ id })
  const entrant = mine.entrants.find(({ items }) =>
    items.some((one) => one.item === item && one.until !== null && one.until > pace.now()),
  )
  if (entrant === undefined) return null
  const said = {
    id,
    stage,
    item,
    clause: mine.clause ?? 'appeals',
    statement: '比赛过程中设备异常，请求复查。 Equipment failed; please check.',
  }
  const foreign = (await house.organiser.browser.api.entrants.list({ id })).find(
    (one) => one.delegation !== mine.delegation && one.status === 'accepted',
  )
  if (foreign !== undefined)
    await mustBeRefused(
      '为其他代表队申诉 appealing for another delegation',
      'notYourDelegation',
      leader.browser.api.appeals.file({ ...said, entrantId: foreign.id }),
    )
  const { appeal } = await leader.browser.api.appeals.file({ ...said, entrantId: entrant.entrantId })
  await contestSeen(house, '申诉 the appeal', ({ appeals }) => appeals.some((one) => one.appeal === appeal))
  return appeal
}

/** The arbiter rules once; a second ruling is refused. */
export async function rule(house: House, appeal: string): Promise<void> {
  const { arbiter, contestId: id } = house
  const ruling = { id, appeal, upheld: false, reason: '记录显示设备正常，申诉不成立。 The record shows no failure.' }
  await arbiter.browser.api.appeals.rule({ ...ruling, password: arbiter.password })
  await mustBeRefused(
    '二次裁决 a second ruling',
    'ruled',
    arbiter.browser.api.appeals.rule({ ...ruling, upheld: true, password: arbiter.password }),
  )
  await contestSeen(house, '裁决 the ruling', ({ appeals }) =>
    appeals.some((one) => one.appeal === appeal && one.ruling !== null),
  )
}
