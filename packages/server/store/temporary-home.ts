import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TemporaryHome {
  home: string
  remove(): Promise<void>
}

/** A data folder for a rehearsal or a test, which leaves nothing behind. `remove` only after the database was closed. */
export async function makeTemporaryHome(): Promise<TemporaryHome> {
  const home = await mkdtemp(join(await realpath(tmpdir()), 'leitai-'))
  // root's PostgreSQL runs as another user, who must get through; what is inside has its own modes
  await chmod(home, 0o711)
  return { home, remove: () => rm(home, { recursive: true, force: true }) }
}
