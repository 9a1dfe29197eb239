/** What a typing test is made of and what its screens get. No schemas here: the browser imports this file alone. */
import type { AlignmentRun } from '@leitai/core/alignment.ts'

export interface TypingText {
  id: string
  title: string
  text: string
}

/** The material: texts to type. */
export interface TypingMaterial {
  texts: TypingText[]
}

export interface TypingOptions {
  /**
   * Characters a minute and their points, speeds going up: 0 below the first, straight lines between, the last one's points above
   * it. Two lines with one speed make a step; the later holds at that speed.
   */
  scale: { speed: string; points: string }[]
  /** Which text; drawn for everybody alike where not said. */
  textId?: string | undefined
}

export type TypingCommand =
  /** All that was committed so far (never what the input method still composes). The highest revision wins. */
  { name: 'type'; payload: { text: string; revision: number } }

/** More came at once than hands can type; staff see it, nobody is refused. */
export interface Burst {
  at: number
  characters: number
  /** Time since the save before; null for the first one. */
  ms: number | null
}

export interface TypingWorkView {
  title: string
  /** Characters of the text that count. */
  characters: number
  /** What full points need, characters a minute. */
  fullSpeed: string
  /** Only while working, and again when the answers are shown. */
  text?: string
  typed?: string
  revision?: number
  /** Only when the answers are shown. */
  result?: TypingResult
}

export interface TypingResult {
  /** What was typed beside the text up to where the typist got. */
  runs: readonly AlignmentRun[]
  correct: number
  /** Characters of the text up to where the typist got. */
  reached: number
  /** Characters typed that count. */
  typedCount: number
  /** Minutes by which `correct` was divided, 2 decimals. */
  minutes: string
  /** Correct characters a minute, 2 decimals. */
  speed: string
}

/** For officials once the sitting is closed. */
export interface TypingInspection {
  title: string
  text: string
  typed: string
  result: TypingResult
  bursts: readonly Burst[]
}
