import type { CodeLine } from '@leitai/core/contest/view.ts'
import { expect, test } from 'vitest'
import { broughtForward, orderOf, queueOf, type TurnPhase } from './queue.ts'

const codes = ['01', '02', '03', '04', '05']
const line = (code: string, attendance: CodeLine['attendance'] = 'present'): CodeLine => ({
  code,
  seat: code,
  group: 1,
  attendance,
  attendanceReason: null,
  extraTimePercent: 0,
})
const lines = [line('01'), line('02'), line('03', 'forfeited'), line('04'), line('05')]
const phases: Record<string, TurnPhase> = { '01': 'closed', '02': 'open' }
const phaseOf = (code: string): TurnPhase => phases[code] ?? 'waiting'

test('who was on, who is on, who comes: those who forfeited are passed over', () => {
  const rows = queueOf({ onStage: ['02'] }, codes, lines, phaseOf, 1)
  expect(rows.map(({ state }) => state)).toEqual(['done', 'onStage', 'away', 'next', 'waiting'])
})

test('two are called together where the host picks two', () => {
  const rows = queueOf({ onStage: [] }, codes, lines, () => 'waiting', 2)
  expect(rows.filter(({ state }) => state === 'next').map(({ code }) => code)).toEqual(['01', '02'])
})

test('one who stands on the stage and is done is still on the stage', () => {
  const rows = queueOf({ onStage: ['01'] }, codes, lines, phaseOf, 1)
  expect(rows[0]).toEqual({ code: '01', state: 'onStage', over: true })
})

test('a code that is picked comes next, whatever stood before it', () => {
  const rows = queueOf({ onStage: ['02'] }, codes, lines, phaseOf, 1)
  const order = broughtForward(rows, '05')
  expect(order).toEqual(['01', '02', '03', '05', '04'])
  const again = queueOf({ onStage: ['02'] }, order, lines, phaseOf, 1)
  expect(again.find(({ state }) => state === 'next')?.code).toBe('05')
})

test('a kept order takes in who came since, and lets go of who went', () => {
  expect(orderOf(['01', '02', '03'], ['03', '09', '01'])).toEqual(['03', '01', '02'])
})
