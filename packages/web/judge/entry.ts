/**
 * Marks from the keyboard. Digits are gathered until no allowed mark could grow out of them (8, then 5, on a line of 100),
 * and then they are the mark; where more could follow, a moment's pause, Enter or leaving the line says that they are all.
 * What the line does not take is told with what it would take, and the mark that stood there stays.
 */
import type { SheetLine } from '@leitai/core/rulebook/schema.ts'
import { exact, shortDecimal, whole, zero, type Exact } from '@leitai/core/scoring/decimal.ts'
import { readMark } from '@leitai/core/scoring/sheet.ts'
import type { Text } from '@leitai/core/score.ts'

export interface Entry {
  /** Digits that are not a mark yet. */
  typed: string
  refused: Text | null
}

export const nothingTyped: Entry = { typed: '', refused: null }

export interface Outcome {
  entry: Entry
  /** Absent: the mark stays. Null: it is taken away. */
  mark?: string | null
}

/** A key that belongs to the line it was pressed on; undefined for every other key. */
export function press(line: SheetLine, entry: Entry, key: string, mark: string | undefined): Outcome | undefined {
  const plain = key.normalize('NFKC')
  if (/^[0-9.]$/.test(plain)) return digit(line, entry, plain)
  switch (plain) {
    case '+':
    case '=':
    case 'ArrowRight':
      return stepped(line, mark, 1)
    case '-':
    case '−':
    case '_':
    case 'ArrowLeft':
      return stepped(line, mark, -1)
    case 'Backspace':
    case 'Delete':
      if (entry.typed !== '') return { entry: { typed: entry.typed.slice(0, -1), refused: null } }
      return mark === undefined ? { entry: nothingTyped } : { entry: nothingTyped, mark: null }
    case 'Escape':
      return entry.typed === '' && entry.refused === null ? undefined : { entry: nothingTyped }
  }
  if (line.kind === 'levels' && /^[a-zA-Z]$/.test(plain)) {
    const level = line.levels[plain.toUpperCase().charCodeAt(0) - 65]
    return level === undefined ? undefined : { entry: nothingTyped, mark: level.points }
  }
  return undefined
}

function digit(line: SheetLine, entry: Entry, key: string): Outcome {
  const grown = entry.typed === '' && key === '.' ? '0.' : entry.typed + key
  // A 25 on a line of 20 is refused as a whole: half of a number would be a mark that nobody meant.
  if (!isStart(line, grown)) return { entry: { typed: '', refused: whyNot(line, grown) } }
  return mayGrow(line, grown)
    ? { entry: { typed: grown, refused: null } }
    : settle(line, { typed: grown, refused: null })
}

/** No more digits come: what was typed is the mark, or is refused. */
export function settle(line: SheetLine, entry: Entry): Outcome {
  const typed = entry.typed.replace(/\.$/, '')
  if (typed === '') return { entry: { ...entry, typed: '' } }
  const { value, problem } = readMark(line, typed)
  return value === undefined
    ? { entry: { typed: '', refused: problem } }
    : { entry: nothingTyped, mark: shortDecimal(value) }
}

/** A whole text at once, as an on-screen keyboard gives it. */
export function typedText(line: SheetLine, text: string): Outcome {
  const typed = text.normalize('NFKC').replace(/[^0-9.]/g, '')
  if (typed === '') return { entry: nothingTyped, mark: null }
  return isStart(line, typed)
    ? { entry: { typed, refused: null } }
    : { entry: { typed: '', refused: whyNot(line, typed) } }
}

/** One step from where the mark stands; a line without a mark steps from nothing. */
export function stepped(line: SheetLine, mark: string | undefined, by: number): Outcome {
  const allowed = allowedMarks(line)?.values
  if (allowed === undefined) {
    // counts and seconds have no end
    const next = (mark === undefined ? zero : exact(mark)).add(whole(by))
    return { entry: nothingTyped, mark: shortDecimal(next.s < 0n ? zero : next) }
  }
  const at = mark === undefined ? -1 : allowed.findIndex((value) => value.compare(exact(mark)) === 0)
  const from = at === -1 && line.kind !== 'levels' ? 0 : at
  const next = Math.min(allowed.length - 1, Math.max(0, from + by))
  return { entry: nothingTyped, mark: shortDecimal(allowed[next]!) }
}

const known = new WeakMap<SheetLine, { values: Exact[]; texts: string[] }>()

/** All marks that a line takes, from the lowest, as numbers and as they are written; null where there is no end to them. */
export function allowedMarks(line: SheetLine): { values: Exact[]; texts: string[] } | null {
  const before = known.get(line)
  if (before !== undefined) return before
  const values = allowedValues(line)
  if (values === null) return null
  const allowed = { values, texts: values.map(shortDecimal) }
  known.set(line, allowed)
  return allowed
}

function allowedValues(line: SheetLine): Exact[] | null {
  switch (line.kind) {
    case 'points':
    case 'weight': {
      const step = exact(line.step)
      const count = Number(exact(line.max).div(step).floor().toString())
      return Array.from({ length: count + 1 }, (_, index) => step.mul(whole(index)))
    }
    case 'levels':
      return line.levels.map(({ points }) => exact(points)).toSorted((a, b) => a.compare(b))
    case 'deduction':
    case 'overtime':
    case 'measured':
      return null
  }
}

/** Nobody misses a hundred times, and nobody speaks for a day. */
const mostDigits = (line: SheetLine): number => (line.kind === 'deduction' ? 2 : 5)

function isStart(line: SheetLine, typed: string): boolean {
  const marks = allowedMarks(line)?.texts
  if (marks === undefined) return /^\d+$/.test(typed) && typed.length <= mostDigits(line)
  return marks.some((mark) => mark.startsWith(typed)) || readMark(line, typed).value !== undefined
}

function mayGrow(line: SheetLine, typed: string): boolean {
  const marks = allowedMarks(line)?.texts
  return marks === undefined
    ? typed !== '0' && typed.length < mostDigits(line)
    : marks.some((mark) => mark !== typed && mark.startsWith(typed))
}

function whyNot(line: SheetLine, typed: string): Text {
  return readMark(line, typed).problem ?? { zh: `“${typed}”过大`, en: `"${typed}" is too much` }
}
