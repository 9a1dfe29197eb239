/**
 * What each of them sees. Keys leave through `lead` (host and judges) alone until a question is revealed; the journal's raw
 * presses are for those who judge them, everybody else sees order and margin.
 */
import type { MatchSetup, Seer } from '@leitai/core/match/types.ts'
import type { JudgedPress } from '@leitai/core/match/fair-order.ts'
import { isBuzzed } from './buzzer.ts'
import { ownLifelines, roundLifelines } from './lifelines.ts'
import { choiceOf, mayNow } from './may.ts'
import { inPlay, keyOf, questionNow, roundNow, type Asked, type Play } from './play.ts'
import { pointsOf, wonInRound } from './points.ts'
import { roundRules } from './round-words.ts'
import { wonInDuel } from './challenge.ts'
import { answeredSoFar, topOf } from './everybody.ts'
import { keyView, shown } from './shown.ts'
import { nextRiskTeam, nextStep, nextTurn } from './turns.ts'
import type {
  BuzzView,
  ChallengeView,
  EverybodyView,
  LeadPlay,
  PacksView,
  PlayCommon,
  QuestionView,
  RapidView,
  RoundView,
  ShownPress,
  TeamPlay,
} from './types.ts'

const recentLines = 8

export function view(play: Play, seer: Seer, setup: MatchSetup): unknown {
  switch (seer.as) {
    case 'host':
    case 'judge':
      return leadView(play)
    case 'team':
      return teamView(play, seer.code, setup)
    case 'screen':
      return common(play)
  }
}

// Thousands look at one state; what is the same for all of them is made once.
const commons = new WeakMap<Play, PlayCommon>()

function common(play: Play): PlayCommon {
  const known = commons.get(play)
  if (known !== undefined) return known
  const question = questionNow(play)
  const made: PlayCommon = {
    round: roundView(play),
    at: play.at,
    question: question === undefined ? null : questionView(play, question),
    packs: packsView(play),
    challenge: challengeView(play),
    rapid: rapidView(play),
    everybody: everybodyView(play, false),
    recent: play.lines.slice(-recentLines).toReversed(),
    suddenDeath: play.sudden === null ? null : { teams: play.sudden.teams, winner: play.sudden.winner },
  }
  commons.set(play, made)
  return made
}

function roundView(play: Play, index = play.round): RoundView | null {
  const round = play.rounds[index]
  if (round === undefined) return null
  return {
    number: index + 1,
    of: play.rounds.length,
    kind: round.kind,
    clause: round.clause ?? null,
    rules: roundRules(round),
  }
}

/** A key that was changed by nobody: from `revealed` on it is everybody's. */
function isPublic(asked: Asked): boolean {
  return asked.phase === 'revealed'
}

function questionView(play: Play, asked: Asked): QuestionView {
  return {
    no: asked.no,
    number: asked.number,
    of: asked.of,
    phase: asked.phase,
    question: shown(asked.question, asked.removed),
    worth: asked.worth,
    answerMode: asked.answer,
    team: asked.team,
    member: asked.member,
    clock: asked.clock,
    buzz: isBuzzed(play) ? buzzView(play, asked) : null,
    // What was chosen says much of the key, until it is told.
    rulings: isPublic(asked) ? asked.rulings : asked.rulings.map((ruling) => ({ ...ruling, choice: null })),
    voided: asked.voided,
    ...(isPublic(asked) ? { key: keyView(asked.question) } : {}),
  }
}

function buzzView(play: Play, asked: Asked): BuzzView {
  const round = roundNow(play)!
  const decided = asked.verdict !== null
  const order = asked.verdict?.order ?? []
  const byCode = new Map(asked.presses.map((press) => [press.code, press]))
  return {
    opensAt: asked.opensAt,
    pressEndsAt: asked.pressEndsAt,
    presses: [
      ...(decided ? order.flatMap((code) => shownPress(byCode.get(code), asked, false)) : []),
      ...asked.fouls.flatMap((press) => shownPress(press, asked, true)),
    ],
    fouls: asked.fouls.map(({ code }) => code),
    out: asked.out,
    eligible: asked.eligible,
    marginMs: asked.verdict?.marginMs ?? null,
    uncertaintyMs: asked.verdict?.uncertaintyMs ?? null,
    level: (asked.verdict?.first.length ?? 0) > 1 ? asked.verdict!.first : [],
    levelRule: 'deadHeat' in round ? round.deadHeat : 'again',
    starts: asked.starts,
  }
}

function shownPress(press: JudgedPress | undefined, asked: Asked, foul: boolean): ShownPress[] {
  if (press === undefined) return []
  const afterMs = asked.opensAt === null ? 0 : Math.round((press.at - asked.opensAt) * 1000) / 1000
  return [{ code: press.code, afterMs, foul, flags: press.flags }]
}

function packsView(play: Play): PacksView | null {
  const { risk } = play
  const round = roundNow(play)
  if (risk === null || round?.kind !== 'risk') return null
  return {
    team: risk.team,
    packs: (play.plan[play.round]?.packs ?? []).map((_, index) => ({
      number: index + 1,
      taken: risk.taken[String(index + 1)] ?? null,
    })),
    members: round.oneMember ? (play.members[risk.team] ?? []) : [],
    steps: round.packQuestions,
    step: risk.step,
    won: wonInRound(play, play.round, risk.team),
    asks: risk.asks,
  }
}

function challengeView(play: Play): ChallengeView | null {
  const { challenge } = play
  if (challenge === null) return null
  const [challenger = null] = challenge.challengers
  const inDuel = (code: string | null) => (code === null ? '0' : wonInDuel(play, challenge, code))
  return {
    holder: challenge.holder,
    challenger,
    duel: { holder: inDuel(challenge.holder), challenger: inDuel(challenger) },
    duelNumber: Math.min(challenge.duel, challenge.duels),
    duels: challenge.duels,
    defences: challenge.defences,
  }
}

function rapidView(play: Play): RapidView | null {
  const { rapid } = play
  if (rapid === null) return null
  return {
    clock: rapid.clock,
    started: rapid.started,
    over: rapid.over,
    counts: Object.fromEntries(
      play.teams.map((code) => {
        const own = rapid.answers[code] ?? []
        return [code, { answered: own.length, right: rapid.over ? own.filter(({ right }) => right).length : null }]
      }),
    ),
  }
}

/** @param counts how many have answered: it changes with every answer, so only those who lead are told while it is open */
function everybodyView(play: Play, counts: boolean): EverybodyView | null {
  const asked = questionNow(play)
  if (asked?.answers == null) return null
  const told = asked.phase === 'revealed'
  return {
    opensAt: asked.opensAt,
    endsAt: asked.pressEndsAt,
    answered: asked.results?.answered ?? (counts ? answeredSoFar(asked) : 0),
    chosen: told ? (asked.results?.chosen ?? null) : null,
    top: told ? topOf(play) : [],
    players: play.crowd === null ? play.teams.length : Object.keys(play.crowd.points).length,
  }
}

function teamView(play: Play, code: string, setup: MatchSetup): TeamPlay {
  const asked = questionNow(play)
  const fouled = asked?.fouls.some((press) => press.code === code) ?? false
  const pressed = asked?.presses.some((press) => press.code === code) ?? false
  const choice = asked === undefined ? null : choiceOf(asked, code)
  return {
    ...common(play),
    own: {
      code,
      may: play.withdrawn.includes(code) ? [] : mayNow(play, asked, code, { fouled, pressed, choice }),
      lifelines: setup.crowd ? [] : ownLifelines(play, code),
      choice,
      pressed,
      fouled,
      rapid: ownRapid(play, code),
      standing: ownStanding(play, asked, code),
    },
  }
}

function ownRapid(play: Play, code: string): TeamPlay['own']['rapid'] {
  if (play.rapid === null || !play.rapid.started || play.rapid.over) return null
  const own = play.rapid.answers[code] ?? []
  const question = play.plan[play.round]?.questions[own.length]
  return question === undefined
    ? null
    : { number: own.length + 1, question: shown(question), last: own.at(-1)?.right ?? null }
}

function ownStanding(play: Play, asked: Asked | undefined, code: string): TeamPlay['own']['standing'] {
  if (asked?.results == null || asked.phase !== 'revealed') return null
  const gained = asked.results.gained[code] ?? '0'
  const choice = choiceOf(asked, code)
  const key = keyOf(asked.question)
  const right = choice !== null && key.length === choice.length && key.every((place) => choice.includes(place))
  if (play.crowd !== null)
    return { gained, points: play.crowd.points[code] ?? '0', rank: play.crowd.ranks[code] ?? 0, right }
  const points = pointsOf(play, code)
  return {
    gained,
    points,
    rank: 1 + play.teams.filter((other) => Number(pointsOf(play, other)) > Number(points)).length,
    right,
  }
}

function leadView(play: Play): LeadPlay {
  const asked = questionNow(play)
  const next = nextStep(play)
  const turn = next === 'ask' ? nextTurn(play) : null
  const coming = turn?.question ?? null
  const waitsForRuling =
    asked !== undefined && asked.answers === null && (asked.phase === 'answering' || asked.phase === 'judging')
  return {
    ...common(play),
    everybody: everybodyView(play, true),
    next,
    coming: coming === null ? null : shown(coming),
    comingKey: coming === null ? null : keyView(coming),
    comingTurn:
      next === 'ask'
        ? {
            team: turn === null && play.rounds[play.round]?.kind === 'risk' ? nextRiskTeam(play) : (turn?.team ?? null),
            member: turn?.member ?? null,
            worth: turn?.worth ?? null,
          }
        : null,
    comingRound: next === 'beginRound' ? roundView(play, play.round + 1) : null,
    key: asked === undefined ? null : keyView(asked.question),
    rule: waitsForRuling ? asked.team : null,
    spares: play.spares.length,
    lifelines: roundLifelines(play).map(({ id, label, kind, uses }) => ({
      id,
      label,
      kind,
      left: Object.fromEntries(inPlay(play).map((code) => [code, uses - (play.used[code]?.[id] ?? 0)])),
    })),
    presses:
      asked === undefined
        ? []
        : [
            ...asked.presses.map((press) => ({
              ...press,
              afterMs: press.at - (asked.opensAt ?? press.at),
              foul: false,
            })),
            ...asked.fouls.map((press) => ({ ...press, afterMs: press.at - (asked.opensAt ?? press.at), foul: true })),
          ].toSorted((a, b) => a.at - b.at),
    asked: play.asked.map(({ no, round, question, rulings, voided }) => ({
      no,
      round,
      text: question.text,
      key: keyView(question).text,
      rulings,
      voided,
    })),
  }
}
