import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const server = process.env['LEITAI_DEV_SERVER'] ?? 'http://localhost:8080'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), precompressed(), saysFirstLoad()],
  // CSS layers keep Mantine's rules below our own, whatever the order of chunks
  css: { modules: { generateScopedName: '[name]-[local]-[hash:base64:4]' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
  },
  server: {
    // while developing: pages from here, everything else from a running server; `/live/…` are this folder's own modules
    proxy: Object.fromEntries(
      ['^/rpc/', '^/api/', '^/files/', '^/live$'].map((path) => [
        path,
        { target: server, ws: path === '^/live$', changeOrigin: false },
      ]),
    ),
  },
})

/** Writes `.gz` and `.br` beside every file that gains from it, so the server compresses nothing while people work. */
function precompressed(): Plugin {
  return {
    name: 'leitai:precompressed',
    apply: 'build',
    writeBundle({ dir }) {
      const dist = dir ?? join(import.meta.dirname, 'dist')
      for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|html|svg|json)$/.test(name)) continue
        const content = readFileSync(join(dist, name))
        if (content.length < 512) continue
        writeFileSync(join(dist, `${name}.gz`), gzipSync(content, { level: 9 }))
        writeFileSync(
          join(dist, `${name}.br`),
          brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
        )
      }
    },
  }
}

/** The number that old PCs in a hall feel. */
function saysFirstLoad(): Plugin {
  return {
    name: 'leitai:first-load',
    apply: 'build',
    closeBundle: {
      order: 'post',
      handler() {
        const { outDir } = this.environment.config.build
        const { scriptGzipBytes, styleGzipBytes } = contestantFirstLoad(resolve(import.meta.dirname, outDir))
        const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
        this.environment.logger.info(
          `contestant's first load, gzipped: ${kB(scriptGzipBytes)} script, ${kB(styleGzipBytes)} style`,
        )
      },
    },
  }
}

interface Chunk {
  file: string
  imports?: string[]
  css?: string[]
}

/** The page itself, signing in at a seat, the contestant's page, and every item's own. */
const contestantEntries =
  /^(?:index\.html|session\/SeatSignIn\.tsx|contestant\/SeatPage\.tsx|.*\/web\/Contestant\.tsx)$/

/** What a contestant's browser loads before the first question, with everything imported, from the build's manifest. */
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
  const entries = Object.keys(manifest).filter((key) => contestantEntries.test(key))
  if (entries.length < 4) throw new Error(`a contestant's pages are missing from the build: ${entries.join()}`)
  for (const entry of entries) take(entry)
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
