/**
 * What in an analysis is worth a second look. Only where the evidence is enough: a handful of pieces shows a difference in
 * any panel. Each threshold says why it is what it is; all are for looking, none changes a score.
 */
import { median } from 'simple-statistics'
import type { Text } from '../score.ts'
import type { JudgeAnalysis, ItemAnalysis } from './analysis.ts'
import type { CriterionSpread } from './criterion-spread.ts'
import type { MarkedPieces } from './pieces.ts'
import type { Question } from './questions.ts'
import { severityOf, type Severity } from './severity.ts'
import {
  marginErrors,
  sayEnd,
  sayInconsistent,
  sayManyQuestions,
  sayMisfit,
  sayNegative,
  sayNoConcordance,
  sayNoise,
  sayOtherOrder,
  saySeverity,
  sayTwoApart,
  sayWeakConcordance,
} from './words.ts'

export interface Finding {
  kind:
    | 'negativeDiscrimination'
    | 'severity'
    | 'inconsistency'
    | 'otherOrder'
    | 'misfit'
    | 'concordance'
    | 'end'
    | 'noise'
    | 'easy'
    | 'hard'
  text: Text
  /** Ids of the judges, lines or questions it is about. */
  about: string[]
  /** Pieces to look at again. */
  codes: string[]
}

/**
 * Three standard errors: with ten pieces 98.5 % by Student's t, with thirty 99.5 %, so that a panel of five in which nobody
 * is off stays silent in about nineteen contests of twenty.
 */
const sureErrors = 3
/** Fewer pieces than this say nothing of a judge, whatever the arithmetic says. */
const fewestPieces = 10
/** A difference below 2 % of the sheet hardly moves a place, even when it is certain. */
const worthSaying = 0.02
/** So many pieces are named; more are not looked at in an evening. */
const mostCodes = 3

/**
 * The logarithm of a standard deviation from n differences has a standard error of 1 ÷ √(2(n − 1)), of two such numbers'
 * ratio 1 ÷ √(n − 1): 2.58 of these are 99 %. Below 1.3 times the usual the difference is of no use even when certain.
 */
const sureRatio = 2.58
const worthRatio = 1.3

/** A judge whose order surely correlates less than this with the others' shares under a third (0.6²) of it. */
const sameOrder = 0.6

/** Outside 0.5–1.5 marks are unproductive for measurement (J. M. Linacre, Rasch Measurement Transactions 16:2, 2002). */
const mostInfit = 1.5
/** Mean squares of fewer marks wander outside these limits by themselves. */
const fewestMarks = 50

/** The usual one in twenty. */
const chanceOfW = 0.05
/** "Moderate" begins at 0.5 (see `strengthOf`). */
const moderateW = 0.5

/** A line on which judges differ by less than a twentieth of it is not worth a sentence. */
const worthDiffering = 0.05
/** Below a half, more of what the panel's means on a line differ by is chance than is the entrants' own. */
const leastReliability = 0.5

/** One-sided 95 % that a correlation is below 0. */
const sureNegative = 1.645
/** Correlations over fewer entrants are too wide to accuse a question. */
const fewestAnswers = 20
/** Nearly all right, nearly all wrong: what is left of the points tells too few apart (Ebel and Frisbie 1991). */
const easy = 0.95
const hard = 0.1

export function itemFindings(marked: MarkedPieces, analysis: Omit<ItemAnalysis, 'findings'>): Finding[] {
  const { judges, concordance, criteria } = analysis
  const inconsistent = inconsistentJudges(judges)
  return [
    ...severities(marked),
    ...inconsistent,
    ...judges.flatMap((judge) => otherOrder(judge)),
    ...judges.flatMap((judge) => (inconsistent.some(({ about }) => about.includes(judge.id)) ? [] : misfit(judge))),
    ...(concordance.value === null ? [] : wholePanel(concordance.value)),
    ...criteria.flatMap((criterion) => ends(criterion, marked.judges.length)),
    ...noise(criteria),
  ]
}

/**
 * The judge farthest off is named first and then left out: otherwise one severe judge makes all the others look generous.
 * Of two judges nobody can say which is off.
 */
function severities(all: MarkedPieces): Finding[] {
  const out: Finding[] = []
  const said: string[] = []
  let marked = all
  for (;;) {
    const sure = marked.judges
      .flatMap(({ id, name }) => {
        const { value } = severityOf(marked, id)
        return value !== null && isOff(value, marked.sheetMax) ? [{ id, name, severity: value }] : []
      })
      .toSorted((a, b) => Math.abs(b.severity.difference) - Math.abs(a.severity.difference) || (a.id < b.id ? -1 : 1))
    const [worst] = sure
    if (worst === undefined) return out
    if (marked.judges.length === 2) return said.length === 0 ? [...out, twoApart(marked)] : out
    const { difference, standardError, pieces, byPiece } = worst.severity
    const codes = farthest(byPiece, (one) => one * Math.sign(difference))
    out.push({
      kind: 'severity',
      about: [worst.id],
      codes,
      text: saySeverity({
        name: worst.name,
        difference,
        margin: standardError * marginErrors,
        pieces,
        codes,
        without: [...said],
      }),
    })
    said.push(worst.name)
    marked = withoutJudge(marked, worst.id)
  }
}

function isOff({ difference, standardError, pieces }: Severity, sheetMax: number): boolean {
  return (
    pieces >= fewestPieces &&
    Math.abs(difference) >= worthSaying * sheetMax &&
    Math.abs(difference) >= sureErrors * standardError
  )
}

function twoApart(marked: MarkedPieces): Finding {
  const [one, two] = marked.judges
  const { difference, standardError, pieces, byPiece } = severityOf(marked, one!.id).value!
  const [generous, severe] = difference > 0 ? [one!, two!] : [two!, one!]
  const codes = farthest(byPiece, Math.abs)
  return {
    kind: 'severity',
    about: [one!.id, two!.id],
    codes,
    text: sayTwoApart(generous.name, severe.name, {
      points: Math.abs(difference),
      margin: standardError * marginErrors,
      pieces,
      codes,
    }),
  }
}

function withoutJudge(marked: MarkedPieces, judge: string): MarkedPieces {
  return {
    ...marked,
    judges: marked.judges.filter(({ id }) => id !== judge),
    pieces: marked.pieces.map(({ code, sheets }) => ({
      code,
      sheets: Object.fromEntries(Object.entries(sheets).filter(([id]) => id !== judge)),
    })),
  }
}

function farthest(byPiece: Severity['byPiece'], how: (difference: number) => number): string[] {
  return byPiece
    .toSorted((a, b) => how(b.difference) - how(a.difference) || (a.code < b.code ? -1 : 1))
    .slice(0, mostCodes)
    .map(({ code }) => code)
}

function inconsistentJudges(judges: readonly JudgeAnalysis[]): Finding[] {
  // Two judges' differences are the same numbers with the sign turned.
  if (judges.length < 3) return []
  return judges.flatMap(({ id, name, severity: { value } }) => {
    const others = judges.flatMap((other) =>
      other.id === id || other.severity.value === null ? [] : [other.severity.value.inconsistency],
    )
    if (value === null || value.pieces < fewestPieces || others.length === 0) return []
    const usual = median(others)
    const ratio = value.inconsistency / usual
    if (usual <= 0 || ratio < worthRatio || Math.log(ratio) * Math.sqrt(value.pieces - 1) < sureRatio) return []
    const codes = farthest(value.byPiece, (difference) => Math.abs(difference - value.difference))
    const text = sayInconsistent(name, value.inconsistency, usual, codes)
    return [{ kind: 'inconsistency', about: [id], codes, text } as const]
  })
}

/** By Fisher's z with the standard error of Spearman's ρ, 1.03 ÷ √(n − 3) (Fieller, Hartley and Pearson, Biometrika 44, 1957). */
function otherOrder({ id, name, agreement: { value } }: JudgeAnalysis): Finding[] {
  if (value === null || value.pieces < fewestPieces) return []
  const surelyBelow = Math.tanh(
    Math.atanh(value.spearman * 0.999999) + (marginErrors * 1.03) / Math.sqrt(value.pieces - 3),
  )
  return surelyBelow >= sameOrder
    ? []
    : [{ kind: 'otherOrder', about: [id], codes: [], text: sayOtherOrder(name, value.spearman, value.pieces) }]
}

function misfit({ id, name, rasch }: JudgeAnalysis): Finding[] {
  return rasch === null || rasch.infit === null || rasch.marks < fewestMarks || rasch.infit <= mostInfit
    ? []
    : [{ kind: 'misfit', about: [id], codes: [], text: sayMisfit(name, rasch.infit) }]
}

function wholePanel({ w, p, judges, pieces }: NonNullable<ItemAnalysis['concordance']['value']>): Finding[] {
  if (pieces < fewestPieces || judges < 3) return []
  const text =
    p > chanceOfW ? sayNoConcordance(judges, pieces, w) : w < moderateW ? sayWeakConcordance(judges, pieces, w) : null
  return text === null ? [] : [{ kind: 'concordance', about: [], codes: [], text }]
}

function ends({ id, label, end, atTop, atBottom, pieces }: CriterionSpread, judges: number): Finding[] {
  if (pieces < fewestPieces || end === null) return []
  return [
    { kind: 'end', about: [id], codes: [], text: sayEnd(label, end, end === 'ceiling' ? atTop : atBottom, judges) },
  ]
}

function noise(criteria: readonly CriterionSpread[]): Finding[] {
  const noisy = criteria.filter(
    ({ end, pieces, reliability, betweenJudges, from, to }) =>
      end === null &&
      pieces >= fewestPieces &&
      reliability !== null &&
      reliability < leastReliability &&
      betweenJudges! >= worthDiffering * (to - from),
  )
  if (noisy.length === 0) return []
  const text = sayNoise(noisy.map(({ label }) => label))
  return [{ kind: 'noise', about: noisy.map(({ id }) => id), codes: [], text }]
}

export function questionFindings(questions: readonly Question[]): Finding[] {
  const asked = questions.filter(({ entrants }) => entrants >= fewestAnswers)
  const negative = asked
    .flatMap(({ id, label, difficulty, entrants, discrimination }) => {
      const correlation = discrimination.value?.correlation ?? null
      const surelyBelow = (value: number) => value + (sureNegative * (1 - value ** 2)) / Math.sqrt(entrants - 1) < 0
      return correlation === null || !surelyBelow(correlation) ? [] : [{ id, label, difficulty, correlation }]
    })
    .toSorted((a, b) => a.correlation - b.correlation)
    .map(({ id, label, difficulty, correlation }): Finding => {
      const text = sayNegative(label, correlation, difficulty)
      return { kind: 'negativeDiscrimination', about: [id], codes: [], text }
    })
  const together = (kind: 'easy' | 'hard', border: number, which: (question: Question) => boolean): Finding[] => {
    const found = asked.filter(which)
    if (found.length === 0) return []
    const labels = found.map(({ label }) => label)
    return [{ kind, about: found.map(({ id }) => id), codes: [], text: sayManyQuestions(labels, kind, border) }]
  }
  return [
    ...negative,
    ...together('hard', hard, ({ difficulty }) => difficulty <= hard),
    ...together('easy', easy, ({ difficulty }) => difficulty >= easy),
  ]
}
