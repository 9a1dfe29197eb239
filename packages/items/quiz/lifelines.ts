/** What a team may ask for while it answers: half of the options, more time, somebody's advice. */
import type { PlayContext } from '@leitai/core/match/item.ts'
import { refuse, type Refusal } from '@leitai/core/run.ts'
import { chance, deriveSeed } from '@leitai/core/seed.ts'
import type { QuizEvent } from './events.ts'
import { keyOf, optionCount, questionNow, roundNow, type Play } from './play.ts'
import type { Lifeline, TeamPlay } from './types.ts'

export function lifeline(
  play: Play,
  payload: { id: string; code?: string | undefined },
  context: PlayContext,
): QuizEvent[] | Refusal {
  const question = questionNow(play)
  const round = roundNow(play)
  const line = play.options.lifelines.find(({ id }) => id === payload.id)
  if (
    line === undefined ||
    question === undefined ||
    round === undefined ||
    !('lifelines' in round) ||
    !round.lifelines.includes(line.id)
  )
    return refuse('noLifeline', '本环节不能使用该求助', 'This lifeline cannot be used in this round')
  const code = context.code ?? payload.code ?? question.team
  if (question.phase !== 'answering' || question.team === null || code !== question.team)
    return refuse('notYourTurn', '只能在本队作答时求助', 'A lifeline is for the team that is answering')
  if (question.asking) return refuse('asking', '正在求助', 'A lifeline is in use already')
  if ((play.used[code]?.[line.id] ?? 0) >= line.uses)
    return refuse('usedUp', `「${line.label.zh}」已用完`, `“${line.label.en}” is used up`)
  const key = keyOf(question.question)
  const wrong = Array.from({ length: optionCount(question.question) }, (_, place) => place).filter(
    (place) => !key.includes(place) && !question.removed.includes(place),
  )
  if (line.kind === 'half' && (question.question.kind !== 'single' || wrong.length < 2))
    return refuse('notHere', '本题不能去掉错误选项', 'This question has no options that could go')
  const removed =
    line.kind === 'half'
      ? [...question.removed, ...chance(deriveSeed(context.seed, 'half')).sample(wrong, Math.min(2, wrong.length - 1))]
      : []
  return [
    {
      name: 'lifelineUsed',
      payload: {
        code,
        id: line.id,
        kind: line.kind,
        removed: removed.toSorted((a, b) => a - b),
        seconds: line.seconds,
      },
    },
  ]
}

export function roundLifelines(play: Play): Lifeline[] {
  const round = roundNow(play)
  if (round === undefined || !('lifelines' in round)) return []
  return play.options.lifelines.filter(({ id }) => round.lifelines.includes(id))
}

export function ownLifelines(play: Play, code: string): TeamPlay['own']['lifelines'] {
  return roundLifelines(play).map(({ id, label, kind, uses }) => ({
    id,
    label,
    kind,
    left: uses - (play.used[code]?.[id] ?? 0),
  }))
}
