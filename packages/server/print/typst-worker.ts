/** Typesets one document. Runs in a worker thread: fonts and layout must not hold the thread that serves the live runs. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

export interface TypstTask {
  /** A file of `typst/`, without its ending. */
  template: string
  data: unknown
  /** Written into the PDF as the time at which it was made. */
  at: number
}

const require = createRequire(import.meta.url)
const faces = ['noto-sans-sc/400Regular', 'noto-sans-sc/500Medium', 'noto-sans-sc/700Bold', 'noto-serif-sc/400Regular', 'noto-serif-sc/600SemiBold', 'noto-serif-sc/700Bold', 'noto-serif-sc/900Black']
const fontPaths = faces.map((face) => {
  const [family = '', weight = ''] = face.split('/')
  return join(dirname(require.resolve(`@expo-google-fonts/${family}/package.json`)), weight)
})
/** Templates may read files of this folder only. */
const workspace = join(import.meta.dirname, 'typst')
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths }] })

export default function typeset({ template, data, at }: TypstTask): Uint8Array {
  const compiled = compiler.compile({ mainFilePath: join(workspace, `${template}.typ`), inputs: { data: JSON.stringify(data) }, resetRead: false })
  if (compiled.result === null) throw new Error(`${template} cannot be typeset: ${JSON.stringify(compiled.takeError()?.shortDiagnostics)}`)
  const pdf = compiler.pdf(compiled.result, { creationTimestamp: Math.floor(at / 1000) })
  // Names and PINs of this document stay in no cache.
  compiler.evictCache(0)
  return new Uint8Array(pdf)
}
