import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { NewRun } from '../contract.ts'

interface Report {
  /** Used by the process since it began. */
  cpuMs: number
  /** Of its event loop since the last `reset`, in milliseconds. */
  delay: { p50: number; p99: number; max: number }
}

export interface ServerProcess {
  url: string
  port: number
  child: ChildProcess
  ask(message: { createAll?: NewRun[]; open?: string[]; reset?: boolean; stop?: boolean }): Promise<Report>
  /** As the power button does it. */
  kill(): Promise<void>
}

export async function startServerProcess(
  setup: { connection: object; port?: number; pace?: { perSecond: number; burst: number } },
  program = join(import.meta.dirname, 'process.ts'),
): Promise<ServerProcess> {
  const child = fork(program, [JSON.stringify(setup)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const died = ended.then(() => Promise.reject(new Error('the server process ended')))
  died.catch(() => {})
  const next = <T>() =>
    Promise.race([new Promise<T>((resolve) => child.once('message', (message) => resolve(message as T))), died])
  const { url } = await next<{ url: string }>()
  return {
    url,
    port: Number(new URL(url).port),
    child,
    ask: (message) => {
      const answer = next<Report>()
      child.send(message)
      return answer
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
