/**
 * Numbers of scoring: exact rationals inside, decimals as text outside, never binary floats. A number is rounded only
 * where the rulebook says so, half up: 0.005 to two places is 0.01 (and −0.005 is −0.01, away from zero).
 */
import Fraction from 'fraction.js'

/** An exact rational number. */
export type Exact = Fraction

export const zero: Exact = new Fraction(0)

const plainDecimal = /^-?\d{1,15}(\.\d{1,15})?$/

/** The number that a text such as "17.36" or "-2" writes; null for anything else (no exponents, no spaces, no "+"). */
export function parseDecimal(text: string): Exact | null {
  return plainDecimal.test(text) ? new Fraction(text) : null
}

/** The number of a decimal text that is known to be one (a parsed rulebook, a score); throws otherwise: that is a bug. */
export function exact(text: string): Exact {
  const value = parseDecimal(text)
  if (value === null) throw new TypeError(`not a decimal: ${text}`)
  return value
}

/** A whole number (a count, seconds) as an exact number. */
export function whole(count: number): Exact {
  return new Fraction(count)
}

/** The value rounded to that many decimal places, half up (away from zero). */
export function roundHalfUp(value: Exact, places: number): Exact {
  const { units, scale } = inUnits(value, places)
  return new Fraction(units, scale)
}

/** The value rounded half up and written with exactly that many places: (87.25, 2) → "87.25", (4, 2) → "4.00". */
export function formatDecimal(value: Exact, places: number): string {
  const { units } = inUnits(value, places)
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0')
  const point = digits.length - places
  const text = places === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`
  return units < 0n ? `-${text}` : text
}

/**
 * The value as short as it can be written: "17.36", "4". A value without an end (1 ÷ 3) is cut to six places; only
 * what is shown passes through here, sums go on with the exact value.
 */
export function shortDecimal(value: Exact): string {
  return formatDecimal(value, 6).replace(/\.?0+$/, '')
}

/** value × 10^places as the nearest whole number, halves away from zero. */
function inUnits(value: Exact, places: number): { units: bigint; scale: bigint } {
  const scale = 10n ** BigInt(places)
  const units = (2n * value.n * scale + value.d) / (2n * value.d)
  return { units: value.s < 0n ? -units : units, scale }
}
