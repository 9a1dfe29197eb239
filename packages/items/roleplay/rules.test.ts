import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal, type Actor, type Role, type Viewer } from '@leitai/core/run.ts'
import { chance, deriveSeed, sha256Hex } from '@leitai/core/seed.ts'
import { code, Play, seat, server, viewers } from '@leitai/core/sitting/testing/play.ts'
import { whatIsMissing } from './material.ts'
import { roleplayOptions } from './options.ts'
import { rules } from './rules.ts'
import type {
  RoleplayClock,
  RoleplayConduct,
  RoleplayInspection,
  RoleplayMaterial,
  RoleplayPiece,
  RoleplayScene,
  RoleplayWork,
} from './types.ts'

const t = (zh: string) => ({ zh, en: `${zh} in English` })
const material: RoleplayMaterial = {
  title: t('前台'),
  scenes: ['pay', 'repair', 'complaint'].map((id) => ({
    id,
    title: t(`标题-${id}`),
    audience: t(`观众-${id}`),
    entrant: t(`选手卡-${id}`),
    judges: t(`裁判提示-${id}`),
    handout: [{ title: t(`材料名-${id}`), text: t(`材料文-${id}`) }],
    questions: [{ text: t(`场问-${id}`), key: t(`场答-${id}`) }],
  })),
  questions: Array.from({ length: 8 }, (_, i) => ({ text: t(`通问-${i}`), key: t(`通答-${i}`) })),
}
const second = 1000
const minute = 60 * second
const host: Actor = { kind: 'person', id: 'h1', roles: ['host'] }
const judge = { as: 'judge', id: 'j1' } as const
const screen = { as: 'screen' } as const
const contestant = { as: 'contestant', code } as const
const official = { as: 'official', id: 'f1', roles: ['chiefJudge'] } as const

interface Setting {
  options?: object
  setup?: object
  seed?: string
  itemSeed?: string
}
const usual = { study: { minutes: 2 }, performance: { minutes: 5 } }
function play({ options, setup, ...seeds }: Setting = {}): Play {
  return new Play(rules, {
    options: { ...usual, ...options },
    setup: { seconds: 540, itemSeconds: 540, ...setup },
    material,
    ...seeds,
  })
}
/** Sends what must be taken, each `ms` after what came before. */
function go(
  run: Play,
  ...steps: ([name: string] | [name: string, ms: number] | [name: string, ms: number, payload: object])[]
) {
  for (const [name, ms = 0, payload = {}] of steps) {
    const by = name in fromServer ? server : name === 'reportIncident' || name === 'reportCheck' ? seat : host
    const answer = run.send(name, payload, by, ms)
    if (isRefusal(answer)) throw new Error(`${name} refused: ${answer.en}`)
  }
  return run
}
const fromServer: Record<string, true> = {}
for (const name of ['open', 'call', 'pause', 'resume', 'giveTime', 'close', 'release', 'tick', 'attach'])
  fromServer[name] = true

const refusal = (run: Play, name: string, payload: object = {}, by: Actor = host) => {
  const answer = run.send(name, payload, by)
  return isRefusal(answer) ? answer.code : answer
}
const clock = (run: Play): RoleplayClock => (run.view(judge)!.piece as RoleplayPiece).clock
const measures = (run: Play) => run.rules.judgeable!(run.state).measures
const work = (run: Play) => run.work<RoleplayWork>()
const conduct = (run: Play) => run.view({ as: 'host', id: 'h1' })!.work as RoleplayConduct
const recording = { slot: 'recording', hash: 'a'.repeat(64), bytes: 9, mime: 'video/mp4', name: '张三.mp4' }
const pausing = { reason: '停电' }

describe('the clock', () => {
  it('runs from the call to the end, with study and performance apart', () => {
    const run = go(play(), ['open'], ['call', minute])
    expect(run.view(contestant)).toMatchObject({
      phase: 'open',
      openedAt: run.now,
      deadline: null,
      remainingMs: 2 * minute,
    })
    go(run, ['beginStudy', 30 * second])
    expect(run.view(contestant)).toMatchObject({ deadline: run.now + 2 * minute, remainingMs: 0 })
    go(run, ['endStudy', 90 * second])
    expect(run.view(contestant)).toMatchObject({
      deadline: null,
      remainingMs: 5 * minute,
      progress: { done: 1, total: 2 },
    })
    go(run, ['beginPerformance', minute], ['endPerformance', 4 * minute + 200])
    expect(run.view(contestant)).toMatchObject({
      phase: 'closed',
      closed: { how: 'submitted', at: run.now, usedMs: 4 * minute + 200 },
      progress: { done: 2, total: 2 },
    })
    expect(measures(run)).toEqual({ performanceSeconds: '241', studySeconds: '90' })
  })

  it('ends the study at its time by a tick, however late that comes', () => {
    const run = go(play(), ['call'], ['beginStudy'])
    expect(run.rules.wakesAt(run.state)).toBe(run.now + 2 * minute)
    go(run, ['tick', 2 * minute - 1])
    expect(clock(run).stage).toBe('studying')
    go(run, ['tick', 7 * second])
    expect(clock(run)).toMatchObject({ stage: 'ready', study: { spentMs: 2 * minute, since: null } })
    expect(run.rules.wakesAt(run.state)).toBeNull()
  })

  it('counts a start that comes between the end of the study and its tick', () => {
    const run = go(play(), ['call'], ['beginStudy'], ['beginPerformance', 2 * minute + 40])
    expect(clock(run)).toMatchObject({
      stage: 'performing',
      study: { spentMs: 2 * minute },
      performance: { since: run.now },
    })
  })

  it('C02.presence.overtime goes on after its time, counts up, and ends itself when it is too long', () => {
    const run = go(play(), ['call'], ['beginStudy'], ['endStudy'], ['beginPerformance'])
    const began = run.now
    expect(run.rules.wakesAt(run.state)).toBe(began + 5 * minute)
    go(run, ['tick', 5 * minute + 3])
    expect(run.view(contestant)).toMatchObject({ phase: 'open', deadline: null, remainingMs: 0 })
    expect(run.rules.wakesAt(run.state)).toBe(began + 7 * minute)
    go(run, ['tick', 2 * minute - 4])
    expect(run.state.phase).toBe('open')
    go(run, ['tick', 5 * second])
    expect(run.state.closed).toMatchObject({ how: 'deadline', at: began + 7 * minute, usedMs: 7 * minute })
    expect(measures(run)['performanceSeconds']).toBe('420')
  })

  it.each([
    [5 * minute, '300'],
    [5 * minute + 1, '301'],
    [5 * minute + 9999, '310'],
    [5 * minute + 10_000, '310'],
  ])('C02.presence.overtime %i ms are %s whole seconds begun', (ms, seconds) => {
    const run = go(play({ options: { study: undefined } }), ['call'], ['beginPerformance'], ['endPerformance', ms])
    expect(measures(run)['performanceSeconds']).toBe(seconds)
  })

  it('closes at once where nothing may go over', () => {
    const options = { study: undefined, performance: { minutes: 5, mostOverSeconds: 0 } }
    const run = go(play({ options }), ['call'], ['beginPerformance'], ['tick', 5 * minute])
    expect(run.state.closed).toMatchObject({ how: 'deadline', usedMs: 5 * minute })
  })

  it('a pause holds study and performance', () => {
    const run = go(play(), ['call'], ['beginStudy'], ['pause', 30 * second, pausing])
    expect(run.view(contestant)).toMatchObject({ phase: 'paused', deadline: null, remainingMs: 90 * second })
    expect(run.rules.wakesAt(run.state)).toBeNull()
    go(run, ['resume', 10 * minute])
    expect(run.view(contestant)).toMatchObject({ phase: 'open', deadline: run.now + 90 * second })
    go(run, ['tick', 90 * second], ['beginPerformance'], ['pause', minute, pausing], ['resume', minute])
    go(run, ['endPerformance', minute])
    expect(measures(run)).toEqual({ performanceSeconds: '120', studySeconds: '120' })
  })

  it('a pause before the start and one between study and start hold nothing back', () => {
    const run = go(play(), ['call'], ['pause', 0, pausing], ['resume', minute], ['beginStudy'], ['endStudy', second])
    go(run, ['pause', 0, pausing], ['resume', minute], ['beginPerformance'], ['endPerformance', second])
    expect(measures(run)).toEqual({ performanceSeconds: '1', studySeconds: '1' })
  })

  it('a false start goes back to the beginning: at once without a reason, later with one, and is on record', () => {
    const run = go(
      play(),
      ['call'],
      ['beginStudy'],
      ['endStudy', minute],
      ['beginPerformance'],
      ['undoStart', 12 * second],
    )
    expect(clock(run)).toMatchObject({ stage: 'ready', performance: { spentMs: 0, since: null } })
    go(run, ['beginPerformance', minute])
    run.wait(30 * second + 1)
    expect(refusal(run, 'undoStart')).toBe('reasonNeeded')
    go(run, ['undoStart', 0, { reason: '话筒没有声音' }], ['beginPerformance'], ['endPerformance', 3 * minute])
    expect(run.state.closed!.usedMs).toBe(3 * minute)
    expect(
      (run.view(official)!.inspection as RoleplayInspection).moments.filter(({ what }) => what === 'startUndone'),
    ).toMatchObject([
      { of: 'performance', ranMs: 12 * second, reason: null },
      { of: 'performance', ranMs: 30 * second + 1, reason: '话筒没有声音' },
    ])
  })

  it('a false start of the study gives it back whole, and one in overtime the whole time', () => {
    const run = go(play(), ['call'], ['beginStudy'], ['undoStart', 5 * second])
    expect(clock(run)).toMatchObject({ stage: 'called', study: { spentMs: 0, since: null } })
    go(run, ['beginStudy'], ['endStudy'], ['beginPerformance'], ['tick', 5 * minute + second])
    go(run, ['undoStart', second, { reason: '断电' }], ['beginPerformance'])
    expect(run.view(contestant)!.deadline).toBe(run.now + 5 * minute)
  })

  it('time given back, and extra time, are no overtime', () => {
    const given = go(play(), ['call'], ['beginStudy'], ['endStudy'], ['beginPerformance'])
    go(given, ['giveTime', minute, { seconds: 60, reason: '停电' }])
    expect(given.view(contestant)!.deadline).toBe(given.now + 5 * minute)
    expect(measures(go(given, ['endPerformance', 5 * minute + 10 * second]))['performanceSeconds']).toBe('310')

    const longer = go(play({ setup: { seconds: 675 } }), ['call'], ['beginStudy'])
    expect(longer.view(contestant)!.deadline).toBe(longer.now + 2.5 * minute)
    go(longer, ['endStudy'], ['beginPerformance'], ['endPerformance', 6 * minute])
    expect(measures(longer)['performanceSeconds']).toBe('300')
    const short = go(play({ setup: { seconds: 675 } }), ['call'], ['beginStudy'], ['endStudy'], ['beginPerformance'])
    expect(measures(go(short, ['endPerformance', 4 * minute]))['performanceSeconds']).toBe('240')
  })

  it('time given in overtime ends the overtime', () => {
    const run = go(play(), ['call'], ['beginStudy'], ['endStudy'], ['beginPerformance'], ['tick', 5 * minute])
    go(run, ['giveTime', second, { seconds: 30, reason: '提问拖延' }])
    expect(run.view(contestant)!.deadline).toBe(run.now + 29 * second)
    expect(run.rules.wakesAt(run.state)).toBe(run.now + 29 * second)
  })

  it('A7 counts from when it was pressed, within what can be', () => {
    const run = go(play({ options: { study: undefined } }), ['call', minute])
    const press = (name: string, pressedAt: number, now: number) => {
      run.now = now
      const context = { now, by: host, seed: sha256Hex(name), pressedAt }
      const events = run.rules.decide(run.state, { name, payload: {} }, context)
      if (isRefusal(events)) throw new Error(events.en)
      return events
    }
    const called = run.now
    expect(press('beginPerformance', called - minute, called + 400)[0]!.payload).toEqual({ at: called })
    expect(press('beginPerformance', called + 100, called + 400)[0]!.payload).toEqual({ at: called + 100 })
    expect(press('beginPerformance', called + minute, called + 400)[0]!.payload).toEqual({ at: called + 400 })
  })
})

describe('the draw', () => {
  it('draws when called and not before, from a seed that gives it again', () => {
    const run = go(play(), ['open'])
    expect(run.state.phase).toBe('waiting')
    expect(JSON.stringify(run.events)).not.toContain('"draw":{')
    go(run, ['call', minute])
    const inspected = go(run, ['close', 0, { reason: '测试' }]).view(official)!.inspection as RoleplayInspection
    const [drawn] = inspected.draws
    const pool = inspected.pool.map(({ id }) => id)
    expect(drawn!.scene).toBe(chance(deriveSeed(drawn!.seed, 'scene')).sample(pool, 1)[0])
    expect(inspected.scene!.id).toBe(drawn!.scene)
  })

  it('each entrant draws its own, or all have the same', () => {
    const sceneFor = (draw: string, n: number) => {
      const run = play({ options: { draw, questions: 3 }, seed: `entrant ${n}`, itemSeed: 'x' })
      // What the server does before differs from one entrant to the next, and so the call's own seed.
      for (let i = 0; i < n; i += 1) go(run, ['tick'])
      return JSON.stringify((go(run, ['call']).view(judge)!.piece as RoleplayPiece).questions)
    }
    const ten = Array.from({ length: 10 }, (_, n) => n)
    expect(new Set(ten.map((n) => sceneFor('entrant', n))).size).toBeGreaterThan(3)
    expect(new Set(ten.map((n) => sceneFor('shared', n))).size).toBe(1)
  })

  it('asks the scene’s own questions and as many others as the rulebook says, all different', () => {
    const { questions } = go(play({ options: { questions: 4 } }), ['call']).view(judge)!.piece as RoleplayPiece
    expect(questions).toHaveLength(5)
    expect(questions[0]!.text.zh).toContain('场问')
    expect(new Set(questions.map(({ text }) => text.zh)).size).toBe(5)
  })

  it('another scene is drawn with a reason, never the same, on record, and until none is left', () => {
    const run = go(
      play({ options: { questions: 2 } }),
      ['call'],
      ['beginStudy'],
      ['redraw', 10 * second, { reason: '选手做过此题' }],
    )
    expect(clock(run)).toMatchObject({ stage: 'called', study: { spentMs: 0, since: null } })
    go(run, ['redraw', 0, { reason: '题目有误' }])
    expect(conduct(run)).toMatchObject({ redraws: 2, redrawsLeft: 0 })
    expect(refusal(run, 'redraw', { reason: '再换' })).toBe('nothingLeft')
    go(run, ['close', 0, { reason: '测试' }])
    const { draws, moments } = run.view(official)!.inspection as RoleplayInspection
    expect(new Set(draws.map(({ scene }) => scene)).size).toBe(3)
    expect(new Set(draws.map(({ questions }) => questions.join())).size).toBe(1)
    expect(moments.filter(({ what }) => what === 'redrawn')).toMatchObject([
      { reason: '选手做过此题' },
      { reason: '题目有误' },
    ])
  })

  it('C05.oral other questions are drawn where there is no scene', () => {
    const run = go(play({ options: { draw: 'none', questions: 3, study: undefined } }), ['call'])
    const before = (run.view(judge)!.piece as RoleplayPiece).questions
    go(run, ['redraw', 0, { reason: '题目泄露' }])
    const after = (run.view(judge)!.piece as RoleplayPiece).questions
    expect(after).toHaveLength(3)
    expect(after.filter(({ text }) => before.some((one) => one.text.zh === text.zh))).toEqual([])
    expect(refusal(run, 'redraw', { reason: '再换' })).toBe('nothingLeft')
  })

  it('no other scene once it is performed', () => {
    const run = go(play(), ['call'], ['beginStudy'], ['endStudy'], ['beginPerformance'])
    expect(refusal(run, 'redraw', { reason: '换' })).toBe('performing')
  })

  it('C02.presence a show needs neither scene nor question', () => {
    const run = go(play({ options: { draw: 'none', study: undefined } }), ['call'], ['beginPerformance'])
    expect(run.view(judge)!.piece).toMatchObject({ scene: null, questions: [] })
    expect(refusal(run, 'redraw', { reason: '换' })).toBe('performing')
    expect(work(run)).not.toHaveProperty('scene')
  })

  it.each([
    [{ draw: 'entrant' }, { scenes: [] }, 'noScenes'],
    [{ draw: 'shared' }, { scenes: [] }, 'noScenes'],
    [{ draw: 'none', questions: 9 }, {}, 'tooFewQuestions'],
    [{ draw: 'none', questions: 8 }, { scenes: [] }, undefined],
    [{}, {}, undefined],
  ])('options %j with material %j: %s', (options, changed, missing) => {
    const chosen = roleplayOptions.parse({ ...usual, ...options })
    expect(whatIsMissing(chosen, { ...material, ...changed })?.code).toBe(missing)
  })
})

describe('who may do what', () => {
  const person = (role: Role): Actor => ({ kind: 'person', id: 'p', roles: [role] })

  it.each(['host', 'staff', 'organiser', 'chiefJudge'] as const)('%s conducts', (role) => {
    expect(refusal(go(play(), ['call']), 'beginStudy', {}, person(role))).toMatchObject([{ name: 'studyBegan' }])
  })

  it.each(['judge', 'supervisor', 'arbiter', 'leader', 'sealingOfficer'] as const)('%s does not', (role) => {
    const run = go(play(), ['call'])
    for (const [name, payload] of [
      ['beginStudy', {}],
      ['redraw', { reason: 'x' }],
      ['note', { text: 'x' }],
    ] as const)
      expect(refusal(run, name, payload, person(role))).toBe('notYours')
  })

  it('A5 nobody but the server does official acts or brings a recording', () => {
    const run = go(
      play({ options: { recording: 'required' } }),
      ['call'],
      ['beginStudy'],
      ['endStudy'],
      ['beginPerformance'],
    )
    for (const by of [host, person('organiser'), seat, { kind: 'seat', code: 'K08' } as const]) {
      for (const [name, payload] of [
        ['call', {}],
        ['pause', pausing],
        ['giveTime', { seconds: 5, reason: 'x' }],
        ['close', { reason: 'x' }],
        ['attach', recording],
      ] as const)
        expect(refusal(run, name, payload, by), `${name} by ${by.kind}`).toBeTypeOf('string')
    }
    expect(run.state.phase).toBe('open')
  })

  it('the seat ends nothing, starts nothing, and reports its checks', () => {
    const run = go(play(), ['open'])
    expect(refusal(run, 'begin', {}, seat)).toBe('waitsForCall')
    expect(refusal(run, 'beginStudy', {}, seat)).toBe('notAllowed')
    go(
      run,
      ['reportCheck', 0, { check: 'sound', passed: true }],
      ['call'],
      ['reportIncident', 0, { kind: 'leftFullScreen' }],
    )
    expect(refusal(run, 'submit', {}, seat)).toBe('hostEnds')
    expect(refusal(run, 'handInLate', { edits: [] }, seat)).toBe('notLate')
    expect(run.view({ as: 'staff', id: 's' })).toMatchObject({
      checks: { sound: true },
      incidents: [{ kind: 'leftFullScreen' }],
    })
    expect(refusal(run, 'reportCheck', { check: 'sound', passed: false }, { kind: 'seat', code: 'K08' })).toBe(
      'notYours',
    )
  })

  it.each([
    ['before the call', [], ['beginStudy', 'beginPerformance', 'endPerformance', 'undoStart'], 'notCalled'],
    ['called', ['call'], ['endStudy', 'endPerformance'], 'wrongStage'],
    ['called', ['call'], ['beginPerformance'], 'studyFirst'],
    ['called', ['call'], ['undoStart'], 'notStarted'],
    ['studying', ['call', 'beginStudy'], ['beginPerformance', 'endPerformance'], 'wrongStage'],
    ['ready', ['call', 'beginStudy', 'endStudy'], ['beginStudy', 'endPerformance'], 'wrongStage'],
    ['performing', ['call', 'beginStudy', 'endStudy', 'beginPerformance'], ['beginStudy', 'endStudy'], 'wrongStage'],
    [
      'over',
      ['call', 'beginStudy', 'endStudy', 'beginPerformance', 'endPerformance'],
      ['beginPerformance', 'undoStart'],
      'closed',
    ],
  ])('%s: %j then %j is refused', (_, before, refused, why) => {
    const run = go(play(), ...before.map((name) => [name, second] as [string, number]))
    for (const name of refused) expect(refusal(run, name), name).toBe(why)
  })

  it('F9 a second press has no effect', () => {
    const run = play()
    for (const name of ['call', 'beginStudy', 'endStudy', 'beginPerformance', 'endPerformance']) {
      go(run, [name, second])
      const before = run.state
      go(run, [name, 100])
      expect(run.state).toBe(before)
    }
  })

  it('while paused nothing is started', () => {
    const run = go(play(), ['call'], ['pause', 0, pausing])
    expect(refusal(run, 'beginStudy')).toBe('paused')
    go(run, ['note', 0, { text: '设备故障' }], ['redraw', 0, { reason: '停电时题目被看到' }])
    expect(conduct(run).notes).toMatchObject([{ text: '设备故障' }])
  })

  it('an absent entrant’s run is closed without having been called', () => {
    const run = go(play(), ['open'], ['close', minute, { reason: '缺考' }])
    expect(run.state.closed).toMatchObject({ how: 'staff', usedMs: 0 })
    expect(refusal(run, 'call', {}, server)).toBe('closed')
    expect(run.view(judge)).toBeNull()
    expect(run.view(screen)).toBeNull()
  })

  it('its session’s end ends it', () => {
    const run = go(play({ options: { study: undefined } }), ['call'], ['beginPerformance'])
    go(run, ['close', minute, { reason: '时间到', timeUp: true }])
    expect(run.state.closed).toMatchObject({ how: 'deadline', usedMs: minute })
  })
})

describe('recording', () => {
  const performing = (recordingRule: string) =>
    go(play({ options: { recording: recordingRule, study: undefined } }), ['call'], ['beginPerformance'])
  const slots = (run: Play, viewer: Viewer) => Object.keys(run.rules.uploads!(run.state, viewer))
  const toldOfIt = ['contestant', 'host', 'staff', 'organiser', 'official']

  it('is taken while performing and for half an hour after; the last one counts', () => {
    const run = go(performing('optional'), ['attach', second, recording], ['endPerformance', minute])
    go(run, ['attach', 30 * minute, { ...recording, hash: 'b'.repeat(64), seconds: 61.5 }])
    run.wait(1)
    expect(refusal(run, 'attach', { ...recording, hash: 'c'.repeat(64) }, server)).toBe('tooLate')
    expect(run.view(judge)!.piece).toMatchObject({ recording: { hash: 'b'.repeat(64), seconds: 61.5 } })
    expect(run.files(judge)).toEqual(['b'.repeat(64)])
    expect(run.files(official)).toEqual(['a'.repeat(64), 'b'.repeat(64)])
    for (const viewer of [contestant, screen, { as: 'host', id: 'h' } as const]) expect(run.files(viewer)).toEqual([])
  })

  it('A3 judges never learn the file’s name, which may hold a person’s', () => {
    const run = go(performing('optional'), ['attach', second, recording])
    expect(JSON.stringify(run.view(judge))).not.toContain('张三')
    expect(conduct(run).recording).toMatchObject({ wanted: 'optional', name: '张三.mp4' })
  })

  it('is refused before, as another file, and where none is wanted', () => {
    const early = go(play({ options: { recording: 'required' } }), ['call'])
    expect(refusal(early, 'attach', recording, server)).toBe('notPerformed')
    expect(refusal(performing('required'), 'attach', { ...recording, mime: 'text/html' }, server)).toBe('notARecording')
    expect(refusal(performing('none'), 'attach', recording, server)).toBe('noRecording')
    expect(refusal(performing('required'), 'attach', { ...recording, slot: 'other' }, server)).toBe('noRecording')
  })

  it('that is required is owed from the end until it comes, and told to those who may bring or miss it', () => {
    const run = performing('required')
    const owed = (viewer: Viewer) => run.view(viewer)?.afterwards?.owed
    expect(viewers.map(owed)).toEqual(viewers.map(() => undefined))
    expect(work(run).recording).toBeUndefined()
    go(run, ['endPerformance', minute])
    expect(viewers.filter((viewer) => owed(viewer) === true).map(({ as }) => as)).toEqual(toldOfIt)
    const { recording: box } = work(run)
    expect(box).toEqual({
      wanted: 'required',
      name: null,
      seconds: null,
      takes: true,
      until: run.state.closed!.at + 30 * minute,
    })
    go(run, ['attach', second, recording])
    expect(viewers.filter((viewer) => owed(viewer) === false).map(({ as }) => as)).toEqual(toldOfIt)
    expect((run.view(official)!.work as RoleplayConduct).recording).toMatchObject({ name: '张三.mp4', takes: false })
  })

  it('is owed by nobody who did not perform', () => {
    const run = go(play({ options: { recording: 'required' } }), ['call'], ['close', second, { reason: '弃权' }])
    expect(run.view(official)!.afterwards).toBeUndefined()
    expect(work(run).recording).toBeUndefined()
  })

  it('is asked of the entrant and those who conduct on the floor while it can be taken', () => {
    const run = performing('required')
    expect(viewers.filter((viewer) => slots(run, viewer).length > 0).map(({ as }) => as)).toEqual([
      'contestant',
      'host',
      'staff',
      'organiser',
    ])
    expect(slots(run, contestant)).toEqual(['recording'])
    expect(slots(go(play({ options: { recording: 'required' } }), ['call']), contestant)).toEqual([])
    expect(slots(performing('none'), contestant)).toEqual([])
  })
})

describe('what judges are told', () => {
  it('nothing before the call, live on the stage, done after', () => {
    const run = go(play(), ['open'])
    const phases: string[] = []
    const look = () => phases.push(run.rules.judgeable!(run.state).phase)
    look()
    for (const name of ['call', 'beginStudy', 'endStudy', 'beginPerformance', 'endPerformance']) {
      go(run, [name, second])
      look()
    }
    expect(phases).toEqual(['waiting', 'live', 'live', 'live', 'live', 'done'])
    expect(run.rules.measures).toEqual(Object.keys(measures(run)).toSorted())
    expect(run.score()).toMatchObject({ points: '0', pending: true })
  })
})

describe('A1 who knows what, and when', () => {
  const all = (mark: string) => material.scenes.map(({ id }) => `${mark}-${id}`)
  const common = (mark: string) => material.questions.map((_, i) => `${mark}-${i}`)
  const secrets = {
    title: all('标题'),
    audience: all('观众'),
    card: all('选手卡'),
    brief: all('裁判提示'),
    handout: all('材料文'),
    ownQuestion: all('场问'),
    ownKey: all('场答'),
    question: common('通问'),
    key: common('通答'),
  }
  type Secret = keyof typeof secrets
  /** Which secrets are somewhere in what this viewer gets. */
  const known = (run: Play, viewer: Viewer): Secret[] => {
    const seen = JSON.stringify(run.view(viewer))
    return (Object.keys(secrets) as Secret[]).filter((secret) => secrets[secret].some((mark) => seen.includes(mark)))
  }
  const steps = ['open', 'call', 'beginStudy', 'endStudy', 'beginPerformance', 'endPerformance']
  const stages = ['before', 'called', 'studying', 'ready', 'performing', 'over'] as const
  const knownByStage = (viewer: Viewer, options: object = {}) => {
    const run = play({ options: { questions: 2, ...options } })
    return Object.fromEntries(
      stages.map((stage, i) => {
        go(run, [steps[i]!, second])
        return [stage, known(run, viewer).join(' ')]
      }),
    )
  }

  it('the entrant: its card from the call, its handout while it may be read, never brief or keys', () => {
    expect(knownByStage(contestant)).toEqual({
      before: '',
      called: 'title card',
      studying: 'title card handout',
      ready: 'title card handout',
      performing: 'title card handout',
      over: 'title card',
    })
    expect(knownByStage({ as: 'trainee', code })).toEqual(knownByStage(contestant))
    expect(knownByStage(contestant, { study: { minutes: 2, keepHandout: false } })).toMatchObject({
      studying: 'title card handout',
      ready: 'title card',
      performing: 'title card',
    })
  })

  it('the entrant and the hall read questions only where the rulebook shows them, and only while performing', () => {
    const shown = { showQuestions: true }
    expect(knownByStage(contestant, shown)).toMatchObject({
      ready: 'title card handout',
      performing: 'title card handout ownQuestion question',
      over: 'title card',
    })
    expect(knownByStage(screen, shown)).toMatchObject({
      ready: 'title audience',
      performing: 'title audience ownQuestion question',
    })
    // C05.oral: a question drawn on stage is read by all; C02.phone: the hall sees the clock, and nobody reads ahead.
    expect(knownByStage(screen, { draw: 'none' })).toMatchObject({ performing: 'question', over: '' })
    expect(knownByStage(contestant, { draw: 'none', audience: 'clock' })).toMatchObject({ performing: '' })
  })

  it('another entrant: nothing at all', () => {
    expect(new Set(Object.values(knownByStage({ as: 'contestant', code: 'K08' })))).toEqual(new Set(['']))
    expect(play().view({ as: 'contestant', code: 'K08' })).toBeNull()
  })

  it('the hall: title and what it is told, or the clock alone', () => {
    expect(knownByStage(screen)).toEqual({
      before: '',
      called: 'title audience',
      studying: 'title audience',
      ready: 'title audience',
      performing: 'title audience',
      over: 'title audience',
    })
    expect(new Set(Object.values(knownByStage(screen, { audience: 'clock' })))).toEqual(new Set(['']))
    const run = play()
    expect(run.view(screen)).toBeNull()
    expect((go(run, ['call']).view(screen)!.work as RoleplayScene).clock.stage).toBe('called')
  })

  it('host and staff: what they need to conduct it, never card, handout, brief or keys', () => {
    const conducting = {
      before: '',
      ...Object.fromEntries(stages.slice(1).map((stage) => [stage, 'title audience ownQuestion question'])),
    }
    expect(knownByStage({ as: 'host', id: 'h1' })).toEqual(conducting)
    expect(knownByStage({ as: 'staff', id: 's1' })).toEqual(conducting)
  })

  it('judges: everything from the call on, nothing before', () => {
    const everything = Object.keys(secrets).join(' ')
    expect(knownByStage(judge)).toEqual({
      before: '',
      ...Object.fromEntries(stages.slice(1).map((stage) => [stage, everything])),
    })
  })

  it('officials and the organiser: as those who conduct, and everything once it is over', () => {
    for (const viewer of [official, { as: 'organiser', id: 'o1' } as const]) {
      expect(knownByStage(viewer)).toMatchObject({ before: '', performing: 'title audience ownQuestion question' })
      expect(knownByStage(viewer)['over']).toContain('brief handout ownQuestion ownKey question key')
    }
  })

  it('nobody learns of a scene that was not drawn; the pool’s titles are for officials once it is over', () => {
    const run = go(play(), ['call'], ['beginStudy'], ['endStudy'], ['beginPerformance'])
    const drawn = (run.view(judge)!.piece as RoleplayPiece).scene!.title.zh.split('-')[1]!
    const others = material.scenes.map(({ id }) => id).filter((id) => id !== drawn)
    for (const viewer of viewers) {
      const seen = JSON.stringify(run.view(viewer))
      expect(
        others.filter((id) => seen.includes(`-${id}`)),
        viewer.as,
      ).toEqual([])
    }
  })

  it('a pause takes the handout away, and release of answers gives no keys', () => {
    const run = go(play(), ['call'], ['beginStudy'], ['pause', second, pausing])
    expect(known(run, contestant)).toEqual(['title', 'card'])
    go(
      run,
      ['resume'],
      ['endStudy'],
      ['beginPerformance'],
      ['endPerformance', second],
      ['release', 0, { showing: 'answers' }],
    )
    expect(known(run, contestant)).toEqual(['title', 'card'])
  })

  it('neither judges nor the hall get the receipt and the seat’s checks', () => {
    const run = go(play(), ['reportCheck', 0, { check: 'sound', passed: true }], ['call'], ['beginStudy'], ['endStudy'])
    go(run, ['beginPerformance'], ['endPerformance', second])
    const { receipt } = run.view(contestant)!.closed!
    expect(receipt).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    for (const viewer of [judge, screen]) {
      expect(run.view(viewer)).toMatchObject({ closed: { receipt: '' } })
      expect(run.view(viewer)!.checks).toEqual({})
      expect(JSON.stringify(run.view(viewer))).not.toContain(receipt)
    }
  })
})

describe('whatever comes in whatever order', () => {
  const command = fc.oneof(
    fc.constantFrom(
      ...[
        'open',
        'call',
        'resume',
        'tick',
        'beginStudy',
        'endStudy',
        'beginPerformance',
        'endPerformance',
        'undoStart',
      ].map((name) => ({ name, payload: {} })),
    ),
    fc.constantFrom(
      { name: 'pause', payload: pausing },
      { name: 'undoStart', payload: { reason: '误触' } },
      { name: 'redraw', payload: { reason: '重复' } },
      { name: 'note', payload: { text: '记录' } },
      { name: 'giveTime', payload: { seconds: 30, reason: '停电' } },
      { name: 'attach', payload: recording },
      { name: 'submit', payload: {} },
      { name: 'release', payload: { showing: 'answers' } },
    ),
    { weight: 1, arbitrary: fc.constant({ name: 'close', payload: { reason: '结束' } }) },
  )
  const story = fc.array(fc.tuple(command, fc.integer({ min: 0, max: 3 * minute })), { minLength: 5, maxLength: 40 })
  const settings = fc.record({
    draw: fc.constantFrom('entrant', 'shared', 'none'),
    study: fc.constantFrom(undefined, { minutes: 1 }, { minutes: 2, keepHandout: false }),
    recording: fc.constantFrom('none', 'optional'),
    audience: fc.constantFrom('scene', 'clock'),
    performance: fc.record({ minutes: fc.constantFrom(1, 5), mostOverSeconds: fc.constantFrom(0, 30, 120) }),
  })

  // `Play` replays the journal after every command and fails where the state differs.
  it('replay gives the same state, times are sane, and no one learns what is not theirs', () => {
    fc.assert(
      fc.property(settings, story, (options, commands) => {
        const run = play({ options: { questions: 2, ...options } })
        for (const [{ name, payload }, ms] of commands) {
          const by = name in fromServer ? server : name === 'submit' ? seat : host
          const wakes = run.rules.wakesAt(run.state)
          // The server's alarm comes before what is later than it.
          if (wakes !== null && wakes <= run.now + ms) run.send('tick', {}, server, Math.max(0, wakes - run.now))
          run.send(name, payload, by, ms)
          const seen = run.view(contestant)!
          expect(seen.remainingMs).toBeGreaterThanOrEqual(0)
          if (seen.phase !== 'open') expect(seen.deadline).toBeNull()
          if (seen.closed !== null) expect(seen.closed.usedMs).toBeGreaterThanOrEqual(0)
          expect((run.view(official)!.work as RoleplayConduct).clock.paused).toBe(run.state.phase === 'paused')
          for (const viewer of [contestant, screen, { as: 'host', id: 'h' } as const]) {
            const text = JSON.stringify(run.view(viewer))
            expect(text).not.toMatch(/裁判提示|场答|通答/)
            if (viewer.as !== 'contestant') expect(text).not.toMatch(/材料文|选手卡/)
            if (run.state.phase === 'waiting') expect(text).not.toMatch(/标题-|观众-|选手卡|场问|通问/)
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('most over: the clock never lets a performance be longer, whatever ticks are late', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 * minute }), { maxLength: 12 }), (waits) => {
        const run = go(play({ options: { study: undefined } }), ['call'], ['beginPerformance'])
        for (const ms of waits) run.send('tick', {}, server, ms)
        run.send('endPerformance', {}, host)
        expect(run.state.closed!.usedMs).toBe(
          Math.min(
            7 * minute,
            waits.reduce((sum, ms) => sum + ms, 0),
          ),
        )
      }),
      { numRuns: 100 },
    )
  })
})
