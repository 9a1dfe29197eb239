/** A server of the rehearsal's own: another process, a temporary home, free ports, a clock that can be driven. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createWriteStream, type WriteStream } from 'node:fs'
import { join } from 'node:path'
import { makeTemporaryHome } from '@leitai/server/store/temporary-home.ts'

export interface OwnServer {
  url: string
  home: string
  setupToken: string
  clockSecret: string
  /** Ends it and, unless `keep`, removes its home. */
  stop(keep: boolean): Promise<void>
}

const main = join(import.meta.dirname, '..', '..', 'server', 'main.ts')
const startsWithinMs = 90_000

/** @param logPath where the server's own log goes */
export async function startOwnServer(logPath: string): Promise<OwnServer> {
  const { home, remove } = await makeTemporaryHome()
  const clockSecret = randomBytes(24).toString('hex')
  const { DATABASE_URL: _, ...env } = process.env
  const child = spawn(process.execPath, [main, '--virtual-clock'], {
    env: { ...env, LEITAI_HOME: home, PORT: '0', HTTPS_PORT: '0', LEITAI_CLOCK_SECRET: clockSecret },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C reaches this program, which ends the server in order.
    detached: process.platform !== 'win32',
  })
  const log: WriteStream = createWriteStream(logPath)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let said = ''
  child.stderr.pipe(log, { end: false })
  child.stdout.pipe(log, { end: false })

  async function stop(keep: boolean): Promise<void> {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 20_000)
      await ended
      clearTimeout(late)
    }
    log.end()
    if (!keep) await remove()
  }

  try {
    const { url, setupToken } = await new Promise<{ url: string; setupToken: string }>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`服务器 ${startsWithinMs / 1000} 秒内没有启动 / the server did not start: ${logPath}`)),
        startsWithinMs,
      )
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString('utf8')
        const link = /(http:\/\/localhost:\d+)\/setup#([\w-]+)/.exec(said)
        if (link === null) return
        clearTimeout(late)
        resolve({ url: link[1]!, setupToken: link[2]! })
      })
      child.once('error', reject)
      void ended.then(() => {
        clearTimeout(late)
        reject(new Error(`服务器没有启动，见 ${logPath} / the server ended before it was up`))
      })
    })
    return { url, home, setupToken, clockSecret, stop }
  } catch (error) {
    await stop(false)
    throw error
  }
}
