/** 仲裁裁决书: one appeal, the evidence as it was frozen, and the ruling, to be signed and handed to the team leader. */
import { appealViews } from '@leitai/core/contest/judging.ts'
import { itemOf, stageOf } from '@leitai/core/contest/reading.ts'
import { refuse, type Refusal } from '@leitai/core/run.ts'
import { longDate, minuteOf, secondOf } from '../dates.ts'
import type { PrintData, Printed } from '../printer.ts'
import { roleTitles } from '../role-titles.ts'
import { contestData, headData, type Subject } from '../subject.ts'

export function ruling(subject: Subject, appealId: string | undefined): Printed | Refusal {
  const { state } = subject
  const views = appealViews(state, null)
  const place = views.findIndex(({ appeal }) => appeal === appealId)
  const view = views[place]
  if (view === undefined) return refuse('noSuchAppeal', '没有这份申诉。', 'There is no such appeal.')
  if (view.ruling === null)
    return refuse('notRuled', '裁决之后才能打印裁决书。', 'The ruling is printed when it is given.')
  const correction = state.results[view.stage]?.corrections.find(({ appeal }) => appeal === view.appeal)
  return {
    template: 'ruling',
    data: {
      ...contestData(subject),
      number: `第 ${place + 1} 号`,
      delegation: view.delegation,
      leader: view.name,
      entrant: view.entrant,
      entrantNumber: state.roster[view.entrantId]?.number ?? '',
      code: view.code ?? null,
      stage: (state.rulebook === null ? undefined : stageOf(state.rulebook.rulebook, view.stage))?.title.zh ?? '',
      item: itemOf(state, view.stage, view.item)?.title.zh ?? view.item,
      clause: view.clause,
      statement: view.statement,
      filedAt: secondOf(view.at),
      runs: view.evidence.runs,
      digest: (view.evidence.digest.match(/.{1,8}/g) ?? []).join(' '),
      upheld: view.ruling.upheld,
      reason: view.ruling.reason,
      arbiter: view.ruling.name,
      ruledAt: minuteOf(view.ruling.at),
      date: longDate(minuteOf(view.ruling.at).slice(0, 10)),
      correction:
        correction === undefined
          ? null
          : { old: correction.old === '' ? '—' : correction.old, new: correction.new, at: secondOf(correction.at) },
      signatures: (['arbiter', 'chiefJudge', 'leader'] as const).map((role) => ({
        title: role === 'leader' ? '领队签收' : roleTitles[role].zh,
        english: roleTitles[role].en,
        name: role === 'arbiter' ? view.ruling!.name : null,
        at: role === 'arbiter' ? minuteOf(view.ruling!.at) : null,
      })),
      head: headData(subject),
    } satisfies PrintData,
  }
}
