import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sheetLine, type SheetLine } from '@leitai/core/rulebook/schema.ts'
import { readMark } from '@leitai/core/scoring/sheet.ts'
import { nothingTyped, press, settle, stepped, typedText, type Entry } from './entry.ts'

const label = { zh: '仪态', en: 'Bearing' }
const line = (more: object): SheetLine => sheetLine.parse({ id: 'one', label, ...more })
const five = line({ kind: 'points', max: 5 })
const halves = line({ kind: 'points', max: 5, step: 0.5 })
const twenty = line({ kind: 'points', max: 20 })
const hundred = line({ kind: 'weight', percent: 20 })
const levels = line({
  kind: 'levels',
  levels: [
    { points: 10, label },
    { points: 6, label },
    { points: 0, label },
  ],
})
const misses = line({ kind: 'deduction', each: 1, most: 5 })
const seconds = line({ kind: 'overtime', overSeconds: 300, each: 1, perSeconds: 10 })
const every = { five, halves, twenty, hundred, levels, misses, seconds }

/** What stands on the line after these keys, without any pause between them. */
function type(one: SheetLine, keys: string | string[], stood?: string) {
  let entry: Entry = nothingTyped
  let mark: string | null | undefined = stood
  for (const key of keys) {
    const out = press(one, entry, key, mark ?? undefined)
    if (out === undefined) continue
    entry = out.entry
    if (out.mark !== undefined) mark = out.mark
  }
  return { mark, typed: entry.typed, refused: entry.refused?.zh ?? null }
}

describe('digits', () => {
  test.each<[keyof typeof every, string, string | undefined, string]>([
    ['five', '4', '4', ''],
    ['five', '43', '3', ''],
    ['hundred', '8', undefined, '8'],
    ['hundred', '85', '85', ''],
    ['hundred', '10', undefined, '10'],
    ['hundred', '100', '100', ''],
    ['hundred', '0', '0', ''],
    ['twenty', '7', '7', ''],
    ['twenty', '1', undefined, '1'],
    ['twenty', '19', '19', ''],
    ['halves', '3', undefined, '3'],
    ['halves', '3.5', '3.5', ''],
    ['halves', '３．５', '3.5', ''],
    ['halves', '.5', '0.5', ''],
    ['halves', '3.0', '3', ''],
    ['levels', '6', '6', ''],
    ['levels', '10', '10', ''],
    ['misses', '0', '0', ''],
    ['misses', '3', undefined, '3'],
    ['misses', '12', '12', ''],
    ['seconds', '312', undefined, '312'],
  ])('on %s: %s', (name, keys, mark, typed) => {
    expect(type(every[name], keys)).toEqual({ mark, typed, refused: null })
  })

  test.each<[keyof typeof every, string, string]>([
    ['five', '7', '7 超出范围，允许 0–5'],
    ['twenty', '25', '25 超出范围，允许 0–20'],
    ['hundred', '101', '101 超出范围，允许 0–100'],
    ['halves', '3.7', '3.7 不合步长，应为 0.5 的整数倍'],
    ['levels', '7', '7 不是该项的档次，可选：10、6、0'],
  ])('on %s: %s is told with what is allowed, and what stood there stays', (name, keys, refused) => {
    expect(type(every[name], keys, '0')).toEqual({ mark: '0', typed: '', refused })
  })

  test('a refused number leaves nothing behind: the next digit begins anew', () => {
    expect(type(twenty, '258', '2')).toEqual({ mark: '8', typed: '', refused: null })
  })

  test('a pause, Enter or leaving says that no more digits come', () => {
    expect(settle(hundred, { typed: '8', refused: null })).toEqual({ entry: nothingTyped, mark: '8' })
    expect(settle(halves, { typed: '3.', refused: null })).toEqual({ entry: nothingTyped, mark: '3' })
    expect(settle(five, nothingTyped)).toEqual({ entry: nothingTyped })
    const tens = line({ kind: 'weight', percent: 20, step: 10 })
    expect(settle(tens, { typed: '8', refused: null })).toMatchObject({
      entry: { typed: '', refused: { zh: '8 不合步长，应为 10 的整数倍' } },
    })
  })

  test('Backspace takes back a digit, then the mark; Escape the digits alone', () => {
    expect(type(hundred, ['8', 'Backspace'], '70')).toEqual({ mark: '70', typed: '', refused: null })
    expect(type(hundred, ['8', 'Backspace', 'Backspace'], '70').mark).toBeNull()
    expect(type(hundred, ['8', 'Escape'], '70')).toEqual({ mark: '70', typed: '', refused: null })
    expect(press(hundred, nothingTyped, 'Escape', '70')).toBeUndefined()
  })

  test('letters pick a level as it stands on the sheet', () => {
    expect(type(levels, 'b').mark).toBe('6')
    expect(type(levels, 'C').mark).toBe('0')
    expect(press(levels, nothingTyped, 'd', undefined)).toBeUndefined()
    expect(press(five, nothingTyped, 'a', undefined)).toBeUndefined()
  })
})

describe('steps', () => {
  test.each<[keyof typeof every, string | undefined, number, string]>([
    ['five', '4', 1, '5'],
    ['five', '5', 1, '5'],
    ['five', '0', -1, '0'],
    ['five', undefined, 1, '1'],
    ['five', undefined, -1, '0'],
    ['halves', '3', 1, '3.5'],
    ['hundred', '83', 5, '88'],
    ['hundred', '98', 5, '100'],
    ['levels', '6', 1, '10'],
    ['levels', undefined, 1, '0'],
    ['misses', undefined, -1, '0'],
    ['misses', '2', 1, '3'],
    ['seconds', '300', 10, '310'],
    ['seconds', '4', -10, '0'],
  ])('on %s from %s by %s', (name, mark, by, next) => {
    expect(stepped(every[name], mark, by).mark).toBe(next)
  })
})

test('an on-screen keyboard gives whole texts', () => {
  expect(typedText(hundred, '８5')).toEqual({ entry: { typed: '85', refused: null } })
  expect(typedText(hundred, '')).toEqual({ entry: nothingTyped, mark: null })
  expect(typedText(hundred, '850').entry.refused?.zh).toBe('850 超出范围，允许 0–100')
})

test('whatever is pressed, only marks that the line takes come out', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(every)),
      fc.array(fc.constantFrom(...'0123456789.+-abcz', 'Backspace', 'Escape', 'ArrowLeft', 'ArrowRight', 'x'), {
        maxLength: 14,
      }),
      (one, keys) => {
        let entry = nothingTyped
        let mark: string | undefined
        const take = (out: ReturnType<typeof press>) => {
          if (out === undefined) return
          entry = out.entry
          if (out.mark === undefined) return
          mark = out.mark ?? undefined
          if (mark !== undefined) expect(readMark(one, mark).problem).toBeUndefined()
        }
        for (const key of keys) take(press(one, entry, key, mark))
        take(settle(one, entry))
        expect(entry.typed).toBe('')
      },
    ),
  )
})
