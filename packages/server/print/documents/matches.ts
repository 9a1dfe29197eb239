/** 对阵表: the groups of a stage, or a knockout's bracket with what is known of it, to hang in the hall. */
import { bracketOf, type BracketMatch } from '@leitai/core/contest/bracket.ts'
import { matchViews } from '@leitai/core/contest/match-views.ts'
import type { MatchesView } from '@leitai/core/contest/view.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import { minuteOf } from '../dates.ts'
import type { PrintData, Printed } from '../printer.ts'
import { contestData, stageAsked, type Subject } from '../subject.ts'

/** Names are there where they may be known: while they are sealed the paper carries codes. */
export function matches(subject: Subject, stageId: string | undefined): Printed | Refusal {
  const { state } = subject
  const stage = stageAsked(state, stageId)
  if (isRefusal(stage)) return stage
  const views = matchViews(state, 'desk')
  const drawn = views.find((one) => one.stage === stage.id)
  if (drawn === undefined)
    return refuse('notDrawn', '该阶段的对阵尚未抽出。', 'The matches of this stage are not drawn yet.')
  const shared = {
    ...contestData(subject),
    stage: drawn.title.zh,
    stageEn: drawn.title.en,
    drawnAt: minuteOf(drawn.at),
    seed: drawn.seed,
  }
  const bracket = drawn.by === 'knockout' ? bracketOf(views, drawn.of) : null
  return bracket === null
    ? { template: 'matches', data: { ...shared, groups: groupsData(subject, drawn), rounds: null, third: null } }
    : {
        template: 'matches',
        data: {
          ...shared,
          groups: null,
          rounds: bracket.rounds.map(({ title, matches: pairs }) => ({
            title: title.zh,
            english: title.en,
            matches: pairs.map((match) => matchData(subject, match)),
          })),
          third: bracket.thirdPlace === null ? null : matchData(subject, bracket.thirdPlace),
        },
      }
}

function groupsData(subject: Subject, { groups }: MatchesView): PrintData[] {
  return groups.map(({ number, codes, names, scores, on }) => ({
    number,
    lines: codes.map((code) => ({
      code,
      name: names?.[code] ?? null,
      delegation: names === undefined ? '' : delegationOf(subject, code),
      score: scores?.[code] ?? null,
      on: on?.includes(code) === true,
    })),
  }))
}

function matchData(subject: Subject, { drawn, places }: BracketMatch): PrintData {
  return {
    drawn,
    places: places.map(({ code, name, score, outcome }) => ({
      name: code === null ? null : name,
      delegation: code === null || name === code ? '' : delegationOf(subject, code),
      score,
      won: outcome === 'won',
    })),
  }
}

function delegationOf({ state }: Subject, code: string): string {
  return state.roster[state.mapping[code] ?? '']?.delegation ?? ''
}
