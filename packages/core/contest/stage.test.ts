/** Who is called to the stage, when, by whom, and who learns of it. */
import { expect, test } from 'vitest'
import { bookOf, drivenContest, organiser, person, server, stageOf } from './testing/driven-contest.ts'

const session = 'final-show'
const host = person('he', 'host')

function show() {
  const items = [
    {
      id: 'show',
      type: 'roleplay',
      title: '情景接待',
      points: 10,
      minutes: 5,
      start: 'turn',
      marking: {
        by: 'judges',
        judges: 1,
        onTheSpot: true,
        sheet: [{ kind: 'points', id: 'all', label: '礼仪', max: 10 }],
      },
    },
    { id: 'paper', type: 'exam', title: '理论', points: 10, minutes: 60 },
  ]
  const c = drivenContest(bookOf({ stages: [stageOf('final', { items })] }), 3)
  c.must(server, 'appointPanel', {
    stage: 'final',
    item: 'show',
    group: null,
    judges: [{ personId: 'ann', name: '安', delegation: '' }],
  })
  return c
}
const call = (c: ReturnType<typeof show>, codes: string[], by = host, of = session) =>
  c.act(by, 'callToStage', { session: of, codes })

test('the host calls one, two or nobody, and calling the same again changes nothing', () => {
  const c = show()
  c.must(organiser, 'openSession', { session })
  expect(call(c, ['S02'])).toBeNull()
  expect(c.state.sessions[session]!.onStage).toEqual(['S02'])
  const before = c.journal.length
  expect(call(c, ['S02'])).toBeNull()
  expect(c.journal).toHaveLength(before)
  expect(call(c, ['S01', 'S03'])).toBeNull()
  expect(call(c, [])).toBeNull()
  expect(c.state.sessions[session]!.onStage).toEqual([])
})

test('nobody is called before the opening, in a pause or after the end, each with its own reason', () => {
  const c = show()
  expect(call(c, ['S01'])).toBe('notOpen')
  c.must(organiser, 'openSession', { session })
  c.must(organiser, 'pauseSession', { session, reason: '设备故障' })
  expect(call(c, ['S01'])).toBe('paused')
  c.must(organiser, 'resumeSession', { session })
  c.must(organiser, 'closeSession', { session, reason: '结束' })
  expect(call(c, ['S01'])).toBe('closed')
})

test('only who competes and is there is called, once, to an item that is performed in turn, by who may', () => {
  const c = show()
  c.must(organiser, 'openSession', { session })
  c.must(organiser, 'setAttendance', { code: 'S03', attendance: 'forfeited', reason: '选手书面弃权' })
  expect(call(c, ['S03'])).toBe('notPresent')
  expect(call(c, ['S09'])).not.toBeNull()
  expect(call(c, ['S01', 'S01'])).toBe('codeTwice')
  expect(call(c, ['S01'], host, 'final-paper')).toBe('notOnStage')
  expect(call(c, ['S01'], person('ann', 'judge'))).toBe('notAllowed')
})

test('the hall learns who is on the stage and with what, and no other code', () => {
  const c = show()
  c.must(organiser, 'openSession', { session })
  expect(call(c, ['S02'])).toBeNull()
  const [line] = c.view({ as: 'screen' }).sessions.filter(({ id }) => id === session)
  expect(line).toMatchObject({ turn: true, type: 'roleplay', onTheSpot: true, onStage: ['S02'], codes: [] })
})
