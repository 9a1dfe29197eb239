import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '@leitai/core/run.ts'
import { code, secretsLeaked, Play } from '@leitai/core/sitting/testing/play.ts'
import { changesBetween } from '@leitai/core/changes.ts'
import { clockTime } from '@leitai/core/words.ts'
import { examMaterial } from './material.ts'
import { examOptions } from './options.ts'
import { makePaper, whatIsMissing } from './paper.ts'
import { rules, type ExamWork } from './rules.ts'
import type { AnswerValue, ExamInspection, ExamMaterial, ExamPiece, ExamWorkView, Question } from './types.ts'

const about = { difficulty: 2, tags: ['投诉'], chapter: '沟通', explanation: 'SECRET-explanation' }
const single: Question = {
  ...about,
  id: 's1',
  kind: 'single',
  stem: '先听还是先说？',
  options: ['先听', '先说', '都不', '挂机'],
  key: 'A',
}
const multiple: Question = {
  ...about,
  id: 'm1',
  kind: 'multiple',
  stem: '安抚客户可以',
  options: ['倾听', '共情', '争辩', '致歉'],
  key: 'ABD',
}
const judged: Question = { ...about, id: 't1', kind: 'trueFalse', stem: '客户永远没有错。', key: false }
const blanks: Question = {
  ...about,
  id: 'f1',
  kind: 'fillIn',
  stem: '先处理____，再处理____。',
  blanks: [['SECRET-心情', '情绪'], ['SECRET-事情']],
}
const essay: Question = {
  ...about,
  id: 'e1',
  kind: 'shortAnswer',
  stem: '怎样道歉？',
  model: 'SECRET-model',
  points: ['SECRET-point'],
}
const bank: ExamMaterial = { questions: [single, multiple, judged, blanks, essay] }
const plain = { shuffleQuestions: false, shuffleOptions: false }

const play = (options: object = {}, material: ExamMaterial = bank, more: object = {}) =>
  new Play(rules, { options: { ...plain, ...options }, material, ...more })
const answered = (run: Play, question: string, value: AnswerValue, revision = 1) =>
  run.take('answer', { question, value, revision })

/** Points that one answer to one question earns. */
function pointsOf(question: Question, value: AnswerValue, options: object = {}): string {
  const run = play(options, { questions: [question] }).take('open')
  if (value !== null) answered(run, question.id, value)
  return run.take('submit').score().points
}

describe('marking', () => {
  it.each<[Question, AnswerValue, string]>([
    [single, 'A', '1'],
    [single, 'B', '0'],
    [single, null, '0'],
    [multiple, 'ABD', '1'],
    [multiple, 'DBA', '1'],
    [multiple, 'AB', '0'],
    [multiple, 'ABCD', '0'],
    [judged, false, '1'],
    [judged, true, '0'],
    [blanks, ['情绪', 'SECRET-事情'], '1'],
    [blanks, [' 情 绪 ', 'secret-事情'], '1'],
    [blanks, ['情绪', ''], '0.5'],
    [blanks, ['ＳＥＣＲＥＴ－心情', '不知道'], '0.5'],
    [blanks, ['事情', '情绪'], '0'],
  ])('%#: an answer to $kind', (question, value, points) => {
    expect(pointsOf(question, value)).toBe(points)
  })

  it.each([
    ['none', 'AB', '0'],
    ['none', 'ABC', '0'],
    ['perRight', 'AB', '0.67'],
    ['perRight', 'A', '0.33'],
    ['perRight', 'ABC', '0'],
    ['perRight', '', '0'],
    ['proportional', 'AB', '0.67'],
    ['proportional', 'ABC', '0.33'],
    ['proportional', 'C', '0'],
    ['proportional', 'ABD', '1'],
  ])('partial credit %s gives %s of ABD %s', (partialCredit, value, points) => {
    expect(pointsOf(multiple, value, { partialCredit })).toBe(points)
  })

  it('compares blanks as the rulebook says', () => {
    const question: Question = { ...about, id: 'f', kind: 'fillIn', stem: '____', blanks: [['F.C.R']] }
    expect(pointsOf(question, ['fcr'])).toBe('0')
    expect(pointsOf(question, ['fcr'], { fillIn: { ignorePunctuation: true } })).toBe('1')
    expect(pointsOf(question, ['f.c.r'], { fillIn: { ignoreCase: false } })).toBe('0')
    expect(pointsOf(question, ['F. C.R'], { fillIn: { ignoreSpaces: false } })).toBe('0')
  })

  it('gives a tree: a child a question with rule and points; short answers wait for judges', () => {
    const run = play({
      paper: { by: 'hand', questions: [{ id: 's1', points: 2 }, 'm1', { id: 'e1', points: '10' }] },
    }).take('open')
    answered(run, 's1', 'A')
    answered(run, 'm1', 'AB')
    answered(run, 'e1', '真诚、及时')
    const score = run.take('submit').score()
    expect(score).toMatchObject({ points: '2', max: '13', pending: true })
    expect(score.children).toMatchObject([
      { id: 's1', points: '2', max: '2', rule: { zh: '作答 A，正确，得 2 / 2 分' } },
      { id: 'm1', points: '0', max: '1', rule: { zh: '作答 AB，错误，得 0 / 1 分' } },
      { id: 'e1', points: '0', max: '10', pending: true },
    ])
  })

  it('a short answer left empty owes the judges nothing', () => {
    expect(play().take('open').take('submit').score()).not.toHaveProperty('pending')
  })
})

describe('short answers for judges', () => {
  const second: Question = { ...essay, id: 'e2', stem: '怎样结束通话？', model: 'SECRET-model-2', points: [] }
  const paper: ExamMaterial = { questions: [...bank.questions, second] }
  const asked = (run: Play) => rules.judgeable!(run.state as never).asks
  const pieceOf = (run: Play) => run.view({ as: 'judge', id: 'j1' })?.piece as ExamPiece | undefined
  const pending = (run: Play) =>
    run
      .score()
      .children!.filter((child) => child.pending === true)
      .map(({ id }) => id)

  it('C20 asks for exactly the parts of the score that wait: answered short answers', () => {
    fc.assert(
      fc.property(
        fc.option(fc.constantFrom('', '  ', '真诚道歉')),
        fc.option(fc.constantFrom('', '祝您愉快')),
        (a, b) => {
          const run = play({}, paper).take('open')
          answered(run, 's1', 'A')
          answered(run, 'f1', ['不对', ''])
          if (a !== null) answered(run, 'e1', a)
          if (b !== null) answered(run, 'e2', b)
          run.take('submit')
          expect(asked(run).map(({ id }) => id)).toEqual(pending(run))
          expect(pieceOf(run)!.questions.map(({ id }) => id)).toEqual(pending(run))
        },
      ),
      { numRuns: 30 },
    )
  })

  it('the sheet’s line and the question beside it carry the same number, and the question’s points', () => {
    const run = play(
      { paper: { by: 'hand', questions: ['s1', { id: 'e2', points: '4' }, 'f1', { id: 'e1', points: '2.5' }] } },
      paper,
    ).take('open')
    answered(run, 'e1', '真诚道歉')
    answered(run, 'e2', '祝您愉快')
    run.take('submit')
    expect(asked(run)).toEqual([
      { id: 'e2', label: { zh: '第 2 题（简答题）', en: 'Question 2 (short answer)' }, max: '4' },
      { id: 'e1', label: { zh: '第 4 题（简答题）', en: 'Question 4 (short answer)' }, max: '2.5' },
    ])
    expect(pieceOf(run)!.questions.map(({ number, points }) => [number, points])).toEqual([
      [2, '4'],
      [4, '2.5'],
    ])
  })

  it('A1 a judge gets question, model, points to look for and answer, only once it is handed in, and nothing else of the paper', () => {
    const run = play({}, paper).take('open')
    for (const [question, value] of [
      ['s1', 'B'],
      ['m1', 'AB'],
      ['t1', true],
      ['f1', ['别处', '他处']],
      ['e1', '先认错'],
    ] as const)
      answered(run, question, value as AnswerValue)
    expect(run.view({ as: 'judge', id: 'j1' })).toBeNull()
    expect(asked(run)).toEqual([])
    run.take('submit')
    expect(pieceOf(run)).toEqual({
      questions: [
        {
          id: 'e1',
          number: 5,
          stem: '怎样道歉？',
          points: '1',
          model: 'SECRET-model',
          lookFor: ['SECRET-point'],
          answer: '先认错',
        },
      ],
    })
    const seen = JSON.stringify(run.view({ as: 'judge', id: 'j1' }))
    for (const other of ['先听', '倾听', '客户永远', '别处', 'SECRET-心情', 'SECRET-explanation', 'SECRET-model-2'])
      expect(seen).not.toContain(other)
    expect(run.files({ as: 'judge', id: 'j1' })).toEqual([])
  })
})

describe('answering', () => {
  it('F10 the highest revision wins, whatever order saves arrive in', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.constantFrom('A', 'B', 'C', 'D')), {
          minLength: 1,
          maxLength: 12,
          selector: ([revision]) => revision,
        }),
        (saves) => {
          const run = play().take('open')
          for (const [revision, value] of saves)
            expect(isRefusal(run.send('answer', { question: 's1', value, revision }))).toBe(false)
          for (const [revision, value] of saves)
            expect(run.send('answer', { question: 's1', value, revision })).toEqual([])
          const [revision, value] = saves.reduce((a, b) => (b[0] > a[0] ? b : a))
          expect(run.work<ExamWorkView>().answers).toEqual({ s1: { revision, value } })
        },
      ),
      { numRuns: 50 },
    )
  })

  it('A6 takes no answer before it opens or after it closes, and says the time', () => {
    const run = play()
    const answer = { question: 's1', value: 'A', revision: 1 }
    expect(run.send('answer', answer)).toMatchObject({ code: 'notOpenYet', details: { now: run.now } })
    run.take('open').take('submit', {}, 60_000)
    const refusal = run.send('answer', answer)
    expect(refusal).toMatchObject({ refused: true, code: 'closed', details: { at: run.now } })
    expect((refusal as { zh: string }).zh).toContain(clockTime(run.now))
  })

  it('counts what is answered, and no longer once it is taken back', () => {
    const run = play().take('open')
    const done = () => run.view({ as: 'staff', id: 's' })!.progress
    answered(run, 's1', 'A')
    answered(run, 'f1', ['', ''])
    expect(done()).toEqual({ done: 1, total: 5 })
    answered(run, 'f1', ['情绪', ''], 2)
    answered(run, 's1', 'B', 2)
    expect(done().done).toBe(2)
    answered(run, 's1', null, 3)
    answered(run, 'f1', null, 3)
    expect(done().done).toBe(0)
    expect(run.send('answer', { question: 's1', value: 'A', revision: 2 })).toEqual([])
  })

  it('marks questions for a later look', () => {
    const run = play().take('open').take('flag', { question: 'm1', flagged: true })
    expect(run.send('flag', { question: 'm1', flagged: true })).toEqual([])
    expect(run.work<ExamWorkView>().flags).toEqual({ m1: true })
    run.take('flag', { question: 'm1', flagged: false })
    expect(run.work<ExamWorkView>().flags).toEqual({})
  })

  it.each<[string, AnswerValue]>([
    ['s1', 'E'],
    ['s1', 'AB'],
    ['s1', true],
    ['s1', 'a'],
    ['m1', 'ABX'],
    ['m1', ['A']],
    ['t1', 'true'],
    ['f1', ['one']],
    ['f1', '情绪'],
    ['e1', false],
  ])('refuses what is no answer to %s: %j', (question, value) => {
    expect(play().take('open').send('answer', { question, value, revision: 1 })).toMatchObject({
      refused: true,
      code: 'notAnAnswer',
    })
  })

  it('A2 refuses questions of no paper', () => {
    for (const question of ['x9', '__proto__', 'constructor'])
      expect(play().take('open').send('answer', { question, value: 'A', revision: 1 })).toMatchObject({
        refused: true,
        code: 'noSuchQuestion',
      })
  })
})

describe('views', () => {
  it('A1 nobody gets keys, accepted blanks, models or explanations before release', () => {
    expect(
      secretsLeaked(
        play(),
        ['SECRET-explanation', 'SECRET-心情', 'SECRET-事情', 'SECRET-model', 'SECRET-point'],
        (run) => {
          answered(run, 's1', 'B')
          answered(run, 'f1', ['情绪', '别的'])
        },
      ),
    ).toEqual([])
  })

  it('A1 two banks that differ in their keys alone look the same until release', () => {
    const other: ExamMaterial = {
      questions: [
        { ...single, key: 'C' },
        { ...multiple, key: 'BC' },
        { ...judged, key: true },
        { ...blanks, blanks: [['甲'], ['乙', '丙']] },
        { ...essay, model: 'other', points: ['x', 'y'] },
      ],
    }
    const [one, two] = [bank, other].map((material) => play({ shuffleQuestions: true, shuffleOptions: true }, material))
    for (const act of ['open', 'submit']) {
      expect(one!.view({ as: 'contestant', code })).toEqual(two!.view({ as: 'contestant', code }))
      one!.take(act)
      two!.take(act)
      if (act === 'open') for (const run of [one!, two!]) answered(run, 's1', 'A')
    }
    expect({ ...one!.view({ as: 'contestant', code }) }).toEqual(two!.view({ as: 'contestant', code }))
  })

  it('A1 a released score tells the sum, not which answers were right', () => {
    const run = answered(play({}, bank, { setup: { feedback: 'score' } }).take('open'), 's1', 'A').take('submit')
    const { score } = run.view({ as: 'contestant', code })!
    expect(score).toMatchObject({ points: '1', max: '5' })
    expect(score).not.toHaveProperty('children')
    run.take('release', { showing: 'answers' })
    expect(run.view({ as: 'contestant', code })!.score!.children).toHaveLength(5)
  })

  it('tells only counts and rules before the start and after the end', () => {
    const run = play()
    const known = {
      sections: [
        { kind: 'single', count: 1, points: '1' },
        { kind: 'multiple', count: 1, points: '1' },
        { kind: 'trueFalse', count: 1, points: '1' },
        { kind: 'fillIn', count: 1, points: '1' },
        { kind: 'shortAnswer', count: 1, points: '1' },
      ],
      count: 5,
      points: '5',
      onePerPage: true,
      partialCredit: 'none',
    }
    expect(run.work()).toEqual(known)
    answered(run.take('open'), 's1', 'A').take('submit')
    expect(run.work()).toEqual(known)
  })

  it('shows results with the letters of the entrant’s own paper', () => {
    const run = play({ shuffleOptions: true, paper: { by: 'hand', questions: ['m1'] } }, bank, {
      setup: { feedback: 'answers' },
    }).take('open')
    const { options } = run.work<ExamWorkView>().questions![0]!
    const letters = options!
      .flatMap((option, i) => (['倾听', '共情', '致歉'].includes(option) ? ['ABCD'[i]!] : []))
      .join('')
    answered(run, 'm1', letters).take('submit')
    expect(run.work<ExamWorkView>().results!['m1']).toEqual({
      key: letters,
      explanation: 'SECRET-explanation',
      right: true,
      earned: '1',
    })
    expect(run.view({ as: 'official', id: 'f', roles: [] })!.inspection as ExamInspection).toMatchObject({
      points: '1',
      max: '1',
      answers: { m1: { value: letters } },
    })
  })

  it('shares what did not change, so that a saved answer is a handful of changes', () => {
    const run = play().take('open')
    answered(run, 's1', 'A')
    const before = run.work<ExamWorkView>()
    answered(run, 'm1', 'AB')
    const after = run.work<ExamWorkView>()
    expect(after.questions).toBe(before.questions)
    expect(after.sections).toBe(before.sections)
    expect(after.answers!['s1']).toBe(before.answers!['s1'])
    expect(changesBetween(before, after)).toEqual([{ path: ['answers', 'm1'], value: { value: 'AB', revision: 1 } }])
  })
})

describe('papers', () => {
  const many: ExamMaterial = {
    questions: Array.from({ length: 60 }, (_, i): Question => {
      const base = {
        ...about,
        id: `q${i}`,
        stem: `题 ${i}`,
        difficulty: 1 + (i % 5),
        tags: [i % 2 ? '法律' : '心理'],
        chapter: i % 3 ? '一' : '二',
      }
      return i < 40
        ? { ...base, kind: 'single', options: [`甲${i}`, `乙${i}`, `丙${i}`, `丁${i}`], key: 'B' }
        : { ...base, kind: 'trueFalse', key: true }
    }),
  }
  const draw = (...rules: object[]) => ({ paper: { by: 'rule', draw: rules } })
  const paperOf = (run: Play) => (run.state.work as ExamWork).paper
  const ids = (run: Play) => paperOf(run).questions.map(({ question }) => question.id)

  it('draws by kind, tag, chapter and difficulty, with the rule’s points', () => {
    const run = play(
      draw(
        { kind: 'single', count: 5, points: 2, tags: ['法律'], difficulty: { from: 2, to: 4 } },
        { kind: 'trueFalse', count: 3, points: '0.5', chapters: ['二'] },
      ),
      many,
    )
    const { questions } = paperOf(run)
    expect(questions).toHaveLength(8)
    for (const { question, points } of questions) {
      if (question.kind === 'single') {
        expect(question.tags).toContain('法律')
        expect([2, 3, 4]).toContain(question.difficulty)
        expect(points).toBe('2')
      } else {
        expect(question.chapter).toBe('二')
        expect(points).toBe('0.5')
      }
    }
    expect(new Set(ids(run)).size).toBe(8)
    expect(run.score().max).toBe('11.5')
  })

  it('gives everybody the same questions in their own order; or each their own, where the rulebook says so', () => {
    const rule = draw({ kind: 'single', count: 12, points: 1 })
    const shuffled = { shuffleQuestions: true, shuffleOptions: true }
    const [a, b] = ['a', 'b'].map((seed) => play({ ...rule, ...shuffled }, many, { seed }))
    expect(ids(a!).toSorted()).toEqual(ids(b!).toSorted())
    expect(ids(a!)).not.toEqual(ids(b!))
    const orders = (run: Play) =>
      Object.fromEntries(paperOf(run).questions.map(({ question, order }) => [question.id, order]))
    expect(orders(a!)).not.toEqual(orders(b!))
    const [c, d] = ['a', 'b'].map((seed) => play({ ...rule, samePaper: false }, many, { seed }))
    expect(ids(c!).toSorted()).not.toEqual(ids(d!).toSorted())
    expect(ids(play({ ...rule, ...shuffled }, many, { seed: 'a' }))).toEqual(ids(a!))
    expect(ids(play(rule, many, { seed: 'a' }))).toEqual(ids(play(rule, many, { seed: 'b' })))
    expect(ids(play(rule, many, { itemSeed: 'x' }))).not.toEqual(ids(play(rule, many, { itemSeed: 'y' })))
  })

  it('keeps kinds together when it shuffles', () => {
    const kinds = paperOf(
      play(
        {
          ...draw({ kind: 'trueFalse', count: 5, points: 1 }, { kind: 'single', count: 5, points: 1 }),
          shuffleQuestions: true,
        },
        many,
      ),
    ).questions.map(({ question }) => question.kind)
    expect(kinds).toEqual([...Array<string>(5).fill('trueFalse'), ...Array<string>(5).fill('single')])
  })

  it('leaves 以上都对 last, and options alone that name others by letter', () => {
    const last: Question = { ...single, options: ['甲', '乙', '丙', '以上都对'] }
    const lettered: Question = { ...single, id: 's2', options: ['甲', '乙', 'A和B', '丁'] }
    for (const seed of ['1', '2', '3', '4', '5', '6']) {
      const { questions } = paperOf(play({ shuffleOptions: true }, { questions: [last, lettered] }, { seed }))
      expect(questions[0]!.order[3]).toBe(3)
      expect(questions[1]!.order).toEqual([0, 1, 2, 3])
    }
  })

  it('fills rules that compete for the same questions whenever the bank can', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 2 }), {
          minLength: 1,
          maxLength: 9,
        }),
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 3 })), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.string(),
        (tagged, wanted, seed) => {
          const material: ExamMaterial = { questions: tagged.map((tags, i) => ({ ...single, id: `q${i}`, tags })) }
          const options = examOptions.parse(
            draw(...wanted.map(([tag, count]) => ({ kind: 'single', count, points: 1, tags: [tag] }))),
          )
          const slots = wanted.flatMap(([tag, count]) => Array<string>(count).fill(tag))
          const fillable = (left: string[], used: readonly number[]): boolean =>
            left.length === 0 ||
            tagged.some(
              (tags, i) =>
                !used.includes(i) && tags.some((tag) => tag === left[0]) && fillable(left.slice(1), [...used, i]),
            )
          const missing = whatIsMissing(options, material)
          expect(missing === null).toBe(fillable(slots, []))
          if (missing === null)
            expect(makePaper(options, material, { seed, itemSeed: seed }).questions).toHaveLength(slots.length)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('says which rule the bank cannot fill and how many are missing', () => {
    const options = examOptions.parse(
      draw({ kind: 'single', count: 10, points: 1 }, { kind: 'trueFalse', count: 30, points: 1, chapters: ['一'] }),
    )
    const missing = whatIsMissing(options, many)!
    expect(missing).toMatchObject({ code: 'bankLacks', details: [{ rule: 2, needed: 30, found: 14, missing: 16 }] })
    expect(missing.zh).toBe('题库不足以组卷：第 2 条（判断题，章节 一）需 30 题，只能抽出 14 题，缺 16 题')
    expect(whatIsMissing(examOptions.parse({ paper: { by: 'hand', questions: ['q1', 'nope'] } }), many)).toMatchObject({
      code: 'bankLacks',
      details: { absent: ['nope'] },
    })
    expect(whatIsMissing(examOptions.parse({ paper: { by: 'hand', questions: ['q1', 'q1'] } }), many)).toMatchObject({
      code: 'paperRepeats',
    })
  })

  it('C20 takes a paper by hand in its own order and with its own points', () => {
    const run = play({ paper: { by: 'hand', questions: ['q41', { id: 'q3', points: 2.5 }, 'q7'] } }, many)
    expect(ids(run)).toEqual(['q41', 'q3', 'q7'])
    expect(run.score().max).toBe('4.5')
  })
})

describe('banks', () => {
  it.each<[string, object, string]>([
    ['a key outside its options', { ...single, key: 'E' }, 'letters of the options'],
    ['a key out of order', { ...multiple, key: 'BA' }, 'letters of the options'],
    ['fewer accepted answers than blanks', { ...blanks, blanks: [['情绪']] }, 'as many as'],
    ['a name that plain objects have', { ...single, id: 'constructor' }, 'another name'],
    ['a field of another kind', { ...judged, options: ['对', '错'] }, 'options'],
  ])('refuse %s', (_, question, message) => {
    const parsed = examMaterial.safeParse({ questions: [question] })
    expect(parsed.success).toBe(false)
    expect(JSON.stringify(parsed.error!.issues)).toContain(message)
  })

  it('refuse an id twice', () => {
    expect(examMaterial.safeParse({ questions: [single, single] }).error!.issues[0]!.message).toContain('s1')
  })
})
