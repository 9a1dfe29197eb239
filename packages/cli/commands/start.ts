/** `leitai start`: what `npm start` does, on every platform. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

export const usage = 'leitai start [--demo]    启动服务器，与 npm start 相同 / start the server, as npm start does'

const root = join(import.meta.dirname, '..', '..', '..')

export async function run(args: string[]): Promise<number> {
  const prepared = await ended([join(root, 'scripts', 'setup.js')])
  return prepared === 0 ? ended([join(root, 'packages', 'server', 'main.ts'), ...args]) : prepared
}

/** Ctrl-C reaches the child by itself: it stops in order, and this program waits for it. */
function ended(command: readonly string[]): Promise<number> {
  const wait = () => {}
  process.on('SIGINT', wait)
  process.on('SIGTERM', wait)
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { stdio: 'inherit', cwd: process.cwd() })
    const pass = () => void child.kill('SIGTERM')
    process.on('SIGTERM', pass)
    child.once('error', reject)
    child.once('exit', (code) => {
      process.off('SIGINT', wait)
      process.off('SIGTERM', wait)
      process.off('SIGTERM', pass)
      resolve(code ?? 1)
    })
  })
}
