/** The list of scores to check, as the screen walks it. */
import type { FindingView, ReviewView } from '@leitai/core/contest/view.ts'

export type Piece = ReviewView['pieces'][number]
export type PieceState = 'open' | 'right' | 'waits' | 'corrected' | 'dismissed'
export type Band = 'top' | 'drawn' | 'risen' | 'all'

export function stateOf(finding: FindingView | null): PieceState {
  if (finding === null) return 'open'
  if (finding.right) return 'right'
  if (finding.answer === null) return 'waits'
  return 'dismissed' in finding.answer ? 'dismissed' : 'corrected'
}

/** Why the score is on the list. */
export function bandOf({ top, drawn, risen }: Pick<ReviewView, 'top' | 'drawn' | 'risen'>, code: string): Band {
  return top.includes(code) ? 'top' : drawn.includes(code) ? 'drawn' : risen.includes(code) ? 'risen' : 'all'
}

/** The next one that nobody has checked, from after `place` round to it; null where all are. */
export function nextOpen(pieces: readonly Piece[], place: number): number | null {
  for (let step = 1; step <= pieces.length; step += 1) {
    const at = (place + step) % pieces.length
    if (pieces[at]!.finding === null) return at
  }
  return null
}

/** In the address, so that a reload comes back to the same score. No item's or stage's id holds a colon; a code might. */
export function pieceKey(stage: string, { item, code }: Pick<Piece, 'item' | 'code'>): string {
  return `${stage}:${item}:${code}`
}

export function readPieceKey(key: string): { stage: string; item: string; code: string } | null {
  const [stage, item, ...code] = key.split(':')
  return stage === undefined || item === undefined || code.length === 0 ? null : { stage, item, code: code.join(':') }
}
