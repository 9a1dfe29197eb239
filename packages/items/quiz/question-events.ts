/** What becomes of a question: asked, pressed for, ruled on, revealed, void. */
import { standing, stopped } from './clock.ts'
import type { QuizEvent } from './events.ts'
import { questionNow, roundNow, withQuestion, type Asked, type Play } from './play.ts'
import { foulLine, linesFor, striking } from './points.ts'
import { afterRisk } from './risk.ts'
import { afterSuddenDeath } from './sudden-death.ts'
import { nextTurn, turnAt } from './turns.ts'
import type { QuizRound } from './types.ts'

export function ask(play: Play, payload: Extract<QuizEvent, { name: 'asked' }>['payload']): Play {
  const round = roundNow(play)!
  const turn = nextTurn(play)!
  const asked: Asked = {
    no: payload.no,
    round: play.round,
    number: turn.number,
    of: turn.of,
    question: turn.question!,
    worth: turn.worth,
    answer: round.kind === 'rapid' || round.kind === 'everybody' ? 'keys' : round.answer,
    phase: 'shown',
    team: payload.team,
    member: payload.member,
    eligible: turn.eligible,
    clock: 'seconds' in round ? standing(round.seconds) : null,
    asking: false,
    startedAt: null,
    opensAt: null,
    pressEndsAt: null,
    windowEndsAt: null,
    starts: 0,
    presses: [],
    fouls: [],
    out: [],
    verdict: null,
    queue: [],
    choices: {},
    removed: [],
    rulings: [],
    voided: null,
    answers: round.kind === 'everybody' ? {} : null,
    results: null,
  }
  return {
    ...play,
    at: 'playing',
    turn: payload.extra ? play.turn : turnAt(play),
    spares: payload.spare ? play.spares.slice(1) : play.spares,
    asked: [...play.asked, asked],
  }
}

export function foul(play: Play, now: Asked, round: QuizRound, press: Asked['fouls'][number]): Play {
  const line = foulLine(now, round, press.code)
  const isOut = !('foul' in round) || round.foul.out
  return withQuestion({ ...play, lines: line === null ? play.lines : [...play.lines, line] }, now.no, {
    fouls: [...now.fouls, press],
    out: isOut ? [...now.out, press.code] : now.out,
  })
}

/** One more in the order; the second of all gives the margin. */
export function follow(play: Play, now: Asked, press: Asked['presses'][number]): Play {
  const verdict = now.verdict!
  const round = roundNow(play)
  const first = now.presses.find(({ code }) => code === verdict.order[0])!
  const isSecond = verdict.marginMs === null && verdict.first.length === 1
  return withQuestion(play, now.no, {
    presses: [...now.presses, press],
    verdict: {
      ...verdict,
      order: [...verdict.order, press.code],
      marginMs: isSecond ? Math.max(0, Math.round((press.at - first.at) * 1000) / 1000) : verdict.marginMs,
      uncertaintyMs: isSecond
        ? Math.round(Math.hypot(press.uncertaintyMs, first.uncertaintyMs) * 1000) / 1000
        : verdict.uncertaintyMs,
    },
    queue: round !== undefined && 'next' in round && round.next ? [...now.queue, press.code] : now.queue,
  })
}

export function rule(play: Play, payload: Extract<QuizEvent, { name: 'ruled' }>['payload'], at: number): Play {
  const { no, code, right, by, endsAt } = payload
  const asked = play.asked[no - 1]!
  const round = play.rounds[asked.round]!
  const lines = linesFor(play, asked, code, right)
  const rulings = [...asked.rulings, { code, right, points: lines[0]!.points, choice: asked.choices[code] ?? null, by }]
  const out = right || asked.out.includes(code) ? asked.out : [...asked.out, code]
  // After a wrong answer whoever is next; after a right one only somebody who pressed in the same moment.
  const [following] = asked.queue
  const next =
    following !== undefined && (!right || (asked.verdict?.first.includes(following) ?? false)) ? following : undefined
  const ruled = withQuestion({ ...play, lines: [...play.lines, ...lines] }, no, {
    rulings,
    out,
    clock: next === undefined ? stopped(asked, at) : { endsAt, leftMs: endsAt - at, totalMs: endsAt - at },
    phase: next === undefined ? 'ruled' : 'answering',
    team: next ?? code,
    queue: next === undefined ? [] : asked.queue.slice(1),
  })
  if (round.kind === 'risk') return afterRisk(ruled, round, right)
  return round.kind === 'suddenDeath' ? afterSuddenDeath(ruled, code, right) : ruled
}

export function reveal(play: Play, now: Asked): Play {
  const isExtra = play.turn >= turnLimit(play) && play.extras.length > 0
  const settled = withQuestion(play, now.no, { phase: 'revealed' })
  if (roundNow(play)?.kind === 'risk') return settled
  const challenge = play.challenge === null ? null : { ...play.challenge, askedInDuel: play.challenge.askedInDuel + 1 }
  return isExtra
    ? { ...settled, extras: play.extras.slice(1), challenge }
    : { ...settled, turn: play.turn + 1, challenge }
}

function turnLimit(play: Play): number {
  const round = roundNow(play)
  const planned = play.plan[play.round]?.questions.length ?? 0
  return round?.kind === 'suddenDeath' ? play.finals.length : planned
}

/** A question that does not count leaves its turn for a spare one; where there is none, the turn is over. */
export function spend(play: Play): Play {
  return play.spares.length > 0 ? play : { ...play, turn: play.turn + 1 }
}

export function voidIt(play: Play, no: number, reason: string): Play {
  const asked = play.asked[no - 1]!
  const lines = striking(play.lines, (line) => line.no === no, reason)
  const current = questionNow(play)?.no === no && asked.phase !== 'revealed'
  const round = play.rounds[asked.round]!
  if (current) {
    const risk =
      play.risk === null
        ? null
        : {
            ...play.risk,
            asks: 'answer' as const,
            done: play.risk.done.filter((code) => code !== play.risk!.team),
            step: asked.number - 1,
          }
    return withQuestion({ ...spend(play), lines, risk }, no, { phase: 'void', voided: reason })
  }
  const made =
    asked.round === play.round &&
    play.at === 'playing' &&
    play.spares.length > play.extras.length &&
    (round.kind === 'inTurn' || round.kind === 'buzzer' || round.kind === 'everybody')
  return withQuestion(
    {
      ...play,
      lines,
      extras: made
        ? [...play.extras, { team: round.kind === 'inTurn' ? (asked.rulings[0]?.code ?? asked.team) : null }]
        : play.extras,
    },
    no,
    { voided: reason },
  )
}
