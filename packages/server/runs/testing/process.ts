/**
 * A server process with nothing but runs and sockets, to be killed by tests and driven by measurements. The database's
 * connection comes as JSON in the first argument; the port goes to the parent as a message.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectDatabase } from '../../store/database.ts'
import { itemRules } from '@leitai/items/rules.ts'
import { buzzer } from './buzzer.ts'
import { pad } from './pad.ts'
import { slowDisk } from './slow-disk.ts'
import { startWorld } from './world.ts'

const setup = JSON.parse(process.argv[2]!) as {
  connection: object
  port?: number
  pace?: { perSecond: number; burst: number }
  /** It loads its program and waits; any message lets it begin. */
  standBy?: boolean
}
if (setup.standBy) {
  const go = new Promise((resolve) => process.once('message', resolve))
  process.send!('standing by')
  await go
}
let stallMs = 0
/** What is written next takes so much longer; what comes after it waits behind it. */
async function stall(): Promise<void> {
  const forMs = stallMs
  stallMs = 0
  if (forMs > 0) await sleep(forMs)
}
const database = await connectDatabase(setup.connection, { log: () => {}, connections: 8 })
const rules = Object.fromEntries([pad, buzzer, ...itemRules].map((one) => [one.type, one]))
const world = await startWorld({
  pool: slowDisk(database.pool, stall),
  rules,
  ...(setup.port && { port: setup.port }),
  ...(setup.pace && { pace: setup.pace }),
})
const resolutionMs = 5
const delay = monitorEventLoopDelay({ resolution: resolutionMs })
/** It measures from one of its timers to the next, the pause that was asked for included. */
const heldMs = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolutionMs)
process.on(
  'message',
  (message: {
    createAll?: Parameters<typeof world.host.createAll>[0]
    open?: string[]
    ask?: 'delay'
    reset?: boolean
    stallMs?: number
    stop?: boolean
  }) => {
    void (async () => {
      if (message.createAll) await world.host.createAll(message.createAll)
      for (const runId of message.open ?? []) {
        await world.host.submit({
          runId,
          commandId: `open-${runId}`.slice(0, 64),
          name: 'open',
          payload: {},
          by: { kind: 'server' },
        })
      }
      if (message.reset) {
        delay.reset()
        delay.enable()
      }
      if (message.stallMs) stallMs = message.stallMs
      if (message.stop) {
        await world.stop()
        await database.close()
        process.exit(0)
      }
      process.send!({
        done: true,
        cpuMs: process.cpuUsage().user / 1e3 + process.cpuUsage().system / 1e3,
        delay: { p50: heldMs(delay.percentile(50)), p99: heldMs(delay.percentile(99)), max: heldMs(delay.max) },
      })
    })()
  },
)
process.on('disconnect', () => process.exit(0))
process.send!({ url: world.url })
