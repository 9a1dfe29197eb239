/** 申诉与仲裁: in time to the second, once, ruled finally, and a score changes only by the correction that follows. */
import { describe, expect, test } from 'vitest'
import { clockTime } from '../words.ts'
import { appealWindow } from './appeals.ts'
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
  type DrivenContest,
} from './testing/driven-contest.ts'

const c18 = { withinMinutes: 60, clause: 'C18.appeals' }
const hour = 3600_000

const appeal = (id: string, more: Record<string, unknown> = {}) => ({
  appeal: id,
  stage: 'final',
  item: 'paper',
  entrantId: 'e1',
  personId: 'leader1',
  name: '领队甲',
  clause: 'T1.paper.score',
  statement: '第三题答案应为乙',
  evidence: [{ runId: 'c1:final:paper:S01', version: 12, head: 'ab'.repeat(32) }],
  ...more,
})

const ruling = (id: string, upheld: boolean) => ({
  appeal: id,
  upheld,
  reason: upheld ? '细则第 3 条如此' : '评分符合细则',
  personId: 'zheng',
  name: '郑平',
})

const correction = (code: string, id: string | null, more: Record<string, unknown> = {}) =>
  correctionOf(code, '90', '95', { reason: '按裁决更正', cause: 'appeal', appeal: id, ...more })

function held(rule: unknown = c18, more: Record<string, unknown> = {}) {
  const c = drivenContest(bookOf({ ...(rule === null ? {} : { appeals: rule }), ...more }), 3)
  c.hold('final')
  return c
}

function results(c: DrivenContest) {
  c.must(server, 'closeMarking', { stage: 'final' })
  expect(c.compute('final', [90, 80, 70])).toBeNull()
  return c
}

describe('the window', () => {
  test('C18.appeals until one hour after the item, to the second; late is refused with the time', () => {
    const c = drivenContest(bookOf({ appeals: c18 }), 3)
    expect(c.act(server, 'fileAppeal', appeal('a1'))).toBe('tooEarly')
    c.hold('final')
    const ended = c.now()
    expect(appealWindow(c.state, 'final', 'paper', 'e1')).toEqual({ from: ended, until: ended + hour })
    c.wait(hour)
    expect(c.act(server, 'fileAppeal', appeal('a1'))).toBeNull()
    c.wait(1)
    const late = c.refusal(server, 'fileAppeal', appeal('a2', { entrantId: 'e2' }))!
    expect(late.code).toBe('tooLate')
    expect(late.details).toEqual({ until: ended + hour })
    expect(late.zh).toContain(clockTime(ended + hour))
    expect(late.en).toContain(clockTime(ended + hour))
  })

  test('time that is given after the end opens the session, and with it the window, anew', () => {
    const c = held()
    c.must(organiser, 'giveTime', { session: 'final-paper', codes: ['S01'], seconds: 60, reason: '补时' })
    expect(c.act(server, 'fileAppeal', appeal('a1'))).toBe('tooEarly')
    c.wait(hour)
    c.must(server, 'tick', {})
    expect(appealWindow(c.state, 'final', 'paper', 'e1')).toEqual({ from: c.now(), until: c.now() + hour })
  })

  test('where the rulebook counts from the results, publication opens it, and a correction shuts it until the next', () => {
    const c = results(held({ withinMinutes: 30, after: 'results' }))
    expect(c.act(server, 'fileAppeal', appeal('a1'))).toBe('tooEarly')
    c.publish('final')
    const published = c.now()
    expect(c.act(server, 'fileAppeal', appeal('a1'))).toBeNull()
    c.must(server, 'ruleAppeal', ruling('a1', true))
    c.must(server, 'recordCorrection', correction('S01', 'a1'))
    c.wait(1000)
    expect(appealWindow(c.state, 'final', 'paper', 'e2')).toBeNull()
    c.publish('final')
    expect(appealWindow(c.state, 'final', 'paper', 'e2')).toEqual({
      from: published + 1000,
      until: published + 1000 + 30 * 60_000,
    })
  })
})

describe('filing', () => {
  test.each([
    ['no appeals in the rulebook', null, appeal('a1'), 'noAppeals'],
    ['an item that does not exist', c18, appeal('a1', { item: 'typing' }), 'noSuchItem'],
    ['somebody who is not on the list', c18, appeal('a1', { entrantId: 'e9' }), 'noSuchEntrant'],
  ])('%s', (_, rule, payload, code) => {
    expect(held(rule).act(server, 'fileAppeal', payload)).toBe(code)
  })

  test('once for an entrant and item; again only after it was withdrawn, never after it was ruled on', () => {
    const c = held()
    c.must(server, 'fileAppeal', appeal('a1'))
    // the same request again has no second effect
    expect(c.act(server, 'fileAppeal', appeal('a1'))).toBeNull()
    expect(c.act(server, 'fileAppeal', appeal('a2'))).toBe('appealedAlready')
    expect(c.act(server, 'fileAppeal', appeal('b1', { entrantId: 'e2' }))).toBeNull()
    expect(c.act(server, 'withdrawAppeal', { appeal: 'a1', personId: 'leader2', reason: '误提' })).toBe('noSuchAppeal')
    c.must(server, 'withdrawAppeal', { appeal: 'a1', personId: 'leader1', reason: '误提' })
    c.must(server, 'fileAppeal', appeal('a2'))
    c.must(server, 'ruleAppeal', ruling('a2', false))
    expect(c.act(server, 'fileAppeal', appeal('a3'))).toBe('appealedAlready')
    expect(Object.keys(c.state.appeals)).toEqual(['a1', 'b1', 'a2'])
  })

  test('who did not go on has nothing to appeal in the next stage', () => {
    const stages = [stageOf('first', { advancement: { by: 'top', count: 1 } }), stageOf('final')]
    const c = drivenContest(bookOf({ stages, appeals: c18 }), 3)
    c.hold('first')
    c.must(server, 'closeMarking', { stage: 'first' })
    expect(c.compute('first', [90, 80, 70])).toBeNull()
    c.publish('first')
    c.must(organiser, 'advance', { stage: 'first' })
    c.hold('final')
    expect(c.act(server, 'fileAppeal', appeal('a1', { entrantId: 'e1' }))).toBeNull()
    expect(c.act(server, 'fileAppeal', appeal('a2', { entrantId: 'e2' }))).toBe('noPart')
    expect(c.act(server, 'fileAppeal', appeal('a2', { entrantId: 'e2', stage: 'first' }))).toBeNull()
  })

  test.each(['leader', 'organiser', 'chiefJudge', 'judge', 'arbiter'] as const)(
    'A5 %s sends no appeal, ruling or correction past the server',
    (role) => {
      const c = results(held())
      c.must(server, 'fileAppeal', appeal('a1'))
      const by = person('x', role)
      expect(c.act(by, 'fileAppeal', appeal('a2', { entrantId: 'e2' }))).toBe('notAllowed')
      expect(c.act(by, 'ruleAppeal', ruling('a1', true))).toBe('notAllowed')
      expect(c.act(by, 'withdrawAppeal', { appeal: 'a1', personId: 'leader1', reason: '误提' })).toBe('notAllowed')
      expect(c.act(by, 'recordCorrection', correction('S01', 'a1'))).toBe('notAllowed')
    },
  )

  test('the evidence is frozen: every stream of the item with its head, told as one digest', () => {
    const c = held()
    c.must(server, 'fileAppeal', appeal('a1'))
    const other = appeal('b1', { entrantId: 'e2' })
    c.must(server, 'fileAppeal', { ...other, evidence: [{ ...other.evidence[0]!, head: 'cd'.repeat(32) }] })
    const [first, second] = c.official().appeals
    expect(first).toMatchObject({ entrant: '选手1', delegation: '甲市', code: 'S01', evidence: { runs: 1 } })
    expect(first!.evidence.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(second!.evidence.digest).not.toBe(first!.evidence.digest)
    expect(c.view({ as: 'screen' }).appeals).toEqual([])
    expect(c.view({ as: 'judge', id: 'j' }).appeals).toEqual([])
    expect(c.view({ as: 'staff', id: 's' }).appeals).toEqual([])
  })
})

describe('ruling', () => {
  test('is final', () => {
    const c = held()
    c.must(server, 'fileAppeal', appeal('a1'))
    c.must(server, 'ruleAppeal', ruling('a1', false))
    const again = c.refusal(server, 'ruleAppeal', ruling('a1', true))!
    expect(again.code).toBe('ruled')
    expect(again.zh).toContain('郑平')
    expect(c.act(server, 'withdrawAppeal', { appeal: 'a1', personId: 'leader1', reason: '晚了' })).toBe('ruled')
    expect(c.act(server, 'ruleAppeal', ruling('a9', true))).toBe('noSuchAppeal')
  })

  test('what was withdrawn is not ruled on', () => {
    const c = held()
    c.must(server, 'fileAppeal', appeal('a1'))
    c.must(server, 'withdrawAppeal', { appeal: 'a1', personId: 'leader1', reason: '误提' })
    expect(c.act(server, 'ruleAppeal', ruling('a1', true))).toBe('withdrawn')
  })

  test('the signature waits for the ruling, and after an upheld one for the correction', () => {
    const c = results(held())
    c.must(server, 'fileAppeal', appeal('a1'))
    expect(c.sign('final', 'chiefJudge')).toBe('appealsOpen')
    expect(c.act(server, 'recordCorrection', correction('S01', 'a1'))).toBe('notUpheld')
    c.must(server, 'ruleAppeal', ruling('a1', true))
    expect(c.sign('final', 'chiefJudge')).toBe('correctionsOwed')
    expect(c.official().steps.find(({ id }) => id === 'review')!.missing).toMatchObject([
      { code: 'correctAppeal', act: 'correct' },
    ])
    // a correction for another reason does not carry the ruling out
    c.must(server, 'recordCorrection', correction('S01', null, { cause: 'error' }))
    expect(c.sign('final', 'chiefJudge')).toBe('correctionsOwed')
    expect(c.official().appeals[0]!.corrected).toBe(false)
    c.must(server, 'recordCorrection', correction('S01', 'a1', { old: '95', new: '96', score: scoreOf('96') }))
    expect(c.official().appeals[0]!.corrected).toBe(true)
    expect(c.sign('final', 'chiefJudge')).toBeNull()
  })

  test('a rejected one leaves the score alone', () => {
    const c = results(held())
    c.must(server, 'fileAppeal', appeal('a1'))
    c.must(server, 'ruleAppeal', ruling('a1', false))
    expect(c.act(server, 'recordCorrection', correction('S01', 'a1'))).toBe('notUpheld')
    expect(c.sign('final', 'chiefJudge')).toBeNull()
  })

  test.each([
    ['another entrant', correction('S02', 'a1')],
    ['another item', correction('S01', 'a1', { item: 'typing', score: scoreOf('95', 'typing') })],
  ])('an upheld appeal corrects nothing of %s', (_, payload) => {
    const items = ['paper', 'typing'].map((id) => ({ id, type: 'exam', title: id, points: 100, minutes: 60 }))
    const c = results(held(c18, { stages: [stageOf('final', { items })] }))
    c.must(server, 'fileAppeal', appeal('a1'))
    c.must(server, 'ruleAppeal', ruling('a1', true))
    expect(c.act(server, 'recordCorrection', payload)).toBe('notUpheld')
  })

  test('A4 while identities are sealed no correction joins the appealing entrant to a code', () => {
    const c = results(held(c18, { sealing: { layers: 1 } }))
    c.must(server, 'fileAppeal', appeal('a1'))
    expect(c.official().appeals[0]!.code).toBeUndefined()
    c.must(server, 'ruleAppeal', ruling('a1', true))
    const codes = Object.keys(c.state.codes)
    for (const code of codes)
      expect(c.act(server, 'recordCorrection', correction(code, 'a1', { old: '1' }))).toBe('sealed')
    c.unseal()
    const { code } = c.official().appeals[0]!
    expect(
      codes.map((one) => c.act(server, 'recordCorrection', correction(one, 'a1', { old: '1' }))).toSorted(),
    ).toEqual([null, 'notUpheld', 'notUpheld'].toSorted())
    expect(c.state.results['final']!.corrections.map((one) => one.code)).toEqual([code])
  })

  test('one that comes after publication, in time, is carried out: signed and published anew, archived only then', () => {
    const c = results(held())
    c.publish('final')
    c.must(server, 'fileAppeal', appeal('a1'))
    const archive = () => c.act(server, 'recordArchive', { sha256: 'ab', bytes: 1 })
    expect(archive()).toBe('appealsOpen')
    c.must(server, 'ruleAppeal', ruling('a1', true))
    expect(archive()).toBe('correctionsOwed')
    c.must(server, 'recordCorrection', correction('S01', 'a1'))
    expect(archive()).toBe('notPublished')
    c.publish('final')
    expect(archive()).toBeNull()
  })

  test('one that comes between the last signature and publication stops it', () => {
    const c = results(held())
    for (const role of c.state.rulebook!.rulebook.signatures) expect(c.sign('final', role)).toBeNull()
    c.must(server, 'fileAppeal', appeal('a1'))
    expect(c.act(organiser, 'publishResults', { stage: 'final' })).toBe('appealsOpen')
    c.must(server, 'ruleAppeal', ruling('a1', false))
    expect(c.act(organiser, 'publishResults', { stage: 'final' })).toBeNull()
  })

  test('a ruling is carried out also when it is known who goes on', () => {
    const stages = [stageOf('first', { advancement: { by: 'top', count: 1 } }), stageOf('final')]
    const c = drivenContest(bookOf({ stages, appeals: c18 }), 3)
    c.hold('first')
    c.must(server, 'closeMarking', { stage: 'first' })
    expect(c.compute('first', [90, 80, 70])).toBeNull()
    c.publish('first')
    c.must(organiser, 'advance', { stage: 'first' })
    c.must(server, 'fileAppeal', appeal('a1', { stage: 'first' }))
    c.must(server, 'ruleAppeal', ruling('a1', true))
    expect(c.act(chief, 'settleTie', { stage: 'first', order: ['S01', 'S02'], reason: '评议' })).toBe('noSuchTie')
    expect(c.act(server, 'recordCorrection', correction('S01', 'a1', { stage: 'first' }))).toBeNull()
    c.publish('first')
  })
})
