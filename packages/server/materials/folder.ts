/** The bytes of files, in a folder, each named by the SHA-256 of its content: what is there is never written again. */
import { createHash, randomBytes } from 'node:crypto'
import { copyFile, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface FileFolder {
  keep(content: Uint8Array): Promise<{ hash: string; bytes: number }>
  /** Takes over a file from elsewhere, whose content has this hash and is on the disk. Done before, nothing is left to do. */
  take(from: string, hash: string, bytes: number): Promise<void>
  read(hash: string): Promise<Uint8Array>
  path(hash: string): string
}

export function openFileFolder(home: string): FileFolder {
  const root = join(home, 'files')
  const folderOf = (hash: string) => join(root, hash.slice(0, 2))
  const path = (hash: string) => join(folderOf(hash), hash)

  return {
    async keep(content) {
      const hash = createHash('sha256').update(content).digest('hex')
      const there = await stat(path(hash)).catch(() => null)
      if (there?.size === content.byteLength) return { hash, bytes: there.size }
      await mkdir(folderOf(hash), { recursive: true })
      // whole and on the disk before it has its name: after a power cut a name never stands for half a file
      const fresh = join(root, `new-${randomBytes(8).toString('hex')}`)
      const file = await open(fresh, 'wx', 0o600)
      try {
        await file.writeFile(content)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(fresh, path(hash))
      return { hash, bytes: content.byteLength }
    },
    async take(from, hash, bytes) {
      const there = await stat(path(hash)).catch(() => null)
      if (there?.size === bytes) return void (await rm(from, { force: true }))
      await mkdir(folderOf(hash), { recursive: true })
      try {
        await rename(from, path(hash))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
        // the two folders lie on different disks
        const fresh = join(root, `new-${randomBytes(8).toString('hex')}`)
        await copyFile(from, fresh)
        const file = await open(fresh, 'r+')
        await file.sync()
        await file.close()
        await rename(fresh, path(hash))
        await rm(from, { force: true })
      }
    },
    read: (hash) => readFile(path(hash)),
    path,
  }
}
