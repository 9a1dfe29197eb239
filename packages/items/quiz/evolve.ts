/** What each event makes of the play. */
import type { Recorded } from '@leitai/core/run.ts'
import { longer, standing, stopped } from './clock.ts'
import type { QuizEvent } from './events.ts'
import { bucketOf, isRight, questionNow, roundNow, withQuestion, type Play } from './play.ts'
import { striking } from './points.ts'
import { ask, follow, foul, reveal, rule, spend, voidIt } from './question-events.ts'
import { beginChallenge, endDuel } from './challenge.ts'
import { closeForEverybody } from './everybody.ts'
import { endRapid } from './rapid.ts'
import { beginSuddenDeath } from './sudden-death.ts'
import type { RoundOf } from './types.ts'

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
      return endRapid(play, round as RoundOf<'rapid'>)
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
