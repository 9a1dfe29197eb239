import { parseArgs } from 'node:util'
import { rulebookJsonSchema } from '@leitai/core/rulebook/json-schema.ts'
import { withRounds } from '@leitai/core/rulebook/rounds.ts'
import { readRulebookFile } from '../rulebook-file.ts'
import { say } from '../say.ts'

export const usage = 'leitai check FILE | --schema    检查规程 / checks a rulebook; --schema prints its JSON Schema'

export async function run(args: string[]): Promise<number> {
  const call = readCall(args)
  if (call === null) {
    process.stderr.write(`${usage}\n`)
    return 2
  }
  if (call.schema) process.stdout.write(`${JSON.stringify(rulebookJsonSchema(), null, 2)}\n`)
  if (call.file === undefined) return 0

  const read = readRulebookFile(call.file)
  if (read.problems !== undefined) {
    for (const line of read.problems) process.stderr.write(`${line}\n`)
    process.stderr.write(`${say({ zh: `${read.problems.length} 处有误`, en: `${read.problems.length} wrong` })}\n`)
    return 2
  }
  const { rulebook } = read
  const items = rulebook.stages.reduce((count, stage) => count + stage.items.length, 0)
  const rounds = withRounds(rulebook).stages.length
  // With --schema standard output is the schema alone.
  const out = call.schema ? process.stderr : process.stdout
  out.write(
    `${say({
      zh: `${rulebook.id} ${rulebook.title.zh}：无误（${rulebook.stages.length} 个阶段，${rounds === rulebook.stages.length ? '' : `按轮次 ${rounds} 个，`}${items} 个赛项，${rulebook.awards.length} 个奖项）`,
      en: `${rulebook.id} ${rulebook.title.en}: in order (${rulebook.stages.length} stages, ${rounds === rulebook.stages.length ? '' : `${rounds} with rounds, `}${items} items, ${rulebook.awards.length} awards)`,
    })}\n`,
  )
  return 0
}

function readCall(args: string[]): { file?: string; schema: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { schema: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [file, ...more] = positionals
    if (more.length > 0 || (file === undefined && !values.schema)) return null
    return { schema: values.schema, ...(file === undefined ? {} : { file }) }
  } catch {
    return null
  }
}
