/**
 * How hard each question of a paper was, and whether it tells good entrants from weak ones. Works on any score tree: a
 * question is a child of the root that says how many points there were.
 *
 * Difficulty p: mean points earned ÷ points (the facility index; R. L. Ebel and D. A. Frisbie, Essentials of Educational
 * Measurement, 5th ed. 1991, ch. 13). Discrimination: Pearson's correlation of the question with the rest of the paper
 * (corrected item-total correlation; J. C. Nunnally and I. H. Bernstein, Psychometric Theory, 3rd ed. 1994, p. 305), and p of
 * the upper less p of the lower 27 % by the whole paper (T. L. Kelley, Journal of Educational Psychology 30, 1939). Papers
 * may be drawn differently for each entrant: the rest is taken as its share of points, over those who had the question.
 */
import { mean, sampleCorrelation } from 'simple-statistics'
import type { Score, Text } from '../score.ts'
import { found, notFound, reasons, withoutNoise, type Found } from './found.ts'

/** One entrant's paper. */
export interface Paper {
  code: string
  questions: Answered[]
}

interface Answered {
  id: string
  label: Text
  earned: number
  points: number
  /** What was chosen, where the item type says so; empty for no answer. */
  chosen?: string
}

export interface Question {
  id: string
  /** As the paper calls it, where it has the same place on all papers; otherwise by its id. */
  label: Text
  samePlace: boolean
  entrants: number
  points: number
  /** Mean share of the points that was earned, 0 … 1. */
  difficulty: number
  discrimination: Found<Discrimination>
  /** How often each answer was chosen, most often first; `right`: it earned all the points. Null where answers are not said. */
  choices: { chosen: string; count: number; right: boolean }[] | null
}

export interface Discrimination {
  /** Corrected item-total correlation. Null where all earned the same on it, or on the rest. */
  correlation: number | null
  /** Upper less lower 27 %. */
  upperLower: number
  /** Entrants in each of the two groups. */
  group: number
}

const kelley = 0.27
/** Below this the groups of 27 % hold two people or fewer. */
const fewestEntrants = 8

/** A paper from its score, with what was `chosen` by question where that is known; questions whose marks people still owe are left out. */
export function paperOf(code: string, score: Score, chosen: Readonly<Record<string, string>> = {}): Paper {
  const questions = (score.children ?? []).flatMap(({ id, label, points, max, pending }): Answered[] => {
    if (max === undefined || Number(max) <= 0 || pending === true) return []
    const said = Object.hasOwn(chosen, id) ? { chosen: chosen[id]! } : {}
    return [{ id, label, earned: Number(points), points: Number(max), ...said }]
  })
  return { code, questions }
}

interface Had {
  answer: Answered
  share: number
  /** Share of the points of all other questions on the same paper; null where there is no other. */
  rest: number | null
  whole: number
}

/** In the order of the papers where that is the same on all of them; otherwise by id. */
export function questionStatistics(papers: readonly Paper[]): Question[] {
  const had = new Map<string, Had[]>()
  for (const { questions } of papers.toSorted((a, b) => (a.code < b.code ? -1 : 1))) {
    const earned = questions.reduce((sum, one) => sum + one.earned, 0)
    const points = questions.reduce((sum, one) => sum + one.points, 0)
    for (const answer of questions) {
      const others = withoutNoise(points - answer.points)
      const one: Had = {
        answer,
        share: answer.earned / answer.points,
        rest: others > 0 ? withoutNoise((earned - answer.earned) / others) : null,
        whole: withoutNoise(earned / points),
      }
      const known = had.get(answer.id)
      if (known === undefined) had.set(answer.id, [one])
      else known.push(one)
    }
  }
  const questions = [...had].map(([id, all]) => statisticsOf(id, all))
  return questions.every(({ samePlace }) => samePlace)
    ? questions
    : questions.toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }))
}

function statisticsOf(id: string, had: readonly Had[]): Question {
  const [first] = had
  const { label, points } = first!.answer
  const alike = had.every(({ answer }) => answer.label.zh === label.zh)
  return {
    id,
    samePlace: alike,
    label: alike ? label : { zh: `试题 ${id}`, en: `Question ${id}` },
    entrants: had.length,
    points,
    difficulty: withoutNoise(mean(had.map(({ share }) => share))),
    discrimination: discriminationOf(had),
    choices: choicesOf(had),
  }
}

function discriminationOf(had: readonly Had[]): Found<Discrimination> {
  if (had.length < fewestEntrants) return notFound(reasons.fewEntrants)
  const group = Math.round(kelley * had.length)
  const upper = groupShare(
    had.toSorted((a, b) => b.whole - a.whole),
    group,
  )
  const lower = groupShare(
    had.toSorted((a, b) => a.whole - b.whole),
    group,
  )
  return found({ correlation: correlationOf(had), upperLower: withoutNoise(upper - lower), group })
}

/** Mean share of the first `group`; equals at its border share the seats that are left, so that no order decides. */
function groupShare(sorted: readonly Had[], group: number): number {
  const border = sorted[group - 1]!.whole
  const before = sorted.filter(({ whole }, at) => at < group && whole !== border)
  const equals = sorted.filter(({ whole }) => whole === border)
  const sum = before.reduce((total, { share }) => total + share, 0)
  return (sum + (group - before.length) * mean(equals.map(({ share }) => share))) / group
}

function correlationOf(had: readonly Had[]): number | null {
  const pairs = had.flatMap(({ share, rest }) => (rest === null ? [] : [{ share, rest }]))
  const shares = pairs.map(({ share }) => share)
  const rests = pairs.map(({ rest }) => rest)
  if (new Set(shares).size < 2 || new Set(rests).size < 2) return null
  return withoutNoise(Math.max(-1, Math.min(1, sampleCorrelation(shares, rests))))
}

function choicesOf(had: readonly Had[]): Question['choices'] {
  const choices = new Map<string, { chosen: string; count: number; right: boolean }>()
  for (const { answer, share } of had) {
    if (answer.chosen === undefined) continue
    const known = choices.get(answer.chosen) ?? { chosen: answer.chosen, count: 0, right: share >= 1 }
    choices.set(answer.chosen, { ...known, count: known.count + 1 })
  }
  if (choices.size === 0) return null
  return [...choices.values()].toSorted((a, b) => b.count - a.count || (a.chosen < b.chosen ? -1 : 1))
}
