/**
 * What one judge's tap costs, with 300 and with 3,000 pieces under marking by 5 judges on 13 lines: the whole way through the
 * marking rules (decide, evolve, the judge's view, the panel's score), beside computing that one piece's score alone. The
 * ratio must not grow with the number of pieces. Below it: the standings of a stage made again after one correction, which
 * touch every entrant, since ranks do.
 *
 *   npm run bench:recompute
 */
import { stageStandings } from '@leitai/core/contest/results.ts'
import { evolve as evolveContest } from '@leitai/core/contest/evolve.ts'
import type { ContestState } from '@leitai/core/contest/state.ts'
import { panelMarks, pieceScore } from '@leitai/core/marking/reading.ts'
import { markingRules } from '@leitai/core/marking/rules.ts'
import type { MarkingCommand, MarkingEvent, MarkingState } from '@leitai/core/marking/types.ts'
import { isRefusal, type Actor, type Recorded } from '@leitai/core/run.ts'
import { panelScore } from '@leitai/core/scoring/item-score.ts'
import { judgedItem, rulebookOf } from '@leitai/core/scoring/testing/stages.ts'
import { chance } from '@leitai/core/seed.ts'

const judges = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ personId: id, name: id }))
const lines = Array.from({ length: 13 }, (_, n) => ({
  kind: 'points' as const,
  id: `line${n}`,
  label: `第 ${n} 项`,
  max: 10,
  step: '0.5',
}))
const item = judgedItem({ judges: 5, dropHighest: 1, dropLowest: 1, sheet: lines }, { points: 130 })
const taps = 4000
const server: Actor = { kind: 'server' }

function pieceOf(code: string): MarkingState {
  let state: MarkingState | null = null
  const take = (event: MarkingEvent, by: Actor = server) => {
    state = markingRules.evolve(state, { ...event, at: 1, by } as Recorded<MarkingEvent>)
  }
  const draw = chance(`piece ${code}`)
  take({ name: 'prepared', payload: { contestId: 'c', stage: 's', item, code } })
  take({ name: 'seated', payload: { judges } })
  take({ name: 'opened', payload: { live: false, measures: {} } })
  for (const { personId } of judges) {
    for (const { id } of lines)
      take({ name: 'marked', payload: { judge: personId, line: id, value: String(draw.below(21) / 2), revision: 1 } })
    take({ name: 'handedIn', payload: { judge: personId } })
  }
  return state!
}

/** One judge takes a sheet back, changes one mark and hands it in; the panel's score and the judge's view are made again. */
function change(state: MarkingState, n: number): MarkingState {
  const judge = judges[n % judges.length]!.personId
  const by: Actor = { kind: 'person', id: judge, roles: ['judge'] }
  const line = lines[n % lines.length]!.id
  let next = state
  const commands: MarkingCommand[] = [
    { name: 'takeBack', payload: {} },
    { name: 'mark', payload: { line, value: String((n % 21) / 2), revision: n + 2 } },
    { name: 'handIn', payload: {} },
  ]
  for (const command of commands) {
    const events = markingRules.decide(next, command, { now: 1, by, seed: '' })
    if (isRefusal(events)) throw new Error(events.en)
    for (const event of events) next = markingRules.evolve(next, { ...event, at: 1, by } as Recorded<MarkingEvent>)
  }
  markingRules.view(next, { as: 'judge', id: judge })
  pieceScore(next)
  return next
}

const perCall = (count: number, work: (n: number) => void): number => {
  const begun = performance.now()
  for (let n = 0; n < count; n += 1) work(n)
  return ((performance.now() - begun) / count) * 1000
}

function contestOf(pieces: ReadonlyMap<string, MarkingState>): ContestState {
  const rulebook = rulebookOf({
    stages: [{ id: 's', title: '决赛', items: [{ ...item, rounding: item.rounding }] }],
  } as never)
  const codes = [...pieces.keys()]
  const empty = evolveContest(null, {
    name: 'created',
    payload: { contestId: 'c', title: { zh: 'c', en: 'c' } },
    at: 1,
    by: server,
  })
  const result = {
    at: 1,
    scores: Object.fromEntries(codes.map((code) => [code, { [item.id]: pieceScore(pieces.get(code)!) }])),
    secondsUsed: {},
    heads: [],
    settled: [],
    proposals: [],
    corrections: [],
    corrected: {},
    signatures: [],
    published: null,
  }
  return {
    ...empty,
    rulebook: { rulebook, edition: '1', publishedAt: 1 },
    codes: Object.fromEntries(
      codes.map((code) => [
        code,
        {
          code,
          seat: code,
          group: 1,
          extraTimePercent: 0,
          barredJudges: [],
          batch: 1,
          attendance: 'present' as const,
          attendanceReason: null,
        },
      ]),
    ),
    results: { s: result },
  }
}

for (const size of [300, 3000]) {
  const pieces = new Map(Array.from({ length: size }, (_, n) => [`P${n}`, pieceOf(`P${n}`)]))
  const codes = [...pieces.keys()]
  const tap = (n: number) => {
    const code = codes[(n * 7919) % codes.length]!
    pieces.set(code, change(pieces.get(code)!, n))
  }
  const alone = (n: number) => {
    const state = pieces.get(codes[(n * 7919) % codes.length]!)!
    panelScore(state.setup.item, panelMarks(state))
  }
  perCall(500, tap)
  perCall(500, alone)
  // In turn, so that a busy machine slows both alike.
  let whole = 0
  let floor = 0
  for (let round = 0; round < 4; round += 1) {
    whole += perCall(taps / 4, tap) / 4
    floor += perCall(taps / 4, alone) / 4
  }
  const contest = contestOf(pieces)
  const correct = (n: number) => {
    const code = codes[(n * 7919) % codes.length]!
    const score = { id: item.id, label: item.title, points: `${n % 130}.00`, max: item.points }
    const next = evolveContest(contest, {
      name: 'scoreCorrected',
      payload: {
        stage: 's',
        item: item.id,
        code,
        judge: null,
        line: null,
        old: '0',
        new: score.points,
        reason: '—',
        cause: 'error',
        appeal: null,
        score,
        personId: 'x',
        name: 'x',
      },
      at: 1,
      by: server,
    })
    stageStandings(next, 's')
  }
  perCall(3, correct)
  const standings = perCall(10, correct) / 1000
  console.log(
    `${String(size).padStart(5)} pieces × 5 judges × 13 lines: one change ${whole.toFixed(0)} µs, ` +
      `that piece's score alone ${floor.toFixed(0)} µs, ratio ${(whole / floor).toFixed(2)}; ` +
      `standings after a correction ${standings.toFixed(1)} ms`,
  )
}
