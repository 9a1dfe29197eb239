/** Speed from what was typed, and points from speed. */
import { alignPrefix, mostAlignedCharacters, type Alignment } from '@leitai/core/alignment.ts'
import { exact, formatDecimal, whole, zero, type Exact } from '@leitai/core/scoring/decimal.ts'
import type { SittingTime } from '@leitai/core/sitting/sitting.ts'
import type { TypingOptions, TypingResult } from './types.ts'

/** What counts of a text: neither line breaks nor the spaces around them; control characters never. */
export function countedText(text: string): string {
  return text
    .normalize('NFC')
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.trim())
    .join('')
    .replaceAll(/\p{C}/gu, '')
}

/**
 * Milliseconds by which the correct characters are divided: the working time; where the whole text was typed and handed
 * in before its end, the time that took. Extra time and time given back make up for what an entrant lost: they do not
 * slow anybody down.
 */
function dividedBy(complete: boolean, { itemSeconds, usedMs }: SittingTime): number {
  const all = itemSeconds * 1000
  return complete && usedMs !== null ? Math.min(all, Math.max(1000, usedMs)) : all
}

export interface Comparison {
  alignment: Alignment
  typedCount: number
  /** The text was typed to its end. */
  complete: boolean
}

/** What was typed beside the text. The work of the marking; it does not depend on time. */
export function compare(text: string, typed: string): Comparison {
  const due = [...countedText(text)]
  const given = [...countedText(typed)]
  // Nobody types half as much again as there is: what is beyond is a stuck key, and comparing it would keep others waiting.
  const most = Math.min(mostAlignedCharacters, due.length + Math.ceil(due.length / 2) + 100)
  const alignment = alignPrefix(due.join(''), given.slice(0, most).join(''))
  return { alignment, typedCount: given.length, complete: alignment.reached === due.length && alignment.matches > 0 }
}

export function mark(
  { alignment, typedCount, complete }: Comparison,
  time: SittingTime,
): { result: TypingResult; speed: Exact } {
  const { runs, matches, reached } = alignment
  const ms = dividedBy(complete, time)
  const speed = whole(matches).mul(60_000).div(whole(ms))
  return {
    speed,
    result: {
      runs,
      correct: matches,
      reached,
      typedCount,
      minutes: formatDecimal(whole(ms).div(60_000), 2),
      speed: formatDecimal(speed, 2),
    },
  }
}

/** 0 below the first speed, straight lines between, the last one's points above it; exact. */
export function pointsFor(speed: Exact, scale: TypingOptions['scale']): Exact {
  const at = scale.findLastIndex((one) => exact(one.speed).compare(speed) <= 0)
  const lower = scale[at]
  if (lower === undefined) return zero
  const upper = scale[at + 1]
  if (upper === undefined) return exact(lower.points)
  const from = exact(lower.speed)
  const share = speed.sub(from).div(exact(upper.speed).sub(from))
  return exact(lower.points).add(exact(upper.points).sub(exact(lower.points)).mul(share))
}

/** The scale in words: `10 → 0，80 → 10`. */
export function scaleInWords(scale: TypingOptions['scale']): string {
  return scale.map(({ speed, points }) => `${speed} → ${points}`).join('，')
}

export function mostPoints(scale: TypingOptions['scale']): string {
  return scale.reduce((most, { points }) => (exact(points).compare(exact(most)) > 0 ? points : most), '0')
}

export function fullSpeed(scale: TypingOptions['scale']): string {
  const most = mostPoints(scale)
  return scale.find(({ points }) => points === most)!.speed
}
