/**
 * Was everything kept that the server acknowledged, and nothing that nobody sent? Every run's stream in the archive is
 * walked beside the ledger of what the simulated contestants, judges and hosts sent: each of their records must be what the rules make of
 * an acknowledged command in the state of that moment, and each acknowledged command must be found so.
 */
import yauzl from 'yauzl'
import { canonicalJson } from '@leitai/core/chain.ts'
import { isRefusal, type AnyRules, type Press, type Recorded, type RunEvent } from '@leitai/core/run.ts'
import type { Text } from '@leitai/core/score.ts'
import { archiveRules } from '@leitai/server/archive/archive-rules.ts'
import type { Manifest } from '@leitai/server/archive/layout.ts'
import { recordsFrom } from '@leitai/server/archive/stored-runs.ts'
import type { LedgerEntry } from '@leitai/server/rehearsal/ledger.ts'

export interface StoredStream {
  runId: string
  type: string
  records: (Recorded<RunEvent> & { version: number })[]
}

export interface LedgerCheck {
  acknowledged: number
  /** Had effect in the stream. */
  effective: number
  /** Repetitions and saves that changed nothing. */
  idle: number
  problems: Text[]
  /** Final states by run, for who compares further. */
  states: Map<string, { rules: AnyRules; state: unknown }>
}

/** Records that draw on chance (a receipt) cannot be made again; that they stand there is enough. */
const drawsChance = new Set(['submit', 'begin', 'endPerformance', 'redraw', 'finish', 'lifeline'])

export function checkLedger(streams: readonly StoredStream[], entries: readonly LedgerEntry[]): LedgerCheck {
  const check: LedgerCheck = { acknowledged: 0, effective: 0, idle: 0, problems: [], states: new Map() }
  const wrong = (zh: string, en: string) => void check.problems.push({ zh, en })
  const byRun = Map.groupBy(
    entries.filter(({ answer }) => answer !== null),
    ({ runId }) => runId,
  )
  for (const { runId, type, records } of streams) {
    // Official acts are checked where they have their effect.
    if (type === 'contest') {
      byRun.delete(runId)
      continue
    }
    const rules = archiveRules(type)
    if (rules === null) {
      wrong(`场次 ${runId} 的类型 ${type} 未知`, `run ${runId} has the unknown type ${type}`)
      continue
    }
    const own = (byRun.get(runId) ?? []).toSorted((a, b) => a.answer!.version - b.answer!.version)
    byRun.delete(runId)
    check.acknowledged += own.length
    const byVersion = Map.groupBy(own, ({ answer }) => answer!.version)
    const versions = [...byVersion.keys()]
    let state: unknown = null
    let at = 0
    while (at < records.length) {
      const { version, by } = records[at]!
      const noted = by.kind === 'server' ? 1 : serversNote(rules, state, records.slice(at, at + mostBySelf))
      if (noted > 0) {
        for (const record of records.slice(at, at + noted)) state = rules.evolve(state, record)
        at += noted
        continue
      }
      const until = versions.find((candidate) => candidate >= version)
      const candidates = until === undefined ? [] : byVersion.get(until)!
      const group = records.slice(at, until === undefined ? at + 1 : until - records[0]!.version + 1)
      // Several commands may be answered at one version: the one that made it, and repetitions after it.
      const author = candidates.find((entry) => makes(rules, state, entry, group))
      if (author === undefined)
        wrong(
          `${runId} 第 ${version} 条「${records[at]!.name}」不是任何已确认操作的结果`,
          `${runId} #${version} (${records[at]!.name}) is not what any acknowledged command makes`,
        )
      else check.effective += 1
      for (const record of group) state = rules.evolve(state, record)
      check.idle += Math.max(0, candidates.length - (author === undefined ? 0 : 1))
      if (until !== undefined) byVersion.delete(until)
      at += group.length
    }
    for (const [version, left] of byVersion) {
      // Without effect at a version that an official made, or at the end: the rules must say so too.
      const idle = version >= records[0]!.version && version <= records.at(-1)!.version
      if (idle) check.idle += left.length
      else
        wrong(
          `${runId}：已确认的第 ${version} 条不在记录中`,
          `${runId}: #${version} was acknowledged and is not in the stream`,
        )
    }
    check.states.set(runId, { rules, state })
  }
  for (const [runId, left] of byRun)
    wrong(
      `${runId}：${left.length} 条已确认，归档中没有这个场次`,
      `${runId}: ${left.length} acknowledged, and the archive has no such run`,
    )
  return check
}

function makes(
  rules: AnyRules,
  state: unknown,
  { name, payload, answer }: LedgerEntry,
  group: readonly RunEvent[],
): boolean {
  const by = (group[0] as Recorded<RunEvent>).by
  const made = rules.decide(
    state,
    { name, payload: rules.commands[name]?.parse(payload) ?? payload },
    { now: answer!.at, by, seed: '0'.repeat(64), ...pressIn(group) },
  )
  if (isRefusal(made) || !Array.isArray(made) || made.length !== group.length) return false
  if (drawsChance.has(name)) return made.every((event: RunEvent, index) => event.name === group[index]!.name)
  return made.every(
    (event: RunEvent, index) =>
      event.name === group[index]!.name && canonicalJson(event.payload) === canonicalJson(group[index]!.payload),
  )
}

/** What was due by the clock stands before what a command made itself, in one go with it. */
const mostBySelf = 4

/**
 * What the server writes down in a seat's name: what it asked over HTTP, where no command was sent. How many of these records
 * that made; 0: it is none.
 */
function serversNote(rules: AnyRules, state: unknown, records: readonly Recorded<RunEvent>[]): number {
  for (const [index, { payload, at, by }] of records.entries()) {
    if (at !== records[0]!.at) return 0
    for (const name of rules.serverRecords ?? []) {
      const parsed = rules.commands[name]?.safeParse(payload)
      if (parsed?.success !== true) continue
      const made = rules.decide(state, { name, payload: parsed.data }, { now: at, by, seed: '0'.repeat(64) })
      const same =
        Array.isArray(made) && made.length === index + 1 && made.every((event, i) => event.name === records[i]!.name)
      if (same) return index + 1
    }
  }
  return 0
}

/** When it came to the microsecond, and by which way, is measured once and stands in the record. */
function pressIn(group: readonly RunEvent[]): { press?: Press } {
  for (const { payload } of group) {
    const { press } = payload as { press?: Press }
    if (press !== undefined) return { press }
  }
  return {}
}

/** All streams of an archive that has been verified. */
export async function streamsOf(archive: string): Promise<StoredStream[]> {
  const zip = await yauzl.openPromise(archive)
  const contents = new Map<string, string>()
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== 'manifest.json' && !entry.fileName.startsWith('journal/')) continue
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
      contents.set(entry.fileName, Buffer.concat(chunks).toString('utf8'))
    }
  } finally {
    zip.close()
  }
  const manifest = JSON.parse(contents.get('manifest.json')!) as Manifest
  return manifest.runs.map(({ runId, type, file }) => ({
    runId,
    type,
    records: recordsFrom(contents.get(file)!).map(
      ({ version, at, by, name, payload }) => ({ version, at, by, name, payload }) as StoredStream['records'][number],
    ),
  }))
}
