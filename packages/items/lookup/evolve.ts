/** What each event makes of a lookup race. */
import type { Instant, Recorded } from '@leitai/core/run.ts'
import { spareFor } from './draw.ts'
import type { LookupEvent } from './events.ts'
import { questionNow, questionOf, withQuestion, withStep, type Asked, type Play } from './play.ts'

/** Reasons of void questions that no person gave. */
export const windowBroken = 'windowBroken'
export const deadHeat = 'deadHeat'

export function evolve(play: Play, event: Recorded<LookupEvent>): Play {
  const { at } = event
  switch (event.name) {
    case 'asked': {
      const { no, opensAt, endsAt } = event.payload
      const [next, ...coming] = play.coming
      const asked: Asked = {
        no,
        ...next!,
        phase: 'open',
        askedAt: at,
        opensAt,
        endsAt,
        totalMs: endsAt - opensAt,
        endedAt: null,
        windowEndsAt: null,
        answers: [],
        verdict: null,
        voided: null,
        overrulings: [],
      }
      return { ...play, coming, asked: [...play.asked, asked] }
    }
    case 'answered': {
      const { no, windowEndsAt, right, ...given } = event.payload
      const by = right === null ? null : ('system' as const)
      return withQuestion(play, no, (question) => ({
        answers: [...question.answers, { ...given, right, by, reason: null }],
        ...collecting(question, right, windowEndsAt),
      }))
    }
    case 'ruled': {
      const { no, answer, right, by, windowEndsAt } = event.payload
      return withQuestion(play, no, (question) => ({
        answers: question.answers.map((one) => (one.id === answer ? { ...one, right, by } : one)),
        ...collecting(question, right, windowEndsAt),
      }))
    }
    case 'overruled': {
      const { no, answer, right, reason, windowEndsAt, verdict } = event.payload
      const by = event.by.kind === 'person' ? event.by.id : event.by.kind
      return withQuestion(play, no, (question) => {
        const answers = question.answers.map((one) =>
          one.id === answer ? { ...one, right, by: 'judge' as const, reason } : one,
        )
        const overrulings = [...question.overrulings, { answer, right, reason, by, at }]
        const ruled = question.phase === 'ruled' || question.phase === 'revealed'
        // The only right one was none: the race goes on.
        const again = question.phase === 'deciding' && answers.every((one) => one.right !== true)
        return {
          answers,
          overrulings,
          ...(ruled
            ? { verdict }
            : again
              ? { phase: 'open', windowEndsAt: null }
              : collecting(question, right, windowEndsAt)),
        }
      })
    }
    case 'decided': {
      const { no, verdict } = event.payload
      return withQuestion(play, no, ({ endedAt }) => ({ phase: 'ruled', verdict, endedAt: endedAt ?? at }))
    }
    case 'waitsForJudges':
    case 'timeUp':
    case 'stopped':
      return withQuestion(play, event.payload.no, ({ endedAt }) => ({ phase: 'judging', endedAt: endedAt ?? at }))
    case 'revealed':
      return withQuestion(play, event.payload.no, () => ({ phase: 'revealed' }))
    case 'secondsGiven': {
      const more = event.payload.seconds * 1000
      return withQuestion(play, event.payload.no, ({ endsAt, totalMs }) => ({
        endsAt: endsAt + more,
        totalMs: totalMs + more,
      }))
    }
    case 'windowBroken':
      return voided(play, event.payload.no, windowBroken, at)
    case 'deadHeat':
      return voided(play, event.payload.no, deadHeat, at)
    case 'voided':
      return voided(play, event.payload.no, event.payload.reason, at)
    case 'searched': {
      const { query, filters, found } = event.payload
      return withStep(play, codeOf(event), { at, did: 'search', query, filters: filters as never, found })
    }
    case 'articleOpened': {
      const { article } = event.payload
      const code = codeOf(event)
      const read = play.read[code] ?? {}
      const then = withStep(play, code, { at, did: 'open', article })
      return article in read ? then : { ...then, read: { ...then.read, [code]: { ...read, [article]: at } } }
    }
  }
}

/** A right answer while answers are taken: others are collected for a moment. */
function collecting(question: Asked, right: boolean | null, windowEndsAt: Instant | null): Partial<Asked> {
  return right === true && question.phase === 'open' ? { phase: 'deciding', windowEndsAt } : {}
}

function voided(play: Play, no: number, reason: string, at: Instant): Play {
  const { level } = questionOf(play, no)!.question
  const spare = spareFor(play.spares, level)
  const then = withQuestion(play, no, ({ endedAt }) => ({ phase: 'void', voided: reason, endedAt: endedAt ?? at }))
  if (spare === undefined) return then
  return {
    ...then,
    coming: [{ question: spare, spare: true }, ...then.coming],
    spares: then.spares.filter((one) => one !== spare),
  }
}

function codeOf({ by }: Recorded<LookupEvent>): string {
  return by.kind === 'seat' ? by.code : ''
}

/** Its clock stands still for so long. */
export function shift(play: Play, byMs: number): Play {
  const question = questionNow(play)
  if (question?.phase !== 'open' && question?.phase !== 'deciding') return play
  return withQuestion(play, question.no, ({ opensAt, endsAt, windowEndsAt }) => ({
    opensAt: opensAt + byMs,
    endsAt: endsAt + byMs,
    windowEndsAt: windowEndsAt === null ? null : windowEndsAt + byMs,
  }))
}

/**
 * After going back. What was looked up meanwhile was looked up; a clock that was stopped goes on with what was left on it.
 */
export function resume(play: Play, now: Instant, undone: Play): Play {
  const kept = { ...play, trails: undone.trails, read: undone.read }
  const question = questionNow(kept)
  const stoppedAt = questionNow(undone)?.endedAt ?? null
  if (question?.phase === 'open') return stoppedAt === null ? kept : shift(kept, now - stoppedAt)
  if (question?.phase !== 'deciding') return kept
  return withQuestion(kept, question.no, ({ windowEndsAt }) => ({ windowEndsAt: Math.max(windowEndsAt ?? now, now) }))
}
