/** What people decide about standings: the order of equals, and who goes on at the border. */
import { describe, expect, test } from 'vitest'
import {
  bookOf,
  chief,
  drivenContest,
  organiser,
  person,
  server,
  stageOf,
  type DrivenContest,
} from './testing/driven-contest.ts'

const judges = ['ann', 'bo', 'cui'].map((personId) => ({ personId, name: personId, delegation: '' }))

/** As C05: five judges there, three here; the best and the worst mark are dropped, equals are settled by the judges. */
const c05 = stageOf('final', {
  items: [
    {
      id: 'manners',
      type: 'roleplay',
      title: '接待礼仪',
      points: 10,
      minutes: 5,
      start: 'turn',
      marking: {
        by: 'judges',
        judges: 3,
        aggregate: 'sum',
        dropHighest: 1,
        dropLowest: 1,
        sheet: [{ kind: 'points', id: 'all', label: '礼仪', max: 10 }],
      },
    },
  ],
  ranking: { tieBreaks: [{ by: 'deliberation', clause: 'C05.rank.2' }] },
})

function tied(ranking: unknown = c05.ranking) {
  const c = drivenContest(bookOf({ stages: [{ ...c05, ranking }] }), 3)
  c.must(server, 'appointPanel', { stage: 'final', item: 'manners', group: null, judges })
  c.hold('final')
  c.must(server, 'closeMarking', { stage: 'final' })
  expect(c.compute('final', [9, 9, 7])).toBeNull()
  return c
}

const order = ['S02', 'S01']
const propose = (c: DrivenContest, codes = order, reason = '评议一致') =>
  c.act(chief, 'settleTie', { stage: 'final', order: codes, reason })
const signTie = (c: DrivenContest, personId: string, codes = order) =>
  c.act(server, 'signTie', { stage: 'final', order: codes, personId, name: personId })

describe('ties', () => {
  test('C05.rank.2 equals are settled by the judges together: proposed, signed by each, settled at the last signature', () => {
    const c = tied()
    expect(c.sign('final', 'chiefJudge')).toBe('openTies')
    expect(signTie(c, 'ann')).toBe('noSuchTie')
    expect(propose(c, ['S02', 'S03'])).toBe('noSuchTie')
    expect(propose(c)).toBeNull()
    expect(c.ranks('final').map(([code, rank]) => [code, rank])).toEqual([
      ['S01', 1],
      ['S02', 1],
      ['S03', 3],
    ])
    expect(c.official().results[0]!.openTies).toMatchObject([
      { codes: ['S01', 'S02'], why: 'deliberation', proposal: { order, signers: ['ann', 'bo', 'cui'], signed: [] } },
    ])
    expect(signTie(c, 'zoe')).toBe('notSigner')
    expect(signTie(c, 'ann', ['S01', 'S02'])).toBe('noSuchTie')
    expect(signTie(c, 'ann')).toBeNull()
    expect(signTie(c, 'ann')).toBeNull()
    expect(signTie(c, 'bo')).toBeNull()
    expect(c.sign('final', 'chiefJudge')).toBe('openTies')
    expect(signTie(c, 'cui')).toBeNull()
    expect(c.ranks('final').map(([code, rank]) => [code, rank])).toEqual([
      ['S02', 1],
      ['S01', 2],
      ['S03', 3],
    ])
    expect(c.state.results['final']!.settled).toMatchObject([{ order, reason: '评议一致' }])
    expect(signTie(c, 'cui')).toBe('noSuchTie')
    expect(c.sign('final', 'chiefJudge')).toBeNull()
  })

  test('C05.rank.2 another order takes the place of the first, with no signature under it', () => {
    const c = tied()
    propose(c)
    expect(signTie(c, 'ann')).toBeNull()
    expect(propose(c, ['S01', 'S02'], '重议')).toBeNull()
    expect(signTie(c, 'bo')).toBe('noSuchTie')
    for (const one of ['ann', 'bo', 'cui']) expect(signTie(c, one, ['S01', 'S02'])).toBeNull()
    expect(c.ranks('final').map(([code]) => code)).toEqual(['S01', 'S02', 'S03'])
  })

  test('a tie that the rulebook leaves open is the chief judge’s alone', () => {
    const c = tied({ tieBreaks: [] })
    expect(c.official().results[0]!.openTies[0]!.why).toBe('undecided')
    expect(propose(c)).toBeNull()
    expect(c.ranks('final')[0]![0]).toBe('S02')
  })

  test('a correction that parts the equals leaves nothing to sign', () => {
    const c = tied()
    propose(c)
    const score = { id: 'manners', label: { zh: '', en: '' }, points: '8' }
    c.must(server, 'recordCorrection', {
      stage: 'final',
      item: 'manners',
      code: 'S01',
      judge: null,
      line: null,
      old: '9',
      new: '8',
      reason: '漏扣',
      cause: 'error',
      appeal: null,
      score,
      personId: 'zhou',
      name: '周正',
    })
    expect(signTie(c, 'ann')).toBe('noSuchTie')
    expect(c.sign('final', 'chiefJudge')).toBeNull()
  })

  test.each(['judge', 'organiser', 'supervisor', 'staff'] as const)('A5 %s settles no tie', (role) => {
    const c = tied()
    const by = person('x', role)
    expect(c.act(by, 'settleTie', { stage: 'final', order, reason: '我说的' })).toBe('notAllowed')
    expect(c.act(by, 'signTie', { stage: 'final', order, personId: 'ann', name: 'ann' })).toBe('notAllowed')
  })
})

describe('advancement', () => {
  const stages = (advancement: unknown) => [stageOf('first', { advancement }), stageOf('final')]

  function published(advancement: unknown, points: readonly number[], more: Record<string, unknown> = {}) {
    const c = drivenContest(bookOf({ stages: stages(advancement), ...more }), points.length)
    c.hold('first')
    c.must(server, 'closeMarking', { stage: 'first' })
    expect(c.act(organiser, 'advance', { stage: 'first' })).toBe('noResults')
    expect(c.compute('first', points)).toBeNull()
    return c
  }

  const advance = (c: DrivenContest) => c.act(organiser, 'advance', { stage: 'first' })
  const decide = (c: DrivenContest, codes: string[]) =>
    c.act(chief, 'decideAdvancement', { stage: 'first', codes, reason: '裁判长裁定' })

  test.each([
    ['C05.final the best two', { by: 'top', count: 2 }, [90, 80, 70, 60], ['S01', 'S02']],
    // 20 % of 8 is 1.6
    ['C08.advance the top 20 %', { by: 'percent', percent: 20 }, [90, 80, 70, 60, 50, 40, 30, 20], ['S01', 'S02']],
    ['no fewer than there are', { by: 'top', count: 10 }, [90, 80], ['S01', 'S02']],
    ['C05.final equals that both fit', { by: 'top', count: 2 }, [90, 90, 70], ['S01', 'S02']],
  ])('%s', (_, rule, points, codes) => {
    const c = published(rule, points)
    expect(advance(c)).toBe('notPublished')
    c.publish('first')
    expect(c.official().results[0]!.advancing).toEqual({ certain: codes, undecided: [], byDecision: false })
    expect(c.official().currentStage).toBe('first')
    expect(advance(c)).toBeNull()
    expect(c.view({ as: 'screen' }).advanced).toMatchObject([{ stage: 'first', codes, reason: null }])
    expect(c.official().currentStage).toBe('final')
  })

  test('C05.final equals at the border are never chosen silently; the chief judge decides among them alone', () => {
    const c = published({ by: 'top', count: 2 }, [90, 80, 80, 80, 60])
    c.publish('first')
    const refused = c.refusal(organiser, 'advance', { stage: 'first' })!
    expect(refused).toMatchObject({
      code: 'undecided',
      details: { undecided: [{ entrants: ['S02', 'S03', 'S04'], seats: 1 }] },
    })
    expect(refused.zh).toContain('S02、S03、S04 中取 1')
    for (const against of [['S01', 'S02', 'S03'], ['S02'], ['S02', 'S03'], ['S01', 'S05'], ['S01']])
      expect(decide(c, against), against.join()).toBe('againstRule')
    expect(decide(c, ['S01', 'S09'])).toBe('noSuchCode')
    expect(c.act(organiser, 'decideAdvancement', { stage: 'first', codes: ['S01', 'S03'], reason: '抽签' })).toBe(
      'notAllowed',
    )
    expect(decide(c, ['S01', 'S03'])).toBeNull()
    expect(c.state.advanced['first']).toMatchObject({ codes: ['S01', 'S03'], reason: '裁判长裁定' })
    expect(decide(c, ['S01', 'S02'])).toBe('advanced')
  })

  test('C01.screening where the rulebook leaves it to people, they name who goes on, of those who took part', () => {
    const c = drivenContest(bookOf({ stages: stages({ by: 'decision' }) }), 3)
    c.hold('first')
    c.must(organiser, 'setAttendance', { code: 'S03', attendance: 'disqualified', reason: '违纪' })
    c.must(server, 'closeMarking', { stage: 'first' })
    expect(c.compute('first', [90, 80, 70])).toBeNull()
    c.publish('first')
    expect(advance(c)).toBe('undecided')
    expect(decide(c, ['S02', 'S03'])).toBe('noSuchCode')
    expect(decide(c, ['S02'])).toBeNull()
  })

  test('a decision in a later stage names nobody who was out before', () => {
    const three = [
      stageOf('first', { advancement: { by: 'top', count: 2 } }),
      stageOf('middle', { advancement: { by: 'decision' } }),
      stageOf('final'),
    ]
    const c = drivenContest(bookOf({ stages: three }), 3)
    c.hold('first')
    c.must(server, 'closeMarking', { stage: 'first' })
    expect(c.compute('first', [90, 80, 70])).toBeNull()
    c.publish('first')
    c.must(organiser, 'advance', { stage: 'first' })
    c.hold('middle')
    c.must(server, 'closeMarking', { stage: 'middle' })
    expect(c.compute('middle', [90, 80])).toBeNull()
    c.publish('middle')
    const decideMiddle = (codes: string[]) =>
      c.act(chief, 'decideAdvancement', { stage: 'middle', codes, reason: '评议' })
    expect(decideMiddle(['S03'])).toBe('noSuchCode')
    expect(decideMiddle(['S02'])).toBeNull()
  })

  test('a later stage has only those who went on: in its sessions, its standings, its percentages', () => {
    const c = published({ by: 'top', count: 2 }, [90, 80, 70, 60])
    c.publish('first')
    expect(c.act(organiser, 'openSession', { session: 'final-paper' })).not.toBeNull()
    expect(advance(c)).toBeNull()
    expect(c.official().sessions.find(({ id }) => id === 'final-paper')!.codes).toEqual(['S01', 'S02'])
    c.hold('final')
    c.must(server, 'closeMarking', { stage: 'final' })
    expect(c.compute('final', [10])).toBe('scoresMissing')
    expect(c.compute('final', [10, 20])).toBeNull()
    expect(c.ranks('final').map(([code, rank]) => [code, rank])).toEqual([
      ['S02', 1],
      ['S01', 2],
    ])
    expect(c.act(organiser, 'advance', { stage: 'final' })).toBe('lastStage')
  })

  test('A4 a sealed contest goes on by code, once its review is through: it cannot be corrected afterwards', () => {
    const review = { topPercent: 100, restPercent: 0, recheckAllOverPercent: 5 }
    const c = published({ by: 'top', count: 2 }, [90, 80, 70], { sealing: { layers: 2 }, review })
    expect(advance(c)).toBe('reviewNotDrawn')
    c.must(chief, 'drawReview', { stage: 'first' })
    expect(advance(c)).toBe('reviewOpen')
    for (const code of Object.keys(c.state.codes))
      c.must(person('wu', 'supervisor'), 'recordFinding', {
        stage: 'first',
        item: 'paper',
        code,
        right: true,
        note: '',
      })
    expect(advance(c)).toBeNull()
    expect(c.view({ as: 'screen' }).advanced).toEqual([])
    expect(
      c.act(server, 'recordLayerOpened', {
        layer: 2,
        personId: 'officer2',
        name: '加密',
        withRecoveryKey: false,
        inner: {},
      }),
    ).toBe('markingOpen')
  })
})
