import { expect, test } from 'vitest'
import { bookOf, drivenContest } from '@leitai/core/contest/testing/driven-contest.ts'
import { bare, read } from '../testing.ts'
import { trainingSheet } from './training-sheet.ts'

const row = {
  id: 's',
  contest_id: 'c1',
  training: 'course',
  title: '#panic("x") 服务心理',
  starts_at: Date.UTC(2026, 10, 23, 1, 0),
  ends_at: Date.UTC(2026, 10, 23, 3, 30),
  place: '一号厅',
  link: '',
  capacity: null,
  revision: 1,
  updated_at: 0,
}

function subject() {
  const c = drivenContest(bookOf({ training: [{ id: 'course', title: '决赛训练', before: 'final' }] }), 30)
  return {
    contest: { title_zh: '服务之星', title_en: 'Star', place: '', starts_on: null } as never,
    state: c.state,
    version: 1,
    head: 'ab',
    key: 'k',
    now: c.now(),
    base: 'http://localhost',
  }
}

test('C01.training the sheet to sign has a line for everybody who is trained, with day, time and place', () => {
  const { text, pages } = read(trainingSheet(subject(), row))
  expect(pages).toBe(2)
  for (const words of [
    '训练签到表',
    '共30人',
    '2026-11-2309:00–11:30',
    '一号厅',
    bare(row.title),
    '选手1',
    '选手30',
    'S30',
  ])
    expect(text).toContain(bare(words))
})

test('there is no sheet of a session or a training that is not there', () => {
  expect(trainingSheet(subject(), undefined)).toMatchObject({ code: 'noSession' })
  expect(trainingSheet(subject(), { ...row, training: 'other' })).toMatchObject({ code: 'noSession' })
})
