import { createHash } from 'node:crypto'
import { realpath, unlink } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { StartRefusal } from './start-refusal.ts'

export interface FolderLock {
  release(): Promise<void>
}

interface Holder {
  pid: number
  /** ISO 8601 */
  since: string
}

/**
 * Only one server may use a folder. The lock is a listening socket and not a file, because the kernel takes it away
 * with its process: after kill -9 nothing stale is left to be misjudged. Whoever connects is told who holds it.
 *
 * Refuses with `folder-in-use` when another process (or this one) already holds the folder.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = await realpath(folder)
  const address = lockAddress(path)
  const holder: Holder = { pid: process.pid, since: new Date().toISOString() }
  // Two tries: a socket file (macOS) may be left by a dead process and is then removed once.
  for (const last of [false, true]) {
    const server = await listen(address, holder)
    if (server !== null) return { release: () => close(server) }
    const other = await askHolder(address)
    if (other === null && !last && !isKernelName(address)) {
      await unlink(address).catch(() => {})
      continue
    }
    throw inUse(path, other)
  }
  throw inUse(path, null)
}

function lockAddress(path: string): string {
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 32)
  if (process.platform === 'linux') return `\0leitai-${hash}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\leitai-${hash}`
  return join(path, '.lock')
}

function isKernelName(address: string): boolean {
  return process.platform === 'win32' || address.startsWith('\0')
}

function listen(address: string, holder: Holder): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      socket.end(JSON.stringify(holder))
    })
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null)
      else reject(error)
    })
    server.listen(address, () => {
      // the lock alone must not keep a finished process alive
      server.unref()
      resolve(server)
    })
  })
}

function askHolder(address: string): Promise<Holder | null> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(address)
    socket.setEncoding('utf8')
    socket.setTimeout(2000, () => socket.destroy())
    socket.on('data', (chunk: string) => (text += chunk))
    socket.on('error', () => {})
    socket.on('close', () => {
      try {
        resolve(JSON.parse(text) as Holder)
      } catch {
        resolve(null)
      }
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

function inUse(path: string, holder: Holder | null): StartRefusal {
  const zhWho = holder === null ? '另一个进程' : `进程 ${holder.pid}（自 ${holder.since} 起）`
  const enWho = holder === null ? 'another process' : `process ${holder.pid} (since ${holder.since})`
  return new StartRefusal(
    'folder-in-use',
    `数据文件夹 ${path} 正由${zhWho}使用，不能同时启动第二个服务器。请先停止它，或用 LEITAI_HOME 指定另一个文件夹。`,
    `The data folder ${path} is in use by ${enWho}; a second server must not share it. Stop that one first, or name another folder with LEITAI_HOME.`,
  )
}
