import type { MatchMove } from '@leitai/items/plug.ts'
import { describe, expect, it } from 'vitest'
import type { MatchWork } from '@leitai/core/match/types.ts'
import { isRefusal } from '@leitai/core/run.ts'
import { chance } from '@leitai/core/seed.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { rehearsal } from './rehearsal.ts'
import { host, judge, material, Race, team, teams } from './testing/race.ts'

const skills: Record<string, number> = { T1: 0.1, T2: 0.5, T3: 0.95 }
type Seen = SittingView<MatchWork, unknown> & { work: MatchWork }

function rehearse(seed: string, options: object = {}) {
  const race = new Race({ options: { questions: 7, spares: 1, ...options } }).take('open')
  const luck = chance(seed)
  const refused: string[] = []
  for (let turn = 0; turn < 500; turn += 1) {
    const moves = rehearsal.play!({
      host: race.view({ as: 'host', id: 'h1' }) as Seen,
      teams: Object.fromEntries(teams.map((code) => [code, race.view({ as: 'contestant', code }) as Seen])),
      material,
      skillOf: (code) => skills[code]!,
      chance: luck,
    })
    if (race.state.phase === 'closed' || moves === null) break
    if (moves.length === 0) race.wait(400)
    for (const { by, afterMs, mayFail, asks, ...move } of moves) {
      const actor = by === 'host' ? host : by === 'judge' ? judge : team(by.seat)
      const { name, payload } = asks === undefined ? move : noted(asks)
      const answer = race.send(name, payload, actor, afterMs)
      if (isRefusal(answer) && !mayFail) refused.push(`${name}: ${answer.en}`)
    }
  }
  return { race, refused }
}

/** What the server writes down of it. */
function noted(asks: NonNullable<MatchMove['asks']>): { name: string; payload: unknown } {
  return 'search' in asks
    ? { name: 'searched', payload: { query: asks.search, filters: {}, found: 1, ids: [] } }
    : { name: 'opened', payload: { article: asks.open } }
}

describe.each([{ judging: 'system' }, { judging: 'judge' }, { evidence: 'optional', tries: 1 }])('%o', (options) => {
  it('is played to its end; nothing is refused that should be taken', () => {
    const { race, refused } = rehearse('a', options)
    expect(refused).toEqual([])
    expect(race.state.closed).toMatchObject({ how: 'submitted' })
    expect(race.state.play.asked).toHaveLength(7)
    expect(race.state.play.trails['1']).toBeDefined()
  })
})

it('skill shows in the points', () => {
  const sum = (code: string) =>
    ['a', 'b', 'c', 'd', 'e', 'f'].reduce((total, seed) => total + Number(rehearse(seed).race.points()[code]), 0)
  expect(sum('T3')).toBeGreaterThan(sum('T1'))
})

it('the same chance gives the same match', () => {
  expect(rehearse('x').race.events).toEqual(rehearse('x').race.events)
})
