/** What each event makes of the play. */
import type { Recorded } from '@leitai/core/run.ts'
import { whole, exact, shortDecimal, zero } from '@leitai/core/scoring/decimal.ts'
import { usesKeys } from './draw.ts'
import type { QuizEvent } from './events.ts'
import { bucketOf, isRight, optionCount, questionNow, roundNow, withQuestion, type Asked, type Play } from './play.ts'
import { foulLine, gainedBy, linesFor, pointsOf, striking } from './points.ts'
import { nextTurn, turnAt } from './turns.ts'
import type { Clock, PointLine, QuizRound } from './types.ts'

export function evolve(play: Play, event: Recorded<QuizEvent>): Play {
  const { at } = event
  const now = questionNow(play)
  const round = roundNow(play)
  switch (event.name) {
    case 'roundBegun': {
      const { round: index, sudden } = event.payload
      const next: Play = {
        ...play,
        round: index,
        at: 'intro',
        turn: 0,
        extras: [],
        risk: null,
        challenge: null,
        rapid: null,
      }
      if (sudden !== undefined) return beginSuddenDeath(next, sudden)
      const begun = play.rounds[index]!
      if (begun.kind === 'challenge') return beginChallenge(next, begun)
      return begun.kind === 'rapid'
        ? { ...next, rapid: { clock: standing(begun.seconds), started: false, over: false, answers: {} } }
        : next
    }
    case 'teamCalled':
      return {
        ...play,
        at: 'playing',
        risk: {
          team: event.payload.team,
          pack: null,
          member: null,
          step: 0,
          asks: 'choose',
          taken: play.risk?.taken ?? {},
          done: play.risk?.done ?? [],
        },
      }
    case 'asked':
      return ask(play, event.payload)
    case 'clockStarted': {
      const { endsAt } = event.payload
      const clock = { endsAt, leftMs: endsAt - at, totalMs: now!.clock?.totalMs ?? endsAt - at }
      return withQuestion(play, now!.no, { phase: 'answering', asking: false, clock })
    }
    case 'buzzerOpened':
    case 'lightMoved': {
      const { opensAt, endsAt } = event.payload
      return withQuestion(play, now!.no, {
        phase: 'armed',
        startedAt: at,
        opensAt,
        pressEndsAt: endsAt,
        windowEndsAt: null,
        starts: now!.starts + (event.name === 'buzzerOpened' ? 1 : 0),
        presses: [],
        verdict: null,
        clock:
          round?.kind === 'everybody' ? { endsAt, leftMs: endsAt - opensAt, totalMs: endsAt - opensAt } : now!.clock,
      })
    }
    case 'pressed': {
      const { press, windowEndsAt } = event.payload
      return withQuestion(play, now!.no, { phase: 'deciding', presses: [...now!.presses, press], windowEndsAt })
    }
    case 'followed':
      return follow(play, now!, event.payload.press)
    case 'fouled':
      return foul(play, now!, round!, event.payload.press)
    case 'decided': {
      const { verdict, answer, endsAt } = event.payload
      const [team] = answer
      const question = { verdict, windowEndsAt: null }
      if (team === undefined)
        return withQuestion(play, now!.no, { ...question, phase: 'shown', opensAt: null, pressEndsAt: null })
      return withQuestion(play, now!.no, {
        ...question,
        phase: 'answering',
        team,
        queue: answer.slice(1),
        clock: { endsAt, leftMs: endsAt - at, totalMs: endsAt - at },
      })
    }
    case 'windowBroken':
      return withQuestion(spend(play), now!.no, {
        phase: 'void',
        windowEndsAt: null,
        voided: '抢答判定窗口中断 / the window was interrupted',
      })
    case 'nobodyPressed':
      return withQuestion(play, now!.no, { phase: 'ruled', team: null })
    case 'answered': {
      const { no, code, choice, afterMs } = event.payload
      const asked = play.asked[no - 1]!
      if (asked.answers === null)
        return withQuestion(play, no, {
          choices: { ...asked.choices, [code]: choice },
          phase: 'judging',
          clock: stopped(asked, at),
        })
      const bucket = bucketOf(code)
      return withQuestion(play, no, {
        answers: { ...asked.answers, [bucket]: { ...asked.answers[bucket], [code]: { choice, afterMs } } },
      })
    }
    case 'timeUp':
      return withQuestion(play, now!.no, { phase: 'judging', clock: stopped(now!, at) })
    case 'ruled':
      return rule(play, event.payload, at)
    case 'revealed':
      return reveal(play, now!)
    case 'duelEnded':
      return endDuel(play, event.payload.kept)
    case 'packChosen': {
      const { pack, member, team } = event.payload
      return {
        ...play,
        risk: { ...play.risk!, pack, member, asks: 'answer', taken: { ...play.risk!.taken, [String(pack)]: team } },
      }
    }
    case 'wentOn':
      return { ...play, risk: { ...play.risk!, asks: 'answer' } }
    case 'stopped':
      return { ...play, risk: { ...play.risk!, asks: 'over', done: [...play.risk!.done, event.payload.team] } }
    case 'rapidStarted': {
      const { endsAt } = event.payload
      const totalMs = endsAt - at
      return {
        ...play,
        at: 'playing',
        rapid: { ...play.rapid!, started: true, clock: { endsAt, leftMs: totalMs, totalMs } },
      }
    }
    case 'rapidAnswered': {
      const { code, no, choice } = event.payload
      const question = play.plan[play.round]!.questions[no - 1]!
      const own = play.rapid!.answers[code] ?? []
      const right = choice !== null && isRight(question, choice)
      return {
        ...play,
        rapid: { ...play.rapid!, answers: { ...play.rapid!.answers, [code]: [...own, { choice, right }] } },
      }
    }
    case 'rapidEnded':
      return endRapid(play, round as Extract<QuizRound, { kind: 'rapid' }>)
    case 'questionClosed':
      return closeForEverybody(play, play.asked[event.payload.no - 1]!)
    case 'lifelineUsed': {
      const { code, id, kind, removed, seconds } = event.payload
      const own = play.used[code] ?? {}
      const used = { ...play.used, [code]: { ...own, [id]: (own[id] ?? 0) + 1 } }
      const clock = kind === 'time' ? longer(now!.clock, seconds) : kind === 'ask' ? stopped(now!, at) : now!.clock
      return withQuestion({ ...play, used }, now!.no, {
        clock,
        removed: kind === 'half' ? removed : now!.removed,
        asking: kind === 'ask' ? true : now!.asking,
      })
    }
    case 'secondsGiven': {
      const { seconds } = event.payload
      if (play.rapid !== null && play.rapid.started)
        return { ...play, rapid: { ...play.rapid, clock: longer(play.rapid.clock, seconds)! } }
      const phase = now!.phase === 'judging' ? 'answering' : now!.phase
      const clock = longer(now!.clock, seconds)
      return withQuestion(play, now!.no, {
        clock: phase === now!.phase || clock === null ? clock : { ...clock, endsAt: at + clock.leftMs },
        phase,
      })
    }
    case 'voided':
      return voidIt(play, event.payload.no, event.payload.reason)
    case 'overruled': {
      const { no, code, right, reason, lines } = event.payload
      const asked = play.asked[no - 1]!
      const rulings = asked.rulings.map((ruling) =>
        ruling.code === code ? { ...ruling, right, points: lines[0]?.points ?? '0', by: 'judge' as const } : ruling,
      )
      const kept = striking(play.lines, (line) => line.no === no && line.code === code && line.why !== 'foul', reason)
      return withQuestion({ ...play, lines: [...kept, ...lines] }, no, { rulings })
    }
    case 'roundEnded':
      return endRound(play)
  }
}

function standing(seconds: number): Clock {
  return { endsAt: null, leftMs: seconds * 1000, totalMs: seconds * 1000 }
}

function stopped({ clock }: Asked, at: number): Clock | null {
  return clock === null
    ? null
    : { ...clock, endsAt: null, leftMs: clock.endsAt === null ? clock.leftMs : Math.max(0, clock.endsAt - at) }
}

function longer(clock: Clock | null, seconds: number): Clock | null {
  if (clock === null) return null
  const more = seconds * 1000
  return {
    endsAt: clock.endsAt === null ? null : clock.endsAt + more,
    leftMs: clock.leftMs + more,
    totalMs: clock.totalMs + more,
  }
}

function ask(play: Play, payload: Extract<QuizEvent, { name: 'asked' }>['payload']): Play {
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

function foul(play: Play, now: Asked, round: QuizRound, press: Asked['fouls'][number]): Play {
  const line = foulLine(now, round, press.code)
  const isOut = !('foul' in round) || round.foul.out
  return withQuestion({ ...play, lines: line === null ? play.lines : [...play.lines, line] }, now.no, {
    fouls: [...now.fouls, press],
    out: isOut ? [...now.out, press.code] : now.out,
  })
}

/** One more in the order; the second of all gives the margin. */
function follow(play: Play, now: Asked, press: Asked['presses'][number]): Play {
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

function rule(play: Play, payload: Extract<QuizEvent, { name: 'ruled' }>['payload'], at: number): Play {
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

function afterRisk(play: Play, round: Extract<QuizRound, { kind: 'risk' }>, right: boolean): Play {
  const risk = play.risk!
  const last = risk.step + 1 >= round.packQuestions.length
  const ends = last || (!right && round.wrong !== 'nothing')
  return {
    ...play,
    risk: ends
      ? { ...risk, asks: 'over', done: [...risk.done, risk.team] }
      : { ...risk, step: risk.step + 1, asks: round.mayStop ? 'decide' : 'answer' },
  }
}

function afterSuddenDeath(play: Play, code: string, right: boolean): Play {
  const sudden = play.sudden!
  if (right) return { ...play, sudden: { ...sudden, winner: code } }
  const left = sudden.teams.filter((team) => team !== code && !play.withdrawn.includes(team))
  // Of two, the other one wins; of more, the one who was wrong plays on no more.
  return left.length === 1
    ? { ...play, sudden: { ...sudden, winner: left[0]! } }
    : { ...play, sudden: { ...sudden, teams: left } }
}

function reveal(play: Play, now: Asked): Play {
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
function spend(play: Play): Play {
  return play.spares.length > 0 ? play : { ...play, turn: play.turn + 1 }
}

function voidIt(play: Play, no: number, reason: string): Play {
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

function beginChallenge(play: Play, round: Extract<QuizRound, { kind: 'challenge' }>): Play {
  const teams = play.teams.filter((code) => !play.withdrawn.includes(code))
  const leader = teams.toSorted((a, b) => exact(pointsOf(play, b)).compare(exact(pointsOf(play, a))))[0]
  const holder = (round.firstHolder === 'leader' ? leader : teams[0]) ?? ''
  const challengers = teams.filter((code) => code !== holder)
  return {
    ...play,
    challenge: {
      holder,
      challengers,
      duel: 1,
      duels: challengers.length,
      askedInDuel: 0,
      linesBefore: play.lines.length,
      defences: {},
    },
  }
}

function endDuel(play: Play, kept: boolean): Play {
  const challenge = play.challenge!
  const round = roundNow(play) as Extract<QuizRound, { kind: 'challenge' }>
  const [challenger, ...rest] = challenge.challengers
  const no = play.asked.at(-1)!.no
  const defence: PointLine[] =
    kept && exact(round.defence).compare(zero) !== 0
      ? [
          {
            no,
            round: play.round,
            code: challenge.holder,
            points: round.defence,
            why: 'defence',
            right: null,
            struck: null,
          },
        ]
      : []
  const lines = [...play.lines, ...defence]
  return {
    ...play,
    lines,
    challenge: {
      ...challenge,
      holder: kept ? challenge.holder : challenger!,
      challengers: rest,
      duel: challenge.duel + 1,
      askedInDuel: 0,
      linesBefore: lines.length,
      defences: kept
        ? { ...challenge.defences, [challenge.holder]: (challenge.defences[challenge.holder] ?? 0) + 1 }
        : challenge.defences,
    },
  }
}

function endRapid(play: Play, round: Extract<QuizRound, { kind: 'rapid' }>): Play {
  const lines = play.teams.flatMap((code): PointLine[] => {
    const own = play.rapid!.answers[code] ?? []
    const right = own.filter((one) => one.right).length
    const wrong = own.filter((one) => !one.right && one.choice !== null).length
    const points = exact(round.right)
      .mul(whole(right))
      .add(exact(round.wrong).mul(whole(wrong)))
    return [
      {
        no: play.asked.length,
        round: play.round,
        code,
        points: shortDecimal(points),
        why: 'rapid',
        right: null,
        struck: null,
      },
    ]
  })
  const clock = { ...play.rapid!.clock, endsAt: null, leftMs: 0 }
  return { ...play, lines: [...play.lines, ...lines], rapid: { ...play.rapid!, over: true, clock } }
}

/** 全员答题: everybody's answers become points at once, and ranks in a crowd. */
function closeForEverybody(play: Play, asked: Asked): Play {
  const round = play.rounds[asked.round] as Extract<QuizRound, { kind: 'everybody' }>
  const gained: Record<string, string> = {}
  const chosen: number[] = Array.from({ length: optionCount(asked.question) }, () => 0)
  const lines: PointLine[] = []
  let answered = 0
  let right = 0
  for (const bucket of Object.values(asked.answers ?? {})) {
    for (const [code, { choice, afterMs }] of Object.entries(bucket)) {
      const isSo = isRight(asked.question, choice)
      const points = gainedBy(round, isSo, afterMs)
      gained[code] = points
      answered += 1
      if (isSo) right += 1
      for (const place of choice) if (place < chosen.length) chosen[place]! += 1
      if (play.crowd === null)
        lines.push({ no: asked.no, round: asked.round, code, points, why: 'answer', right: isSo, struck: null })
    }
  }
  const closed = withQuestion({ ...play, lines: [...play.lines, ...lines] }, asked.no, {
    phase: 'ruled',
    clock: { endsAt: null, leftMs: 0, totalMs: round.seconds * 1000 },
    results: { gained, chosen, answered, right },
  })
  return play.crowd === null ? closed : { ...closed, crowd: ranked(play.crowd.points, gained) }
}

function ranked(before: Record<string, string>, gained: Record<string, string>): NonNullable<Play['crowd']> {
  const points = { ...before }
  for (const [code, more] of Object.entries(gained))
    points[code] = shortDecimal(exact(points[code] ?? '0').add(exact(more)))
  const sorted = Object.entries(points)
    .map(([code, text]) => ({ code, value: exact(text) }))
    .toSorted((a, b) => b.value.compare(a.value) || (a.code < b.code ? -1 : 1))
  const ranks: Record<string, number> = {}
  let rank = 0
  for (const [index, { code, value }] of sorted.entries()) {
    if (index === 0 || value.compare(sorted[index - 1]!.value) !== 0) rank = index + 1
    ranks[code] = rank
  }
  return { points, ranks, top: sorted.slice(0, 10).map(({ code }) => code) }
}

function beginSuddenDeath(play: Play, teams: string[]): Play {
  const rule = play.options.suddenDeath!
  const round: QuizRound = {
    kind: 'suddenDeath',
    seconds: rule.seconds,
    pressSeconds: rule.pressSeconds,
    answer: play.options.rounds.every(usesKeys) ? 'keys' : 'spoken',
    teams,
    ...(rule.clause === undefined ? {} : { clause: rule.clause }),
  }
  return { ...play, rounds: [...play.rounds, round], sudden: { teams, winner: null, done: false } }
}

function endRound(play: Play): Play {
  const isSudden = roundNow(play)?.kind === 'suddenDeath'
  return {
    ...play,
    at: 'between',
    sudden: isSudden ? { ...play.sudden!, done: true } : play.sudden,
    risk: null,
    challenge: null,
    rapid: null,
  }
}
