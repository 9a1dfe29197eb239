import fc from 'fast-check'
import Fraction from 'fraction.js'
import { describe, expect, test } from 'vitest'
import { exact, formatDecimal, parseDecimal, roundHalfUp, shortDecimal } from './decimal.ts'

describe('decimals', () => {
  test.each([
    ['0.005', 2, '0.01'],
    ['1.005', 2, '1.01'], // a binary float is below 1.005 and would give 1.00
    ['2.675', 2, '2.68'],
    ['17.364999', 2, '17.36'],
    ['0.5', 0, '1'],
    ['3.7', 0, '4'],
    ['4', 2, '4.00'],
    ['0', 2, '0.00'],
    ['99.995', 2, '100.00'],
    ['-0.005', 2, '-0.01'],
    ['-0.004', 2, '0.00'],
    ['12.34', 6, '12.340000'],
  ])('%s to %i places is %s', (value, places, text) => {
    expect(formatDecimal(exact(value), places)).toBe(text)
  })

  test('thirds that end exactly on a half go up', () => {
    expect(formatDecimal(new Fraction(1, 3).mul(new Fraction('0.015')), 2)).toBe('0.01')
    expect(formatDecimal(new Fraction(1, 3), 2)).toBe('0.33')
    expect(formatDecimal(new Fraction(2, 3), 2)).toBe('0.67')
  })

  test.each(['', ' 1', '1 ', '+1', '1e3', '.5', '5.', '1,5', '0x1', '１', 'NaN', '1/3', '--1'])(
    '%j is not a decimal',
    (text) => {
      expect(parseDecimal(text)).toBeNull()
    },
  )

  test('what is shown short has no empty places, and long ones are cut to six', () => {
    expect(['17.360', '4.0', '0', '100', '0.100'].map((text) => shortDecimal(exact(text)))).toEqual([
      '17.36',
      '4',
      '0',
      '100',
      '0.1',
    ])
    expect(shortDecimal(new Fraction(259, 3))).toBe('86.333333')
  })

  test('rounding is within half a unit, and exactly half goes away from zero', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.bigInt({ min: 1n, max: 999n }),
        fc.integer({ min: 0, max: 6 }),
        (n, d, places) => {
          const value = new Fraction(n, d)
          const rounded = roundHalfUp(value, places)
          const unit = new Fraction(1n, 10n ** BigInt(places))
          const off = rounded.abs().sub(value.abs()).div(unit)
          expect(off.compare(new Fraction(1, 2))).toBeLessThanOrEqual(0)
          expect(off.compare(new Fraction(-1, 2))).toBeGreaterThan(0)
          expect(exact(formatDecimal(value, places)).equals(rounded)).toBe(true)
        },
      ),
    )
  })
})
