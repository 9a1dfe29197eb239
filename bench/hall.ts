/** A full hall: 1,000 contestants on one server, each saving every 5 seconds. How long a save takes, and whether the server's event loop is ever held. */
import { drive, prepare } from './ground.ts'

const seatCount = Number(process.env['SEATS'] ?? 1000)
const seconds = Number(process.env['SECONDS_EACH'] ?? 60)
const everyMs = 5000

const ground = await prepare(seatCount)
try {
  console.log(`${seatCount} contestants, one save each every ${everyMs / 1000} s, ${seconds} s`)
  const load = await drive({ url: ground.server.url, seats: ground.seats, seconds, pace: { everyMs } }, () =>
    ground.server.ask({ reset: true }),
  )
  const { delay } = await ground.server.ask({})
  console.table({
    'save acknowledged (ms)': { p50: round(load.p50Ms), p99: round(load.p99Ms), max: round(load.maxMs) },
    'event loop held (ms)': { p50: round(delay.p50), p99: round(delay.p99), max: round(delay.max) },
  })
  console.log(`${load.saves} saves, ${(load.saves / load.seconds).toFixed(0)}/s, refused ${load.refused}`)
  if (load.refused > 0 || load.saves < (seatCount * seconds * 1000 * 0.9) / everyMs) process.exitCode = 1
} finally {
  await ground.end()
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10
}
