/** C01.training: who is trained before a stage, and when the reading list is open. */
import { expect, test } from 'vitest'
import {
  bookOf,
  drivenContest,
  organiser,
  server,
  stageOf,
  type DrivenContest,
} from '../contest/testing/driven-contest.ts'
import { entrantAt, isReadingOpen, membersOf, stageAhead, trained, trainingOf } from './trained.ts'

const before = (stage: string) => ({ id: `before-${stage}`, title: '训练', before: stage })
const book = (more: Record<string, unknown> = {}) =>
  bookOf({
    stages: [stageOf('first', { advancement: { by: 'top', count: 2 } }), stageOf('final')],
    training: [before('first'), before('final')],
    ...more,
  })

const names = (c: DrivenContest, training: string) =>
  trained(c.state, trainingOf(c.state, training)!)?.map(({ number }) => number) ?? null

function throughTheFirst(c: DrivenContest) {
  c.hold('first')
  c.must(server, 'closeMarking', { stage: 'first' })
  expect(c.compute('first', [50, 90, 80, 40])).toBeNull()
}

test('before the first stage everybody; before the next nobody until it is known who goes on, then those alone', () => {
  const c = drivenContest(book(), 4)
  expect(names(c, 'before-first')).toEqual(['S01', 'S02', 'S03', 'S04'])
  expect(names(c, 'before-final')).toBeNull()
  throughTheFirst(c)
  c.publish('first')
  expect(names(c, 'before-final')).toBeNull()
  c.must(organiser, 'advance', { stage: 'first' })
  expect(names(c, 'before-final')).toEqual(['S02', 'S03'])
})

test('while identities are sealed it is nobody’s business who went on', () => {
  const c = drivenContest(book({ sealing: { layers: 1 } }), 4)
  throughTheFirst(c)
  c.must(organiser, 'advance', { stage: 'first' })
  expect(c.state.advanced['first']!.codes).toHaveLength(2)
  expect(names(c, 'before-final')).toBeNull()
  expect(Object.keys(c.state.codes).map((code) => entrantAt(c.state, code))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('the reading list is shut while its stage or a later one is played, and open before, between and afterwards', () => {
  const c = drivenContest(book(), 4)
  const open = () => ['first', 'final'].map((stage) => isReadingOpen(c.state, before(stage)))
  expect(open()).toEqual([true, true])
  c.must(organiser, 'openSession', { session: 'first-paper' })
  expect(open()).toEqual([false, true])
  c.must(organiser, 'pauseSession', { session: 'first-paper', reason: '停电' })
  expect(open()).toEqual([false, true])
  c.must(organiser, 'resumeSession', { session: 'first-paper' })
  c.must(organiser, 'closeSession', { session: 'first-paper', reason: '结束' })
  expect(open()).toEqual([true, true])
})

test('of a stage that is played in rounds, the first round is what it prepares for', () => {
  const c = drivenContest(book(), 4)
  const [first, final] = c.state.rulebook!.rulebook.stages as [never, never]
  const rounds = [1, 2].map((number) => ({
    ...(final as object),
    id: `final-${number}`,
    round: { of: 'final', number, count: 2 },
  }))
  const state = {
    ...c.state,
    rulebook: { ...c.state.rulebook!, rulebook: { ...c.state.rulebook!.rulebook, stages: [first, ...rounds] } },
  } as typeof c.state
  expect(stageAhead(state, before('final'))?.id).toBe('final-1')
})

test('a team is counted member by member, an individual as themself', () => {
  expect(membersOf({ members: ['甲', '乙', '甲'] })).toEqual(['甲', '乙'])
  expect(membersOf({ members: [] })).toEqual([''])
})
