import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isRefusal, refuse, replay, type Actor } from '../run.ts'
import { clockTime } from '../words.ts'
import { lateWindowMs, mostIncidents, sitting, type SittingTime } from './sitting.ts'
import { code, opening, Play, seat, server } from './testing/play.ts'

/** The least item there can be: a note with a revision, scored by its length; the material is its key. */
const rules = sitting<
  { loud: boolean },
  { key: string },
  { key: string },
  { key: string; note: string; revision: number },
  NoteCommand,
  NoteEvent,
  unknown,
  unknown
>({
  type: 'note',
  stateVersion: 1,
  options: z.object({ loud: z.boolean().default(false) }),
  material: z.object({ key: z.string() }),
  commands: { write: z.strictObject({ note: z.string(), revision: z.number() }) },
  prepare: (_, material) => material,
  begin: ({ key }) => ({ key, note: '', revision: 0 }),
  decide(work, { payload }) {
    if (payload.note === 'forbidden') return refuse('forbidden', '不允许', 'Forbidden')
    return payload.revision <= work.revision ? [] : [{ name: 'written', payload }]
  },
  evolve: (work, { payload }) => ({ ...work, ...payload }),
  view: (work, showing, time) => ({
    showing,
    ...(showing === 'working' ? { note: work.note } : {}),
    ...(showing === 'answers' ? { key: work.key, time } : {}),
  }),
  inspect: (work, time) => ({ work, time }),
  progress: (work) => ({ done: work.note.length, total: 10 }),
  score: (work, time: SittingTime) => ({
    id: 'note',
    label: { zh: '笔记', en: 'Note' },
    points: String(work.note.length),
    facts: { usedMs: String(time.usedMs) },
  }),
  files: (_, showing) => (showing === 'working' ? ['file'] : showing === 'answers' ? ['file', 'key file'] : []),
})
type NoteCommand = { name: 'write'; payload: { note: string; revision: number } }
type NoteEvent = { name: 'written'; payload: { note: string; revision: number } }

const minute = 60_000
const play = (setup: object = {}) => new Play(rules, { setup, material: { key: 'KEY' } })
const write = (note: string, revision: number) => ({ note, revision })
const refusalOf = (answer: unknown) => (isRefusal(answer) ? answer : null)
const contestant = { as: 'contestant', code } as const

describe('a sitting', () => {
  it('goes from waiting over open to closed, with one receipt', () => {
    const run = play()
    expect(run.state.phase).toBe('waiting')
    expect(run.rules.wakesAt(run.state)).toBeNull()
    run.take('open', {}, 5000)
    expect(run.state).toMatchObject({ phase: 'open', openedAt: opening + 5000, deadline: opening + 5000 + 20 * minute })
    expect(run.rules.wakesAt(run.state)).toBe(opening + 5000 + 20 * minute)
    run.take('write', write('hello', 1), 1000).take('submit', {}, 2000)
    expect(run.state).toMatchObject({ phase: 'closed', closed: { how: 'submitted', usedMs: 3000, at: opening + 8000 } })
    expect(run.state.closed!.receipt).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/)
    expect(run.rules.wakesAt(run.state)).toBeNull()
    expect(run.score()).toMatchObject({ points: '5', facts: { usedMs: '3000' } })
  })

  it('F9 a second submission has no effect and leaves the receipt', () => {
    const run = play().take('open').take('submit', {}, minute)
    const { receipt } = run.state.closed!
    expect(run.send('submit', {}, seat, minute)).toEqual([])
    expect(run.state.closed).toMatchObject({ receipt, usedMs: minute })
  })

  it('F10 older and repeated saves have no effect', () => {
    const run = play().take('open').take('write', write('second', 2))
    expect(run.send('write', write('first', 1))).toEqual([])
    expect(run.send('write', write('again', 2))).toEqual([])
    expect(run.state.work).toMatchObject({ note: 'second', revision: 2 })
  })

  it('A6 refuses an answer before it opens, with the time', () => {
    const run = play()
    const refusal = refusalOf(run.send('write', write('x', 1), seat, 1000))!
    expect(refusal).toMatchObject({ code: 'notOpenYet', details: { now: opening + 1000 } })
    expect(refusal.zh).toContain(clockTime(opening + 1000))
    expect(refusalOf(run.send('submit'))!.code).toBe('notOpenYet')
  })

  it('A6 refuses an answer after the deadline, with the time, even before the tick has come', () => {
    const run = play().take('open')
    const refusal = refusalOf(run.send('write', write('x', 1), seat, 20 * minute))!
    expect(refusal).toMatchObject({ code: 'closed', details: { at: opening + 20 * minute } })
    expect(refusal.zh).toContain(clockTime(opening + 20 * minute))
    run.take('tick', {}, 3000)
    expect(run.state.closed).toMatchObject({ how: 'deadline', at: opening + 20 * minute, usedMs: 20 * minute })
    expect(refusalOf(run.send('write', write('x', 2), seat, minute))).toMatchObject({
      code: 'closed',
      details: { at: opening + 20 * minute },
    })
  })

  it.each(['submit', 'close', 'pause'])('the deadline closes it although %s comes before the tick', (name) => {
    const run = play()
      .take('open')
      .wait(20 * minute + 700)
    run.take(name, name === 'submit' ? {} : { reason: '收卷' })
    expect(run.state.closed).toMatchObject({ how: 'deadline', at: opening + 20 * minute, usedMs: 20 * minute })
  })

  it('an early tick does nothing', () => {
    const run = play().take('open')
    expect(run.send('tick', {}, server, 20 * minute - 1)).toEqual([])
    expect(run.state.phase).toBe('open')
  })

  it('pauses without losing time and takes nothing meanwhile', () => {
    const run = play()
      .take('open')
      .take('write', write('a', 1), 5 * minute)
      .take('pause', { reason: '停电' })
    expect(run.rules.wakesAt(run.state)).toBeNull()
    expect(refusalOf(run.send('write', write('b', 2), seat, 30 * minute))!.code).toBe('paused')
    expect(refusalOf(run.send('submit'))!.code).toBe('paused')
    expect(run.send('pause', { reason: '停电' })).toEqual([])
    run.take('resume')
    expect(run.state.deadline).toBe(run.now + 15 * minute)
    run.take('submit', {}, minute)
    expect(run.state.closed!.usedMs).toBe(6 * minute)
  })

  it('gives time back before, during and after, each with its reason', () => {
    const before = play().take('giveTime', { seconds: 60, reason: '试音' }).take('open')
    expect(before.state.deadline).toBe(opening + 21 * minute)

    const during = play().take('open').take('giveTime', { seconds: 120, reason: '断网' })
    expect(during.state).toMatchObject({
      deadline: opening + 22 * minute,
      given: [{ seconds: 120, reason: '断网', at: opening }],
    })

    const paused = play()
      .take('open')
      .take('pause', { reason: '停电' }, 10 * minute)
      .take('giveTime', { seconds: 60, reason: '重启' })
      .take('resume')
    expect(paused.state.deadline).toBe(paused.now + 11 * minute)

    const after = play()
      .take('open')
      .take('tick', {}, 20 * minute)
      .take('giveTime', { seconds: 90, reason: '断网' }, minute)
    expect(after.state).toMatchObject({ phase: 'open', closed: null, deadline: after.now + 90_000 })
    after.take('write', write('kept', 1)).take('submit', {}, 30_000)
    expect(after.state.closed!.usedMs).toBe(20 * minute + 30_000)
  })

  it('gives no time back to whoever handed in or was shown the answers', () => {
    const submitted = play().take('open').take('submit')
    expect(refusalOf(submitted.send('giveTime', { seconds: 60, reason: '断网' }))!.code).toBe('submitted')
    const shown = play({ feedback: 'answers' })
      .take('open')
      .take('tick', {}, 20 * minute)
    expect(refusalOf(shown.send('giveTime', { seconds: 60, reason: '断网' }))!.code).toBe('answersShown')
  })

  it('A5 only the server opens, pauses, closes, gives time, releases and judges; a person or another seat does nothing', () => {
    const payloads: Record<string, unknown> = {
      open: {},
      pause: { reason: 'x' },
      resume: {},
      giveTime: { seconds: 1, reason: 'x' },
      close: { reason: 'x' },
      release: { showing: 'answers' },
      tick: {},
      judgeLate: { accept: true, reason: 'x' },
    }
    const person: Actor = { kind: 'person', id: 'p1', roles: ['chiefJudge', 'staff'] }
    const otherSeat: Actor = { kind: 'seat', code: 'K08' }
    const run = play().take('open')
    for (const [name, payload] of Object.entries(payloads))
      expect(refusalOf(run.send(name, payload, seat))?.code, name).toBe('notAllowed')
    for (const by of [person, otherSeat]) {
      for (const [name, payload] of Object.entries({ ...payloads, write: write('x', 1), submit: {} }))
        expect(refusalOf(run.send(name, payload, by))?.code, name).toBe('notYours')
    }
    expect(run.events.map(({ name }) => name)).toEqual(['prepared', 'opened'])
  })

  it('F11 the session’s clock is the deadline, also where the seat was opened a moment later: late work is taken', () => {
    const run = play()
      .take('open')
      .take('close', { reason: '时间到', timeUp: true }, 20 * minute - 40)
    expect(run.state.closed).toMatchObject({ how: 'deadline', at: opening + 20 * minute, usedMs: 20 * minute })
    run.take('handInLate', { edits: [{ name: 'write', payload: write('abc', 1), editedAt: opening + minute }] }, minute)
    expect(run.state.late).toHaveLength(1)
  })

  it('keeps what was typed when staff close it, with the reason', () => {
    const run = play().take('open').take('write', write('abc', 1)).take('close', { reason: '弃赛' }, minute)
    expect(run.state.closed).toMatchObject({ how: 'staff', usedMs: minute })
    expect(run.events.at(-1)!.payload).toMatchObject({ reason: '弃赛' })
    expect(run.score().points).toBe('3')
    expect(run.send('close', { reason: '弃赛' })).toEqual([])
  })

  describe('that each entrant begins within a window', () => {
    const window = { opensAt: opening + minute, closesAt: opening + 31 * minute }

    it('waits for the staff where there is no window', () => {
      expect(refusalOf(play().send('begin'))!.code).toBe('waitsForStaff')
    })

    it('A6 opens only within the window, and says its time otherwise', () => {
      const run = play({ window })
      expect(refusalOf(run.send('begin'))).toMatchObject({ code: 'notOpenYet', details: window })
      expect(refusalOf(run.send('write', write('x', 1)))!.zh).toContain(clockTime(window.opensAt))
      expect(refusalOf(run.send('begin', {}, seat, 31 * minute))).toMatchObject({ code: 'closed', details: window })
    })

    it('gives the whole time to whoever begins early, what is left to whoever begins late', () => {
      expect(play({ window }).take('begin', {}, 2 * minute).state.deadline).toBe(opening + 22 * minute)
      const late = play({ window }).take('begin', {}, 25 * minute)
      expect(late.state.deadline).toBe(window.closesAt)
      late.take('tick', {}, 6 * minute)
      expect(late.state.closed!.usedMs).toBe(6 * minute)
    })
  })

  describe('whose network was gone at the deadline', () => {
    const edit = (note: string, revision: number, afterMs: number) => ({
      name: 'write',
      payload: write(note, revision),
      editedAt: opening + afterMs,
    })
    const closed = () =>
      play()
        .take('open')
        .take('write', write('saved', 1), minute)
        .take('tick', {}, 19 * minute)

    it('F11 keeps edits made before it, and takes them when the staff accept', () => {
      const run = closed().take(
        'handInLate',
        { edits: [edit('offline', 3, 19 * minute), edit('earlier', 2, 18 * minute)] },
        5 * minute,
      )
      expect(run.state).toMatchObject({ work: { note: 'saved' }, phase: 'closed' })
      expect(run.view({ as: 'staff', id: 's1' })!.late).toBe(2)
      run.take('judgeLate', { accept: true, reason: '断网核实' })
      expect(run.state).toMatchObject({ work: { note: 'offline', revision: 3 }, late: [], phase: 'closed' })
      expect(run.score().points).toBe('7')
    })

    it('F11 leaves the work alone when the staff decline', () => {
      const run = closed()
        .take('handInLate', { edits: [edit('offline', 2, 19 * minute)] })
        .take('judgeLate', { accept: false, reason: '无故障' })
      expect(run.state).toMatchObject({ work: { note: 'saved' }, late: [] })
    })

    it('takes nothing made after the deadline or before the opening, and passes over what the item refuses', () => {
      const run = closed()
      expect(
        refusalOf(run.send('handInLate', { edits: [edit('cheat', 9, 20 * minute + 1), edit('cheat', 9, -1)] }))!.code,
      ).toBe('closed')
      run.take('handInLate', {
        edits: [
          edit('forbidden', 2, 2 * minute),
          { name: 'open', payload: {}, editedAt: opening + 1 },
          edit('good', 3, 3 * minute),
        ],
      })
      run.take('judgeLate', { accept: true, reason: '核实' })
      expect(run.state.work).toMatchObject({ note: 'good' })
    })

    it('takes late work only after a deadline, and only for a while', () => {
      expect(
        refusalOf(
          play()
            .take('open')
            .take('submit')
            .send('handInLate', { edits: [edit('x', 1, 0)] }),
        )!.code,
      ).toBe('notLate')
      expect(refusalOf(closed().send('handInLate', { edits: [edit('x', 2, 0)] }, seat, lateWindowMs + 1))!.code).toBe(
        'tooLate',
      )
      expect(refusalOf(closed().send('judgeLate', { accept: true, reason: 'x' }))!.code).toBe('notLate')
    })
  })

  it('keeps checks and incidents for the staff, without letting one seat fill the journal', () => {
    const run = play()
      .take('reportCheck', { check: 'sound', passed: false })
      .take('reportCheck', { check: 'sound', passed: true })
    expect(run.send('reportCheck', { check: 'sound', passed: true })).toEqual([])
    run.take('open')
    for (let i = 0; i < mostIncidents + 5; i += 1) run.take('reportIncident', { kind: 'pasted' })
    expect(run.state.incidents).toHaveLength(mostIncidents)
    expect(run.view({ as: 'staff', id: 's1' })).toMatchObject({
      checks: { sound: true },
      incidents: { length: mostIncidents },
    })
    expect(run.view(contestant)).not.toHaveProperty('incidents')
  })

  it.each([
    ['none', 'closed', false],
    ['score', 'closed', true],
    ['answers', 'answers', true],
  ] as const)('feedback %s shows the contestant %s right after handing in', (feedback, showing, scored) => {
    const run = play({ feedback }).take('open')
    expect(run.view(contestant)).toMatchObject({ work: { showing: 'working' } })
    expect(run.view(contestant)).not.toHaveProperty('score')
    expect(run.files(contestant)).toEqual(['file'])
    run.take('submit')
    expect(run.view(contestant)).toMatchObject({ work: { showing } })
    expect('score' in run.view(contestant)!).toBe(scored)
    expect(run.files(contestant)).toEqual(showing === 'answers' ? ['file', 'key file'] : [])
  })

  it('shows each viewer their part: nothing to screens, judges and other seats, keys to officials once closed', () => {
    const run = play().take('open').take('write', write('abc', 1))
    const official = { as: 'official', id: 'f1', roles: ['chiefJudge'] } as const
    for (const viewer of [{ as: 'screen' }, { as: 'judge', id: 'j1' }, { as: 'contestant', code: 'K08' }] as const) {
      expect(run.view(viewer)).toBeNull()
      expect(run.files(viewer)).toEqual([])
    }
    expect(run.view(official)).not.toHaveProperty('inspection')
    expect(run.view(official)).toMatchObject({ progress: { done: 3, total: 10 } })
    run.take('submit', {}, 1000)
    expect(run.view(official)).toMatchObject({
      inspection: { work: { key: 'KEY' }, time: { itemSeconds: 1200, usedMs: 1000 } },
      score: { points: '3' },
    })
    expect(run.view({ as: 'staff', id: 's1' })).not.toHaveProperty('inspection')
    expect(run.files(official)).toEqual(['file', 'key file'])
    run.take('release', { showing: 'answers' })
    expect(run.view(contestant)).toMatchObject({ work: { key: 'KEY' }, score: { points: '3' } })
    expect(run.send('release', { showing: 'answers' })).toEqual([])
  })

  it('replays from any snapshot to the same state', () => {
    const act = fc.oneof(
      fc.record({ name: fc.constantFrom('open', 'resume', 'tick', 'submit'), payload: fc.constant({}) }),
      fc.record({ name: fc.constantFrom('pause', 'close'), payload: fc.constant({ reason: 'x' }) }),
      fc.record({
        name: fc.constant('giveTime'),
        payload: fc.record({ seconds: fc.integer({ min: 1, max: 600 }), reason: fc.constant('x') }),
      }),
      fc.record({
        name: fc.constant('write'),
        payload: fc.record({ note: fc.string(), revision: fc.integer({ min: 1, max: 9 }) }),
      }),
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(act, fc.integer({ min: 0, max: 10 * minute })), { maxLength: 25 }),
        fc.nat(),
        (acts, cut) => {
          const run = play()
          for (const [{ name, payload }, ms] of acts) run.send(name, payload, undefined, ms)
          const at = cut % (run.events.length + 1)
          const snapshot =
            at === 0 ? null : (JSON.parse(JSON.stringify(replay(rules, run.events.slice(0, at) as never))) as never)
          expect(replay(rules, run.events.slice(at) as never, snapshot)).toEqual(run.state)
          const { closed, allowedMs } = run.state
          if (closed) expect(closed.usedMs).toBeLessThanOrEqual(allowedMs)
          expect(run.state.deadline !== null).toBe(run.state.phase === 'open')
        },
      ),
      { numRuns: 100 },
    )
  })

  it('refuses at once an item that takes a sitting’s own command', () => {
    expect(() => sitting({ type: 'bad', commands: { submit: z.object({}) } } as never)).toThrow('submit')
  })
})
