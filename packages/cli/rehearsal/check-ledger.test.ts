import { describe, expect, it } from 'vitest'
import type { Recorded, RunEvent } from '@leitai/core/run.ts'
import { rules } from '@leitai/items/typing/rules.ts'
import type { LedgerEntry } from '@leitai/server/rehearsal/ledger.ts'
import { checkLedger, type StoredStream } from './check-ledger.ts'

const seat = { kind: 'seat', code: 'A01' } as const
const at = 1_800_000_000_000
const runId = 'c:final:typing:A01'

/** A typing test in which two saves were made and the staff closed. */
function played(): { stream: StoredStream; entries: LedgerEntry[] } {
  const records: StoredStream['records'] = []
  let state: unknown = null
  const add = (events: readonly RunEvent[], by: Recorded<RunEvent>['by']) => {
    for (const event of events) {
      const record = { ...event, at, by, version: records.length + 1 }
      records.push(record)
      state = rules.evolve(state as never, record as never)
    }
    return records.length
  }
  const server = { kind: 'server' } as const
  const context = { now: at, by: server, seed: '1'.repeat(64) }
  const setup = { code: 'A01', seconds: 600, feedback: 'none' as const }
  const item = rules.options.parse({ setup, item: {} })
  add(
    rules.start(
      item,
      { texts: [{ id: 't', title: '文', text: '先听后说，再想办法。' }] },
      { ...context, itemSeed: '2'.repeat(64) },
    ),
    server,
  )
  add(rules.decide(state as never, { name: 'open', payload: {} }, context) as RunEvent[], server)
  const entries: LedgerEntry[] = []
  const save = (text: string, revision: number) => {
    const payload = { text, revision }
    const events = rules.decide(state as never, { name: 'type', payload }, { ...context, by: seat }) as RunEvent[]
    const version = add(events, seat)
    entries.push({
      runId,
      commandId: `command-${entries.length}`,
      name: 'type',
      payload,
      by: 'seat',
      answer: { version, at },
      refusal: null,
      ms: 1,
      answeredAt: 1,
      resent: false,
    })
  }
  save('先听', 1)
  save('先听后说', 2)
  save('先听', 1)
  add(rules.decide(state as never, { name: 'close', payload: { reason: 'x' } }, context) as RunEvent[], server)
  return { stream: { runId, type: 'typing', records }, entries }
}

describe('the ledger beside the stream', () => {
  it('agrees where everything that was acknowledged is there; a repetition has changed nothing', () => {
    const { stream, entries } = played()
    const check = checkLedger([stream], entries)
    expect(check.problems).toEqual([])
    expect(check).toMatchObject({ acknowledged: 3, effective: 2, idle: 1 })
  })

  it('names a record that nobody sent', () => {
    const { stream, entries } = played()
    const { problems } = checkLedger([stream], entries.slice(1))
    expect(problems.map(({ en }) => en)).toEqual([`${runId} #3 (typed) is not what any acknowledged command makes`])
  })

  it('names a record whose content is another than what was acknowledged', () => {
    const { stream, entries } = played()
    stream.records[3] = {
      ...stream.records[3]!,
      payload: { ...(stream.records[3]!.payload as object), text: '先听后做' },
    }
    expect(checkLedger([stream], entries).problems).toHaveLength(1)
  })

  it('names an acknowledgement that the stream does not know', () => {
    const { stream, entries } = played()
    const lost: LedgerEntry = {
      ...entries[1]!,
      payload: { text: '先听后说，', revision: 3 },
      answer: { version: 9, at },
    }
    expect(checkLedger([stream], [...entries, lost]).problems.map(({ en }) => en)).toEqual([
      `${runId}: #9 was acknowledged and is not in the stream`,
    ])
    expect(checkLedger([], [lost]).problems).toHaveLength(1)
  })
})
