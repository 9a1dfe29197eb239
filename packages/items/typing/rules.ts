/** Typing: a text is typed blind against the clock; speed becomes points. */
import { z } from 'zod'
import { refuse, type Recorded, type Refusal } from '@leitai/core/run.ts'
import { formatDecimal } from '@leitai/core/scoring/decimal.ts'
import { chance, deriveSeed } from '@leitai/core/seed.ts'
import { sitting, type SittingEvent } from '@leitai/core/sitting/sitting.ts'
import {
  compare,
  countedText,
  fullSpeed,
  mark,
  mostPoints,
  pointsFor,
  scaleInWords,
  type Comparison,
} from './marking.ts'
import { mostTextCharacters, typingMaterial } from './material.ts'
import { typingOptions } from './options.ts'
import type {
  Burst,
  TypingCommand,
  TypingInspection,
  TypingMaterial,
  TypingOptions,
  TypingText,
  TypingWorkView,
} from './types.ts'

export type TypingEvent =
  | { name: 'typed'; payload: { text: string; revision: number; typedAt: number; burst?: Burst } }
  /** The staff's sign that more came at once than hands can type. */
  | Extract<SittingEvent<never>, { name: 'incidentReported' }>

export interface TypingPaper {
  scale: TypingOptions['scale']
  text: TypingText
}

export interface TypingWork {
  paper: TypingPaper
  typed: string
  revision: number
  /** When the latest text was typed. */
  typedAt: number | null
  bursts: readonly Burst[]
}

/** An input method commits a phrase at once; the fastest typists stay well under 20 characters a second. */
const burstAllowance = { atOnce: 30, perSecond: 20, first: 120 }
const mostBursts = 50

/** Room for slips: what was typed may be longer than the text. */
const typed = z.string().max(2 * mostTextCharacters)
const commands = { type: z.strictObject({ text: typed, revision: z.number().int().min(1) }) }

export const rules = sitting<
  TypingOptions,
  TypingMaterial,
  TypingPaper,
  TypingWork,
  TypingCommand,
  TypingEvent,
  TypingWorkView,
  TypingInspection
>({
  type: 'typing',
  stateVersion: 1,
  options: typingOptions,
  material: typingMaterial,
  commands,

  prepare(options, material, { itemSeed }) {
    const lacking = whatIsMissing(options, material)
    if (lacking) throw new Error(lacking.en)
    const { texts } = material
    const text =
      options.textId === undefined
        ? chance(deriveSeed(itemSeed, 'text')).sample(texts, 1)[0]!
        : texts.find(({ id }) => id === options.textId)!
    return { scale: options.scale, text }
  },

  begin: (paper) => ({ paper, typed: '', revision: 0, typedAt: null, bursts: [] }),

  decide(work, command, context) {
    const { text, revision } = command.payload
    // An older or repeated save has no effect, whatever order saves arrive in.
    if (revision <= work.revision) return []
    const typedAt = context.pressedAt ?? context.now
    const burst = work.bursts.length < mostBursts ? burstIn(work, text, typedAt) : null
    if (burst === null) return [{ name: 'typed', payload: { text, revision, typedAt } }]
    return [
      { name: 'typed', payload: { text, revision, typedAt, burst } },
      { name: 'incidentReported', payload: { kind: 'pasted', detail: `+${burst.characters}` } },
    ]
  },

  evolve(work, event: Recorded<TypingEvent>) {
    switch (event.name) {
      case 'typed': {
        const { text, revision, typedAt, burst } = event.payload
        return {
          ...work,
          typed: text,
          revision,
          typedAt,
          bursts: burst === undefined ? work.bursts : [...work.bursts, burst],
        }
      }
      case 'incidentReported':
        return work
    }
  },

  view(work, showing, time) {
    const { paper } = work
    const known: TypingWorkView = {
      title: paper.text.title,
      characters: charactersOf(paper),
      fullSpeed: fullSpeed(paper.scale),
    }
    switch (showing) {
      case 'waiting':
      case 'closed':
        return known
      case 'working':
        return { ...known, text: paper.text.text, typed: work.typed, revision: work.revision }
      case 'answers':
        return {
          ...known,
          text: paper.text.text,
          typed: work.typed,
          revision: work.revision,
          result: mark(compared(work), time).result,
        }
    }
  },

  inspect(work, time) {
    const { title, text } = work.paper.text
    return { title, text, typed: work.typed, result: mark(compared(work), time).result, bursts: work.bursts }
  },

  progress: (work) => ({
    done: Math.min(work.typed.length, charactersOf(work.paper)),
    total: charactersOf(work.paper),
  }),

  score(work, time) {
    const { scale } = work.paper
    const { result, speed } = mark(compared(work), time)
    const points = formatDecimal(pointsFor(speed, scale), 2)
    return {
      id: 'speed',
      label: { zh: '打字速度', en: 'Typing speed' },
      points,
      max: mostPoints(scale),
      rule: {
        zh: `正确字符 ${result.correct} ÷ ${result.minutes} 分钟 = ${result.speed} 字/分钟，按 ${scaleInWords(scale)} 折算 ${points} 分`,
        en: `${result.correct} characters right ÷ ${result.minutes} minutes = ${result.speed} a minute; by ${scaleInWords(scale)} that gives ${points}`,
      },
      facts: { correct: String(result.correct), minutes: result.minutes, speed: result.speed },
    }
  },
})

/** Says what the material lacks for these options; null where it has all. */
export function whatIsMissing(options: TypingOptions, { texts }: TypingMaterial): Refusal | null {
  if (options.textId === undefined || texts.some(({ id }) => id === options.textId)) return null
  return refuse(
    'noSuchText',
    `素材中没有规程指定的文本“${options.textId}”`,
    `The material has no text ${options.textId}`,
    { textId: options.textId },
  )
}

const comparisons = new WeakMap<TypingWork, Comparison>()

/** Made once for each state: score, view and inspection of closed work ask for the same. */
function compared(work: TypingWork): Comparison {
  let comparison = comparisons.get(work)
  if (comparison === undefined) {
    comparison = compare(work.paper.text.text, work.typed)
    comparisons.set(work, comparison)
  }
  return comparison
}

const characterCounts = new WeakMap<TypingPaper, number>()

function charactersOf(paper: TypingPaper): number {
  let count = characterCounts.get(paper)
  if (count === undefined) {
    count = [...countedText(paper.text.text)].length
    characterCounts.set(paper, count)
  }
  return count
}

function burstIn(work: TypingWork, text: string, typedAt: number): Burst | null {
  const characters = text.length - work.typed.length
  const ms = work.typedAt === null ? null : Math.max(0, typedAt - work.typedAt)
  const allowed = ms === null ? burstAllowance.first : burstAllowance.atOnce + (burstAllowance.perSecond * ms) / 1000
  return characters > allowed ? { at: typedAt, characters, ms } : null
}
