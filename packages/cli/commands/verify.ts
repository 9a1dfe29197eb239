/** `leitai verify`: checks an archive, and names the first thing that is wrong. */
import { parseArgs } from 'node:util'
import { verifyArchive } from '@leitai/server/archive/verify-archive.ts'
import { say } from '../say.ts'

export const usage =
  'leitai verify ARCHIVE.zip [--head HEAD] [--key FINGERPRINT]   校验归档 / check an archive against its paper'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { head: { type: 'string' }, key: { type: 'string' } },
  })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) {
    process.stderr.write(`${usage}\n`)
    return 2
  }
  const outcome = await verifyArchive(path, { head: values.head?.replaceAll(/[\s-]/g, ''), key: values.key })
  if (!outcome.ok) {
    const { where, text } = outcome.finding
    process.stderr.write(`${say({ zh: '校验未通过', en: 'does not verify' })}\n  ${where}: ${say(text)}\n`)
    return 1
  }
  const { verified, manifest, fingerprint } = outcome
  process.stdout.write(
    `${say({ zh: '校验通过', en: 'verified' })}  ${manifest.title}\n` +
      `  ${say({ zh: `${manifest.files.length} 个文件，${verified.runs} 个场次，${verified.events} 条记录`, en: `${manifest.files.length} files, ${verified.runs} runs, ${verified.events} records` })}\n` +
      keptApart(manifest.apart ?? []) +
      `  head ${verified.head}\n  key  ${fingerprint}\n`,
  )
  return 0
}

/** Files too large for the archive: whoever keeps it keeps these beside it. */
function keptApart(files: readonly { sha256: string; bytes: number }[]): string {
  if (files.length === 0) return ''
  const lines = files.map(({ sha256, bytes }) => `    ${sha256}  ${(bytes / 2 ** 20).toFixed(1)} MB\n`).join('')
  const { length: n } = files
  return `  ${say({ zh: `${n} 个大文件不在归档内，另行保存（SHA-256）：`, en: `${n} large files are kept apart, by SHA-256:` })}\n${lines}`
}
