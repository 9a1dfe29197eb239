/** The bytes of files, in a folder, each named by the SHA-256 of its content: what is there is never written again. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface FileFolder {
  keep(content: Uint8Array): Promise<{ hash: string; bytes: number }>
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
    read: (hash) => readFile(path(hash)),
    path,
  }
}
