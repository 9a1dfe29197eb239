/** The published standings computed once more from `MARKS.csv`, by the code of `leitai results`, and compared line by line. */
import type { ResultView } from '@leitai/core/contest/view.ts'
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'
import type { Text } from '@leitai/core/score.ts'
import { decodeCsv, parseCsv } from '../marks/csv.ts'
import { rankStages } from '../marks/rank-stages.ts'
import { readMarks } from '../marks/read-marks.ts'
import type { StageResult } from '../marks/show-standings.ts'

export interface StandingsCheck {
  results: StageResult[]
  compared: number
  problems: Text[]
}

export function checkStandings(rulebook: Rulebook, csv: Uint8Array, published: ResultView): StandingsCheck {
  const problems: Text[] = []
  const wrong = (zh: string, en: string) => void problems.push({ zh, en })
  const rows = parseCsv(decodeCsv(csv))
  if (rows.problem !== undefined) return { results: [], compared: 0, problems: [rows.problem.text] }
  const marks = readMarks(rulebook, rows.rows)
  if (marks.problems !== undefined)
    return { results: [], compared: 0, problems: marks.problems.map(({ text }) => text) }
  // What people decided is not in the marks: the order of ties, and awards by decision.
  const numberOf = new Map(published.lines.map(({ code, number, entrantId }) => [entrantId ?? code, number ?? code]))
  const decided = Object.fromEntries(
    published.awards
      .filter(({ id }) => rulebook.awards.some((award) => award.id === id && award.by === 'decision'))
      .map(({ id, lines }) => [id, lines.map(({ entrantId }) => numberOf.get(entrantId) ?? entrantId)]),
  )
  const ranked = rankStages(rulebook, marks.stages, decided)
  if (ranked.problem !== undefined) return { results: [], compared: 0, problems: [ranked.problem] }
  const { results } = ranked
  const computed = new Map(results.at(-1)!.standings.lines.map((line) => [line.entrant, line]))
  const tied = new Set(results.at(-1)!.standings.openTies.flatMap(({ entrants }) => entrants))
  const placed = published.lines.filter(({ rank }) => rank !== null)
  for (const line of placed) {
    const number = line.number ?? line.code
    const again = computed.get(number)
    computed.delete(number)
    // who met nobody sat nothing, and has no marks
    if (again === undefined && Object.keys(line.items).length === 0) continue
    if (again === undefined) {
      wrong(`${number} 已公布，原始得分中没有`, `${number} is published and not in the marks`)
      continue
    }
    const award = rulebook.awards.find(({ id }) => id === again.awards[0])?.title.zh
    if (again.total !== line.total)
      wrong(
        `${number} 总分 ${line.total}，重算 ${again.total}`,
        `${number}: total ${line.total}, computed again ${again.total}`,
      )
    // Where people settled a tie the marks alone leave it open.
    if (tied.has(number)) continue
    if (again.rank !== line.rank)
      wrong(
        `${number} 名次 ${line.rank}，重算 ${again.rank}`,
        `${number}: rank ${line.rank}, computed again ${again.rank}`,
      )
    if (award !== line.award?.zh)
      wrong(
        `${number} 奖项 ${line.award?.zh ?? '无'}，重算 ${award ?? '无'}`,
        `${number}: award ${line.award?.en ?? 'none'}, computed again ${again.awards[0] ?? 'none'}`,
      )
  }
  for (const number of computed.keys())
    wrong(`${number} 有原始得分，未公布名次`, `${number} has marks and no published rank`)
  return { results, compared: placed.length, problems }
}
