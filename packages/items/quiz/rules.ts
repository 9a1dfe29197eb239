/** The quiz: 必答, 抢答, 风险题, 擂台, 限时快答, 全员答题 and sudden death, as one match that a host leads. */
import { match } from '@leitai/core/match/match.ts'
import { due, overtaken, wakesAt } from './buzzer.ts'
import { quizCommands, quizHands, type QuizCommand } from './commands.ts'
import { moved } from './clock.ts'
import { decide } from './decide.ts'
import { needOf, prepare } from './draw.ts'
import { settles, undoable, type QuizEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { inspect } from './inspection.ts'
import { quizMaterial } from './material.ts'
import { quizOptions } from './options.ts'
import { questionNow, withQuestion, type Asked, type Play } from './play.ts'
import { pointsOf } from './points.ts'
import { score } from './score.ts'
import type { QuizInspection, QuizMaterial, QuizOptions } from './types.ts'
import { view } from './views.ts'

/** Teams that fit along the foot of a screen. */
const mostTeams = 10

export const rules = match<QuizOptions, QuizMaterial, Play, QuizCommand, QuizEvent, QuizInspection>({
  type: 'quiz',
  stateVersion: 2,
  options: quizOptions,
  material: quizMaterial as never,
  commands: quizCommands,
  hands: quizHands,
  mostTeams: (options) => (options.crowd ? null : mostTeams),
  prepare,
  decide,
  evolve,
  due,
  wakesAt,
  overtaken,
  undoable,
  settles,
  shift,
  resume,
  drawn: ({ plan, spares, finals, asked }) => [
    ...new Set(
      [
        ...plan.flatMap(({ questions, packs }) => [...questions, ...packs.flat()]),
        ...spares,
        ...finals,
        ...asked.map(({ question }) => question),
      ].map(({ id }) => id),
    ),
  ],
  withdraw: (play, code) => ({ ...play, withdrawn: [...play.withdrawn, code] }),
  isOver: (play) => (play.at === 'between' || play.at === 'over') && play.round + 1 >= play.rounds.length,
  view,
  inspect,
  progress(play) {
    const teams = Math.max(1, play.teams.length)
    const spares = play.options.spares + (play.options.suddenDeath?.questions ?? 0)
    return { done: play.asked.length, total: Math.max(play.asked.length, needOf(play.options, teams) - spares) }
  },
  points: pointsOf,
  score,
})

/** A pause: what was to come by the clock comes so much later. */
function shift(play: Play, byMs: number): Play {
  const later = (at: number | null) => (at === null ? null : at + byMs)
  const question = questionNow(play)
  const rapid = play.rapid === null ? null : { ...play.rapid, clock: moved(play.rapid.clock, byMs) }
  if (question === undefined) return { ...play, rapid }
  const change: Partial<Asked> = {
    clock: question.clock === null ? null : moved(question.clock, byMs),
    // Times of a question that is decided stay as they were: margins are read from them.
    ...(question.phase === 'armed'
      ? { opensAt: later(question.opensAt), pressEndsAt: later(question.pressEndsAt) }
      : question.phase === 'deciding'
        ? { windowEndsAt: later(question.windowEndsAt) }
        : {}),
  }
  return withQuestion({ ...play, rapid }, question.no, change)
}

/** After a step was taken back: a clock that ran then has run out by now, so people say what comes of the answer. */
function resume(play: Play): Play {
  const question = questionNow(play)
  if (question === undefined || question.phase !== 'answering' || question.asking) return play
  const clock = question.clock === null ? null : { ...question.clock, endsAt: null, leftMs: 0 }
  return withQuestion(play, question.no, { phase: 'judging', clock })
}
