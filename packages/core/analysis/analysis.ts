/** The whole analysis of a stage after its marking is closed: judged items, papers, and what to look at first. Pure. */
import { mean } from 'simple-statistics'
import type { Text } from '../score.ts'
import { agreementOfPairs, agreementWithOthers, type JudgePair } from './agreement.ts'
import { concordance, type Concordance } from './concordance.ts'
import { criterionSpreads, type CriterionSpread } from './criterion-spread.ts'
import { itemFindings, questionFindings, type Finding } from './findings.ts'
import type { Found } from './found.ts'
import { totalOf, type MarkedPieces } from './pieces.ts'
import { questionStatistics, type Paper, type Question } from './questions.ts'
import type { RankCorrelation } from './rank-correlation.ts'
import { rasch, type Rasch } from './rasch.ts'
import type { Measure } from './rasch-estimate.ts'
import { severityOf, type Severity } from './severity.ts'

export interface AnalysisInput {
  items: { id: string; title: Text; marked: MarkedPieces }[]
  papers: { id: string; title: Text; papers: Paper[] }[]
}

export interface StageAnalysis {
  items: ItemAnalysis[]
  papers: PaperAnalysis[]
}

export interface JudgeAnalysis {
  id: string
  name: string
  pieces: number
  /** Mean of the judge's totals. */
  mean: number
  severity: Found<Severity>
  /** With the mean of the others. */
  agreement: Found<RankCorrelation>
  /** Severity in logits; null where the model could not be estimated or did not come to rest. */
  rasch: Measure | null
}

export interface ItemAnalysis {
  id: string
  title: Text
  sheetMax: number
  pieces: number
  judges: JudgeAnalysis[]
  pairs: JudgePair[]
  concordance: Found<Concordance>
  rasch: Found<Pick<Rasch, 'criteria' | 'converged' | 'iterations' | 'observations'>>
  criteria: CriterionSpread[]
  findings: Finding[]
}

export interface PaperAnalysis {
  id: string
  title: Text
  papers: number
  questions: Question[]
  findings: Finding[]
}

/** Items that nobody marked and papers that nobody sat are left out. */
export function analyse({ items, papers }: AnalysisInput): StageAnalysis {
  return {
    items: items.filter(({ marked }) => marked.judges.length > 0).map(analyseItem),
    papers: papers
      .map(({ id, title, papers }) => ({ id, title, papers: papers.length, questions: questionStatistics(papers) }))
      .filter(({ questions }) => questions.length > 1)
      .map((paper) => ({ ...paper, findings: questionFindings(paper.questions) })),
  }
}

function analyseItem({ id, title, marked }: AnalysisInput['items'][number]): ItemAnalysis {
  const measured = rasch(marked)
  const judges = marked.judges.map((judge): JudgeAnalysis => {
    const totals = marked.pieces.flatMap((piece) => totalOf(piece, judge.id) ?? [])
    return {
      ...judge,
      pieces: totals.length,
      mean: mean(totals),
      severity: severityOf(marked, judge.id),
      agreement: agreementWithOthers(marked, judge.id),
      rasch: measureOf(measured, judge.id),
    }
  })
  const analysis = {
    id,
    title,
    sheetMax: marked.sheetMax,
    pieces: marked.pieces.filter(({ sheets }) => Object.keys(sheets).length > 0).length,
    judges,
    pairs: agreementOfPairs(marked),
    concordance: concordance(marked),
    rasch: measured.value === null ? measured : { value: ofPanel(measured.value), why: null },
    criteria: criterionSpreads(marked),
  }
  return { ...analysis, findings: itemFindings(marked, analysis) }
}

function measureOf({ value }: Found<Rasch>, judge: string): Measure | null {
  const own = value?.judges.find(({ id }) => id === judge)
  if (own === undefined || !value!.converged) return null
  const { id: _, ...measure } = own
  return measure
}

function ofPanel({ criteria, converged, iterations, observations }: Rasch) {
  return { criteria, converged, iterations, observations }
}
