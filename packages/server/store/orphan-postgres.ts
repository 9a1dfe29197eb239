import { readFile, readdir, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * After a kill -9 an earlier PostgreSQL may still run on our folder, or may have left its pid file. The caller holds
 * the folder's lock, so whoever is still there belongs to nobody: it is stopped; what it left behind is removed.
 */
export async function clearOrphan(
  dataFolder: string,
  socketFolder: string,
  log: (line: string) => void,
  stopByPgCtl: () => void,
): Promise<void> {
  const pidFile = join(dataFolder, 'postmaster.pid')
  const text = await readFile(pidFile, 'utf8').catch(() => null)
  if (text !== null) {
    const pid = Number(text.split('\n')[0])
    if (process.platform === 'linux') await stopOrphan(pid, dataFolder, log)
    else stopByPgCtl()
    await rm(pidFile, { force: true })
  }
  for (const name of await readdir(socketFolder)) {
    if (name.startsWith('.s.PGSQL.')) await rm(join(socketFolder, name), { force: true })
  }
}

async function stopOrphan(pid: number, dataFolder: string, log: (line: string) => void): Promise<void> {
  const steps = [
    ['SIGINT', 15_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5000],
  ] as const
  for (const [signal, patienceMs] of steps) {
    if (!(await runsOn(pid, dataFolder))) return
    log(`An earlier PostgreSQL (process ${pid}) still runs on ${dataFolder}; sending it ${signal}`)
    process.kill(pid, signal)
    const until = performance.now() + patienceMs
    while (performance.now() < until && (await runsOn(pid, dataFolder))) await sleep(20)
  }
}

/** The pid alone proves nothing (it may be another program's by now): a PostgreSQL works inside its data folder. */
async function runsOn(pid: number, dataFolder: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (status === null) return false
  const state = status.slice(status.lastIndexOf(')') + 2)[0]
  if (state === 'Z' || state === 'X') return false
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => null)
  return cwd === dataFolder
}
