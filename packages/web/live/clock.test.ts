import { describe, expect, test } from 'vitest'
import { ServerClock } from './clock.ts'

/** A browser whose monotonic clock shows what the test says. */
function browser() {
  const at = { ms: 0 }
  return { at, clock: new ServerClock(() => at.ms) }
}

describe('the server’s clock', () => {
  test('the shortest round trip is believed', () => {
    const { at, clock } = browser()
    // server = monotonic + 1,000,000; the first trip lost 300 ms on the way back
    at.ms = 400
    clock.pong(0, 1_000_050)
    expect(clock.now() - at.ms).not.toBe(1_000_000)
    at.ms = 1020
    clock.pong(1000, 1_001_010)
    expect(clock.now() - at.ms).toBe(1_000_000)
    expect(clock.uncertaintyMs).toBe(10)
    at.ms = 2900
    clock.pong(2000, 1_002_000)
    expect(clock.now() - at.ms).toBe(1_000_000)
  })

  test('F8 a changed system time moves nothing', () => {
    const { at, clock } = browser()
    at.ms = 20
    clock.pong(0, 5_000_010)
    const before = clock.now()
    const system = Date.now
    Date.now = () => system() + 3600_000
    expect(clock.now()).toBe(before)
    Date.now = system
  })

  test('a new connection starts its own measurements', () => {
    const { at, clock } = browser()
    at.ms = 2
    clock.pong(0, 1001)
    clock.hello(9999)
    at.ms = 110
    clock.pong(10, 5060)
    expect(clock.now() - at.ms).toBe(5000)
  })
})
