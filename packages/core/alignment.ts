/**
 * The alignment that dictation and typing are scored and coloured by: least edits (insert, delete, substitute: 1 each) by
 * code point, and among those the one with most matches.
 *
 * Both wishes are one cost: a substitution costs a trace more than an insertion or a deletion, so little that all of them
 * together never make up one edit. Only a diagonal band is computed, widened until the result proves that no better
 * alignment leaves it: near-equal texts cost almost nothing, unrelated ones the whole table. Directions take 2 bits a cell
 * (10,000 × 10,000 characters: 25 MB, for the time of the call).
 */

/** Stretch of an alignment in which every step is of one kind. */
export interface AlignmentRun {
  /** `missing`: due but not typed; `extra`: typed but not due; `wrong`: one typed for another. */
  op: 'match' | 'wrong' | 'missing' | 'extra'
  due: string
  typed: string
}

export interface AlignmentCounts {
  matches: number
  edits: number
  /** Code points of `due` that took part: all of them, or up to where the typist got. */
  reached: number
}

export interface Alignment extends AlignmentCounts {
  runs: AlignmentRun[]
}

/** Longer texts are refused by the items' own schemas; beyond this the cost would not fit a 32-bit number. */
export const mostAlignedCharacters = 20_000

/** The whole of `due` beside the whole of `typed`. */
export function align(due: string, typed: string): Alignment {
  return withRuns(due, typed, 'whole')
}

/**
 * `typed` beside the text up to where the typist got: the end of the text that costs least; where several do, the
 * furthest (a wrong character stands for one of the text rather than for none).
 */
export function alignPrefix(text: string, typed: string): Alignment {
  return withRuns(text, typed, 'prefix')
}

/** As `align`, the numbers alone. */
export function alignCounts(due: string, typed: string): AlignmentCounts {
  return countsOf(trim(codePoints(due), codePoints(typed), 'whole'), 'whole')
}

/** As `alignPrefix`, the numbers alone. */
export function alignPrefixCounts(text: string, typed: string): AlignmentCounts {
  return countsOf(trim(codePoints(text), codePoints(typed), 'prefix'), 'prefix')
}

type Extent = 'whole' | 'prefix'

/** What is left between an equal beginning and an equal end: matching those is always among the best. */
interface Middle {
  due: Int32Array
  typed: Int32Array
  before: number
  after: number
}

function codePoints(text: string): Int32Array {
  const out = new Int32Array(text.length)
  let count = 0
  for (let at = 0; at < text.length; count += 1) {
    const point = text.codePointAt(at)!
    out[count] = point
    at += point > 0xffff ? 2 : 1
  }
  if (count > mostAlignedCharacters) throw new RangeError(`alignment of ${count} characters`)
  return out.subarray(0, count)
}

function trim(due: Int32Array, typed: Int32Array, extent: Extent): Middle {
  const shorter = Math.min(due.length, typed.length)
  let before = 0
  while (before < shorter && due[before] === typed[before]) before += 1
  let after = 0
  // With a free end the text's end is no fixed point.
  if (extent === 'whole')
    while (after < shorter - before && due[due.length - 1 - after] === typed[typed.length - 1 - after]) after += 1
  return {
    due: due.subarray(before, due.length - after),
    typed: typed.subarray(before, typed.length - after),
    before,
    after,
  }
}

/** Which cells (typed i, due j) are computed: those with low ≤ j − i ≤ high. */
interface Band {
  low: number
  high: number
}

/** Every alignment with at most `edits` edits stays inside this band. */
function bandFor(edits: number, middle: Middle, extent: Extent): Band {
  if (extent === 'prefix') return { low: -edits, high: edits }
  const difference = middle.due.length - middle.typed.length
  return { low: -Math.floor((edits - difference) / 2), high: Math.floor((edits + difference) / 2) }
}

interface End {
  edits: number
  substitutions: number
  /** Where in the middle of `due` the alignment ends. */
  at: number
}

const unreachable = 2 ** 30

function editCost(middle: Middle): number {
  return Math.min(middle.due.length, middle.typed.length) + 1
}

/** The best end in the row of costs that belongs to the last typed character. */
function endOf(row: Int32Array, middle: Middle, band: Band, extent: Extent): End {
  const edit = editCost(middle)
  const last = middle.due.length
  const endAt = (at: number): End => ({ edits: Math.floor(row[at]! / edit), substitutions: row[at]! % edit, at })
  if (extent === 'whole') return endAt(last)
  const from = Math.max(0, middle.typed.length + band.low)
  const to = Math.min(last, middle.typed.length + band.high)
  let best = endAt(from)
  for (let at = from + 1; at <= to; at += 1) {
    const end = endAt(at)
    // For one number of edits, matches go with the characters reached less the substitutions.
    const gain = end.at - end.substitutions - (best.at - best.substitutions)
    if (end.edits < best.edits || (end.edits === best.edits && gain >= 0)) best = end
  }
  return best
}

/** Costs of the last row within the band. */
function lastRow({ due, typed }: Middle, band: Band, edit: number): Int32Array {
  const row = new Int32Array(due.length + 1).fill(unreachable)
  for (let j = Math.min(due.length, band.high); j >= 0; j -= 1) row[j] = j * edit
  for (let i = 1; i <= typed.length; i += 1) {
    const from = Math.max(1, i + band.low)
    const to = Math.min(due.length, i + band.high)
    const point = typed[i - 1]!
    let diagonal = row[from - 1]!
    let left = unreachable
    if (i + band.low <= 0) {
      left = i * edit
      row[0] = left
    }
    for (let j = from; j <= to; j += 1) {
      const up = row[j]!
      if (due[j - 1] === point) left = diagonal
      else {
        const gap = (left < up ? left : up) + edit
        const wrong = diagonal + edit + 1
        left = wrong <= gap ? wrong : gap
      }
      diagonal = up
      row[j] = left
    }
  }
  return row
}

/** Widens the band until the best alignment found proves itself. */
function bestEnd(middle: Middle, extent: Extent): End {
  const { due, typed } = middle
  if (typed.length === 0)
    return { edits: extent === 'whole' ? due.length : 0, substitutions: 0, at: extent === 'whole' ? due.length : 0 }
  if (due.length === 0) return { edits: typed.length, substitutions: 0, at: 0 }
  const edit = editCost(middle)
  const most = Math.max(due.length, typed.length)
  const least = extent === 'whole' ? Math.abs(due.length - typed.length) : 0
  for (let allowed = Math.min(most, least + 16); ; allowed = Math.min(most, allowed * 2)) {
    const band = bandFor(allowed, middle, extent)
    const end = endOf(lastRow(middle, band, edit), middle, band, extent)
    if (end.edits <= allowed || allowed === most) return end
  }
}

function counts(middle: Middle, end: End): AlignmentCounts {
  // Each match and each substitution takes one of both, each insertion or deletion one of either.
  const matches = (end.at + middle.typed.length - end.edits - end.substitutions) / 2
  return {
    matches: matches + middle.before + middle.after,
    edits: end.edits,
    reached: end.at + middle.before + middle.after,
  }
}

function countsOf(middle: Middle, extent: Extent): AlignmentCounts {
  return counts(middle, bestEnd(middle, extent))
}

function withRuns(due: string, typed: string, extent: Extent): Alignment {
  const middle = trim(codePoints(due), codePoints(typed), extent)
  const end = bestEnd(middle, extent)
  const steps: Step[] = []
  if (middle.before > 0) steps.push({ op: 'match', count: middle.before })
  steps.push(...path(middle, end, bandFor(end.edits, middle, extent)))
  if (middle.after > 0) steps.push({ op: 'match', count: middle.after })
  return { ...counts(middle, end), runs: runsOf(steps, [...due], [...typed]) }
}

interface Step {
  op: AlignmentRun['op']
  count: number
}

const diagonally = 0
const missing = 1
const extra = 2

/** The steps of the best alignment, from the directions of every cell in the band. */
function path({ due, typed }: Middle, end: End, band: Band): Step[] {
  const edit = Math.min(due.length, typed.length) + 1
  const stride = (Math.min(due.length, band.high - band.low) >> 2) + 1
  const directions = new Uint8Array(stride * typed.length)
  const row = new Int32Array(due.length + 1).fill(unreachable)
  for (let j = Math.min(due.length, band.high); j >= 0; j -= 1) row[j] = j * edit
  for (let i = 1; i <= typed.length; i += 1) {
    const from = Math.max(1, i + band.low)
    const to = Math.min(due.length, i + band.high)
    const point = typed[i - 1]!
    const base = (i - 1) * stride
    let diagonal = row[from - 1]!
    let left = unreachable
    if (i + band.low <= 0) {
      left = i * edit
      row[0] = left
    }
    for (let j = from; j <= to; j += 1) {
      const up = row[j]!
      if (due[j - 1] === point) left = diagonal
      else {
        const wrong = diagonal + edit + 1
        const gap = (left <= up ? left : up) + edit
        if (wrong <= gap) left = wrong
        else {
          const cell = j - from
          directions[base + (cell >> 2)]! |= (left <= up ? missing : extra) << ((cell & 3) << 1)
          left = gap
        }
      }
      diagonal = up
      row[j] = left
    }
  }

  const steps: Step[] = []
  let i = typed.length
  let j = end.at
  while (i > 0 || j > 0) {
    let direction = diagonally
    if (i === 0) direction = missing
    else if (j === 0) direction = extra
    else {
      const cell = j - Math.max(1, i + band.low)
      direction = (directions[(i - 1) * stride + (cell >> 2)]! >> ((cell & 3) << 1)) & 3
    }
    let op: AlignmentRun['op']
    if (direction === missing) op = 'missing'
    else if (direction === extra) op = 'extra'
    else op = due[j - 1] === typed[i - 1] ? 'match' : 'wrong'
    if (op !== 'missing') i -= 1
    if (op !== 'extra') j -= 1
    const latest = steps.at(-1)
    if (latest?.op === op) latest.count += 1
    else steps.push({ op, count: 1 })
  }
  return steps.toReversed()
}

function runsOf(steps: readonly Step[], due: readonly string[], typed: readonly string[]): AlignmentRun[] {
  const runs: AlignmentRun[] = []
  let i = 0
  let j = 0
  for (const { op, count } of steps) {
    const dueCount = op === 'extra' ? 0 : count
    const typedCount = op === 'missing' ? 0 : count
    const run = { op, due: due.slice(j, j + dueCount).join(''), typed: typed.slice(i, i + typedCount).join('') }
    const latest = runs.at(-1)
    if (latest?.op === op) {
      latest.due += run.due
      latest.typed += run.typed
    } else runs.push(run)
    j += dueCount
    i += typedCount
  }
  return runs
}
