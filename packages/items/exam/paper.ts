/** One entrant's paper: which questions, for how many points, in which order, with which order of options. */
import { refuse, type Refusal } from '@leitai/core/run.ts'
import { exact, shortDecimal, whole } from '@leitai/core/scoring/decimal.ts'
import { chance, deriveSeed } from '@leitai/core/seed.ts'
import { letterAt, letterIndex } from './material.ts'
import type { DrawRule, ExamMaterial, ExamOptions, ExamSection, Question, QuestionKind, QuestionView } from './types.ts'

export interface PaperQuestion {
  question: Question
  /** Exact decimal. */
  points: string
  /** Choice questions: which option of the bank stands at A, B, C …; empty otherwise. */
  order: number[]
}

export interface Paper {
  onePerPage: boolean
  partialCredit: ExamOptions['partialCredit']
  fillIn: ExamOptions['fillIn']
  questions: PaperQuestion[]
}

export const kindNames: Record<QuestionKind, { zh: string; en: string }> = {
  single: { zh: '单选题', en: 'single choice' },
  multiple: { zh: '多选题', en: 'multiple choice' },
  trueFalse: { zh: '判断题', en: 'true or false' },
  fillIn: { zh: '填空题', en: 'fill-in' },
  shortAnswer: { zh: '简答题', en: 'short answer' },
}

type Chosen = Omit<PaperQuestion, 'order'>

/** The paper of one entrant. The bank must fill the plan (`whatIsMissing` says whether); it throws otherwise. */
export function makePaper(
  options: ExamOptions,
  material: ExamMaterial,
  seeds: { seed: string; itemSeed: string },
): Paper {
  const chosen = choose(options, material, options.samePaper ? seeds.itemSeed : seeds.seed)
  if ('refused' in chosen) throw new Error(chosen.en)
  const order = chance(deriveSeed(seeds.seed, 'question order'))
  const arranged = options.shuffleQuestions ? sections(chosen).flatMap((section) => order.shuffle(section)) : chosen
  const places = chance(deriveSeed(seeds.seed, 'option order'))
  return {
    onePerPage: options.onePerPage,
    partialCredit: options.partialCredit,
    fillIn: options.fillIn,
    questions: arranged.map(({ question, points }) => ({
      question,
      points,
      order: optionOrder(question, options.shuffleOptions ? places.shuffle : (list) => [...list]),
    })),
  }
}

/** Says what the bank lacks for this plan; null where it fills it. */
export function whatIsMissing(options: ExamOptions, material: ExamMaterial): Refusal | null {
  const chosen = choose(options, material, '')
  return 'refused' in chosen ? chosen : null
}

function choose({ paper }: ExamOptions, material: ExamMaterial, seed: string): Chosen[] | Refusal {
  switch (paper.by) {
    case 'all':
      return material.questions.map((question) => ({ question, points: question.worth ?? '1' }))
    case 'hand': {
      const byId = new Map(material.questions.map((question) => [question.id, question]))
      const absent = paper.questions.map(({ id }) => id).filter((id) => !byId.has(id))
      if (absent.length > 0)
        return refuse(
          'bankLacks',
          `题库中没有这些试题：${absent.join('、')}`,
          `The bank has no question ${absent.join(', ')}`,
          { absent },
        )
      const repeated = paper.questions.map(({ id }) => id).filter((id, i, ids) => ids.indexOf(id) !== i)
      if (repeated.length > 0)
        return refuse(
          'paperRepeats',
          `试卷重复使用了：${repeated.join('、')}`,
          `The paper uses twice: ${repeated.join(', ')}`,
          { repeated },
        )
      return paper.questions.map(({ id, points }) => {
        const question = byId.get(id)!
        return { question, points: points ?? question.worth ?? '1' }
      })
    }
    case 'rule':
      return draw(paper.draw, material, seed)
  }
}

function fits(question: Question, rule: DrawRule): boolean {
  return (
    question.kind === rule.kind &&
    (rule.tags === undefined || rule.tags.some((tag) => question.tags.includes(tag))) &&
    (rule.chapters === undefined || rule.chapters.includes(question.chapter)) &&
    (rule.difficulty === undefined ||
      (question.difficulty >= rule.difficulty.from && question.difficulty <= rule.difficulty.to))
  )
}

/**
 * Each rule takes its questions in drawn order; where another rule holds one that this rule needs, that rule takes a
 * different one if it can (augmenting paths), so that a bank that can fill all rules together always does.
 */
function draw(rules: readonly DrawRule[], material: ExamMaterial, seed: string): Chosen[] | Refusal {
  const { questions } = material
  const drawn = chance(deriveSeed(seed, 'paper'))
  const candidates = rules.map((rule) =>
    drawn.shuffle([...questions.keys()].filter((at) => fits(questions[at]!, rule))),
  )
  const holder = new Map<number, number>()

  function place(rule: number, seen: Set<number>): boolean {
    for (const at of candidates[rule]!) {
      if (seen.has(at)) continue
      seen.add(at)
      const other = holder.get(at)
      if (other === undefined || (other !== rule && place(other, seen))) {
        holder.set(at, rule)
        return true
      }
    }
    return false
  }

  const missing = rules.map((rule, i) => {
    let placed = 0
    while (placed < rule.count && place(i, new Set())) placed += 1
    return { rule, number: i + 1, found: placed }
  })
  const lacking = missing.filter(({ rule, found }) => found < rule.count)
  if (lacking.length > 0) {
    return refuse(
      'bankLacks',
      `题库不足以组卷：${lacking.map(({ rule, number, found }) => `第 ${number} 条（${describe(rule).zh}）需 ${rule.count} 题，只能抽出 ${found} 题，缺 ${rule.count - found} 题`).join('；')}`,
      `The bank cannot fill the paper: ${lacking.map(({ rule, number, found }) => `rule ${number} (${describe(rule).en}) needs ${rule.count}, finds ${found}, ${rule.count - found} missing`).join('; ')}`,
      lacking.map(({ rule, number, found }) => ({
        rule: number,
        needed: rule.count,
        found,
        missing: rule.count - found,
      })),
    )
  }
  // In the bank's order within a section: whoever does not shuffle gets the same order as everybody.
  const chosen = [...holder]
    .toSorted(([a], [b]) => a - b)
    .map(([at, rule]) => ({ question: questions[at]!, points: rules[rule]!.points }))
  const kinds = [...new Set(rules.map((rule) => rule.kind))]
  return kinds.flatMap((kind) => chosen.filter(({ question }) => question.kind === kind))
}

function describe(rule: DrawRule): { zh: string; en: string } {
  const zh = [kindNames[rule.kind].zh]
  const en = [kindNames[rule.kind].en]
  if (rule.tags) {
    zh.push(`标签 ${rule.tags.join('、')}`)
    en.push(`tags ${rule.tags.join(', ')}`)
  }
  if (rule.chapters) {
    zh.push(`章节 ${rule.chapters.join('、')}`)
    en.push(`chapters ${rule.chapters.join(', ')}`)
  }
  if (rule.difficulty) {
    zh.push(`难度 ${rule.difficulty.from}–${rule.difficulty.to}`)
    en.push(`difficulty ${rule.difficulty.from}–${rule.difficulty.to}`)
  }
  return { zh: zh.join('，'), en: en.join(', ') }
}

/** Questions by kind, in the order in which the kinds first come. */
function sections(questions: readonly Chosen[]): Chosen[][] {
  const out = new Map<QuestionKind, Chosen[]>()
  for (const one of questions) {
    const section = out.get(one.question.kind)
    if (section) section.push(one)
    else out.set(one.question.kind, [one])
  }
  return [...out.values()]
}

/** "All of the above" makes sense only where it stands. */
const standsLast = /^(以上|上述|前述|all of the above|none of the above)/i
/** "A 和 C 都对" names other options by letter: nothing may move then. */
const namesLetters = /(^|[^A-Za-z])[A-H]\s*([、，,和与及]|and|or)\s*[A-H]([^A-Za-z]|$)/

function optionOrder(question: Question, arrange: (list: readonly number[]) => number[]): number[] {
  if (question.kind !== 'single' && question.kind !== 'multiple') return []
  const places = question.options.map((_, i) => i)
  if (question.options.some((option) => namesLetters.test(option))) return places
  const moved = arrange(places.filter((i) => !standsLast.test(question.options[i]!)))
  return places.map((i) => (standsLast.test(question.options[i]!) ? i : moved.shift()!))
}

/** The key in the letters of this paper. */
export function shownKey({ question, order }: PaperQuestion): string {
  if (question.kind !== 'single' && question.kind !== 'multiple') return ''
  const right = new Set([...question.key].map(letterIndex))
  return order.flatMap((inBank, shown) => (right.has(inBank) ? [letterAt(shown)] : [])).join('')
}

/** What all views of a paper share; made once for each paper and never stored. */
export interface Shown {
  byId: ReadonlyMap<string, PaperQuestion>
  questions: readonly QuestionView[]
  sections: readonly ExamSection[]
  points: string
}

const shownPapers = new WeakMap<Paper, Shown>()

export function shown(paper: Paper): Shown {
  const known = shownPapers.get(paper)
  if (known) return known
  const sum = (questions: readonly Chosen[]) =>
    shortDecimal(questions.reduce((total, { points }) => total.add(exact(points)), whole(0)))
  const made: Shown = {
    byId: new Map(paper.questions.map((one) => [one.question.id, one])),
    questions: paper.questions.map(questionView),
    sections: sections(paper.questions).map((section) => ({
      kind: section[0]!.question.kind,
      count: section.length,
      points: sum(section),
    })),
    points: sum(paper.questions),
  }
  shownPapers.set(paper, made)
  return made
}

/** Field by field, so that nothing new in a question reaches a contestant by itself. */
function questionView({ question, points, order }: PaperQuestion): QuestionView {
  const { id, kind, stem } = question
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return { id, kind, stem, points, options: order.map((inBank) => question.options[inBank]!) }
    case 'fillIn':
      return { id, kind, stem, points, blanks: question.blanks.length }
    case 'trueFalse':
    case 'shortAnswer':
      return { id, kind, stem, points }
  }
}
