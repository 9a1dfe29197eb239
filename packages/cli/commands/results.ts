import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { withRounds } from '@leitai/core/rulebook/rounds.ts'
import { decodeCsv, parseCsv } from '../marks/csv.ts'
import { rankStages } from '../marks/rank-stages.ts'
import { readMarks } from '../marks/read-marks.ts'
import { standingsJson, standingsText } from '../marks/show-standings.ts'
import { readRulebookFile } from '../rulebook-file.ts'
import { say } from '../say.ts'

export const usage =
  'leitai results RULEBOOK.yaml MARKS.csv [--json [--why]]    由原始打分计算名次与奖项 / standings and awards from raw marks; --why adds the trees of reasons'

export async function run(args: string[]): Promise<number> {
  const call = readCall(args)
  if (call === null) return wrong([usage])
  const read = readRulebookFile(call.rulebook)
  if (read.problems !== undefined) return wrong(read.problems)

  let bytes: Uint8Array
  try {
    bytes = readFileSync(call.marks)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return wrong([say({ zh: `无法读取 ${call.marks}（${why}）`, en: `Cannot read ${call.marks} (${why})` })])
  }
  const csv = parseCsv(decodeCsv(bytes))
  if (csv.problem !== undefined) return wrong([placed(call.marks, csv.problem.row, null, say(csv.problem.text))])
  const rulebook = withRounds(read.rulebook)
  const marks = readMarks(rulebook, csv.rows)
  if (marks.problems !== undefined)
    return wrong(marks.problems.map(({ row, column, text }) => placed(call.marks, row, column, say(text))))

  const { results, problem } = rankStages(rulebook, marks.stages)
  if (problem !== undefined) return wrong([say(problem)])
  process.stdout.write(
    call.json
      ? `${JSON.stringify(standingsJson(rulebook, results, call.why), null, 2)}\n`
      : standingsText(rulebook, results),
  )
  return 0
}

function placed(file: string, row: number, column: string | null, text: string): string {
  return column === null
    ? `${file}: 第 ${row} 行 row ${row}: ${text}`
    : `${file}: 第 ${row} 行 ${column} 列 row ${row}, column ${column}: ${text}`
}

function wrong(lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`)
  return 2
}

function readCall(args: string[]): { rulebook: string; marks: string; json: boolean; why: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { json: { type: 'boolean', default: false }, why: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [rulebook, marks, ...more] = positionals
    return rulebook === undefined || marks === undefined || more.length > 0
      ? null
      : { rulebook, marks, json: values.json, why: values.why }
  } catch {
    return null
  }
}
