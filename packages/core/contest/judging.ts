/** What officials see of judging: panels, review, appeals. */
import { formatDecimal, whole } from '../scoring/decimal.ts'
import { sha256Hex } from '../seed.ts'
import { isJudged } from '../scoring/sheet.ts'
import { uncorrectedAppeals } from './appeals.ts'
import { competesIn, isSealed, judgesDue, judgesFor, panelOf } from './reading.ts'
import { risen, toReview } from './review.ts'
import { itemKey, pieceKey, type ContestState } from './state.ts'
import type { AppealView, PanelLine, ReviewView } from './view.ts'

/** Every item that the rulebook gives to judges, and those for which a panel was appointed (short answers). */
export function panelLines(state: ContestState): PanelLine[] {
  return (state.rulebook?.rulebook.stages ?? []).flatMap((stage) =>
    stage.items.flatMap((item): PanelLine[] => {
      const panels = Object.values(state.panels).filter((panel) => panel.stage === stage.id && panel.item === item.id)
      const byHand = item.marking.by === 'system' ? item.marking.byHand : undefined
      if (!isJudged(item) && byHand === undefined && panels.length === 0) return []
      const due = judgesDue(item)
      const calibration = item.marking.by === 'judges' ? item.marking.calibration : 0
      const calibrating = state.calibrations[itemKey(stage.id, item.id)]
      return [
        {
          stage: stage.id,
          item: item.id,
          title: item.title,
          due,
          panels: panels
            .toSorted((a, b) => (a.group ?? 0) - (b.group ?? 0))
            .map(({ group, judges }) => ({ group, judges })),
          short: Object.values(state.codes)
            .filter(
              ({ code, attendance }) =>
                attendance === 'present' &&
                competesIn(state, stage.id, code) &&
                panelOf(state, stage.id, item.id, code) !== undefined &&
                judgesFor(state, stage.id, item, code).length < due,
            )
            .map(({ code }) => code),
          calibration,
          calibrating: calibrating === undefined ? null : { codes: calibrating.codes, phase: calibrating.phase },
        },
      ]
    }),
  )
}

export function reviewViews(state: ContestState): ReviewView[] {
  const rule = state.rulebook?.rulebook.review
  if (rule === undefined) return []
  return Object.entries(state.reviews).map(([stage, review]) => {
    const findings = Object.values(review.findings)
    const wrong = findings.filter(({ right }) => !right).length
    return {
      stage,
      seed: review.seed,
      at: review.at,
      top: review.top,
      drawn: review.drawn,
      risen: risen(state, stage),
      all: review.all,
      pieces: toReview(state, stage).map((piece) => {
        const finding = review.findings[pieceKey(piece)]
        return {
          ...piece,
          finding:
            finding === undefined
              ? null
              : { right: finding.right, note: finding.note, at: finding.at, answer: finding.answer },
        }
      }),
      errorRate: findings.length === 0 ? '0.0' : formatDecimal(whole(wrong).mul(100).div(whole(findings.length)), 1),
      limit: rule.recheckAllOverPercent,
    }
  })
}

/** @param delegation only this delegation's, as its leader sees them; null: all */
export function appealViews(state: ContestState, delegation: string | null): AppealView[] {
  const codeOf = new Map(Object.entries(state.mapping).map(([code, entrantId]) => [entrantId, code]))
  return Object.values(state.appeals).flatMap((appeal): AppealView[] => {
    const entry = state.roster[appeal.entrantId]
    if (entry === undefined || (delegation !== null && entry.delegation !== delegation)) return []
    const code = isSealed(state) ? undefined : codeOf.get(appeal.entrantId)
    return [
      {
        appeal: appeal.appeal,
        stage: appeal.stage,
        item: appeal.item,
        entrantId: appeal.entrantId,
        entrant: entry.name,
        delegation: entry.delegation,
        ...(code === undefined ? {} : { code }),
        name: appeal.name,
        clause: appeal.clause,
        statement: appeal.statement,
        at: appeal.at,
        evidence: {
          runs: appeal.evidence.length,
          digest: sha256Hex(
            appeal.evidence.map(({ runId, version, head }) => `${runId} ${version} ${head}`).join('\n'),
          ),
        },
        withdrawn: appeal.withdrawn,
        ruling:
          appeal.ruling === null
            ? null
            : {
                upheld: appeal.ruling.upheld,
                reason: appeal.ruling.reason,
                name: appeal.ruling.name,
                at: appeal.ruling.at,
              },
        corrected:
          appeal.ruling?.upheld === true &&
          !uncorrectedAppeals(state, appeal.stage).some((open) => open.appeal === appeal.appeal),
      },
    ]
  })
}
