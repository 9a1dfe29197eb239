/** What was sent and what was acknowledged, kept by the sender's side: the oracle for every fault. */
import type pg from 'pg'
import { expect } from 'vitest'
import type { LiveClient } from './client.ts'

export interface Sender {
  client: LiveClient
  runId: string
  /** Command id of each revision sent. */
  sent: Map<number, string>
  next: number
}

export function send(sender: Sender, count: number): void {
  for (let i = 0; i < count; i += 1) {
    const revision = (sender.next += 1)
    const question = `q${1 + (revision % 50)}`
    sender.sent.set(
      revision,
      sender.client.command(sender.runId, 'answer', { question, value: `v${revision}`, revision }),
    )
  }
}

/** Every acknowledged input stands in the journal exactly once, at the version that the answer gave; nothing stands twice. */
export async function expectLedgerComplete(pool: pg.Pool, sender: Sender): Promise<void> {
  const { rows } = await pool.query<{ version: number; payload: string }>(
    `select version, payload from event where run_id = $1 and name = 'answered' order by version`,
    [sender.runId],
  )
  const stored = new Map<number, number>()
  for (const { version, payload } of rows) {
    const { revision } = JSON.parse(payload) as { revision: number }
    expect(stored.has(revision), `revision ${revision} of ${sender.runId} stands twice`).toBe(false)
    stored.set(revision, version)
  }
  for (const [revision, commandId] of sender.sent) {
    const answer = sender.client.answers.get(commandId)
    if (answer === undefined) continue
    expect(answer).toMatchObject({ t: 'answer', version: stored.get(revision) })
  }
}

/** A view never showed what had not been durable: whatever it holds stands in the journal. */
export async function expectShownIsStored(pool: pg.Pool, sender: Sender): Promise<void> {
  const { rows } = await pool.query<{ version: number }>(
    'select max(version) as version from event where run_id = $1',
    [sender.runId],
  )
  for (const frame of sender.client.frames) {
    if (frame.t === 'view' || frame.t === 'changes') expect(frame.version).toBeLessThanOrEqual(rows[0]!.version)
  }
}
