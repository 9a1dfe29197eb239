import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '@leitai/core/run.ts'
import { exact, formatDecimal } from '@leitai/core/scoring/decimal.ts'
import { code, secretsLeaked, Play, server } from '@leitai/core/sitting/testing/play.ts'
import { countedText, pointsFor } from './marking.ts'
import { typingMaterial } from './material.ts'
import { typingOptions } from './options.ts'
import { rules, whatIsMissing } from './rules.ts'
import type { TypingInspection, TypingMaterial, TypingWorkView } from './types.ts'

const paragraph =
  '清晨八点，热线大厅的灯一排排亮起来。新来的客服小周戴好耳机，调好麦克风的高度，把水杯放在右手边，深深吸了一口气。'
const text = Array.from({ length: 12 }, (_, i) => `${i}、${paragraph}`).join('\n')
const material: TypingMaterial = { texts: [{ id: 't1', title: '第一通电话', text }] }
const length = [...countedText(text)].length
const minute = 60_000
const fiveMinutes = { seconds: 300 }
const contestant = { as: 'contestant', code } as const

const play = (options: object = {}, setup: object = fiveMinutes) => new Play(rules, { options, setup, material })
const type = (run: Play, typed: string, revision: number, ms = 0) => run.take('type', { text: typed, revision }, ms)
const first = (characters: number) => [...countedText(text)].slice(0, characters).join('')
/** Types so far at a steady hand's pace, so that no burst is seen. */
function typeSlowly(run: Play, typed: string, ms: number): Play {
  const steps = 20
  for (let i = 1; i <= steps; i += 1)
    type(run, [...typed].slice(0, Math.ceil(([...typed].length * i) / steps)).join(''), i, ms / steps)
  return run
}

describe('C05 points from speed', () => {
  const scale = typingOptions.parse({}).scale
  it.each([
    ['0', '0.00'],
    ['9.99', '0.00'],
    ['10', '0.00'],
    ['45', '5.00'],
    ['79', '9.86'],
    ['80', '10.00'],
    ['300', '10.00'],
  ])('%s characters a minute give %s', (speed, points) => {
    expect(formatDecimal(pointsFor(exact(speed), scale), 2)).toBe(points)
  })

  it('takes steps: proportional to the speed itself, but nothing below 10', () => {
    const steps = typingOptions.parse({
      scale: [
        [0, 0],
        [10, 0],
        [10, 1.25],
        [80, 10],
      ],
    }).scale
    expect(['9.9', '10', '40', '80'].map((speed) => formatDecimal(pointsFor(exact(speed), steps), 2))).toEqual([
      '0.00',
      '1.25',
      '5.00',
      '10.00',
    ])
  })

  it('never falls as speed grows on a scale that does not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(200), fc.nat(30)), { minLength: 1, maxLength: 6 }),
        fc.nat(300),
        fc.nat(300),
        (points, a, b) => {
          const sorted = (list: number[]) => list.toSorted((x, y) => x - y)
          const speeds = sorted(points.map(([speed]) => speed))
          const gains = sorted(points.map(([, gain]) => gain))
          const made = speeds.map((speed, i) => ({ speed: String(speed), points: String(gains[i]! + 1) }))
          const [low, high] = sorted([a, b]).map((speed) => pointsFor(exact(String(speed)), made))
          expect(low!.compare(high!)).toBeLessThanOrEqual(0)
        },
      ),
      { numRuns: 200 },
    )
  })

  it.each([
    [
      [
        [80, 10],
        [10, 0],
      ],
    ],
    [
      [
        [10, 0],
        [80, 0],
      ],
    ],
    [[]],
    [[['fast', 1]]],
  ])('refuses the scale %j', (scale) => {
    expect(typingOptions.safeParse({ scale }).success).toBe(false)
  })
})

describe('C05 speed', () => {
  it('is the correct characters divided by the minutes of the item', () => {
    const run = typeSlowly(play().take('open'), first(200), 5 * minute - 1000).take('tick', {}, 1000)
    expect(run.score()).toMatchObject({
      points: '4.29',
      max: '10',
      facts: { correct: '200', minutes: '5.00', speed: '40.00' },
      rule: { zh: '正确字符 200 ÷ 5.00 分钟 = 40.00 字/分钟，按 10 → 0，80 → 10 折算 4.29 分' },
    })
  })

  it('is no faster for handing in before the text is done', () => {
    const run = typeSlowly(play().take('open'), first(200), minute).take('submit')
    expect(run.score().facts).toMatchObject({ speed: '40.00', minutes: '5.00' })
  })

  it('counts the time taken for a text typed to its end', () => {
    const run = typeSlowly(play().take('open'), countedText(text), 4 * minute).take('submit')
    expect(run.score().facts).toMatchObject({
      correct: String(length),
      minutes: '4.00',
      speed: (length / 4).toFixed(2),
    })
  })

  it('is not slowed by time given back', () => {
    const run = typeSlowly(
      play().take('open').take('giveTime', { seconds: 60, reason: '死机' }),
      first(200),
      5 * minute,
    ).take('tick', {}, minute)
    expect(run.score().facts).toMatchObject({ speed: '40.00', minutes: '5.00' })
  })

  it('is not slowed by extra time: who may type longer is still measured by the item’s minutes', () => {
    const run = typeSlowly(play({}, { seconds: 375, itemSeconds: 300 }).take('open'), first(200), 6 * minute).take(
      'submit',
    )
    expect(run.score().facts).toMatchObject({ speed: '40.00', minutes: '5.00' })
  })

  it('counts matches up to where the typist got: neither line breaks nor slips shift the rest', () => {
    const typed = `${first(30).replace('，', ',')}多\n ${first(60).slice(30)}`
    const run = typeSlowly(play({}, { ...fiveMinutes, feedback: 'answers' }).take('open'), typed, minute).take('submit')
    const { result } = run.work<TypingWorkView>()
    expect(result).toMatchObject({ correct: 59, reached: 60, typedCount: 61 })
    expect(result!.runs.filter(({ op }) => op !== 'match')).toEqual([
      { op: 'wrong', due: '，', typed: ',' },
      { op: 'extra', due: '', typed: '多' },
    ])
  })

  it('gives nothing for nothing, and nothing for what is not in the text', () => {
    expect(play().take('open').take('submit').score()).toMatchObject({ points: '0.00', facts: { correct: '0' } })
    const garbage = typeSlowly(play().take('open'), 'x'.repeat(length), 5 * minute - 1).take('submit')
    expect(garbage.score()).toMatchObject({ points: '0.00', facts: { minutes: '5.00' } })
  })

  it('takes hostile characters that grow when composed', () => {
    const run = type(play().take('open'), '\u{1D160}'.repeat(9000), 1).take('submit')
    expect(run.score().points).toBe('0.00')
  })
})

describe('typing', () => {
  it('F10 the highest revision wins', () => {
    const run = type(play().take('open'), '清晨八点', 5)
    expect(run.send('type', { text: '清晨', revision: 4 })).toEqual([])
    expect(run.send('type', { text: '', revision: 5 })).toEqual([])
    expect(run.work()).toMatchObject({ typed: '清晨八点', revision: 5 })
    expect(run.view(contestant)!.progress).toEqual({ done: 4, total: length })
  })

  it('A6 takes nothing before it opens or after its deadline, and says the time', () => {
    const run = play()
    expect(run.send('type', { text: '清', revision: 1 })).toMatchObject({
      code: 'notOpenYet',
      details: { now: run.now },
    })
    run.take('open')
    expect(run.send('type', { text: '清', revision: 1 }, undefined, 5 * minute)).toMatchObject({
      code: 'closed',
      details: { at: run.now },
    })
  })

  it('A10 shows the staff when more came at once than hands can type, and takes it', () => {
    const run = type(play().take('open'), first(40), 1)
    type(run, first(44), 2, 1000)
    type(run, first(60), 3, 500)
    expect(run.view({ as: 'staff', id: 's' })!.incidents).toEqual([])
    type(run, first(260), 4, 2000)
    expect(run.view({ as: 'staff', id: 's' })!.incidents).toEqual([{ kind: 'pasted', at: run.now }])
    expect(run.work()).toMatchObject({ typed: first(260) })
    run.take('submit')
    expect(run.view({ as: 'official', id: 'o', roles: [] })!.inspection as TypingInspection).toMatchObject({
      bursts: [{ characters: 200, ms: 2000 }],
    })
  })

  it('a whole offline minute in one save is no burst', () => {
    const run = type(play().take('open'), first(10), 1)
    type(run, first(210), 2, minute)
    expect(run.view({ as: 'staff', id: 's' })!.incidents).toEqual([])
  })

  it('F11 late work that the staff accept counts', () => {
    const run = type(play().take('open'), first(100), 1, minute).take('tick', {}, 4 * minute)
    run.take('handInLate', {
      edits: [{ name: 'type', payload: { text: first(300), revision: 2 }, editedAt: run.now - 1000 }],
    })
    expect(isRefusal(run.send('judgeLate', { accept: true, reason: '断网核实' }, server))).toBe(false)
    expect(run.score().facts).toMatchObject({ correct: '300' })
  })
})

describe('views and texts', () => {
  it('A1 the text is not there before the start', () => {
    const run = play()
    expect(JSON.stringify(run.view(contestant))).not.toContain('清晨')
    expect(run.work()).toEqual({ title: '第一通电话', characters: length, fullSpeed: '80' })
    expect(run.take('open').work()).toMatchObject({ text, typed: '' })
    expect(run.take('submit').work()).toEqual({ title: '第一通电话', characters: length, fullSpeed: '80' })
  })

  it('A1 nobody learns what was right before release', () => {
    expect(secretsLeaked(play(), ['"result"', '"op":"match"'], (run) => type(run, first(50), 1, minute))).toEqual([])
  })

  it('one text for everybody, drawn or named', () => {
    const texts = Array.from({ length: 8 }, (_, i) => ({ id: `t${i}`, title: `文本 ${i}`, text }))
    const titleFor = (options: object, seed: string, itemSeed: string) =>
      new Play(rules, { options, material: { texts }, seed, itemSeed }).work<TypingWorkView>().title
    expect(titleFor({}, 'a', 'x')).toBe(titleFor({}, 'b', 'x'))
    expect(new Set(['x', 'y', 'z', 'u', 'v'].map((itemSeed) => titleFor({}, 'a', itemSeed))).size).toBeGreaterThan(1)
    expect(titleFor({ textId: 't5' }, 'a', 'x')).toBe('文本 5')
    expect(whatIsMissing(typingOptions.parse({ textId: 't9' }), { texts })).toMatchObject({ code: 'noSuchText' })
  })

  it.each(['', ' \n ', '字'.repeat(10_001)])('refuses an empty or endless text', (body) => {
    expect(typingMaterial.safeParse({ texts: [{ id: 't', title: 't', text: body }] }).success).toBe(false)
  })
})
