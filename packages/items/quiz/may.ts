/** What a team may do now, and what it has done at the question that is on. */
import { isBuzzed, mayPress } from './buzzer.ts'
import { ownLifelines } from './lifelines.ts'
import { bucketOf, roundNow, type Asked, type Play } from './play.ts'
import type { TeamPlay } from './types.ts'

export function mayNow(
  play: Play,
  asked: Asked | undefined,
  code: string,
  own: { fouled: boolean; pressed: boolean; choice: number[] | null },
): TeamPlay['own']['may'] {
  const round = roundNow(play)
  if (round?.kind === 'rapid') {
    const running = play.rapid?.started === true && !play.rapid.over
    const left = (play.rapid?.answers[code]?.length ?? 0) < (play.plan[play.round]?.questions.length ?? 0)
    return running && left ? ['answer', ...(round.mayPass ? (['pass'] as const) : [])] : []
  }
  const out: TeamPlay['own']['may'] = []
  if (play.risk?.team === code) {
    if (play.risk.asks === 'choose') out.push('choosePack')
    if (play.risk.asks === 'decide' && asked?.phase === 'revealed') out.push('goOn', 'stop')
  }
  if (asked === undefined) return out
  if (isBuzzed(play)) {
    const waits = asked.phase === 'shown' || asked.phase === 'armed' || asked.phase === 'deciding'
    if (waits && !own.pressed && !own.fouled && mayPress(play, asked).includes(code)) out.push('press')
  }
  if (asked.answers !== null) {
    if (asked.phase === 'armed' && own.choice === null) out.push('answer')
  } else if (asked.phase === 'answering' && asked.team === code) {
    if (asked.answer === 'keys') out.push('answer')
    if (ownLifelines(play, code).some(({ left }) => left > 0)) out.push('lifeline')
  }
  return out
}

export function choiceOf(asked: Asked, code: string): number[] | null {
  return asked.answers === null
    ? (asked.choices[code] ?? null)
    : (asked.answers[bucketOf(code)]?.[code]?.choice ?? null)
}
