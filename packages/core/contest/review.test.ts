/** 复核与更正: the sample, what the supervisors find, what the chief judge answers, and what a correction undoes. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal, replay } from '../run.ts'
import type { MarkingState } from '../marking/types.ts'
import { pieceScore } from '../marking/reading.ts'
import type { JudgedItem } from '../scoring/sheet.ts'
import { correctedScore } from './corrections.ts'
import { sampleFrom, toReview } from './review.ts'
import { itemOf } from './reading.ts'
import { stageStandings, withCorrections } from './results.ts'
import { contestRules } from './rules.ts'
import {
  bookOf,
  chief,
  correctionOf,
  drivenContest,
  organiser,
  person,
  scoreOf,
  server,
  stageOf,
  supervisor,
  type DrivenContest,
} from './testing/driven-contest.ts'

const c18 = { topPercent: 30, restPercent: 15, recheckAllOverPercent: 5, clause: 'C18.review' }
const final = { stage: 'final', item: 'paper' }

/** @param points by code, best first unless a case says otherwise */
function computed(points: readonly number[], review: unknown = c18, more: Record<string, unknown> = {}) {
  const c = drivenContest(bookOf({ ...(review === null ? {} : { review }), ...more }), points.length)
  c.hold('final')
  c.must(server, 'closeMarking', { stage: 'final' })
  expect(c.compute('final', points)).toBeNull()
  return c
}

const downFrom = (count: number) => Array.from({ length: count }, (_, i) => 99 - i)

/** Checks the whole sample; codes in `wrong` have an error. */
function check(c: DrivenContest, wrong: readonly string[] = []) {
  for (const { code, item } of toReview(c.state, 'final'))
    if (!(`${code}/${item}` in c.state.reviews['final']!.findings))
      c.must(supervisor, 'recordFinding', {
        stage: 'final',
        code,
        item,
        right: !wrong.includes(code),
        note: wrong.includes(code) ? '漏加一项' : '',
      })
}

describe('sample', () => {
  test('C18.review all of the top 30 % and 15 % of the rest, rounded up, from the recorded seed', () => {
    const c = computed(downFrom(40))
    expect(c.act(chief, 'drawReview', { stage: 'final' })).toBeNull()
    const { seed, top, drawn } = c.state.reviews['final']!
    expect(top).toEqual(Array.from({ length: 12 }, (_, i) => `S${String(i + 1).padStart(2, '0')}`))
    expect(drawn).toHaveLength(5) // 4.2 of 28
    expect(sampleFrom(c.state, 'final', seed)).toEqual({ top, drawn })
    expect(c.official().reviews[0]).toMatchObject({ seed, top, drawn, risen: [], all: false, errorRate: '0.0' })
    // drawn once: asking again changes nothing
    expect(c.act(supervisor, 'drawReview', { stage: 'final' })).toBeNull()
    expect(c.journal.filter(({ name }) => name === 'reviewDrawn')).toHaveLength(1)
  })

  test('C18.review equals at the border of the top are all in', () => {
    const c = computed([90, 80, 70, 70, 70, 60, 50, 40, 30, 20])
    c.must(chief, 'drawReview', { stage: 'final' })
    expect(c.state.reviews['final']!.top).toEqual(['S01', 'S02', 'S03', 'S04', 'S05'])
    expect(c.state.reviews['final']!.drawn).toHaveLength(1)
  })

  test.each([
    ['no review in the rulebook', null, true, 'noReview'],
    ['before the results', c18, false, 'noResults'],
  ])('%s', (_, review, held, code) => {
    const c = held ? computed([2, 1], review) : drivenContest(bookOf({ review }), 2)
    expect(c.act(chief, 'drawReview', { stage: 'final' })).toBe(code)
  })

  test('the sample was drawn from these results: they are corrected from then on, not computed again', () => {
    const c = computed(downFrom(10))
    expect(c.compute('final', downFrom(10))).toBeNull()
    c.must(chief, 'drawReview', { stage: 'final' })
    expect(c.compute('final', downFrom(10))).toBe('reviewDrawn')
  })

  test('C18.review who rises into the top band later is checked as well', () => {
    const c = computed(downFrom(10))
    c.must(chief, 'drawReview', { stage: 'final' })
    const { top, drawn } = c.state.reviews['final']!
    expect(top).toEqual(['S01', 'S02', 'S03'])
    const low = ['S10', 'S09'].find((code) => !drawn.includes(code))!
    check(c)
    c.must(server, 'recordCorrection', correctionOf(low, '90', '100'))
    expect(c.official().reviews[0]!.risen).toEqual([low])
    expect(c.sign('final', 'chiefJudge')).toBe('reviewOpen')
    check(c)
    expect(c.sign('final', 'chiefJudge')).toBeNull()
  })
})

describe('findings', () => {
  test('only in the sample, an error with a note, and by a supervisor', () => {
    const c = computed(downFrom(10))
    const right = { ...final, code: 'S01', right: true, note: '' }
    expect(c.act(supervisor, 'recordFinding', right)).toBe('notDrawn')
    c.must(supervisor, 'drawReview', { stage: 'final' })
    const outside = Object.keys(c.state.codes).find(
      (code) => !toReview(c.state, 'final').some((piece) => piece.code === code),
    )!
    expect(c.act(supervisor, 'recordFinding', { ...right, code: outside })).toBe('notInSample')
    expect(c.act(supervisor, 'recordFinding', { ...right, right: false, note: '  ' })).toBe('noteMissing')
    expect(c.act(supervisor, 'recordFinding', right)).toBeNull()
  })

  test.each(['judge', 'chiefJudge', 'arbiter', 'organiser', 'staff', 'leader'] as const)(
    'A5 %s records no finding, and answers none that is not theirs',
    (role) => {
      const c = computed(downFrom(10))
      c.must(chief, 'drawReview', { stage: 'final' })
      check(c, ['S01'])
      const by = person('x', role)
      expect(c.act(by, 'recordFinding', { ...final, code: 'S02', right: true, note: '' })).toBe('notAllowed')
      expect(c.act(by, 'recordCorrection', correctionOf('S01', '99', '98'))).toBe('notAllowed')
      if (role !== 'chiefJudge')
        expect(c.act(by, 'dismissFinding', { ...final, code: 'S01', reason: '无误' })).toBe('notAllowed')
    },
  )

  test('the signature waits for the draw, for every check, and for every answer', () => {
    const c = computed(downFrom(100))
    expect(c.sign('final', 'chiefJudge')).toBe('reviewNotDrawn')
    c.must(chief, 'drawReview', { stage: 'final' })
    expect(c.sign('final', 'chiefJudge')).toBe('reviewOpen')
    check(c, ['S01', 'S02'])
    expect(c.state.reviews['final']!.all).toBe(false) // 2 of 41 is 4.9 %
    expect(c.sign('final', 'chiefJudge')).toBe('findingsOpen')
    expect(c.act(chief, 'dismissFinding', { ...final, code: 'S03', reason: '复核有误' })).toBe('noFinding')
    c.must(chief, 'dismissFinding', { ...final, code: 'S01', reason: '评分无误，依据细则' })
    expect(c.sign('final', 'chiefJudge')).toBe('findingsOpen')
    c.must(server, 'recordCorrection', correctionOf('S02', '98', '97.5', { cause: 'review' }))
    expect(c.official().reviews[0]!.pieces.filter(({ finding }) => finding?.right === false)).toMatchObject([
      { code: 'S01', finding: { note: '漏加一项', answer: { dismissed: '评分无误，依据细则' } } },
      { code: 'S02', finding: { answer: { correction: 0 } } },
    ])
    expect(c.sign('final', 'chiefJudge')).toBeNull()
    // what was answered is not found again
    expect(c.act(supervisor, 'recordFinding', { ...final, code: 'S02', right: true, note: '' })).toBe('answered')
  })

  test('an error that is found after the last signature keeps the result from being published', () => {
    const c = computed(downFrom(10))
    c.must(chief, 'drawReview', { stage: 'final' })
    check(c)
    for (const role of c.state.rulebook!.rulebook.signatures) expect(c.sign('final', role)).toBeNull()
    c.must(supervisor, 'recordFinding', { ...final, code: 'S01', right: false, note: '漏加' })
    expect(c.act(organiser, 'publishResults', { stage: 'final' })).not.toBeNull()
  })

  test.each([
    [20, ['S01'], true, '9.1'], // 1 of 6 + 3
    [100, ['S01', 'S02'], false, '4.9'], // 2 of 41
    [100, ['S01', 'S02', 'S03'], true, '7.3'],
  ])('C18.review of %i entrants, errors in %j: everything again %s', (count, wrong, all) => {
    const c = computed(downFrom(count))
    c.must(chief, 'drawReview', { stage: 'final' })
    const sample = toReview(c.state, 'final').length
    // one error alone, while others are still to check, widens nothing
    c.must(supervisor, 'recordFinding', { ...final, code: wrong[0]!, right: false, note: '漏加' })
    expect(c.state.reviews['final']!.all).toBe(false)
    check(c, wrong)
    expect(c.state.reviews['final']!.all).toBe(all)
    expect(toReview(c.state, 'final')).toHaveLength(all ? count : sample)
    if (!all) return
    expect(c.sign('final', 'chiefJudge')).toBe('reviewOpen')
    check(c)
    expect(c.sign('final', 'chiefJudge')).toBe('findingsOpen')
  })
})

describe('correction', () => {
  test('keeps old and new with the reason, and voids signatures and publication', () => {
    const c = computed([90, 80, 70], null)
    c.publish('final')
    c.must(server, 'recordCorrection', correctionOf('S02', '80', '95'))
    const [result] = c.official().results
    expect(result).toMatchObject({ published: null, signatures: [], waitsFor: ['chiefJudge', 'supervisor', 'arbiter'] })
    expect(result!.corrections).toMatchObject([
      { code: 'S02', item: 'paper', old: '80', new: '95', reason: '漏加', cause: 'error', name: '周正' },
    ])
    expect(c.view({ as: 'screen' }).results).toEqual([])
    expect(c.ranks('final').map(([code]) => code)).toEqual(['S02', 'S01', 'S03'])
    expect(c.compute('final', [90, 80, 70])).toBe('corrected')
    expect(c.act(server, 'reopenMarking', { stage: 'final', reason: '重评' })).toBe('corrected')
    c.publish('final')
    expect(c.view({ as: 'screen' }).results[0]!.corrections).toEqual([])
    expect(replay(contestRules(['exam', 'roleplay']), c.journal)).toEqual(c.state)
  })

  test.each([
    ['nothing changes', correctionOf('S01', '90', '90'), 'noChange'],
    ['a code that is nobody’s', correctionOf('S09', '90', '91'), 'noSuchCode'],
    ['an item that is not in the stage', correctionOf('S01', '90', '91', { item: 'typing' }), 'noSuchItem'],
    ['a review that found no error', correctionOf('S01', '90', '91', { cause: 'review' }), 'noFinding'],
    ['an appeal that nobody filed', correctionOf('S01', '90', '91', { cause: 'appeal', appeal: 'a1' }), 'notUpheld'],
  ])('%s is refused', (_, payload, code) => {
    const c = computed([90, 80], null)
    expect(c.act(server, 'recordCorrection', payload)).toBe(code)
  })

  test('a score that was never given is not corrected', () => {
    const c = drivenContest(bookOf(), 3)
    c.hold('final')
    c.must(server, 'closeMarking', { stage: 'final' })
    c.must(organiser, 'setAttendance', { code: 'S03', attendance: 'absent', reason: '未到' })
    expect(c.compute('final', [90, 80])).toBeNull()
    expect(c.act(server, 'recordCorrection', correctionOf('S03', '0', '50'))).toBe('noScore')
  })

  test('after it is known who goes on, errors of the stage before are no longer corrected', () => {
    const stages = [stageOf('first', { advancement: { by: 'top', count: 2 } }), stageOf('final')]
    const c = drivenContest(bookOf({ stages }), 3)
    c.hold('first')
    c.must(server, 'closeMarking', { stage: 'first' })
    expect(c.compute('first', [90, 80, 70])).toBeNull()
    c.publish('first')
    c.must(organiser, 'advance', { stage: 'first' })
    expect(c.act(server, 'recordCorrection', correctionOf('S03', '70', '85', { stage: 'first' }))).toBe('advanced')
  })

  test('a correction and its reverse restore the standings, whatever it was and in whatever order', () => {
    const book = bookOf({
      stages: [
        stageOf('final', {
          items: [
            { id: 'paper', type: 'exam', title: '理论', points: 100, minutes: 60 },
            {
              id: 'show',
              type: 'roleplay',
              title: '展示',
              points: 20,
              minutes: 5,
              start: 'turn',
              marking: {
                by: 'judges',
                judges: 3,
                sheet: [{ kind: 'points', id: 'manner', label: '仪态', max: 20 }],
              },
            },
          ],
          ranking: { tieBreaks: [{ by: 'item', item: 'show' }, { by: 'shared' }] },
        }),
      ],
      awards: [{ id: 'first', title: '一等奖', by: 'percent', percent: 25 }],
    })
    const show = book.stages[0]!.items[1] as JudgedItem
    const marks = fc.tuple(...Array.from({ length: 3 }, () => fc.integer({ min: 0, max: 20 })))
    const change = fc.record({
      who: fc.nat({ max: 4 }),
      judge: fc.option(fc.nat({ max: 2 }), { nil: null }),
      value: fc.integer({ min: 0, max: 20 }),
    })
    fc.assert(
      fc.property(
        fc.array(fc.record({ paper: fc.integer({ min: 0, max: 20 }), marks }), { minLength: 5, maxLength: 5 }),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        (entrants, changes) => {
          const c = drivenContest(book, entrants.length)
          c.must(server, 'appointPanel', {
            stage: 'final',
            item: 'show',
            group: null,
            judges: ['j0', 'j1', 'j2'].map((personId) => ({ personId, name: personId, delegation: '' })),
          })
          c.hold('final')
          c.must(server, 'closeMarking', { stage: 'final' })
          const markings = entrants.map((one, index): MarkingState => markingOf(show, `S0${index + 1}`, one.marks))
          c.must(server, 'recordResults', {
            stage: 'final',
            scores: Object.fromEntries(
              entrants.map((one, index) => [
                `S0${index + 1}`,
                { paper: scoreOf(String(one.paper)), show: pieceScore(markings[index]!) },
              ]),
            ),
            secondsUsed: {},
            heads: [],
          })
          const shown = () =>
            stageStandings(c.state, 'final')!.lines.map(({ entrant, rank, total, items, awards }) => ({
              entrant,
              rank,
              total,
              items,
              awards,
            }))
          const correct = (who: number, judge: number | null, value: string) => {
            const code = `S0${who + 1}`
            const item = judge === null ? 'paper' : 'show'
            const target = {
              judge: judge === null ? null : `j${judge}`,
              line: judge === null ? null : 'manner',
              new: value,
            }
            const result = c.state.results['final']!
            const made = correctedScore(
              itemOf(c.state, 'final', item)!,
              target,
              withCorrections(result)[code]![item]!,
              result.corrections.filter((one) => one.code === code && one.item === item),
              markings[who]!,
              null,
            )
            if (isRefusal(made)) throw new Error(made.en)
            c.act(server, 'recordCorrection', {
              ...correctionOf(code, made.old, value, { item, judge: target.judge, line: target.line }),
              score: made.score,
            })
            return made.old
          }
          const before = shown()
          const olds = changes.map(({ who, judge, value }) => ({ who, judge, old: correct(who, judge, String(value)) }))
          for (const { who, judge, old } of olds.toReversed()) correct(who, judge, old)
          expect(shown()).toEqual(before)
        },
      ),
      { numRuns: 60 },
    )
  })
})

function markingOf(item: JudgedItem, code: string, marks: readonly number[]): MarkingState {
  const judges = marks.map((_, index) => ({ personId: `j${index}`, name: `裁判${index}` }))
  return {
    setup: { contestId: 'c1', stage: 'final', item, code },
    judges,
    phase: 'closed',
    live: false,
    measures: {},
    sheets: Object.fromEntries(
      marks.map((value, index) => [
        `j${index}`,
        {
          marks: { manner: { value: String(value), revision: 1 } },
          conflicts: {},
          remarks: { text: '', revision: 0 },
          handedIn: 1,
        },
      ]),
    ),
    calls: [],
    calibration: null,
    closedAt: 2,
  }
}
