import { describe, expect, it } from 'vitest'
import { isRefusal, type Viewer } from '@leitai/core/run.ts'
import { chance } from '@leitai/core/seed.ts'
import { code, opening, Play, server, viewers } from '@leitai/core/sitting/testing/play.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { rehearsal } from './rehearsal.ts'
import { countCharacters, rules } from './rules.ts'
import type { SubmissionMaterial, SubmissionPiece, SubmissionWorkView } from './types.ts'

const attachment = { hash: 'a'.repeat(64), bytes: 9, mime: 'application/pdf', name: '来信.pdf' }
const material: SubmissionMaterial = {
  title: { zh: '投诉处理', en: 'Complaints' },
  tasks: ['reply', 'refund', 'outage'].map((id) => ({
    id,
    title: { zh: `任务 ${id}`, en: `Task ${id}` },
    text: { zh: '请回复客户。', en: 'Answer the customer.' },
    attachments: [attachment],
    lookFor: { zh: 'SECRET-要点', en: 'SECRET-lookFor' },
  })),
}
const parts = [
  { id: 'reply', kind: 'text', label: { zh: '回复', en: 'Reply' }, maxCharacters: 10 },
  {
    id: 'faq',
    kind: 'table',
    label: '问答',
    rows: 3,
    columns: [
      { id: 'q', label: '问' },
      { id: 'a', label: '答' },
    ],
    required: false,
  },
  { id: 'intro', kind: 'file', label: '介绍', accept: ['video', 'audio'], mostMegabytes: 2048, mostSeconds: 300 },
  { id: 'slides', kind: 'file', label: '幻灯片', accept: ['slides', 'pdf'], mostFiles: 2, required: false },
]
const video = {
  slot: 'intro',
  hash: 'b'.repeat(64),
  bytes: 1_000_000,
  mime: 'video/mp4',
  name: '王小明-自我介绍.mp4',
  seconds: 287.5,
}
const slides = { slot: 'slides', hash: 'c'.repeat(64), bytes: 5000, mime: 'application/pdf', name: '王小明.pdf' }

const play = (more: object = {}, options: object = {}) =>
  new Play(rules, { options: { parts, ...options }, material, ...more })
const working = () => play().take('open')
const attach = (run: Play, payload: object) => run.send('attach', payload, server)
const work = (run: Play) => run.work<SubmissionWorkView>()
const judge: Viewer = { as: 'judge', id: 'j1' }
const pieceFor = (run: Play, viewer: Viewer) =>
  (run.view(viewer) as SittingView<unknown, unknown> & { piece: SubmissionPiece }).piece

/** What an entrant may have done: a text, two cells, two files. */
function done(run: Play): Play {
  run
    .take('write', { part: 'reply', text: '您好，\n 非常抱歉。', revision: 3 })
    .take('writeCell', { part: 'faq', row: 0, column: 'q', text: '何时送达？', revision: 1 })
    .take('writeCell', { part: 'faq', row: 2, column: 'a', text: '三日内', revision: 1 })
  attach(run, video)
  attach(run, slides)
  return run
}

describe('a submission', () => {
  it('keeps each part by its highest revision, whatever order saves arrive in (F10)', () => {
    const run = working()
    run
      .take('write', { part: 'reply', text: '二', revision: 2 })
      .take('write', { part: 'reply', text: '一', revision: 1 })
    expect(run.send('write', { part: 'reply', text: '再来', revision: 2 })).toEqual([])
    run
      .take('writeCell', { part: 'faq', row: 1, column: 'q', text: '新', revision: 5 })
      .take('writeCell', { part: 'faq', row: 1, column: 'q', text: '旧', revision: 4 })
    expect(work(run)).toMatchObject({
      texts: { reply: { text: '二', revision: 2 } },
      tables: { faq: { '1:q': { text: '新', revision: 5 } } },
    })
  })

  it.each([
    [
      'a text of ten characters, spaces and line breaks not counted',
      'write',
      { part: 'reply', text: '一二三四五\n 六七八九十', revision: 1 },
      null,
    ],
    ['eleven characters', 'write', { part: 'reply', text: '一二三四五六七八九十一', revision: 1 }, 'tooLong'],
    ['a text into a table', 'write', { part: 'faq', text: '一', revision: 1 }, 'noSuchPart'],
    ['a text into nothing', 'write', { part: 'other', text: '一', revision: 1 }, 'noSuchPart'],
    ['a row too many', 'writeCell', { part: 'faq', row: 3, column: 'q', text: '一', revision: 1 }, 'noSuchPart'],
    [
      'a column that is not there',
      'writeCell',
      { part: 'faq', row: 0, column: 'z', text: '一', revision: 1 },
      'noSuchPart',
    ],
  ])('%s', (_, name, payload, code) => {
    const answer = working().send(name, payload)
    expect(isRefusal(answer) ? answer.code : null).toBe(code)
  })

  it('holds files up to the part’s number; one that is taken away makes room', () => {
    const run = working()
    attach(run, video)
    expect(attach(run, { ...video, hash: 'd'.repeat(64) })).toMatchObject({ code: 'full' })
    // the same once more: a retry of the server
    expect(attach(run, video)).toEqual([])
    expect(rules.uploads!(run.state as never, { as: 'contestant', code })).not.toHaveProperty('intro')
    run.take('detach', { part: 'intro', hash: video.hash })
    expect(run.send('detach', { part: 'intro', hash: video.hash })).toEqual([])
    expect(rules.uploads!(run.state as never, { as: 'contestant', code })).toEqual({
      intro: {
        label: { zh: '介绍', en: '介绍' },
        accept: ['video', 'audio'],
        mostBytes: 2 ** 31,
        mostSeconds: 300,
      },
      slides: { label: { zh: '幻灯片', en: '幻灯片' }, accept: ['slides', 'pdf'], mostBytes: 100 * 2 ** 20 },
    })
  })

  it('A5 only the server attaches: no seat brings a file by naming a hash, nor among its late work', () => {
    const run = working()
    expect(run.send('attach', video)).toMatchObject({ code: 'notAllowed' })
    run.wait(1_200_000).take('tick')
    const late = { edits: [{ name: 'attach', payload: video, editedAt: opening + 5000 }] }
    expect(run.send('handInLate', late)).toMatchObject({ code: 'closed' })
    // what the server had received in time and was still checking waits for the staff's word
    expect(isRefusal(run.send('handInLate', late, server))).toBe(false)
    run.take('judgeLate', { accept: true, reason: '截止前已传完' })
    expect(pieceFor(run, judge).parts[2]).toMatchObject({ files: [{ hash: video.hash, name: 'intro.mp4' }] })
  })

  it('takes files while it is open, from its own contestant alone', () => {
    const run = play()
    const slots = (viewer: Viewer) => Object.keys(rules.uploads!(run.state as never, viewer))
    expect(slots({ as: 'contestant', code })).toEqual([])
    run.take('open')
    for (const viewer of viewers)
      expect([viewer.as, slots(viewer)]).toEqual([
        viewer.as,
        'code' in viewer && viewer.code === code ? ['intro', 'slides'] : [],
      ])
    run.take('pause', { reason: '停电' })
    expect(slots({ as: 'contestant', code })).toEqual([])
    run.take('resume').take('submit')
    expect(slots({ as: 'contestant', code })).toEqual([])
    expect(attach(run, video)).toMatchObject({ code: 'closed' })
  })

  it('counts the required parts', () => {
    const run = working()
    expect(run.view({ as: 'contestant', code })!.progress).toEqual({ done: 0, total: 2 })
    run.take('write', { part: 'reply', text: ' \n', revision: 1 })
    expect(work(run).missing).toEqual(['reply', 'intro'])
    done(run)
    expect(run.view({ as: 'staff', id: 's' })!.progress).toEqual({ done: 2, total: 2 })
    expect(work(run).missing).toEqual([])
  })

  it('waits for people to be marked', () => {
    const run = done(working()).take('submit')
    expect(run.score()).toMatchObject({ points: '0', pending: true })
    expect(rules.judgeable!(run.state as never)).toMatchObject({ phase: 'done' })
  })

  it('has the first task, or one drawn for everybody alike', () => {
    const titleOf = (more: object, options: object) => work(play(more, options).take('open')).task!.title.en
    expect(titleOf({ itemSeed: 'x' }, {})).toBe('Task reply')
    const drawn = Array.from({ length: 20 }, (_, n) => titleOf({ itemSeed: `s${n}`, seed: 'a' }, { draw: 'shared' }))
    expect(new Set(drawn).size).toBe(3)
    expect(Array.from({ length: 20 }, (_, n) => titleOf({ itemSeed: `s${n}`, seed: 'b' }, { draw: 'shared' }))).toEqual(
      drawn,
    )
  })
})

describe('who sees what', () => {
  it('A1 what judges look for reaches no contestant, in no phase', () => {
    const run = play()
    const seen: string[] = []
    const look = () => {
      for (const viewer of viewers)
        if (!['judge', 'official', 'organiser'].includes(viewer.as)) seen.push(JSON.stringify(run.view(viewer)))
    }
    look()
    run.take('open')
    look()
    done(run)
    look()
    run.take('submit')
    look()
    run.take('release', { showing: 'answers' })
    look()
    expect(seen.filter((view) => view?.includes('SECRET'))).toEqual([])
    expect(JSON.stringify(run.view({ as: 'contestant', code }))).toContain('王小明-自我介绍.mp4')
    expect(JSON.stringify(pieceFor(run, judge))).toContain('SECRET-要点')
  })

  it('A3 files reach judges and officials under neutral names: what the contestant called them is nowhere', () => {
    const run = working()
    attach(run, video)
    attach(run, slides)
    attach(run, { ...slides, hash: 'd'.repeat(64), name: '王小明（二）.pdf' })
    expect(run.view(judge)).toBeNull()
    run.take('submit')
    for (const viewer of viewers.filter(({ as }) => as !== 'contestant' && as !== 'trainee'))
      expect(JSON.stringify(run.view(viewer)) ?? '').not.toContain('王小明')
    expect(pieceFor(run, judge).parts.map((part) => (part.kind === 'file' ? part.files : []))).toEqual([
      [],
      [],
      [{ hash: video.hash, bytes: video.bytes, mime: video.mime, seconds: 287.5, name: 'intro.mp4' }],
      [
        { hash: slides.hash, bytes: 5000, mime: slides.mime, name: 'slides.pdf' },
        { hash: 'd'.repeat(64), bytes: 5000, mime: slides.mime, name: 'slides-2.pdf' },
      ],
    ])
  })

  it('shows the work whole: text with its count, rows with their numbers', () => {
    const run = done(working()).take('submit')
    expect(pieceFor(run, judge).parts.slice(0, 2)).toEqual([
      {
        id: 'reply',
        kind: 'text',
        label: { zh: '回复', en: 'Reply' },
        text: '您好，\n 非常抱歉。',
        characters: 8,
        maxCharacters: 10,
      },
      {
        id: 'faq',
        kind: 'table',
        label: { zh: '问答', en: '问答' },
        columns: [
          { id: 'q', label: { zh: '问', en: '问' } },
          { id: 'a', label: { zh: '答', en: '答' } },
        ],
        rows: [
          { number: 1, cells: { q: '何时送达？', a: '' } },
          { number: 3, cells: { q: '', a: '三日内' } },
        ],
      },
    ])
    expect(run.view({ as: 'official', id: 'f', roles: ['chiefJudge'] })!.inspection).toEqual(pieceFor(run, judge))
  })

  it('files are there for those who work with them, when they do', () => {
    const run = play()
    const own = { as: 'contestant', code } as const
    const all = [attachment.hash, video.hash, slides.hash]
    expect(run.files(own)).toEqual([])
    run.take('open')
    expect(run.files(own)).toEqual([attachment.hash])
    done(run)
    expect(run.files(own)).toEqual(all)
    expect(run.files({ as: 'contestant', code: 'K08' })).toEqual([])
    expect(run.files(judge)).toEqual([])
    run.take('submit')
    expect(run.files(own)).toEqual([])
    expect(run.files(judge)).toEqual(all)
    expect(run.files({ as: 'screen' })).toEqual([])
  })
})

describe('options', () => {
  const problem = (part: object) =>
    rules.options.safeParse({ setup: { code, seconds: 60, feedback: 'none' }, item: { parts: [part] } }).error
      ?.issues[0]?.message
  it.each([
    ['more than 2 GB', { id: 'v', kind: 'file', label: 'x', accept: ['video'], mostMegabytes: 2049 }],
    ['no such class', { id: 'v', kind: 'file', label: 'x', accept: ['exe'] }],
    ['seconds of a picture', { id: 'v', kind: 'file', label: 'x', accept: ['image'], mostSeconds: 10 }],
    ['an id that is no name for a file', { id: '../x', kind: 'text', label: 'x' }],
    ['an id of every object', { id: 'constructor', kind: 'text', label: 'x' }],
  ])('%s is refused', (_, part) => {
    expect(problem(part)).toEqual(expect.any(String))
  })
})

it.each([0, 0.5, 1])('a simulated entrant of skill %d is taken by the rules and is done in time', (skill) => {
  const run = play({ setup: { seconds: 600 } }, { parts: [{ ...parts[0], maxCharacters: 300 }, parts[1]] }).take('open')
  const plan = (seed: string) =>
    rehearsal.plan({ view: run.view({ as: 'contestant', code })!, material, skill, chance: chance(seed) })
  const steps = plan('x')
  expect(plan('x')).toEqual(steps)
  for (const { afterMs, name, payload } of steps)
    expect(isRefusal(run.send(name, payload, undefined, afterMs))).toBe(false)
  expect(run.take('submit').state.closed).toMatchObject({ how: 'submitted' })
  expect(work(run.take('release', { showing: 'answers' })).missing).toEqual([])
})

it('characters are counted as a Chinese text is', () => {
  expect(countCharacters('您好， 😀\n\tok')).toBe(6)
})
