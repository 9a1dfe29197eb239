/** 复核与更正记录: the sample and its seed, every error that was found with its answer, every correction with old and new. */
import { panelLines, reviewViews } from '@leitai/core/contest/judging.ts'
import { itemOf } from '@leitai/core/contest/reading.ts'
import { reviewLeft } from '@leitai/core/contest/review.ts'
import type { ContestState, CorrectionState } from '@leitai/core/contest/state.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import { minuteOf, secondOf } from '../dates.ts'
import type { PrintData, Printed } from '../printer.ts'
import { roleTitles } from '../role-titles.ts'
import { contestData, headData, stageAsked, type Subject } from '../subject.ts'

const causes: Record<CorrectionState['cause'], string> = { review: '复核', appeal: '仲裁裁决', error: '其他差错' }

/** @param names of people, by their ids */
export function reviewRecord(
  subject: Subject,
  stageId: string | undefined,
  names: ReadonlyMap<string, string>,
): Printed | Refusal {
  const { state } = subject
  const stage = stageAsked(state, stageId)
  if (isRefusal(stage)) return stage
  const result = state.results[stage.id]
  if (result === undefined)
    return refuse('noResults', '成绩尚未计算，还没有复核与更正。', 'There are no results yet to review or to correct.')
  const review = reviewViews(state).find((one) => one.stage === stage.id)
  const title = (item: string) => itemOf(state, stage.id, item)?.title.zh ?? item
  const findings = Object.values(state.reviews[stage.id]?.findings ?? {}).filter(({ right }) => !right)
  return {
    template: 'review',
    data: {
      ...contestData(subject),
      stage: stage.title.zh,
      state: left(state, stage.id),
      sample:
        review === undefined
          ? null
          : {
              at: minuteOf(review.at),
              seed: review.seed,
              top: codes(review.top),
              drawn: codes(review.drawn),
              risen: review.risen.length === 0 ? null : codes(review.risen),
              all: review.all,
              scores: review.pieces.length,
              checked: review.pieces.filter(({ finding }) => finding !== null).length,
              errorRate: review.errorRate,
              limit: review.limit,
            },
      findings: findings.map(({ code, item, note, at, personId, answer }) => ({
        at: secondOf(at),
        where: `${code} · ${title(item)}`,
        note,
        by: names.get(personId) ?? '',
        answer:
          answer === null
            ? '待裁判长答复'
            : 'dismissed' in answer
              ? `不予更正：${answer.dismissed}`
              : `已更正，见更正第 ${answer.correction + 1} 项`,
      })),
      corrections: result.corrections.map((one, index) => ({
        number: index + 1,
        at: secondOf(one.at),
        where: `${one.code} · ${title(one.item)}`,
        what: markOf(state, stage.id, one),
        old: one.old === '' ? '—' : one.old,
        new: one.new,
        reason: `${causes[one.cause]}：${one.reason}`,
        by: one.name,
      })),
      signatures: (['supervisor', 'chiefJudge'] as const).map((role) => ({
        title: roleTitles[role].zh,
        english: roleTitles[role].en,
        name: null,
        at: null,
      })),
      head: headData(subject),
    } satisfies PrintData,
  }
}

const codes = (list: readonly string[]) => ({ count: list.length, list: list.join('、') })

/** Which number was corrected: one judge's mark on a line, or the item's score. */
function markOf(state: ContestState, stage: string, { item, judge, line }: CorrectionState): string {
  if (judge === null || line === null) return '赛项得分'
  const panel = panelLines(state).find((one) => one.stage === stage && one.item === item)
  const name = panel?.panels.flatMap(({ judges }) => judges).find(({ personId }) => personId === judge)?.name
  const marking = itemOf(state, stage, item)?.marking
  const label = marking?.by === 'judges' ? marking.sheet.find(({ id }) => id === line)?.label.zh : undefined
  return `${name ?? judge} · ${label ?? line}`
}

function left(state: ContestState, stage: string): string {
  if (state.rulebook?.rulebook.review === undefined) return '规程没有规定复核'
  switch (reviewLeft(state, stage)?.why) {
    case undefined:
      return '复核完成'
    case 'notDrawn':
      return '复核名单尚未抽取'
    case 'unchecked':
      return '复核进行中'
    case 'unanswered':
      return '有差错待答复'
  }
}
