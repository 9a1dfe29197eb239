import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '@leitai/core/run.ts'
import { changesBetween } from '@leitai/core/changes.ts'
import { code, secretsLeaked, Play } from '@leitai/core/sitting/testing/play.ts'
import { counted, markRecord } from './marking.ts'
import { dictationMaterial } from './material.ts'
import { dictationOptions } from './options.ts'
import { rules, whatIsMissing } from './rules.ts'
import type {
  DictationField,
  DictationInspection,
  DictationMaterial,
  DictationRecord,
  DictationWorkView,
} from './types.ts'

const hash = (digit: string) => digit.repeat(64)
const audio = (digit: string) => ({ hash: hash(digit), mime: 'audio/mpeg', bytes: 1000, seconds: 12 })
const records: DictationRecord[] = [
  {
    id: 'r01',
    name: '章伟明',
    address: '杭州市西湖区学院路126号（阳光花园3幢）',
    phone: '161-3572-0846',
    postcode: '310012',
    email: 'zwm_2020@example.com',
    audio: audio('a'),
  },
  {
    id: 'r02',
    name: '李静怡',
    address: '南京市鼓楼区中山北路88号',
    phone: '025-05271948',
    postcode: '',
    email: '',
    audio: audio('b'),
  },
  {
    id: 'r03',
    name: '王建国',
    address: '成都市青羊区',
    phone: '16382094517',
    postcode: '610031',
    email: 'wjg1965@example.net',
    audio: audio('c'),
  },
]
const material: DictationMaterial = { records }
const contestant = { as: 'contestant', code } as const

const play = (options: object = {}, more: object = {}) => new Play(rules, { options, material, ...more })
const enter = (run: Play, record: string, field: DictationField, value: string, revision = 1) =>
  run.take('enter', { record, field, value, revision })
const work = (run: Play) => run.work<DictationWorkView>()
const refusalOf = (answer: unknown) => (isRefusal(answer) ? answer.code : null)

describe('C18.dictation which characters count', () => {
  const counting = dictationOptions.parse({})
  it.each<[DictationField, string, string]>([
    ['name', ' 章　伟明\u200b ', '章伟明'],
    ['address', '学院路126号（阳光花园，3幢）', '学院路126号阳光花园3幢'],
    ['address', '１２６號－Ａ座', '126號A座'],
    ['phone', '161-3572 0846', '16135720846'],
    // Symbols count: they are neither separators nor punctuation.
    ['phone', '+86 161', '+86161'],
    ['email', ' ZWM_2020@Example.com ', 'zwm_2020@example.com'],
    ['email', 'a.b-c@d。', 'a.b-c@d。'],
    ['name', 'Anna', 'Anna'],
  ])('%s %j counts as %j', (field, text, expected) => {
    expect(counted(text, field, counting)).toBe(expected)
  })

  it('keeps and drops otherwise where the rulebook says so', () => {
    const other = dictationOptions.parse({
      punctuation: [],
      keep: { phone: '-' },
      drop: { address: '号' },
      emailLowerCase: false,
    })
    expect(counted('025-05 2', 'phone', other)).toBe('025-052')
    expect(counted('88号，甲', 'address', other)).toBe('88甲')
    expect(counted('A.b@c.d', 'email', other)).toBe('Abcd')
  })
})

describe('marking', () => {
  it('C18.dictation.score accuracy is correct ÷ due in percent to 2 decimals, and scales to the item’s points', () => {
    const run = play().take('open')
    for (const record of records)
      for (const field of ['name', 'address', 'phone', 'postcode', 'email'] as const)
        enter(run, record.id, field, record[field])
    // One of 11 digits missing, one letter wrong, and something extra, which neither earns nor costs.
    enter(run, 'r01', 'phone', '161-3572-084', 2)
    enter(run, 'r03', 'email', 'wjg1966@example.net', 2)
    enter(run, 'r02', 'name', '李静怡女士', 2)
    const due = 3 + 19 + 11 + 6 + 20 + (3 + 13 + 11) + (3 + 6 + 11 + 6 + 19)
    const score = run.take('submit').score()
    const accuracy = (Math.round(((due - 2) / due) * 1_000_000) / 10_000).toFixed(2)
    expect(score).toMatchObject({
      points: accuracy,
      max: '100',
      facts: { correct: String(due - 2), due: String(due), accuracy },
    })
    expect(score.rule!.zh).toBe(`正确字符 ${due - 2} ÷ 应录字符 ${due} = ${accuracy} %`)
    expect(score.children).toMatchObject([
      { id: 'r01', points: '58', max: '59', children: [{}, {}, { id: 'phone', points: '10', max: '11' }, {}, {}] },
      { id: 'r02', points: '27', max: '27', children: [{ id: 'name', points: '3', max: '3' }, {}, {}] },
      { id: 'r03', points: '44', max: '45' },
    ])
  })

  it.each([
    ['percent', 1, 3, '33.33'],
    ['percent', 2, 3, '66.67'],
    ['ratio', 2, 3, '67.00'],
    ['ratio', 3, 3, '100.00'],
    ['percent', 0, 3, '0.00'],
  ])('accuracy as %s of %i in %i is %s', (accuracy, right, _, points) => {
    const one: DictationMaterial = {
      records: [{ id: 'r1', name: '甲乙丙', address: '', phone: '', postcode: '', email: '', audio: audio('a') }],
    }
    const run = new Play(rules, { options: { accuracy }, material: one }).take('open')
    enter(run, 'r1', 'name', '甲乙丙'.slice(0, right))
    expect(run.score().points).toBe(points)
  })

  it('never counts more than is due, nor less than nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (value) => {
        const counting = dictationOptions.parse({})
        for (const field of Object.values(markRecord(records[0]!, { address: { value, revision: 1 } }, counting))) {
          expect(field.correct).toBeGreaterThanOrEqual(0)
          expect(field.correct).toBeLessThanOrEqual(field.dueCount)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('colours each field’s alignment once the answers are shown', () => {
    const run = play({}, { setup: { feedback: 'answers' } }).take('open')
    enter(run, 'r01', 'name', '张伟')
    run.take('submit')
    expect(work(run).results!['r01']!.name).toEqual({
      due: '章伟明',
      typed: '张伟',
      runs: [
        { op: 'wrong', due: '章', typed: '张' },
        { op: 'match', due: '伟', typed: '伟' },
        { op: 'missing', due: '明', typed: '' },
      ],
      correct: 1,
      dueCount: 3,
    })
    const inspection = run.view({ as: 'official', id: 'o', roles: [] })!.inspection as DictationInspection
    expect(inspection.results['r01']!.name!.correct).toBe(1)
    expect(inspection.totals).toEqual(work(run).totals)
  })
})

describe('listening', () => {
  it('C18 a recording may be played as often as the rulebook says', () => {
    const run = play({ replays: 2 }).take('open').take('play', { record: 'r01' }).take('play', { record: 'r01' })
    expect(work(run).playsLeft).toEqual({ r01: 0, r02: 2, r03: 2 })
    const refusal = run.send('play', { record: 'r01' })
    expect(refusal).toMatchObject({ refused: true, code: 'noPlaysLeft', zh: '第 1 条已播放 2 次，不能再播放' })
    run.take('submit')
    expect((run.view({ as: 'official', id: 'o', roles: [] })!.inspection as DictationInspection).playsUsed).toEqual({
      r01: 2,
    })
  })

  it('gives the file of the open record and of those already heard, nobody else’s and nothing before or after', () => {
    const run = play()
    expect(run.files(contestant)).toEqual([])
    run.take('open')
    expect(run.files(contestant)).toEqual([hash('a')])
    expect(run.files({ as: 'contestant', code: 'K08' })).toEqual([])
    expect(run.files({ as: 'screen' })).toEqual([])
    run.take('play', { record: 'r01' }).take('goTo', { record: 'r02' }).take('goTo', { record: 'r03' })
    expect(run.files(contestant)).toEqual([hash('a'), hash('c')])
    run.take('submit')
    expect(run.files(contestant)).toEqual([])
    expect(run.files({ as: 'official', id: 'o', roles: [] })).toEqual([hash('a'), hash('b'), hash('c')])
  })

  it('goes to the record that is played', () => {
    expect(work(play().take('open').take('play', { record: 'r02' })).current).toBe('r02')
  })

  it('goes only forward where the rulebook says so', () => {
    const run = play({ goBack: false }).take('open').take('play', { record: 'r01' }).take('goTo', { record: 'r02' })
    for (const [name, payload] of [
      ['goTo', { record: 'r01' }],
      ['play', { record: 'r01' }],
      ['enter', { record: 'r01', field: 'name', value: '章', revision: 1 }],
    ] as const)
      expect(refusalOf(run.send(name, payload)), name).toBe('noGoingBack')
    expect(run.files(contestant)).toEqual([hash('b')])
    enter(run, 'r03', 'name', '王')
    expect(work(run).current).toBe('r03')
  })

  it('a save that comes late does not pull the page back', () => {
    const run = play().take('open').take('goTo', { record: 'r02' })
    enter(run, 'r01', 'name', '章伟明')
    expect(work(run)).toMatchObject({ current: 'r02', entries: { r01: { name: { value: '章伟明' } } } })
  })
})

describe('typing in', () => {
  it('F10 the highest revision of each field wins, whatever order saves arrive in', () => {
    const run = play().take('open')
    enter(run, 'r01', 'name', '三', 3)
    expect(run.send('enter', { record: 'r01', field: 'name', value: '一', revision: 1 })).toEqual([])
    expect(run.send('enter', { record: 'r01', field: 'name', value: '三又', revision: 3 })).toEqual([])
    enter(run, 'r01', 'phone', '1', 1)
    expect(work(run).entries).toEqual({
      r01: { name: { value: '三', revision: 3 }, phone: { value: '1', revision: 1 } },
    })
  })

  it('A6 takes nothing before it opens or after it closes', () => {
    const run = play()
    const payload = { record: 'r01', field: 'name', value: '章', revision: 1 }
    expect(run.send('enter', payload)).toMatchObject({ code: 'notOpenYet', details: { now: run.now } })
    expect(run.send('play', { record: 'r01' })).toMatchObject({ code: 'notOpenYet' })
    run.take('open').take('close', { reason: '收卷' }, 1000)
    expect(run.send('enter', payload)).toMatchObject({ code: 'closed', details: { at: run.now } })
  })

  it('A2 refuses records of no paper', () => {
    for (const record of ['r99', '__proto__'])
      expect(refusalOf(play().take('open').send('goTo', { record }))).toBe('noSuchRecord')
  })

  it('counts records that have something typed', () => {
    const run = play().take('open')
    enter(run, 'r01', 'name', '章')
    enter(run, 'r02', 'name', '')
    expect(run.view(contestant)!.progress).toEqual({ done: 1, total: 3 })
  })

  it('shares what did not change', () => {
    const run = play().take('open')
    enter(run, 'r01', 'name', '章')
    const before = work(run)
    enter(run, 'r02', 'name', '李')
    expect(work(run).records).toBe(before.records)
    expect(changesBetween(before, work(run))).toEqual([
      { path: ['entries', 'r02'], value: { name: { value: '李', revision: 1 } } },
    ])
  })
})

describe('views and papers', () => {
  it('A1 nobody gets what a record says before release', () => {
    expect(
      secretsLeaked(play(), ['章伟明', '西湖区', '161-3572', '310012', 'zwm_2020', '李静怡', 'wjg1965'], (run) => {
        run.take('play', { record: 'r01' })
        enter(run, 'r01', 'name', '张')
      }),
    ).toEqual([])
  })

  it('tells only the rules before the start and after the end', () => {
    const known = { count: 3, replays: 2, goBack: true, fields: ['name', 'address', 'phone', 'postcode', 'email'] }
    const run = play()
    expect(run.work()).toEqual(known)
    expect(run.take('open').take('submit').work()).toEqual(known)
  })

  it('asks for no field that a record does not have', () => {
    expect(work(play().take('open')).records![1]!.fields).toEqual(['name', 'address', 'phone'])
  })

  it('takes as many records as the rulebook says, the same for all, in each entrant’s order', () => {
    const many: DictationMaterial = { records: Array.from({ length: 30 }, (_, i) => ({ ...records[0]!, id: `r${i}` })) }
    const order = (seed: string, itemSeed = 'item') =>
      new Play(rules, { options: { records: 20, order: 'shuffled' }, material: many, seed, itemSeed })
        .take('open')
        .work<DictationWorkView>()
        .records!.map(({ id }) => id)
    expect(order('a')).toHaveLength(20)
    expect(order('a')).not.toEqual(order('b'))
    expect(order('a').toSorted()).toEqual(order('b').toSorted())
    expect(order('a', 'other').toSorted()).not.toEqual(order('a').toSorted())
  })

  it('says what the paper lacks', () => {
    expect(whatIsMissing(dictationOptions.parse({ records: 20 }), material)).toMatchObject({
      code: 'tooFewRecords',
      zh: '规程要求 20 条，听打试卷只有 3 条，缺 17 条',
    })
    expect(whatIsMissing(dictationOptions.parse({}), { records: [{ ...records[0]!, audio: null }] })).toMatchObject({
      code: 'noRecording',
      details: { silent: ['r01'] },
    })
    expect(whatIsMissing(dictationOptions.parse({}), material)).toBeNull()
  })

  it('refuses papers with an id twice or one that tells something', () => {
    expect(dictationMaterial.safeParse({ records: [records[0], records[0]] }).success).toBe(false)
    expect(dictationMaterial.safeParse({ records: [{ ...records[0], id: '章伟明' }] }).success).toBe(false)
  })
})
