import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { systemClock } from './system-clock.ts'
import { virtualClock } from './virtual-clock.ts'

test('F8 the machine’s clock is set back or forward an hour: the server’s clock goes on evenly', () => {
  let wall = 1_800_000_000_000
  let counter = 5000
  const clock = systemClock(
    () => wall,
    () => counter,
  )
  const before = clock.now()
  expect(before).toBe(1_800_000_000_000)
  for (const step of [-3_600_000, 7_200_000]) {
    wall += step
    counter += 1000.7
    expect(clock.now() - before).toBeLessThan(2002)
  }
  expect(clock.now()).toBe(1_800_000_002_001)
})

test('an alarm far beyond the longest timer waits for its time', () => {
  vi.useFakeTimers()
  try {
    const clock = systemClock(
      () => 0,
      () => Date.now(),
    )
    const started = clock.now()
    const woken: number[] = []
    clock.at(started + 60 * 86_400_000, () => woken.push(clock.now()))
    vi.advanceTimersByTime(59 * 86_400_000)
    expect(woken).toEqual([])
    vi.advanceTimersByTime(2 * 86_400_000)
    expect(woken).toHaveLength(1)
    expect(woken[0]! - started).toBeGreaterThanOrEqual(60 * 86_400_000)
  } finally {
    vi.useRealTimers()
  }
})

test('a virtual clock runs at its speed, stands still, jumps, and wakes what falls due in order', async () => {
  let counter = 0
  const clock = virtualClock(1000, 60, () => counter)
  counter += 10
  expect(clock.now()).toBe(1600)
  clock.setSpeed(0)
  counter += 1000
  expect(clock.now()).toBe(1600)
  const woken: string[] = []
  clock.at(5000, () => woken.push('late'))
  clock.at(2000, () => woken.push('early'))
  const cancel = clock.at(3000, () => woken.push('cancelled'))
  cancel()
  await sleep(5)
  expect(woken).toEqual([])
  clock.jump(1000)
  expect(clock.now()).toBe(2600)
  while (woken.length < 1) await sleep(1)
  clock.jump(3000)
  while (woken.length < 2) await sleep(1)
  expect(woken).toEqual(['early', 'late'])
  expect(() => clock.jump(-1)).toThrow('forward')
  expect(() => clock.setSpeed(-1)).toThrow('speed')
})

test('an alarm on a fast clock comes in its own time', async () => {
  const clock = virtualClock(0, 3600)
  await new Promise<void>((resolve) => clock.at(60_000, resolve))
  expect(clock.now()).toBeGreaterThanOrEqual(60_000)
})
