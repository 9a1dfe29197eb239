/** The whole match for officials, once it is over. */
import type { Play } from './play.ts'
import type { QuizInspection } from './types.ts'

export function inspect(play: Play): QuizInspection {
  return {
    rounds: play.rounds.map(({ kind, clause }) => ({ kind, clause: clause ?? null })),
    questions: play.asked.map(({ no, round, question, presses, fouls, opensAt, verdict, rulings, voided }) => ({
      no,
      round,
      question,
      presses: [...presses, ...fouls].toSorted((a, b) => a.at - b.at),
      fouls: fouls.map(({ code }) => code),
      opensAt,
      verdict:
        verdict === null
          ? null
          : { first: verdict.first, marginMs: verdict.marginMs, uncertaintyMs: verdict.uncertaintyMs },
      rulings,
      voided,
    })),
    lines: play.lines,
    seed: play.seed,
  }
}
