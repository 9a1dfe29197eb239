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

  test('an old witness yields to a fresh one, for clocks drift apart', () => {
    const { at, clock } = browser()
    at.ms = 2
    clock.pong(0, 1001)
    // a minute on, this browser's clock lost 3 ms against the server's
    at.ms = 60_004
    clock.pong(60_000, 61_005)
    expect(clock.now() - at.ms).toBe(1003)
    expect(clock.uncertaintyMs).toBe(2)
    at.ms = 160_004
    expect(clock.uncertaintyMs).toBeCloseTo(4)
  })

  test('a press counts from its event, not from when the page came to it', () => {
    const { at, clock } = browser()
    at.ms = 2
    clock.pong(0, 1001)
    at.ms = 500.5
    expect(clock.at(480.25)).toBe(1480.25)
    // another time scale, or a time to come
    expect(clock.at(-1_800_000_000_000)).toBe(1500.5)
    expect(clock.at(501)).toBe(1500.5)
  })
})
