import { describe, expect, test } from 'vitest'
import { choiceOf, standingOf } from './advancing.ts'

const ranked = ['A1', 'A2', 'A3', 'A4', 'A5']
const byRule = { certain: ['A1', 'A2'], undecided: [{ codes: ['A3', 'A4', 'A5'], seats: 1 }], byDecision: false }

describe('equals at the border', () => {
  test('C05.first.advance as many as there are seats, neither fewer nor more', () => {
    expect(choiceOf(byRule, [], ranked).ready).toBe(false)
    expect(choiceOf(byRule, ['A4'], ranked)).toEqual({
      codes: ['A1', 'A2', 'A4'],
      borders: [{ codes: ['A3', 'A4', 'A5'], seats: 1, chosen: 1 }],
      ready: true,
    })
    expect(choiceOf(byRule, ['A3', 'A4'], ranked).ready).toBe(false)
  })

  test('the certain ones go on whatever is chosen, and nobody from outside the border', () => {
    const rule = { certain: ['A1'], undecided: [{ codes: ['A2', 'A3'], seats: 1 }], byDecision: false }
    expect(choiceOf(rule, ['A3', 'A5'], ranked).codes).toEqual(['A1', 'A3'])
  })

  test('nothing to decide is ready', () => {
    expect(choiceOf({ certain: ['A1'], undecided: [], byDecision: false }, [], ranked)).toEqual({
      codes: ['A1'],
      borders: [],
      ready: true,
    })
  })
})

test('where the rulebook leaves it to people, somebody has to be named; the order is that of the standings', () => {
  const rule = { certain: [], undecided: [], byDecision: true }
  expect(choiceOf(rule, [], ranked).ready).toBe(false)
  expect(choiceOf(rule, ['A4', 'A2'], ranked)).toEqual({ codes: ['A2', 'A4'], borders: [], ready: true })
})

test('beside a code stands what is known of it', () => {
  expect(standingOf('A1', byRule, undefined)).toBe('goesOn')
  expect(standingOf('A4', byRule, undefined)).toBe('border')
  expect(standingOf('A4', byRule, { codes: ['A1', 'A2', 'A4'] })).toBe('goesOn')
  expect(standingOf('A3', byRule, { codes: ['A1', 'A2', 'A4'] })).toBe(null)
  expect(standingOf('A3', null, undefined)).toBe(null)
})
