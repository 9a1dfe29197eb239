import type { SessionLine } from '@leitai/core/contest/view.ts'
import { expect, test } from 'vitest'
import { matchesOn, matchNow } from './match-now.ts'

const session = (id: string, change: Partial<SessionLine>) =>
  ({ id, match: true, phase: 'planned', ...change }) as SessionLine

test('a judge comes to the match that is on, else to the next, else to the last, and never to a paper', () => {
  const paper = session('paper', { match: false, phase: 'open' })
  const over = session('over', { phase: 'closed' })
  const paused = session('paused', { phase: 'paused' })
  const comes = session('comes', {})
  expect(matchNow([paper, over, comes, paused])?.id).toBe('paused')
  expect(matchNow([paper, over, comes])?.id).toBe('comes')
  expect(matchNow([paper, over])?.id).toBe('over')
  expect(matchNow([paper])).toBeNull()
  expect(matchNow([over, paused], 'over')?.id).toBe('over')
  expect(matchesOn([paper, over, paused, comes]).map(({ id }) => id)).toEqual(['paused'])
})
