/**
 * C01 as the plan has it, by acts alone with made-up scores: 37 teams, groups by lot, 24 in two rounds of groups, eight in a
 * knockout, champion, third place, every rank and every award. Titles carry the clauses that they show.
 */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { verifyContest, type StoredRecord } from '../archive/verify-contest.ts'
import { chainHeads, chainRecord } from '../chain.ts'
import { parseRulebook } from '../rulebook/parse.ts'
import { withRounds } from '../rulebook/rounds.ts'
import { chance, sha256Hex } from '../seed.ts'
import { stageStandings } from './results.ts'
import type { ContestEvent } from './state.ts'
import { drivenContest, organiser, person, scoreOf, server, type DrivenContest } from './testing/driven-contest.ts'

const written = parseRulebook(readFileSync(new URL('../../../rulebooks/C01.yaml', import.meta.url), 'utf8')).rulebook!
const book = { ...withRounds(written), signatures: ['chiefJudge' as const] }
const stages = book.stages.map(({ id }) => id)
const chief = person('zhou', 'chiefJudge')

const number = (code: string) => Number(code.slice(1))
/** A team's number is its strength, 1 the strongest, but for the luck of the day; the final's quarter has one upset. */
function pointsOf(stage: string, code: string): string {
  if (stage === 'final-r8' && number(code) === contest.upset) return '99.00'
  return (95 - 2 * number(code) + chance(`${stage}/${code}`).below(100) / 100).toFixed(2)
}

let contest: DrivenContest & { upset: number }
const sizes: Record<string, number[]> = {}

/** Matches drawn, panels appointed, sessions opened and closed, scores recorded, signed, published, and who goes on. */
function hold(stageId: string): void {
  const stage = book.stages.find(({ id }) => id === stageId)!
  for (const item of stage.items)
    if (item.marking.by === 'judges')
      contest.must(server, 'appointPanel', {
        stage: stageId,
        item: item.id,
        group: null,
        judges: Array.from({ length: item.marking.judges }, (_, index) => ({
          personId: `j${index}`,
          name: `裁判${index}`,
          delegation: '',
        })),
      })
  if (stage.matches !== undefined) sizes[stageId] = contest.drawAndPlan(stageId).map((group) => group.length)
  if (stageId === 'final-r8') contest.upset = number(contest.state.matches[stageId]!.groups[3]!.toSorted().at(-1)!)
  contest.hold(stageId)
  contest.must(server, 'closeMarking', { stage: stageId })
  const before = stages[stages.indexOf(stageId) - 1]
  const codes = before === undefined ? Object.keys(contest.state.codes) : contest.state.advanced[before]!.codes
  contest.must(server, 'recordResults', {
    stage: stageId,
    scores: Object.fromEntries(
      codes.map((code) => [
        code,
        Object.fromEntries(stage.items.map(({ id }) => [id, scoreOf(pointsOf(stageId, code), id)])),
      ]),
    ),
    secondsUsed: {},
    heads: [],
  })
}

const namesOf = (places: readonly { entrant: string }[]) => places.map(({ entrant }) => number(entrant))
const lines = (stage: string) => stageStandings(contest.state, stage)!.lines
const advanced = (stage: string) => contest.state.advanced[stage]!.codes

beforeAll(() => {
  contest = Object.assign(drivenContest(book, 37, ['submission', 'quiz', 'lookup', 'roleplay']), { upset: 0 })
  for (const stage of stages) {
    hold(stage)
    if (stage === stages.at(-1))
      contest.must(organiser, 'decideAward', { award: 'bestIndividual', entrants: ['e5'], reason: '评委评定' })
    contest.publish(stage)
    if (stage === 'audition')
      contest.must(chief, 'decideAdvancement', {
        stage,
        codes: Object.keys(contest.state.codes),
        reason: '主办方筛选：全部入围',
      })
    else if (stage !== stages.at(-1)) contest.must(organiser, 'advance', { stage })
  }
})

describe('37 teams, 24, 12, 8, 4, 2', () => {
  test('C01.first.matches eight groups of four and five by lot, each team in one', () => {
    expect(sizes['first']).toEqual([5, 5, 5, 5, 5, 4, 4, 4])
    expect(contest.state.matches['first']!.seed).toMatch(/^[0-9a-f]{64}$/)
  })

  test('C01.first.advance the best 24', () => {
    expect(advanced('first').map(number)).toEqual(namesOf(lines('first')).slice(0, 24))
  })

  test('C01.second.matches C01.second.one.advance five groups in a snake: the first two of each, then the best two of the others', () => {
    expect(sizes['second-one']).toEqual([5, 5, 5, 5, 4])
    const order = namesOf(lines('first'))
    const [first, second] = contest.state.matches['second-one']!.groups.map((group) => group.map(number))
    expect(first).toEqual([0, 9, 10, 19, 20].map((place) => order[place]))
    expect(second).toEqual([1, 8, 11, 18, 21].map((place) => order[place]))
    const on = advanced('second-one')
    expect(on).toHaveLength(12)
    for (const group of contest.state.matches['second-one']!.groups) {
      const best = group.toSorted((a, b) => number(a) - number(b)).slice(0, 2)
      expect(on).toEqual(expect.arrayContaining(best))
    }
    const byGroup = contest.state.matches['second-one']!.groups.flatMap((group) => group.toSorted().slice(0, 2))
    const others = namesOf(lines('second-one')).filter((one) => !byGroup.map(number).includes(one))
    expect(on.slice(10).map(number)).toEqual(others.slice(0, 2))
  })

  test('C01.second.two C01.second.advance three groups of four, until eight are left', () => {
    expect(sizes['second-two']).toEqual([4, 4, 4])
    expect(advanced('second-two')).toHaveLength(8)
  })

  test('C01.final.matches first against eighth by the rank before; 8, 4, 2', () => {
    const order = namesOf(lines('second-two'))
    expect(contest.state.matches['final-r8']!.groups.map((pair) => pair.map(number))).toEqual(
      [
        [1, 8],
        [4, 5],
        [2, 7],
        [3, 6],
      ].map((pair) => pair.map((place) => order[place - 1])),
    )
    expect(sizes['final-r4']).toEqual([2, 2])
    expect(sizes['final-r2']).toEqual([2, 2])
    expect(advanced('final-r8')).toHaveLength(4)
    expect(advanced('final-r4')).toHaveLength(4)
  })

  test('C01.final.matches an upset in the quarter-final: a higher total in a lost match helps nobody', () => {
    const [, , , pair] = contest.state.matches['final-r8']!.groups as [unknown, unknown, unknown, string[]]
    expect(advanced('final-r8').map(number)).toContain(contest.upset)
    const out = pair.map(number).find((one) => one !== contest.upset)!
    const place = lines('final-r8').find(({ entrant }) => number(entrant) === out)!
    expect(place.rank).toBe(5)
    expect(Number(place.total)).toBeGreaterThan(
      Math.min(
        ...lines('final-r8')
          .filter(({ rank }) => rank === 5)
          .map(({ total }) => Number(total)),
      ),
    )
  })

  test('C01.rank all eight finalists: champion, second, third, fourth, and four who share the fifth', () => {
    expect(lines('final-r2').map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 5, 5, 5])
    const semis = contest.state.matches['final-r4']!.groups.map((pair) => pair.map(number).toSorted((a, b) => a - b))
    expect(namesOf(lines('final-r2')).slice(0, 2)).toEqual([semis[0]![0], semis[1]![0]].toSorted((a, b) => a! - b!))
    expect(namesOf(lines('final-r2')).slice(2, 4)).toEqual([semis[0]![1], semis[1]![1]].toSorted((a, b) => a! - b!))
    // with the scores of the round in which they went out, under the names of this round's items
    const fifth = lines('final-r2')[4]!
    expect(Object.keys(fifth.items)).toEqual(['quiz-r2', 'lookup-r2', 'complaint-r2'])
    expect(fifth.total).toBe(lines('final-r8').find(({ entrant }) => entrant === fifth.entrant)!.total)
  })

  test('C01.awards.1 C01.awards.2 C01.awards.3 C01.awards.4 C01.awards.5 everybody gets what is due', () => {
    expect(lines('final-r2').map(({ awards }) => awards.filter((id) => id !== 'bestIndividual'))).toEqual([
      ['champion'],
      ['runnerUp'],
      ['third'],
      ['finalist'],
      ['finalist'],
      ['finalist'],
      ['finalist'],
      ['finalist'],
    ])
    expect(stageStandings(contest.state, 'final-r2')!.awards.at(-1)).toMatchObject({
      id: 'bestIndividual',
      entrants: ['S05'],
    })
  })
})

describe('whoever checks draws again', () => {
  type Journal = DrivenContest['journal']
  const check = (journal: Journal) => {
    const heads = chainHeads('c1', journal, sha256Hex)
    const records = journal.map((event, index): StoredRecord => ({
      ...chainRecord('c1', index + 1, event),
      head: heads[index + 1]!,
    }))
    return verifyContest('c1', [{ runId: 'c1', type: 'contest', records }], { rulesOf: () => null, sha256Hex })
  }
  const forged = (change: (groups: string[][]) => string[][], nth = 0): Journal => {
    const at = contest.journal.flatMap(({ name }, index) => (name === 'matchesDrawn' ? [index] : []))[nth]!
    return contest.journal.slice(0, at + 1).map((event, index) => {
      if (index !== at || event.name !== 'matchesDrawn') return event
      const payload = { ...event.payload, groups: change(event.payload.groups) }
      return { ...event, payload } satisfies ContestEvent & { at: number }
    })
  }

  test('the draws and signatures hold; the first thing missed are the runs behind the scores, which were made up', () => {
    expect(check(contest.journal)).toMatchObject({ ok: false, finding: { code: 'score' } })
  })

  test.each([
    ['two teams of the first round changed places', 0],
    ['two teams of a snake', 1],
    ['two pairs of the quarter-finals', 3],
    ['two pairs of the semi-finals, where no seed decides', 4],
  ])('%s: found', (_, nth) => {
    const swapped = forged((groups) => {
      const [first, second, ...more] = groups.map((group) => [...group]) as [string[], string[], ...string[][]]
      const kept = first[0]!
      first[0] = second[0]!
      second[0] = kept
      return [first, second, ...more]
    }, nth)
    expect(check(swapped)).toMatchObject({ ok: false, finding: { code: 'matches', version: swapped.length } })
  })

  test('another seed under the same groups: found', () => {
    const at = contest.journal.findIndex(({ name }) => name === 'matchesDrawn')
    const journal = contest.journal
      .slice(0, at + 1)
      .map((event, index) =>
        index === at && event.name === 'matchesDrawn'
          ? { ...event, payload: { ...event.payload, seed: sha256Hex('chosen') } }
          : event,
      )
    expect(check(journal)).toMatchObject({ ok: false, finding: { code: 'matches' } })
  })
})
