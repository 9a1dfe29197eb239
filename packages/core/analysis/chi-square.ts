/**
 * The chance of a χ² at least this large: the regularised upper incomplete gamma function Q(k ÷ 2, χ² ÷ 2), by its series
 * below k ÷ 2 + 1 and by Lentz's continued fraction above (Press et al., Numerical Recipes, 3rd ed., § 6.2; Abramowitz and
 * Stegun 26.4.2). The statistics library has the table of critical values alone.
 */
import { gammaln } from 'simple-statistics'

const steps = 500
const enough = 1e-14
const tiny = 1e-300

export function chiSquareTail(chiSquare: number, degreesOfFreedom: number): number {
  if (!(degreesOfFreedom > 0) || !(chiSquare >= 0)) throw new RangeError(`χ² ${chiSquare} of ${degreesOfFreedom}`)
  const [a, x] = [degreesOfFreedom / 2, chiSquare / 2]
  if (x === 0) return 1
  const head = Math.exp(a * Math.log(x) - x - gammaln(a))
  return Math.min(1, Math.max(0, x < a + 1 ? 1 - head * series(a, x) : head * fraction(a, x)))
}

function series(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < steps && term > sum * enough; n += 1) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

function fraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let out = d
  for (let n = 1; n < steps; n += 1) {
    const part = -n * (n - a)
    b += 2
    d = 1 / nonZero(part * d + b)
    c = nonZero(b + part / c)
    out *= c * d
    if (Math.abs(c * d - 1) < enough) break
  }
  return out
}

function nonZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value
}
