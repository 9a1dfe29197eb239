/** What screens make of a view: scenes, marks, clocks, sounds, the buzzer at a seat. */
import { beside, between, figure, inMs, signed } from '@leitai/design/match/figures.ts'
import { expect, test } from 'vitest'
import type { BuzzView, PlayCommon, QuestionView, TeamPlay } from '../types.ts'
import { clockNow, leftAt } from './clock-now.ts'
import { cuesAhead, cuesBetween } from './cues.ts'
import { lightAt } from './light.ts'
import { sceneOf, teamsAlong, type ScreenView } from './scene.ts'
import { buzzerState, mayFollow, mayPress } from './seat-state.ts'
import { markOf } from './team-mark.ts'
import { placeOfKey } from './use-press.ts'

const noon = 1_800_000_000_000

const buzz: BuzzView = {
  opensAt: null,
  pressEndsAt: null,
  presses: [],
  fouls: [],
  out: [],
  eligible: null,
  marginMs: null,
  uncertaintyMs: null,
  level: [],
  levelRule: 'again',
  starts: 0,
}
const question: QuestionView = {
  no: 4,
  number: 4,
  of: 20,
  phase: 'shown',
  question: { kind: 'open', text: '问', options: [], topic: '', level: 1, removed: [] },
  worth: { right: '10', wrong: '-10' },
  answerMode: 'spoken',
  team: null,
  member: null,
  clock: null,
  buzz,
  rulings: [],
  voided: null,
}
const round = { number: 2, of: 4, kind: 'buzzer' as const, clause: null, rules: { zh: '', en: '' } }
const play: PlayCommon = {
  round,
  at: 'playing',
  question,
  packs: null,
  challenge: null,
  rapid: null,
  everybody: null,
  recent: [],
  suddenDeath: null,
}
const asked = (change: Partial<QuestionView>, buzzed: Partial<BuzzView> | null = {}): PlayCommon => ({
  ...play,
  question: { ...question, ...change, buzz: buzzed === null ? null : { ...buzz, ...buzzed } },
})
const armed = { opensAt: noon, pressEndsAt: noon + 15_000, starts: 1 }
const first = { code: '甲', afterMs: 312, foul: false, flags: [] }
const right = { code: '甲', right: true, points: '10', choice: null, by: 'judge' as const }
const team = (code: string, withdrawn: string | null = null) => ({
  code,
  name: null,
  delegation: null,
  members: [],
  points: '0',
  rank: 1,
  withdrawn,
})

function view(of: PlayCommon, showing: 'play' | 'blackout' | 'standings' = 'play', phase = 'open'): ScreenView {
  const frame = { number: 1, title: { zh: '', en: '' }, crowd: false, teams: [], showing, corrections: [] }
  return { phase, work: { frame, play: of } } as unknown as ScreenView
}

test('the host’s choice comes first; then a pause; then where the play stands', () => {
  expect(sceneOf(view(play, 'blackout'))).toBe('blackout')
  expect(sceneOf(view(play, 'standings', 'paused'))).toBe('standings')
  expect(sceneOf(view(play, 'play', 'paused'))).toBe('paused')
  expect(sceneOf(view(play, 'play', 'waiting'))).toBe('title')
  expect(sceneOf(view(play, 'play', 'closed'))).toBe('over')
  expect(sceneOf(view({ ...play, at: 'intro' }))).toBe('round')
  expect(sceneOf(view({ ...play, at: 'between' }))).toBe('standings')
  expect(sceneOf(view(play))).toBe('question')
  expect(sceneOf(view({ ...play, question: null }))).toBe('round')
  expect(teamsAlong('question') && !teamsAlong('standings')).toBe(true)
})

test('packs are on the wall while one is chosen; the last question stays with what came of it', () => {
  const packs = { team: '甲', packs: [], members: [], steps: ['10', '20'], step: 1, won: '10' }
  expect(sceneOf(view({ ...play, packs: { ...packs, asks: 'choose' } }))).toBe('packs')
  expect(sceneOf(view({ ...play, packs: { ...packs, asks: 'decide' } }))).toBe('question')
})

test('the light is never on before its time', () => {
  expect(lightAt(null, noon)).toBe('off')
  expect(lightAt(noon, noon - 0.1)).toBe('ready')
  expect(lightAt(noon, noon)).toBe('on')
})

test('the clock is full until the light, then counts what may be pressed, then what may be answered', () => {
  const press = clockNow(asked({ phase: 'armed' }, armed))!
  expect(press.for).toBe('press')
  expect([leftAt(press, noon - 400), leftAt(press, noon + 5_000), leftAt(press, noon + 20_000)]).toEqual([
    15_000, 10_000, 0,
  ])
  const clock = { endsAt: noon + 30_000, leftMs: 30_000, totalMs: 30_000 }
  expect(clockNow(asked({ phase: 'answering', clock }))!.for).toBe('answer')
  expect(clockNow(asked({ phase: 'ruled', clock }))).toBeNull()
  // it stands still while a team asks somebody
  expect(leftAt({ endsAt: null, leftMs: 7_000, totalMs: 30_000 }, noon)).toBe(7_000)
})

test('each team carries the one mark that matters: ruled before answering before foul before its place', () => {
  const order = { presses: [first, { ...first, code: '乙', afterMs: 350 }], fouls: ['丙'], out: ['丙'] }
  const answering = asked({ phase: 'answering', team: '甲' }, order)
  expect(['甲', '乙', '丙', '丁'].map((code) => markOf(answering, team(code)).mark)).toEqual([
    'answering',
    'pressed',
    'foul',
    null,
  ])
  expect(markOf(answering, team('乙')).place).toBe(2)
  expect(markOf(asked({ phase: 'ruled', team: '甲', rulings: [right] }, order), team('甲')).mark).toBe('right')
  expect(markOf(answering, team('甲', '弃权')).mark).toBe('withdrawn')
  expect(markOf(asked({ phase: 'armed' }, { ...armed, eligible: ['甲', '乙'] }), team('丁')).mark).toBe('waits')
  const level = { presses: order.presses, level: ['甲', '乙'], starts: 1 }
  expect(['甲', '乙'].map((code) => markOf(asked({}, level), team(code)).mark)).toEqual(['level', 'level'])
})

test('sounds follow from what changed, once, and a new page is silent about what was', () => {
  const before = view(asked({ phase: 'armed' }, armed))
  const after = view(asked({ phase: 'answering', team: '甲' }, { ...armed, presses: [first] }))
  expect(cuesBetween(before, after)).toEqual(['buzz'])
  expect(cuesBetween(after, after)).toEqual([])
  expect(cuesBetween(after, view(asked({ phase: 'ruled', team: '甲', rulings: [right] }, armed)))).toEqual(['right'])
  expect(cuesBetween(before, view(asked({ phase: 'armed' }, { ...armed, fouls: ['丙'] })))).toEqual(['foul'])
  expect(cuesBetween(view({ ...play, round: null, question: null }), view({ ...play, question: null }))).toEqual([
    'round',
  ])
})

test('the light and the last five seconds are heard at their moment, and not in a pause', () => {
  const on = view(asked({ phase: 'armed' }, armed))
  expect(cuesAhead(on, noon - 500).map(({ cue, at }) => [cue, at - noon])).toEqual([
    ['light', 0],
    ['tick', 10_000],
    ['tick', 11_000],
    ['tick', 12_000],
    ['tick', 13_000],
    ['tick', 14_000],
    ['timeUp', 15_000],
  ])
  expect(cuesAhead(on, noon + 12_500)).toHaveLength(3)
  expect(cuesAhead({ ...on, phase: 'paused' }, noon - 500)).toEqual([])
})

function seat(change: Partial<QuestionView>, buzzed: Partial<BuzzView>, own: Partial<TeamPlay['own']> = {}): TeamPlay {
  return {
    ...asked(change, buzzed),
    own: {
      code: '甲',
      may: ['press'],
      lifelines: [],
      choice: null,
      pressed: false,
      fouled: false,
      rapid: null,
      standing: null,
      ...own,
    },
  }
}

test('C03.contest.buzzer a seat says 等待, 预备, 抢答, 已按下, then whose answer it is', () => {
  expect(buzzerState(seat({}, {}), 'off', false)).toBe('listen')
  expect(buzzerState(seat({ phase: 'armed' }, armed), 'ready', false)).toBe('ready')
  expect(buzzerState(seat({ phase: 'armed' }, armed), 'on', false)).toBe('go')
  expect(buzzerState(seat({ phase: 'armed' }, armed), 'on', true)).toBe('pressed')
  expect(buzzerState(seat({ phase: 'armed' }, armed, { pressed: true, may: [] }), 'on', false)).toBe('pressed')
  expect(buzzerState(seat({ phase: 'armed' }, armed, { fouled: true, may: [] }), 'on', true)).toBe('foul')
  expect(buzzerState(seat({ phase: 'armed' }, armed, { may: [] }), 'on', false)).toBe('out')
  expect(buzzerState(seat({ phase: 'answering', team: '甲' }, armed), 'on', true)).toBe('ours')
  expect(buzzerState(seat({ phase: 'answering', team: '乙' }, armed), 'on', true)).toBe('theirs')
  expect(buzzerState(seat({ phase: 'ruled', rulings: [right] }, armed), 'on', true)).toBe('right')
  expect(buzzerState(seat({ phase: 'ruled' }, armed), 'on', false)).toBe('nobody')
})

test('C03.contest.buzzer a press before the light is sent too, since it is a foul; after a press nothing is', () => {
  expect((['listen', 'ready', 'go'] as const).every(mayPress)).toBe(true)
  expect((['pressed', 'foul', 'out', 'ours', 'theirs', 'judging', 'over'] as const).some(mayPress)).toBe(false)
})

test('who is a moment late still stands in the order, unless it has fouled or too long has passed', () => {
  const lost = seat({ phase: 'answering', team: '乙' }, armed, { may: [] })
  expect(mayFollow(lost, 20)).toBe(true)
  expect(mayFollow(lost, 1600)).toBe(false)
  expect(mayFollow(seat({ phase: 'answering', team: '乙' }, armed, { may: [], fouled: true }), 20)).toBe(false)
  expect(mayFollow(seat({ phase: 'answering', team: '乙' }, { ...armed, eligible: ['乙', '丙'] }), 20)).toBe(false)
})

test('letters and digits name options, and nothing beyond them', () => {
  expect(['a', 'D', '1', '4'].map((key) => placeOfKey(key, 4))).toEqual([0, 3, 0, 3])
  expect(['e', '5', '0', 'Enter', ' ', 'Tab'].map((key) => placeOfKey(key, 4))).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
  ])
})

test('numbers carry their sign, and margins as much as they can bear', () => {
  expect([signed('10'), signed('-5'), signed('0'), figure('-12.5')]).toEqual(['+10', '−5', '0', '−12.5'])
  expect([between('0.1', '0.3'), between('10', '-5')]).toEqual(['0.2', '-15'])
  expect([inMs(37.24), inMs(4.26), inMs(-85.5)]).toEqual(['37', '4.3', '-85'])
  expect([beside(37, 2.1), beside(4.3, 2.14)]).toEqual(['2', '2.1'])
})
