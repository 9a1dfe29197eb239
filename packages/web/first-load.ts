/** What a contestant's browser loads before the first question: from the build's manifest, with everything imported. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

interface Chunk {
  file: string
  imports?: string[]
  css?: string[]
}

/** The page itself, signing in at a seat, the contestant's page, and the paper. */
const contestantEntries = [
  'index.html',
  'session/SeatSignIn.tsx',
  'contestant/SeatPage.tsx',
  '../items/exam/web/Contestant.tsx',
]

export interface FirstLoad {
  scripts: { file: string; gzipBytes: number }[]
  scriptGzipBytes: number
  styleGzipBytes: number
}

export function contestantFirstLoad(dist: string): FirstLoad {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>
  const scripts = new Set<string>()
  const styles = new Set<string>()
  const seen = new Set<string>()
  const take = (key: string) => {
    if (seen.has(key)) return
    seen.add(key)
    const chunk = manifest[key]
    if (chunk === undefined) throw new Error(`the build has no ${key}`)
    scripts.add(chunk.file)
    for (const file of chunk.css ?? []) styles.add(file)
    for (const imported of chunk.imports ?? []) take(imported)
  }
  for (const entry of contestantEntries) take(entry)
  const size = (file: string) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length
  const sized = [...scripts]
    .map((file) => ({ file, gzipBytes: size(file) }))
    .toSorted((a, b) => b.gzipBytes - a.gzipBytes)
  return {
    scripts: sized,
    scriptGzipBytes: sized.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0),
    styleGzipBytes: [...styles].reduce((sum, file) => sum + size(file), 0),
  }
}
