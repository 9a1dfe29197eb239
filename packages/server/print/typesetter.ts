/** Typst with our fonts and templates. Slow to make (fonts are large): one a thread. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'

const require = createRequire(import.meta.url)
const faces = [
  'noto-sans-sc/400Regular',
  'noto-sans-sc/500Medium',
  'noto-sans-sc/700Bold',
  'noto-serif-sc/400Regular',
  'noto-serif-sc/600SemiBold',
  'noto-serif-sc/700Bold',
  'noto-serif-sc/900Black',
]
const fontPaths = faces.map((face) => {
  const [family = '', weight = ''] = face.split('/')
  return join(dirname(require.resolve(`@expo-google-fonts/${family}/package.json`)), weight)
})
/** Templates may read files of this folder only. */
const workspace = join(import.meta.dirname, 'typst')

export const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths }] })

/** @param template a file of `typst/`, without its ending. Throws where it does not fit its data: that is a bug. */
export function compile(template: string, data: unknown): NodeTypstDocument {
  const compiled = compiler.compile({
    mainFilePath: join(workspace, `${template}.typ`),
    inputs: { data: JSON.stringify(data) },
  })
  if (compiled.result === null)
    throw new Error(`${template} cannot be typeset: ${JSON.stringify(compiled.takeError()?.shortDiagnostics)}`)
  return compiled.result
}
