/** Drives the clock of a server that was started for a rehearsal, and keeps what it tells of its event loop. */
import { clockPath, type ClockAnswer } from '@leitai/server/api/rehearsal.ts'
import type { ClockControl } from '@leitai/server/rehearsal/pace.ts'

export interface HttpClock extends ClockControl {
  eventLoop: { p50Ms: number; p99Ms: number; maxMs: number }[]
}

/** Null: the server has no such clock, or the secret is another. */
export async function clockOverHttp(url: string, secret: string): Promise<HttpClock | null> {
  const ask = (change: { speed?: number; jumpMs?: number }) =>
    fetch(`${url}${clockPath}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify(change),
    })
  const first = await ask({})
  if (first.status === 404) return null
  const eventLoop: HttpClock['eventLoop'] = []
  return {
    eventLoop,
    async set(change) {
      const response = await ask(change)
      if (!response.ok) throw new Error(`虚拟时钟 virtual clock: ${response.status} ${await response.text()}`)
      const answer = (await response.json()) as ClockAnswer
      eventLoop.push(answer.eventLoop)
      return { now: answer.now, speed: answer.speed }
    },
  }
}
