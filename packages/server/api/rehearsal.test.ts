import { expect, test } from 'vitest'
import { virtualClock } from '../clock/virtual-clock.ts'
import { startTestServer } from '../testing.ts'
import { clockPath, type ClockAnswer } from './rehearsal.ts'

const secret = 'a secret of a rehearsal'
const drive = (url: string, change: unknown, authorization = `Bearer ${secret}`) =>
  fetch(`${url}${clockPath}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(change),
  })

test('an ordinary server has no such route, whatever secret it is asked with', async () => {
  const server = await startTestServer({ clockSecret: secret })
  try {
    expect((await drive(server.url, { jumpMs: 1000 })).status).toBe(404)
  } finally {
    await server.stop()
  }
})

test('a virtual clock without a secret cannot be driven either', async () => {
  const server = await startTestServer({ clock: virtualClock(1_800_000_000_000) })
  try {
    expect((await drive(server.url, { jumpMs: 1000 })).status).toBe(404)
  } finally {
    await server.stop()
  }
})

test('with its secret the clock goes faster and forward, never back; another secret finds nothing', async () => {
  const clock = virtualClock(1_800_000_000_000, 0)
  const server = await startTestServer({ clock, clockSecret: secret })
  try {
    expect((await drive(server.url, { jumpMs: 1000 }, 'Bearer another secret')).status).toBe(404)
    expect((await drive(server.url, { jumpMs: -1 })).status).toBe(400)
    expect(clock.now()).toBe(1_800_000_000_000)
    const answer = (await (await drive(server.url, { jumpMs: 60_000 })).json()) as ClockAnswer
    expect(answer).toMatchObject({ now: 1_800_000_060_000, speed: 0 })
    expect(((await (await drive(server.url, { speed: 300 })).json()) as ClockAnswer).speed).toBe(300)
  } finally {
    await server.stop()
  }
})
