/** Whose turn is next in a round, with which question; and what the host's one key does now. */
import { exact, zero } from '@leitai/core/scoring/decimal.ts'
import { inPlay, questionNow, roundNow, type Play } from './play.ts'
import { pointsOf } from './points.ts'
import type { QuizQuestion, QuizRound, Step } from './types.ts'

export interface Turn {
  team: string | null
  member: string | null
  /** Null: neither a planned one nor a spare is left. */
  question: QuizQuestion | null
  worth: { right: string; wrong: string }
  number: number
  of: number
  spare: boolean
  extra: boolean
  /** Who may press; null: all. */
  eligible: string[] | null
}

/** Turns of a round as it was planned; a turn whose team has withdrawn is passed over. */
export function turnsIn(play: Play, round: QuizRound): number {
  const planned = play.plan[play.round]?.questions.length ?? 0
  switch (round.kind) {
    case 'inTurn':
      return round.questionsPerTeam * play.teams.length
    case 'buzzer':
    case 'everybody':
      return Math.min(round.questions, planned)
    case 'challenge':
      return play.challenge === null ? planned : play.challenge.duels * round.duelQuestions
    case 'suddenDeath':
      return play.finals.length
    case 'risk':
    case 'rapid':
      return 0
  }
}

/** The first turn from `play.turn` on whose team still plays. */
export function turnAt(play: Play): number {
  const round = roundNow(play)
  let turn = play.turn
  if (round?.kind === 'inTurn')
    while (turn < turnsIn(play, round) && play.withdrawn.includes(play.teams[turn % play.teams.length]!)) turn += 1
  return turn
}

/** What is asked next in this round; null: the round has nothing more to ask, or it is not asked one by one. */
export function nextTurn(play: Play): Turn | null {
  const round = roundNow(play)
  if (round === undefined || round.kind === 'rapid') return null
  if (round.kind === 'risk') return nextOfPack(play, round)
  const turn = turnAt(play)
  const regular = turn < turnsIn(play, round)
  const extra = regular ? undefined : play.extras[0]
  if (!regular && extra === undefined) return null
  if (round.kind === 'suddenDeath' && play.sudden?.winner !== null) return null

  // What was void at this turn is made up for with a spare question.
  const spare = questionNow(play)?.phase === 'void' || !regular
  const question = spare
    ? play.spares[0]
    : round.kind === 'suddenDeath'
      ? play.finals[turn]
      : play.plan[play.round]?.questions[turn]
  const team =
    round.kind === 'inTurn' ? (regular ? play.teams[turn % play.teams.length]! : (extra?.team ?? null)) : null
  const time = Math.floor(turn / Math.max(1, play.teams.length))
  const members = team === null ? [] : (play.members[team] ?? [])
  return {
    team,
    member:
      round.kind === 'inTurn' && round.membersInTurn && members.length > 0 ? members[time % members.length]! : null,
    question: question ?? null,
    worth: round.kind === 'suddenDeath' ? { right: '0', wrong: '0' } : { right: round.right, wrong: round.wrong },
    number: play.asked.filter((one) => one.round === play.round && one.voided === null).length + 1,
    of: turnsIn(play, round),
    spare,
    extra: !regular,
    eligible:
      round.kind === 'challenge' && play.challenge !== null
        ? [play.challenge.holder, play.challenge.challengers[0]!]
        : round.kind === 'suddenDeath'
          ? (play.sudden?.teams ?? [])
          : null,
  }
}

function nextOfPack(play: Play, round: Extract<QuizRound, { kind: 'risk' }>): Turn | null {
  const risk = play.risk
  if (risk === null || risk.pack === null || risk.asks !== 'answer') return null
  const last = questionNow(play)
  const again = last?.phase === 'void' && last.team === risk.team
  const planned = play.plan[play.round]?.packs[risk.pack - 1]?.[risk.step]
  return {
    team: risk.team,
    member: risk.member,
    question: (again ? play.spares[0] : planned) ?? null,
    worth: {
      right: round.packQuestions[risk.step]!,
      wrong: round.wrong === 'losePoints' ? `-${round.packQuestions[risk.step]!}` : '0',
    },
    number: risk.step + 1,
    of: round.packQuestions.length,
    spare: again,
    extra: false,
    eligible: null,
  }
}

/** The next team to choose a pack; null: all have played. */
export function nextRiskTeam(play: Play): string | null {
  return inPlay(play).find((code) => !(play.risk?.done ?? []).includes(code)) ?? null
}

/** The one thing that comes next for the host; null: it waits for an answer, a ruling, or the clock. */
export function nextStep(play: Play): Step | null {
  const round = roundNow(play)
  switch (play.at) {
    case 'before':
      return 'beginRound'
    case 'over':
      return 'finish'
    case 'between':
      return play.round + 1 < play.rounds.length ? 'beginRound' : mustSettle(play).length > 0 ? 'suddenDeath' : 'finish'
    case 'intro':
      return round?.kind === 'rapid' ? 'startRapid' : 'ask'
    case 'playing':
      return round === undefined ? null : stepInRound(play, round)
  }
}

function stepInRound(play: Play, round: QuizRound): Step | null {
  if (round.kind === 'rapid') return play.rapid?.over === true ? 'endRound' : null
  const question = questionNow(play)
  const idle = question === undefined || question.phase === 'revealed' || question.phase === 'void'
  if (round.kind === 'risk' && idle) {
    switch (play.risk?.asks) {
      case 'choose':
      case 'decide':
        return null
      case 'answer':
        return 'ask'
      default:
        return nextRiskTeam(play) === null ? 'endRound' : 'ask'
    }
  }
  if (idle) return nextTurn(play) === null ? 'endRound' : 'ask'
  switch (question.phase) {
    case 'shown':
      return round.kind === 'inTurn' || round.kind === 'risk' ? 'startClock' : 'openBuzzer'
    case 'answering':
      return question.asking ? 'startClock' : null
    case 'armed':
      return round.kind === 'everybody' ? 'closeQuestion' : null
    case 'ruled':
      return 'reveal'
    default:
      return null
  }
}

/** Those who are equal for a place that the rulebook wants decided; empty: nothing to settle. */
export function mustSettle(play: Play): string[] {
  const rule = play.options.suddenDeath
  if (rule === undefined || play.sudden !== null) return []
  const totals = inPlay(play).map((code) => ({ code, points: exact(pointsOf(play, code)) }))
  for (const { points } of totals.toSorted((a, b) => b.points.compare(a.points))) {
    const rank = 1 + totals.filter((other) => other.points.sub(points).compare(zero) > 0).length
    if (rank > rule.ranks) return []
    const equal = totals.filter((other) => other.points.compare(points) === 0).map(({ code }) => code)
    if (equal.length > 1) return equal
  }
  return []
}
