/** The papers of review and appeals: everything that the journal says of a changed score, and nothing of what is sealed. */
import { beforeAll, describe, expect, test } from 'vitest'
import {
  bookOf,
  chief,
  drivenContest,
  scoreOf,
  server,
  supervisor,
  type DrivenContest,
} from '@leitai/core/contest/testing/driven-contest.ts'
import type { Subject } from '../subject.ts'
import { read } from '../testing.ts'
import { reviewRecord } from './review.ts'
import { ruling } from './ruling.ts'

const head = 'ab'.repeat(32)
const subjectOf = ({ state, now }: DrivenContest): Subject => ({
  contest: {
    id: 'c1',
    slug: 'c18',
    title_zh: '客户信息服务竞赛',
    title_en: 'Contest',
    starts_on: '2026-11-22',
    place: '3 号楼',
    rulebook_id: 'T1',
    rulebook_shipped: '',
    rulebook_yaml: '',
    rulebook_revision: 1,
    published_yaml: '',
    published_edition: '1',
    published_at: 0,
    created_by: 'o',
    created_at: 0,
  },
  state,
  version: 7,
  head,
  key: 'k',
  now: now(),
  base: 'http://192.168.1.5:8080',
})

function disputed(layers: number) {
  const review = { topPercent: 30, restPercent: 15, recheckAllOverPercent: 60 }
  const c = drivenContest(bookOf({ review, appeals: { withinMinutes: 60 }, sealing: { layers } }), 10)
  c.hold('final')
  c.must(server, 'closeMarking', { stage: 'final' })
  expect(
    c.compute(
      'final',
      Array.from({ length: 10 }, (_, i) => 99 - i),
    ),
  ).toBeNull()
  c.must(chief, 'drawReview', { stage: 'final' })
  const codes = [...c.state.reviews['final']!.top, ...c.state.reviews['final']!.drawn]
  for (const [index, code] of codes.entries())
    c.must(supervisor, 'recordFinding', {
      stage: 'final',
      code,
      item: 'paper',
      right: index > 1,
      note: index > 1 ? '' : `漏加第 ${index + 3} 题 #1`,
    })
  c.must(chief, 'dismissFinding', { stage: 'final', code: codes[0]!, item: 'paper', reason: '该题已判 *部分* 分' })
  c.must(server, 'recordCorrection', correction(codes[1]!, '98', '98.5', 'review', null))
  return { c, codes }
}

const correction = (code: string, old: string, now: string, cause: 'review' | 'appeal', appeal: string | null) => ({
  stage: 'final',
  item: 'paper',
  code,
  judge: null,
  line: null,
  old,
  new: now,
  reason: '补记漏加的分',
  cause,
  appeal,
  score: scoreOf(now),
  personId: 'zhou',
  name: '周正',
})

const file = (c: DrivenContest, entrantId: string) =>
  c.must(server, 'fileAppeal', {
    appeal: 'a1',
    stage: 'final',
    item: 'paper',
    entrantId,
    personId: 'l',
    name: '领队孙',
    clause: 'T1.paper.score',
    statement: '第一行 #panic("x")\n第二行',
    evidence: [
      { runId: 'c1:final:paper:S01', version: 3, head },
      { runId: 'c1:final:paper:S02', version: 4, head },
    ],
  })
const rule = (c: DrivenContest, upheld: boolean) =>
  c.must(server, 'ruleAppeal', {
    appeal: 'a1',
    upheld,
    reason: '标准答案有误，依 $细则$ 第 3 条',
    personId: 'zheng',
    name: '郑平',
  })

describe('review and corrections', () => {
  let record: string
  let c: DrivenContest
  let codes: string[]
  beforeAll(() => {
    ;({ c, codes } = disputed(0))
    record = read(reviewRecord(subjectOf(c), 'final', new Map([['wu', '吴明']]))).text
  })

  test('the sample can be drawn again: seed, both bands, how far it is, the error rate and its limit', () => {
    const { seed, top, drawn } = c.state.reviews['final']!
    for (const part of [seed, `3名${top.join('、')}`, `2名${drawn.join('、')}`, '5/5项', '差错率40.0%', '上限60%'])
      expect(record).toContain(part)
  })

  test('every error stands with its note, who found it and the answer; every correction with old, new and reason', () => {
    for (const part of [
      `${codes[0]}·理论`,
      '漏加第3题#1',
      '不予更正：该题已判*部分*分',
      '漏加第4题#1',
      '已更正，见更正第1项',
      '吴明',
      '98.5',
      '复核：补记漏加的分',
      '周正',
      '复核完成',
      '监督',
      '裁判长',
    ])
      expect(record).toContain(part)
  })

  test('before there are results there is nothing to print', () => {
    const early = drivenContest(bookOf(), 2)
    expect(reviewRecord(subjectOf(early), 'final', new Map())).toMatchObject({ refused: true, code: 'noResults' })
  })
})

describe('ruling', () => {
  test('C18.appeals says who appealed what by which clause, the frozen evidence, the ruling, its reason and what followed', () => {
    const { c } = disputed(0)
    file(c, 'e5')
    expect(ruling(subjectOf(c), 'a1')).toMatchObject({ refused: true, code: 'notRuled' })
    expect(ruling(subjectOf(c), 'a2')).toMatchObject({ refused: true, code: 'noSuchAppeal' })
    rule(c, true)
    const before = read(ruling(subjectOf(c), 'a1'))
    expect(before.text).toContain('成绩由裁判长据此更正')
    c.must(server, 'recordCorrection', correction('S05', '95', '97', 'appeal', 'a1'))
    const { text, pages } = read(ruling(subjectOf(c), 'a1'))
    expect(pages).toBe(1)
    for (const part of [
      '甲市',
      '领队孙',
      '选手5（S05）',
      'final·理论',
      'T1.paper.score',
      '第一行#panic("x")第二行',
      '2条记录',
      c.official().appeals[0]!.evidence.digest,
      '支持申诉',
      '标准答案有误，依$细则$第3条',
      '95→97',
      '最终裁决',
      '仲裁郑平',
      '领队签收',
    ])
      expect(text).toContain(part)
  })

  test('A4 a rejected one of a sealed contest names the entrant and no code', () => {
    const { c } = disputed(1)
    file(c, 'e5')
    rule(c, false)
    const { text } = read(ruling(subjectOf(c), 'a1'))
    expect(text).toContain('驳回申诉')
    expect(text).not.toContain('赛位')
    for (const code of Object.keys(c.state.codes)) expect(text).not.toContain(code)
  })
})
