import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, lstat, mkdir, mkdtemp, realpath, rm, stat, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { RunAs } from './postgres-binaries.ts'
import { StartRefusal } from './start-refusal.ts'

/** Where PostgreSQL keeps its things, and as whom it runs. */
export interface PostgresPlace {
  /** holds `data` and `socket`; belongs to who runs PostgreSQL */
  folder: string
  dataFolder: string
  socketFolder: string
  /** written by us on PostgreSQL's behalf, in the home: root opens no file in a folder that another user owns */
  logFile: string
  /** where a copy of the programs may be put, if they cannot be run from where they are */
  copiesFolder: string
  runAs: RunAs | null
}

const SYSTEM_FOLDER = '/var/lib/leitai'
const NOBODY: RunAs = { uid: 65534, gid: 65534 }
/** sun_path holds 108 bytes on Linux, 104 on macOS; `/.s.PGSQL.5432` and a final zero must fit too */
const LONGEST_SOCKET_FOLDER = 85

/**
 * Normally `<home>/postgres`. PostgreSQL refuses root, so root's server runs it as the folder's owner, or as `nobody`
 * when the folder is new; where that user cannot get to the home (a clone under /root, mode 700), the folder is made
 * under /var/lib/leitai and `<home>/postgres` is a link to it, so that it is found again, also after the home moved.
 */
export async function preparePostgresPlace(home: string, log: (line: string) => void): Promise<PostgresPlace> {
  const wanted = join(home, 'postgres')
  if (process.getuid?.() !== 0) {
    const folder = await realFolder(wanted)
    await refuseOthersData(home, folder)
    return place(home, folder, join(folder, 'programs'), null)
  }
  if (await isLink(wanted)) {
    const folder = await realFolder(wanted)
    return place(home, folder, SYSTEM_FOLDER, await ownerOf(folder))
  }
  await mkdir(wanted, { recursive: true })
  const runAs = await ownerOf(wanted)
  if (canEnter(wanted, runAs)) return place(home, wanted, SYSTEM_FOLDER, runAs)
  // data that is already here must not be hidden behind a link
  if (existsSync(join(wanted, 'data'))) throw unreachable(wanted, runAs)
  await mkdir(SYSTEM_FOLDER, { recursive: true })
  await chmod(SYSTEM_FOLDER, 0o755)
  // a new name each time: a home that was deleted and made again must not find its old contests
  const elsewhere = await mkdtemp(join(SYSTEM_FOLDER, 'data-'))
  await rm(wanted, { recursive: true })
  await symlink(elsewhere, wanted)
  log(
    `${home} cannot be entered by uid ${runAs.uid}, as whom PostgreSQL runs; its data is in ${elsewhere} (${wanted} links there)`,
  )
  return place(home, elsewhere, SYSTEM_FOLDER, runAs)
}

async function place(home: string, folder: string, copiesFolder: string, runAs: RunAs | null): Promise<PostgresPlace> {
  const dataFolder = join(folder, 'data')
  const inside = join(folder, 'socket')
  const short = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const socketFolder = Buffer.byteLength(inside) <= LONGEST_SOCKET_FOLDER ? inside : `/tmp/leitai-${short}`
  for (const path of [folder, socketFolder]) await ownFolder(path, runAs)
  return { folder, dataFolder, socketFolder, logFile: join(home, 'postgres.log'), copiesFolder, runAs }
}

async function ownFolder(path: string, runAs: RunAs | null): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  if (runAs !== null) await chown(path, runAs.uid, runAs.gid)
  // also refuses a folder under /tmp that somebody else made first: only its owner may change its mode
  await chmod(path, 0o700)
}

async function realFolder(path: string): Promise<string> {
  if (!(await isLink(path))) {
    await mkdir(path, { recursive: true, mode: 0o700 })
    return path
  }
  return realpath(path).catch(() => {
    throw new StartRefusal(
      'postgres-folder-lost',
      `${path} 指向的数据库文件夹不存在或不可访问。`,
      `The database folder that ${path} links to does not exist or cannot be reached.`,
    )
  })
}

async function isLink(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null))?.isSymbolicLink() === true
}

async function ownerOf(folder: string): Promise<RunAs> {
  const data = await stat(join(folder, 'data')).catch(() => null)
  return data !== null && data.uid !== 0 ? { uid: data.uid, gid: data.gid } : NOBODY
}

function canEnter(folder: string, runAs: RunAs): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', dirname(folder)], { ...runAs, cwd: '/' }).status === 0
}

async function refuseOthersData(home: string, folder: string): Promise<void> {
  const found = await stat(folder)
  const uid = process.getuid?.()
  if (uid === undefined || found.uid === uid) return
  const command = `chown -R ${uid} ${home}${folder.startsWith(home) ? '' : ` ${folder}`}`
  throw new StartRefusal(
    'postgres-folder-of-another',
    `数据库文件夹 ${folder} 属于另一个用户（uid ${found.uid}），可能曾以 root 启动过。请仍以 root 启动，或先以 root 执行：${command}`,
    `The database folder ${folder} belongs to another user (uid ${found.uid}); perhaps it was started as root before. Start as root again, or run as root: ${command}`,
  )
}

function unreachable(folder: string, runAs: RunAs): StartRefusal {
  return new StartRefusal(
    'postgres-folder-unreachable',
    `${folder} 中已有数据库，但 PostgreSQL 所用的用户（uid ${runAs.uid}）无法进入该文件夹。请调整上级文件夹的权限（chmod o+x）。`,
    `${folder} holds a database, but the user who runs PostgreSQL (uid ${runAs.uid}) cannot enter it. Change the modes of the folders above it (chmod o+x).`,
  )
}
