import type { SessionLine } from '@leitai/core/contest/view.ts'
import { expect, test } from 'vitest'
import { sessionOnStage } from './on-stage.ts'

function session(id: string, change: Partial<SessionLine> = {}): SessionLine {
  return {
    id,
    stage: 'final',
    item: id,
    group: 1,
    startsAt: 0,
    title: { zh: id, en: id },
    type: 'roleplay',
    available: true,
    phase: 'planned',
    openedAt: null,
    closedAt: null,
    deadline: null,
    codes: [],
    turn: true,
    match: false,
    onStage: [],
    onTheSpot: true,
    ...change,
  }
}

test('the screen follows who is on the stage, then what runs, then what comes, then what was last', () => {
  const paper = session('paper', { turn: false, phase: 'open' })
  const over = session('over', { phase: 'closed' })
  const comes = session('comes')
  const runs = session('runs', { phase: 'open' })
  const on = session('on', { phase: 'open', onStage: ['07'] })
  expect(sessionOnStage([paper, over, comes, runs, on])?.id).toBe('on')
  expect(sessionOnStage([paper, over, comes, runs])?.id).toBe('runs')
  expect(sessionOnStage([paper, over, comes])?.id).toBe('comes')
  expect(sessionOnStage([paper, over])?.id).toBe('over')
  expect(sessionOnStage([paper])).toBeNull()
})

test('a screen that belongs to one session stays with it, and an unknown one is no one’s', () => {
  const on = session('on', { phase: 'open', onStage: ['07'] })
  const other = session('other', { phase: 'open' })
  expect(sessionOnStage([on, other], 'other')?.id).toBe('other')
  expect(sessionOnStage([on, other], 'gone')?.id).toBe('on')
})

test('a match that is on is followed like one who is on the stage', () => {
  const match = session('match', { turn: false, match: true, phase: 'open' })
  const runs = session('runs', { phase: 'open' })
  expect(sessionOnStage([runs, match])?.id).toBe('match')
  expect(sessionOnStage([session('planned', { turn: false, match: true })])?.id).toBe('planned')
})
