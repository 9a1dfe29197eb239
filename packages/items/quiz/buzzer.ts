/**
 * 抢答: presses, fouls, the window, the verdict. A press counts at the time that `fair-order.ts` gives it, never at the time
 * of its arrival; the light goes on at one moment for everybody, and what was pressed before it is a foul.
 */
import { earliestArrival, judgePress, networks, verdictOf } from '@leitai/core/match/fair-order.ts'
import type { PlayContext } from '@leitai/core/match/item.ts'
import { allArrivedBy, isAfter, isBroken, pressOf, windowFrom } from '@leitai/core/match/window.ts'
import { refuse, type Refusal } from '@leitai/core/run.ts'
import { chance, deriveSeed } from '@leitai/core/seed.ts'
import { clockTime } from '@leitai/core/words.ts'
import type { QuizEvent } from './events.ts'
import { bucketOf, inPlay, questionNow, roundNow, type Asked, type Play } from './play.ts'

/** A light that is not announced so long before it goes on is late for somebody; of a short lead, half of it. */
const announcedBeforeMs = 150
/** A start that waited longer for the disk is not waited for any longer. */
const longestWaitMs = 3000
/** So long after the first press others are still written down. */
const followsMs = 2000

/** Whether this one has answered already, in a round for everybody. */
export function hasAnswered(question: Asked, code: string): boolean {
  return question.answers?.[bucketOf(code)]?.[code] !== undefined
}

export function press(play: Play, context: PlayContext): QuizEvent[] | Refusal {
  const question = questionNow(play)
  const code = context.code!
  const round = roundNow(play)
  if (question === undefined || round === undefined || !isBuzzed(play))
    return refuse('noBuzzer', '现在不是抢答题', 'There is nothing to press for now')
  if (question.eligible !== null && !question.eligible.includes(code))
    return refuse('notEligible', '本题由其他队伍抢答', 'This question is between other teams')
  const network = networks[play.options.network]
  const claimed = pressOf(context)
  const judged = judgePress(code, claimed, network)
  const early = question.opensAt === null || judged.at + judged.uncertaintyMs < question.opensAt
  switch (question.phase) {
    case 'shown':
    case 'armed':
    case 'deciding': {
      const again = [...question.fouls, ...question.presses].some((one) => one.code === code)
      if (again) return []
      if (question.out.includes(code)) return refuse('out', '本队已不能抢答本题', 'Your team is out of this question')
      if (early) return [{ name: 'fouled', payload: { press: judged } }]
      if (isAfter(claimed, question.windowEndsAt)) return tooLate(question)
      if (question.phase === 'armed' && judged.at > question.pressEndsAt!) return tooLate(question)
      const windowEndsAt = question.windowEndsAt ?? windowFrom(claimed, network)
      return [{ name: 'pressed', payload: { press: judged, windowEndsAt } }]
    }
    case 'answering':
    case 'judging': {
      // Too late to be first, but not to be shown in the order, and to answer next where the rulebook lets the next one.
      const first = question.presses.find((one) => one.code === question.verdict?.order[0])
      if (first === undefined || earliestArrival(claimed) > first.arrivedAt + followsMs) return tooLate(question)
      const again = [...question.fouls, ...question.presses].some((one) => one.code === code)
      return again || question.out.includes(code) ? [] : [{ name: 'followed', payload: { press: judged } }]
    }
    default:
      return tooLate(question)
  }
}

function tooLate(question: Asked): Refusal {
  const at = clockTime(question.pressEndsAt ?? question.windowEndsAt ?? 0)
  return refuse('tooLate', '本题抢答已结束', 'Pressing for this question is over', { at })
}

/** Rounds whose questions are open to whoever presses first. */
export function isBuzzed(play: Play): boolean {
  const kind = roundNow(play)?.kind
  return kind === 'buzzer' || kind === 'challenge' || kind === 'suddenDeath'
}

/** When the clock has something to do with the question that is on. */
export function wakesAt(play: Play): number | null {
  if (play.rapid !== null)
    return play.rapid.started && !play.rapid.over
      ? allArrivedBy(play.rapid.clock.endsAt!, networks[play.options.network])
      : null
  const question = questionNow(play)
  switch (question?.phase) {
    case 'armed':
      return mayPress(play, question).length === 0 && isBuzzed(play)
        ? question.opensAt
        : allArrivedBy(question.pressEndsAt!, networks[play.options.network])
    case 'deciding':
      return question.windowEndsAt
    case 'answering':
      return question.clock?.endsAt ?? null
    default:
      return null
  }
}

export function mayPress(play: Play, question: Asked): string[] {
  return (question.eligible ?? play.teams).filter((code) => inPlay(play).includes(code) && !question.out.includes(code))
}

/** What the clock does, due by `context.now`. */
export function due(play: Play, context: PlayContext): QuizEvent[] {
  const at = wakesAt(play)
  const { now } = context
  if (context.overtaken === true) return moveLight(play, now)
  if (at === null || now < at) return []
  if (play.rapid !== null) return [{ name: 'rapidEnded', payload: {} }]
  const question = questionNow(play)!
  switch (question.phase) {
    case 'armed':
      return roundNow(play)?.kind === 'everybody'
        ? [{ name: 'questionClosed', payload: { no: question.no } }]
        : [{ name: 'nobodyPressed', payload: {} }]
    case 'deciding':
      return isBroken(at, now) ? [{ name: 'windowBroken', payload: {} }] : [decided(play, question, context)]
    case 'answering':
      return timeUp(play, question, now)
    default:
      return []
  }
}

/** Whether the start was given so late that not every seat can know of the light before it goes on. */
export function overtaken(play: Play, { name }: { name: QuizEvent['name'] }, now: number): boolean {
  const question = questionNow(play)
  if ((name !== 'buzzerOpened' && name !== 'lightMoved') || question?.phase !== 'armed') return false
  return now > question.opensAt! - Math.min(announcedBeforeMs, play.options.leadMs / 2)
}

/** Nobody has been told of it yet. The next announcement may take as long as this one did. */
function moveLight(play: Play, now: number): QuizEvent[] {
  const question = questionNow(play)
  if (question?.phase !== 'armed') return []
  const { leadMs } = play.options
  const tookMs = Math.min(Math.max(0, now - question.startedAt!), longestWaitMs)
  const opensAt = now + leadMs + tookMs
  return [{ name: 'lightMoved', payload: { opensAt, endsAt: opensAt + question.pressEndsAt! - question.opensAt! } }]
}

/** Aloud: people say whether the answer came in time. With keys: nothing was chosen, so it is wrong. */
function timeUp(play: Play, question: Asked, now: number): QuizEvent[] {
  const up: QuizEvent = { name: 'timeUp', payload: {} }
  if (question.answer !== 'keys') return [up]
  const round = play.rounds[question.round]!
  const seconds = 'seconds' in round ? round.seconds : 30
  return [
    up,
    {
      name: 'ruled',
      payload: { no: question.no, code: question.team!, right: false, by: 'clock', endsAt: now + seconds * 1000 },
    },
  ]
}

function decided(play: Play, question: Asked, context: PlayContext): QuizEvent {
  const round = roundNow(play)!
  const { order, first, marginMs, uncertaintyMs } = verdictOf(question.presses)
  const codes = order.map(({ code }) => code)
  const rest = codes.filter((code) => !first.includes(code))
  const follows = 'next' in round && round.next ? rest : []
  const rule = 'deadHeat' in round ? round.deadHeat : 'again'
  const seconds = 'seconds' in round ? round.seconds : 30
  const level = first.length > 1
  const lot = level && rule === 'lot' ? deriveSeed(context.seed, 'lot') : null
  const drawn = lot === null ? first : chance(lot).shuffle(first.toSorted())
  const answer = !level
    ? [...first, ...follows]
    : rule === 'again'
      ? []
      : rule === 'both'
        ? [...first, ...follows]
        : [drawn[0]!, ...('next' in round && round.next ? [...drawn.slice(1), ...rest] : [])]
  return {
    name: 'decided',
    payload: {
      verdict: { order: codes, first: lot === null ? first : [drawn[0]!], marginMs, uncertaintyMs },
      answer,
      lot,
      endsAt: context.now + seconds * 1000,
    },
  }
}
