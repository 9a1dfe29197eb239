/** 成绩表 and 评分单: the standings as the journal has them, and each entrant's tree of reasons. */
import { isSealed } from '@leitai/core/contest/reading.ts'
import { resultView } from '@leitai/core/contest/results.ts'
import type { Attendance } from '@leitai/core/contest/acts.ts'
import type { ResultLine } from '@leitai/core/contest/view.ts'
import type { Stage } from '@leitai/core/rulebook/schema.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import type { Score } from '@leitai/core/score.ts'
import type { Printed, PrintData } from '../printer.ts'
import { contestData, headData, signatureData, stageAsked, standingOf, type Subject } from '../subject.ts'

const apart: Record<Attendance, string> = { present: '', absent: '缺席', forfeited: '弃权', disqualified: '取消资格' }

const notComputed = (): Refusal => refuse('noResults', '成绩尚未计算。', 'The results are not computed yet.')

export function results(subject: Subject, stageId?: string): Printed | Refusal {
  const { state } = subject
  const stage = stageAsked(state, stageId)
  if (isRefusal(stage)) return stage
  const view = resultView(state, stage.id, 'officials')
  if (view === null) return notComputed()
  const sealed = isSealed(state)
  const byCode = new Map(view.lines.map((line) => [line.code, line]))
  return {
    template: 'results',
    data: {
      ...contestData(subject),
      ...stageData(subject, stage, sealed),
      sealed,
      items: stage.items.map(({ title, points }) => ({ title: title.zh, points })),
      lines: view.lines.map((line) => ({
        rank: line.rank,
        apart: apart[line.attendance],
        code: line.code,
        number: line.number ?? '',
        name: line.name ?? '',
        delegation: line.delegation ?? '',
        items: stage.items.map(({ id }) => line.items[id] ?? null),
        total: line.total,
        award: line.award?.zh ?? null,
      })),
      ties: view.openTies.map(({ rank, codes }) => ({
        rank,
        who: codes.map((code) => byCode.get(code)?.name ?? code).join('、'),
      })),
    },
  }
}

/** @param code one entrant's alone; without it everybody's, in order of rank */
export function scoreSheets(subject: Subject, stageId?: string, code?: string): Printed | Refusal {
  const { state } = subject
  const stage = stageAsked(state, stageId)
  if (isRefusal(stage)) return stage
  const view = resultView(state, stage.id, 'officials')
  if (view === null) return notComputed()
  const lines = view.lines.filter((line) => line.code !== '' && (code === undefined || line.code === code))
  if (lines.length === 0)
    return refuse('noSuchCode', `没有赛位号 ${code ?? ''} 的成绩。`, `There is no result of code ${code ?? ''}.`)
  return {
    template: 'score-sheets',
    data: { ...contestData(subject), ...stageData(subject, stage, isSealed(state)), sheets: lines.map(sheetData) },
  }
}

function stageData(subject: Subject, stage: Stage, sealed: boolean): PrintData {
  return {
    stage: stage.title.zh,
    state: standingOf(subject.state, stage, sealed),
    signatures: signatureData(subject.state, stage),
    head: headData(subject),
  }
}

function sheetData(line: ResultLine): PrintData {
  return {
    code: line.code,
    name: line.name ?? null,
    number: line.number ?? '',
    delegation: line.delegation ?? '',
    total: line.total,
    standing: [
      line.rank === null ? apart[line.attendance] : `第 ${line.rank} 名`,
      ...(line.award === undefined ? [] : [line.award.zh]),
    ].join(' · '),
    items: (line.score?.children ?? []).map(nodeData),
  }
}

function nodeData({ label, points, max, rule, clause, facts, pending, children }: Score): PrintData {
  return {
    label: label.zh,
    points,
    max: max ?? null,
    rule: rule?.zh ?? null,
    clause: clause ?? null,
    facts: Object.entries(facts ?? {}).map(([name, value]) => `${name} ${value}`),
    pending: pending === true,
    children: (children ?? []).map(nodeData),
  }
}
