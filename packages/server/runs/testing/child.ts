import { fork, type ChildProcess } from 'node:child_process'
import { tmpdir } from 'node:os'
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
  ask(message: {
    createAll?: NewRun[]
    open?: string[]
    reset?: boolean
    /** The next write to the journal takes so much longer. */
    stallMs?: number
    stop?: boolean
  }): Promise<Report>
  /** As the power button does it. */
  kill(): Promise<void>
}

interface Setup {
  connection: object
  port?: number
  pace?: { perSecond: number; burst: number }
}

export async function startServerProcess(setup: Setup): Promise<ServerProcess> {
  return (await standBy(setup))()
}

/** Has loaded its program, so that it starts as soon as it is called: for tests that need many, one after another. */
export async function standBy(setup: Setup): Promise<() => Promise<ServerProcess>> {
  const child = fork(join(import.meta.dirname, 'process.ts'), [JSON.stringify({ ...setup, standBy: true })], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
    // compiled once for all that are started
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'leitai-compile-cache') },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const died = ended.then(() => Promise.reject(new Error('the server process ended')))
  died.catch(() => {})
  const next = <T>() =>
    Promise.race([new Promise<T>((resolve) => child.once('message', (message) => resolve(message as T))), died])
  await next()
  return async () => {
    const started = next<{ url: string }>()
    child.send('go')
    const { url } = await started
    return serverProcess(child, url, ended, next)
  }
}

function serverProcess(
  child: ChildProcess,
  url: string,
  ended: Promise<void>,
  next: <T>() => Promise<T>,
): ServerProcess {
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
