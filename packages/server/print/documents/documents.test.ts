import { beforeAll, describe, expect, test } from 'vitest'
import type { Act } from '@leitai/core/contest/acts.ts'
import { assignSeats } from '@leitai/core/contest/assign-seats.ts'
import { resultDigest } from '@leitai/core/contest/results.ts'
import { contestRules } from '@leitai/core/contest/rules.ts'
import type { ContestEvent, ContestState } from '@leitai/core/contest/state.ts'
import { rulebook } from '@leitai/core/rulebook/schema.ts'
import { isRefusal, type Recorded } from '@leitai/core/run.ts'
import { sha256Hex } from '@leitai/core/seed.ts'
import type { Slip } from '../../contests/draw/slip-box.ts'
import type { Subject } from '../subject.ts'
import { bare, read } from '../testing.ts'
import { certificates } from './certificates.ts'
import { checkIn } from './check-in.ts'
import { incidents } from './incidents.ts'
import { poster } from './poster.ts'
import { results, scoreSheets } from './results.ts'
import { seatLabels } from './seat-labels.ts'
import { slips } from './slips.ts'

// Names that a typesetter, a browser or a spreadsheet could take for more than names.
const names = [
  '#set text(red)',
  '*星号* _下划_',
  '$x^2$ `code`',
  '<b>李雷</b> & "引号"',
  '= 标题',
  '张\\小雨 // 注',
  '#panic("x")',
  '阿卜杜热西提·买买提艾力·吾买尔江艾合买提江',
]
const now = Date.UTC(2026, 10, 22, 7, 2, 0)
const book = rulebook.parse({
  leitai: 1,
  id: 'C20',
  title: '客户信息服务',
  entrants: { kind: 'individual' },
  sealing: { layers: 1 },
  stages: [
    {
      id: 'final',
      title: '决赛',
      items: [{ id: 'paper', type: 'exam', title: '知识测试', points: 20, minutes: 30, clause: 'C20.knowledge' }],
    },
  ],
  awards: [
    { id: 'first', title: '一等奖', by: 'rank', from: 1, to: 1, coachToo: true, prize: '奖金 #1000 元' },
    { id: 'second', title: '二等奖', by: 'rank', from: 2, to: 8 },
  ],
  signatures: ['chiefJudge', 'supervisor'],
})

/** A contest's stream as far as `until`, driven by its own rules. */
function contest(until: 'computed' | 'published') {
  const rules = contestRules(['exam'])
  const events: Recorded<ContestEvent>[] = []
  let state: ContestState | null = null
  const keep = (out: ContestEvent[]) => {
    for (const event of out) {
      events.push({ ...event, at: now, by: { kind: 'person', id: 'p1', roles: ['staff'] } })
      state = rules.evolve(state, events.at(-1)!)
    }
  }
  const act = <N extends Act['name']>(name: N, payload: Extract<Act, { name: N }>['payload']) => {
    const out = rules.decide(state!, { name, payload } as Act, { now, by: { kind: 'server' }, seed: sha256Hex(name) })
    if (isRefusal(out)) throw new Error(`${name}: ${out.en}`)
    keep(out)
  }
  keep([{ name: 'created', payload: { contestId: 'c1', title: { zh: '竞赛', en: 'Contest' } } }])
  act('publishRulebook', { rulebook: book, edition: '1', changes: [] })
  act('recordMaterial', { stage: 'final', item: 'paper', materialId: 'm', title: '题库', sha256: 'ab' })
  act('openRegistration', {})
  act('closeRegistration', {
    roster: names.map((name, index) => ({
      entrantId: `e${index}`,
      number: `00${index + 1}`,
      name,
      delegation: `#代表队[${index}]`,
      coaches: [`*教练*${index}`],
      members: [],
      extraTimePercent: 0,
    })),
  })
  act('setRoom', { seats: names.map((_, index) => `A${index + 1}`), spare: ['备#1'] })
  act('planSessions', { sessions: [{ id: 's1', stage: 'final', item: 'paper', group: 1, startsAt: now }] })
  act('appointOfficer', { layer: 1, personId: 'o', name: '加密' })
  act('enrolOfficer', { layer: 1, personId: 'o', recipient: 'r', recoveryRecipient: 'r', lockedIdentity: 'l' })
  for (const entrantId of Object.keys(state!.roster)) act('checkIn', { entrantId })
  const assigned = assignSeats(state!, 'seed')
  act('recordDraw', {
    batch: 1,
    entrantIds: assigned.map(({ entrantId }) => entrantId),
    codes: assigned.map(({ code, seat, group }) => ({ code, seat, group, extraTimePercent: 0, barredJudges: [] })),
    seed: { commitment: sha256Hex('seed') },
    mapping: { envelope: 'shut' },
  })
  act('openSession', { session: 's1' })
  act('giveTime', { session: 's1', codes: ['A1'], seconds: 125, reason: '耳机 #故障' })
  act('closeSession', { session: 's1', reason: '交卷' })
  act('closeMarking', { stage: 'final' })
  act('recordResults', {
    stage: 'final',
    scores: Object.fromEntries(
      assigned.map(({ code, entrantId }) => {
        const points = `${20 - Number(entrantId.slice(1))}.00`
        return [
          code,
          {
            paper: {
              id: 'paper',
              label: { zh: '卷面', en: 'Paper' },
              points,
              max: '20',
              rule: { zh: `答对 ${points} 题`, en: '' },
              clause: 'C20.knowledge.score',
              children: [{ id: 'q', label: { zh: '#单选*', en: 'Single' }, points }],
            },
          },
        ]
      }),
    ),
    secondsUsed: {},
    heads: [],
  })
  if (until === 'published') {
    act('recordLayerOpened', { layer: 1, personId: 'o', name: '加密', withRecoveryKey: false, inner: {} })
    act('recordUnsealed', {
      mapping: Object.fromEntries(assigned.map(({ code, entrantId }) => [code, entrantId])),
      seeds: ['seed'],
    })
    for (const role of book.signatures)
      act('recordSignature', {
        stage: 'final',
        role,
        personId: role,
        name: `签#${role}`,
        digest: resultDigest(state!, 'final'),
      })
    act('publishResults', { stage: 'final' })
  }
  return { state: state!, events, assigned }
}

const head = sha256Hex('head')
const subjectOf = (state: ContestState): Subject => ({
  contest: {
    id: 'c1',
    slug: 'c20-k7m2q',
    title_zh: '第三届“海州”客服竞赛 #1',
    title_en: 'Contest *1*',
    starts_on: '2026-11-22',
    place: '3 号楼 [A]',
    rulebook_id: 'C20',
    rulebook_shipped: '',
    rulebook_yaml: '',
    rulebook_revision: 1,
    published_yaml: '',
    published_edition: '1',
    published_at: now,
    created_by: 'o',
    created_at: now,
  },
  state,
  version: 41,
  head,
  key: '0123456789abcdef',
  now,
  base: 'http://192.168.1.5:8080',
})

let subject: Subject
let sealed: Subject
let slipList: Slip[]
let events: Recorded<ContestEvent>[]
beforeAll(() => {
  const published = contest('published')
  subject = subjectOf(published.state)
  sealed = subjectOf(contest('computed').state)
  events = published.events
  slipList = published.assigned.map(({ entrantId, code, seat, group }) => {
    const { name, number, delegation } = published.state.roster[entrantId]!
    return { name, number, delegation, code, seat, group, pin: '048213' }
  })
})
async function* stream() {
  yield* events
}

describe('A11 names are printed as they are, whatever they look like', () => {
  test.each([
    ['slips', () => slips(subject, { contestId: 'c1', batch: 1, slips: slipList })],
    ['check-in list', () => checkIn(subject)],
    ['results', () => results(subject)],
    ['score sheets', () => scoreSheets(subject)],
    ['certificates', () => certificates(subject)],
  ])('%s', async (_, make) => {
    const { text } = read(await make())
    for (const name of names) expect(text).toContain(bare(name))
    expect(text).toContain(bare('#代表队[0]'))
  })

  test('reasons, persons, places and seats too', async () => {
    const { text } = read(await incidents(subject, stream(), new Map([['p1', '_检录_*员*']])))
    for (const part of ['A1·知识测试', '补时2分5秒', '耳机#故障', '_检录_*员*', '3号楼[A]'])
      expect(text).toContain(part)
    expect(read(seatLabels(subject)).text).toContain('备#1')
    expect(read(await poster(subject)).text).toContain('竞赛#1')
    expect(read(results(subject)).text).toContain('签#chiefJudge')
  })
})

test('a result sheet carries ranks, totals, awards, who signed and when, and the head to check an archive by', () => {
  const { text } = read(results(subject))
  for (const part of [
    '20.00',
    '13.00',
    '一等奖',
    '裁判长',
    '监督',
    '2026-11-2215:02',
    '第41条',
    bare(head.match(/.{4}/g)!.join(' ')),
    `--head${head.slice(0, 16)}--key0123456789abcdef`,
    '公布于',
  ])
    expect(text).toContain(part)
})

test('before unsealing a result sheet and a score sheet know codes alone, and say what they are', () => {
  for (const printed of [results(sealed), scoreSheets(sealed)]) {
    const { text } = read(printed)
    expect(text).toContain('解密前')
    expect(text).toContain('A1')
    for (const [index, name] of names.entries()) {
      expect(text).not.toContain(bare(name))
      expect(text).not.toContain(`#代表队[${index}]`)
    }
  }
})

test('a score sheet gives reasons: rule, clause, parts; one entrant’s alone where asked', () => {
  const code = slipList.find(({ name }) => name === names[0])!.code
  const one = read(scoreSheets(subject, 'final', code))
  for (const part of ['知识测试', '答对20.00题', 'C20.knowledge', '#单选*', '第1名·一等奖'])
    expect(one.text).toContain(part)
  expect(one.text).not.toContain(bare(names[1]!))
  expect(scoreSheets(subject, 'final', 'Z99')).toMatchObject({ refused: true, code: 'noSuchCode' })
  expect(results(subject, 'semifinal')).toMatchObject({ refused: true, code: 'noSuchStage' })
})

test('a certificate is one page, also for the longest names; coaches have theirs; numbers stay whatever is asked for', () => {
  const all = read(certificates(subject))
  expect(all.pages).toBe(names.length + 1)
  expect(all.text).toContain('二〇二六年十一月二十二日')
  const coach = read(certificates(subject, { kind: 'coach' }))
  expect(coach.pages).toBe(1)
  for (const part of ['*教练*0', `您指导的${bare(names[0]!)}`, '一等奖', '奖金#1000元', 'C20-K7M2Q-002'])
    expect(coach.text).toContain(part)
  expect(read(certificates(subject, { award: 'second', entrantId: 'e1' })).text).toContain('C20-K7M2Q-003')

  const long = structuredClone(subject)
  for (const entry of Object.values(long.state.roster))
    Object.assign(entry, {
      name: '名'.repeat(60),
      delegation: '队'.repeat(80),
      coaches: Array.from({ length: 5 }, () => '师'.repeat(60)),
    })
  long.contest.title_zh = '赛'.repeat(60)
  expect(read(certificates(long, { kind: 'entrant' })).pages).toBe(names.length)
  expect(certificates(sealed)).toMatchObject({ refused: true, code: 'notPublished' })
  expect(certificates(subject, { award: 'third' })).toMatchObject({ refused: true, code: 'noAwards' })
})

test('slips are eight to a page in the order of numbers, with a PIN that reads in groups', async () => {
  const many = Array.from({ length: 17 }, (_, index) => ({
    ...slipList[0]!,
    name: `选手${index}`,
    number: String(index + 1),
    code: `A${index + 1}`,
  }))
  const { text, pages } = read(await slips(subject, { contestId: 'c1', batch: 1, slips: many.toReversed() }))
  expect(pages).toBe(3)
  expect(text.indexOf('选手0')).toBeLessThan(text.indexOf('选手16'))
  expect(text).toContain('048213')
  expect(text).toContain('http://192.168.1.5:8080/c/c20-k7m2q')
})

test('a poster leads to what the rulebook lets people do', async () => {
  const withEntry = (entry: ('list' | 'form' | 'openLink')[]) => {
    const other = structuredClone(subject)
    other.state.rulebook!.rulebook.entrants.entry = entry
    return poster(other).then(read)
  }
  expect((await withEntry(['list'])).text).toContain('http://192.168.1.5:8080/e/c20-k7m2q')
  expect((await withEntry(['form'])).text).toContain('/e/c20-k7m2q/apply')
  expect((await withEntry(['openLink'])).text).toContain('/join/c20-k7m2q')
})
