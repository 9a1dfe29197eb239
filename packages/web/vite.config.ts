import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const server = process.env['LEITAI_DEV_SERVER'] ?? 'http://localhost:8080'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), precompressed()],
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
