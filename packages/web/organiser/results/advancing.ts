/** Who goes on, while people still have to say it: the certain ones, and so many of the equals at the border as there are seats. */
import type { ResultView } from '@leitai/core/contest/view.ts'

type Advancing = NonNullable<ResultView['advancing']>

interface Choice {
  /** All who would go on, in the order of the standings. */
  codes: string[]
  borders: { codes: string[]; seats: number; chosen: number }[]
  /** Exactly what the rule asks for. */
  ready: boolean
}

/** @param ranked all codes with a rank, in order */
export function choiceOf(advancing: Advancing, chosen: readonly string[], ranked: readonly string[]): Choice {
  const borders = advancing.undecided.map(({ codes, seats }) => ({
    codes,
    seats,
    chosen: codes.filter((code) => chosen.includes(code)).length,
  }))
  const open = advancing.byDecision ? ranked : advancing.undecided.flatMap(({ codes }) => codes)
  const codes = ranked.filter(
    (code) => advancing.certain.includes(code) || (open.includes(code) && chosen.includes(code)),
  )
  const ready = advancing.byDecision ? codes.length > 0 : borders.every((border) => border.chosen === border.seats)
  return { codes, borders, ready }
}

type Standing = 'goesOn' | 'border' | null

/** What the standings say beside a code. */
export function standingOf(
  code: string,
  advancing: Advancing | null,
  advanced: { codes: readonly string[] } | undefined,
): Standing {
  if (advanced !== undefined) return advanced.codes.includes(code) ? 'goesOn' : null
  if (advancing === null) return null
  if (advancing.certain.includes(code)) return 'goesOn'
  return advancing.undecided.some(({ codes }) => codes.includes(code)) ? 'border' : null
}
