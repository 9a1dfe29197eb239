/** `results.json`: a contest's results as data, with every number's tree. The archive keeps it and `leitai verify` makes it again. */
import { stageStandings } from '../contest/results.ts'
import type { ContestState } from '../contest/state.ts'
import { withoutWords, type Score } from '../score.ts'

export interface ResultsDocument {
  contest: string
  title: string
  rulebook: string
  edition: string
  stages: {
    stage: string
    standings: {
      entrant: string
      name: string
      delegation: string
      code: string
      rank: number | null
      attendance: string
      total: string
      secondsUsed: number
      award: string | null
      items: Record<string, string>
      score: Score
    }[]
    openTies: { entrants: string[]; rank: number }[]
    signatures: { role: string; name: string; at: number; digest: string }[]
    published: number | null
  }[]
}

/** Entrants are named by candidate number; while identities are sealed, by code alone. */
export function resultsDocument(state: ContestState): ResultsDocument {
  const entryOf = (code: string) => state.roster[state.mapping[code] ?? '']
  return {
    contest: state.contestId,
    title: state.title.zh,
    rulebook: state.rulebook?.rulebook.id ?? '',
    edition: state.rulebook?.edition ?? '',
    stages: (state.rulebook?.rulebook.stages ?? []).flatMap((stage) => {
      const table = stageStandings(state, stage.id)
      const result = state.results[stage.id]
      if (table === null || result === undefined) return []
      return [
        {
          stage: stage.id,
          standings: table.lines.map((line) => ({
            entrant: entryOf(line.entrant)?.number ?? line.entrant,
            name: entryOf(line.entrant)?.name ?? '',
            delegation: entryOf(line.entrant)?.delegation ?? '',
            code: line.entrant,
            rank: line.rank,
            attendance: line.attendance,
            total: line.total,
            secondsUsed: line.secondsUsed,
            award: line.awards[0] ?? null,
            items: line.items,
            score: line.score,
          })),
          openTies: table.openTies.map(({ entrants, rank }) => ({
            entrants: entrants.map((code) => entryOf(code)?.number ?? code),
            rank,
          })),
          signatures: result.signatures.map(({ role, name, at, digest }) => ({ role, name, at, digest })),
          published: result.published,
        },
      ]
    }),
  }
}

/** The document's numbers: what `verify` compares, since the sentences of a tree may be put otherwise by a later version. */
export function numbersOf(document: ResultsDocument): unknown {
  return {
    ...document,
    stages: document.stages.map((stage) => ({
      ...stage,
      standings: stage.standings.map((line) => ({ ...line, score: withoutWords(line.score) })),
    })),
  }
}
