/** What the host's one key says: what it does next, or what is waited for. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { fill } from '@leitai/design/language.ts'
import { signed } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import type { LeadPlay } from '../types.ts'
import type { LeadQuizWords } from './lead-words.ts'

export interface StepWords {
  words: string
  about?: string
}

export function stepWords(frame: MatchFrame, play: LeadPlay, w: LeadQuizWords): StepWords {
  const { next, question, round, everybody } = play
  switch (next) {
    case null:
      return { words: waitWords(frame, play, w) }
    case 'beginRound': {
      const { comingRound } = play
      return comingRound === null
        ? { words: w.stepNames.beginRound }
        : { words: fill(w.beginNamed, { n: comingRound.number, kind: w.kinds[comingRound.kind] }) }
    }
    case 'ask':
      return askWords(frame, play, w)
    case 'startClock':
      return { words: question?.phase === 'answering' ? w.continueClock : w.stepNames.startClock }
    case 'openBuzzer':
      if (round?.kind === 'everybody') return { words: w.openAnswers }
      return { words: (question?.buzz?.starts ?? 0) > 0 ? w.openAgain : w.stepNames.openBuzzer }
    case 'closeQuestion':
      return {
        words: w.stepNames.closeQuestion,
        ...(everybody === null ? {} : { about: `${w.everybodyAnswered} ${everybody.answered}` }),
      }
    case 'finish':
      return { words: w.stepNames.finish, about: w.finishAbout }
    case 'suddenDeath':
      return { words: w.stepNames.suddenDeath, about: w.suddenAbout }
    case 'reveal':
    case 'startRapid':
    case 'endRound':
      return { words: w.stepNames[next] }
  }
}

function askWords(frame: MatchFrame, { coming, comingTurn, question }: LeadPlay, w: LeadQuizWords): StepWords {
  const team = comingTurn?.team == null ? null : nameIn(frame, comingTurn.team)
  if (coming === null && team !== null) return { words: fill(w.callTeam, { team }) }
  const about = [
    team ?? '',
    comingTurn?.member ?? '',
    comingTurn?.worth == null || comingTurn.worth.right === '0'
      ? ''
      : fill(w.worthRight, { points: signed(comingTurn.worth.right) }),
  ].filter((one) => one !== '')
  return {
    words: question === null ? w.askFirst : question.phase === 'void' ? w.askSpare : w.askNext,
    ...(about.length === 0 ? {} : { about: about.join(' · ') }),
  }
}

function waitWords(frame: MatchFrame, { question, packs, rapid }: LeadPlay, w: LeadQuizWords): string {
  if (rapid !== null && rapid.started && !rapid.over) return w.waits.rapid
  if (packs?.asks === 'choose') return fill(w.waits.choose, { team: nameIn(frame, packs.team) })
  switch (question?.phase) {
    case 'armed':
      return w.waits.armed
    case 'deciding':
      return w.waits.deciding
    case 'answering':
      return fill(w.waits.keys, { team: question.team === null ? '' : nameIn(frame, question.team) })
    default:
      return w.waits.any
  }
}

/** Steps that end something for good, or before its time, take a second press. */
export function takesTwo({ next, everybody }: LeadPlay): boolean {
  return (
    next === 'finish' || (next === 'closeQuestion' && (everybody === null || everybody.answered < everybody.players))
  )
}
