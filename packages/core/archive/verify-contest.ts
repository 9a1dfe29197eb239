/**
 * Checks a contest's streams without trusting whoever stored them: the hash chain of every run, the heads that the
 * official record quotes, the score of every run replayed, the draws drawn again, and what the signatures stand under.
 * The first thing that is wrong is named; nothing after it is worth reading.
 */
import { chainHeads, firstBroken, type ChainRecord, type Sha256Hex } from '../chain.ts'
import { assignSeats } from '../contest/assign-seats.ts'
import { correctedScore } from '../contest/corrections.ts'
import { groupsFrom } from '../contest/decide/check-in.ts'
import { matchesFrom } from '../contest/matches.ts'
import { sampleFrom } from '../contest/review.ts'
import { markingIdOf, placeOf, stageOf, workIdOf } from '../contest/reading.ts'
import { resultDigest } from '../contest/results.ts'
import { evolve } from '../contest/evolve.ts'
import type { ContestEvent, ContestState, DrawState } from '../contest/state.ts'
import { canonicalJson } from '../chain.ts'
import type { MarkingState } from '../marking/types.ts'
import { wholeScore } from '../marking/whole-score.ts'
import { isRefusal, replay, type AnyRules, type Recorded, type RunEvent } from '../run.ts'
import { withoutWords, type Score, type Text } from '../score.ts'

export type StoredRecord = ChainRecord & { head: string }

export interface StoredRun {
  runId: string
  type: string
  records: StoredRecord[]
}

export interface Finding {
  /** Stable: `chain`, `missingRun`, `head`, `score`, `correction`, `draw`, `order`, `matches`, `review`, `signature`, `replay`, `paperHead`. */
  code: string
  runId: string
  version: number | null
  text: Text
}

export interface VerifyTools {
  rulesOf(type: string): AnyRules | null
  sha256Hex: Sha256Hex
}

export interface Verified {
  state: ContestState
  runs: number
  events: number
  /** Head of the contest's own stream: the number on the printed sheets. */
  head: string
}

export type Verification = { ok: true; verified: Verified } | { ok: false; finding: Finding }

const wrong = (code: string, runId: string, version: number | null, zh: string, en: string): Verification => ({
  ok: false,
  finding: { code, runId, version, text: { zh, en } },
})

/** @param paperHead a head from a printed sheet: it must be the contest stream's head at some version */
export function verifyContest(
  contestId: string,
  runs: readonly StoredRun[],
  tools: VerifyTools,
  paperHead?: string,
): Verification {
  for (const run of runs) {
    const broken = firstBroken(run.runId, run.records, tools.sha256Hex)
    if (broken !== null)
      return wrong(
        'chain',
        run.runId,
        broken.version,
        `场次 ${run.runId} 第 ${broken.version} 条记录与哈希链不符`,
        `run ${run.runId}: record ${broken.version} does not fit the hash chain`,
      )
  }
  const byId = new Map(runs.map((run) => [run.runId, run]))
  const own = byId.get(contestId)
  if (own === undefined)
    return wrong('missingRun', contestId, null, '缺少赛事自身的记录', 'the contest’s own stream is missing')

  if (paperHead !== undefined) {
    const heads = chainHeads(own.runId, eventsOf(own), tools.sha256Hex)
    if (!heads.some((head) => head.startsWith(paperHead.toLowerCase())))
      return wrong(
        'paperHead',
        contestId,
        null,
        `纸面上的校验码 ${paperHead} 不在记录中：日志被截断或更改`,
        `the head on paper, ${paperHead}, is not in the stream: it was cut or changed`,
      )
  }

  const contest = replayContest(own)
  if (!('state' in contest)) return contest
  const { state } = contest

  for (const [stage, result] of Object.entries(state.results)) {
    /** Scores and states of the runs as they stood when the results were computed. */
    const at = new Map<string, Rescored & { version: number }>()
    for (const quoted of result.heads) {
      const run = byId.get(quoted.runId)
      if (run === undefined)
        return wrong(
          'missingRun',
          quoted.runId,
          null,
          `缺少场次 ${quoted.runId} 的记录`,
          `run ${quoted.runId} is missing`,
        )
      if (run.records[quoted.version - 1]?.head !== quoted.head)
        return wrong(
          'head',
          quoted.runId,
          quoted.version,
          `场次 ${quoted.runId} 第 ${quoted.version} 条与成绩计算时的记录不同`,
          `run ${quoted.runId} at ${quoted.version} is not what the results were computed from`,
        )
      const rescored = rescore(run, quoted.version, tools)
      if (typeof rescored === 'string')
        return wrong(
          'replay',
          run.runId,
          null,
          `场次 ${run.runId} 无法重放：${rescored}`,
          `run ${run.runId} cannot be replayed: ${rescored}`,
        )
      at.set(run.runId, { ...rescored, version: quoted.version })
    }
    const finding = firstWrongScore(state, stage, at)
    if (finding !== null) return finding
  }
  const last = own.records.at(-1)!
  return {
    ok: true,
    verified: {
      state,
      runs: runs.length,
      events: runs.reduce((sum, run) => sum + run.records.length, 0),
      head: last.head,
    },
  }
}

function eventsOf(run: StoredRun): Recorded<RunEvent>[] {
  return run.records.map(({ name, payload, at, by }) => ({ name, payload, at, by }))
}

/** Every item's score made again from its runs, and every correction from what stood before it. */
function firstWrongScore(
  state: ContestState,
  stageId: string,
  at: ReadonlyMap<string, Rescored & { version: number }>,
): Verification | null {
  const result = state.results[stageId]!
  const stage = stageOf(state.rulebook!.rulebook, stageId)!
  const named = new Set([...at.keys()].flatMap((runId) => (placeOf(runId)!.match ? [] : [placeOf(runId)!.code])))
  for (const code of new Set([...named, ...Object.keys(result.scores)])) {
    for (const item of stage.items) {
      const workId = workIdOf(state, stageId, item, code)
      const run = at.get(workId)
      const score = run === undefined ? null : run.scoreOf(code)
      const work = run === undefined || score === null ? undefined : { ...run, score }
      const marks = at.get(markingIdOf(state.contestId, stageId, item.id, code))
      const again = work === undefined ? null : wholeScore(item, work.score, marks?.scoreOf(code) ?? null)
      const kept = result.scores[code]?.[item.id] ?? null
      if (!sameNumbers(kept, again))
        return wrong(
          'score',
          workId,
          work?.version ?? null,
          `${code} 的 ${item.id} 重算为 ${again?.points ?? '无'}，记录为 ${kept?.points ?? '无'}（${stageId}）`,
          `${code}, ${item.id}: computed again ${again?.points ?? 'nothing'}, recorded ${kept?.points ?? 'nothing'} (${stageId})`,
        )
      if (kept === null) continue
      const own = result.corrections.filter((one) => one.code === code && one.item === item.id)
      let standing = kept
      for (const [index, correction] of own.entries()) {
        const made = correctedScore(
          item,
          correction,
          standing,
          own.slice(0, index),
          (marks?.state as MarkingState | undefined) ?? null,
          work?.score ?? null,
        )
        if (isRefusal(made) || made.old !== correction.old)
          return wrong(
            'correction',
            workId,
            null,
            `${code} 的 ${item.id} 更正不成立：${isRefusal(made) ? made.zh : `原值应为 ${made.old}`}`,
            `the correction of ${code}, ${item.id} does not hold: ${isRefusal(made) ? made.en : `it replaced ${made.old}`}`,
          )
        standing = made.score
      }
      const corrected = result.corrected[code]?.[item.id] ?? null
      if (own.length > 0 && !sameNumbers(corrected, standing))
        return wrong(
          'correction',
          workId,
          null,
          `${code} 的 ${item.id} 更正后应为 ${standing.points}，记录为 ${corrected?.points ?? '无'}`,
          `${code}, ${item.id}: the correction makes it ${standing.points}, recorded is ${corrected?.points ?? 'nothing'}`,
        )
    }
  }
  return null
}

function sameNumbers(a: Score | null, b: Score | null): boolean {
  return a === null || b === null ? a === b : canonicalJson(withoutWords(a)) === canonicalJson(withoutWords(b))
}

/** The stream of official acts, with what can be checked only against the state before an act. */
function replayContest(run: StoredRun): { state: ContestState } | Verification {
  let state: ContestState | null = null
  const drawnFrom: { draw: DrawState; before: ContestState; version: number }[] = []
  for (const { version, ...record } of run.records) {
    const event = record as unknown as Recorded<ContestEvent>
    const before: ContestState | null = state
    try {
      state = evolve(before, event)
    } catch (error) {
      return wrong(
        'replay',
        run.runId,
        version,
        `第 ${version} 条无法重放：${String(error)}`,
        `record ${version} cannot be replayed: ${String(error)}`,
      )
    }
    if (before === null) continue
    if (
      event.name === 'orderDrawn' &&
      JSON.stringify(groupsFrom(before, event.payload.seed)) !== JSON.stringify(event.payload.groups)
    )
      return wrong(
        'order',
        run.runId,
        version,
        '场次顺序与记录的种子不符',
        'the order does not follow from its recorded seed',
      )
    if (event.name === 'matchesDrawn') {
      const { stage, seed, groups } = event.payload
      if (canonicalJson(matchesFrom(before, stage, seed ?? '')) !== canonicalJson(groups))
        return wrong(
          'matches',
          run.runId,
          version,
          `${stage} 的对阵与${seed === null ? '上一轮的胜负' : '名次和记录的种子'}不符`,
          `the matches of ${stage} do not follow from ${seed === null ? 'who won the round before' : 'the ranks and their recorded seed'}`,
        )
    }
    if (event.name === 'reviewDrawn') {
      const { stage, seed, top, drawn } = event.payload
      if (JSON.stringify(sampleFrom(before, stage, seed)) !== JSON.stringify({ top, drawn }))
        return wrong(
          'review',
          run.runId,
          version,
          '复核名单与记录的种子不符',
          'the review sample does not follow from its recorded seed',
        )
    }
    if (event.name === 'signed' && event.payload.digest !== resultDigest(before, event.payload.stage))
      return wrong(
        'signature',
        run.runId,
        version,
        `${event.payload.name} 的签字与成绩不符`,
        `the signature of ${event.payload.name} does not stand under these results`,
      )
    if (event.name === 'drawn') drawnFrom.push({ draw: state.draws.at(-1)!, before, version })
  }
  if (state === null) return wrong('missingRun', run.runId, null, '记录为空', 'the stream is empty')

  for (const { draw, before, version } of drawnFrom) {
    const { seed } = draw
    const voided = state.draws.some((other) => other.batch === draw.batch && other.voided !== null)
    // A sealed draw is checked once its seed is revealed; one that was voided never is.
    const candidates = 'open' in seed ? [seed.open] : state.revealedSeeds
    if (voided || candidates.length === 0) continue
    const fits = candidates.some((candidate) =>
      assignSeats(before, candidate).every(
        ({ code, seat, entrantId }) =>
          state!.mapping[code] === entrantId && draw.codes.includes(code) && seatAtDraw(run, version, code) === seat,
      ),
    )
    if (!fits)
      return wrong(
        'draw',
        run.runId,
        version,
        `第 ${draw.batch} 次抽签与其种子不符`,
        `draw ${draw.batch} does not follow from its seed`,
      )
  }
  return { state }
}

function seatAtDraw(run: StoredRun, version: number, code: string): string | undefined {
  const payload = run.records[version - 1]!.payload as { codes: { code: string; seat: string }[] }
  return payload.codes.find((drawn) => drawn.code === code)?.seat
}

/** A run as it stood when it was quoted; of a match each code has its own score, and some have none. */
interface Rescored {
  scoreOf(code: string): Score | null
  state: unknown
}

function rescore(run: StoredRun, version: number, tools: VerifyTools): Rescored | string {
  const rules = tools.rulesOf(run.type)
  if (rules === null) return `unknown type ${run.type}`
  try {
    const state = replay(rules, eventsOf(run).slice(0, version))
    if (state === null) return 'empty'
    const own = rules.score(state)
    return { scoreOf: (code) => (rules.match === undefined ? own : rules.match.score(state, code)), state }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
