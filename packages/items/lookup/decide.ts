/**
 * What a lookup race takes and refuses. The first right answer counts by the time that `fair-order.ts` gives it, never by the
 * time of its arrival: once a right one has come, others are collected for a moment, so that an earlier one still on its way wins.
 */
import { judgePress, networks } from '@leitai/core/match/fair-order.ts'
import type { PlayContext } from '@leitai/core/match/item.ts'
import { allArrivedBy, isAfter, isBroken, pressOf, windowFrom } from '@leitai/core/match/window.ts'
import { refuse, type Instant, type Refusal } from '@leitai/core/run.ts'
import { clockTime } from '@leitai/core/words.ts'
import type { LookupCommand } from './commands.ts'
import type { LookupEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { answersOf, isDone, questionNow, questionOf, triesLeft, type Asked, type Play } from './play.ts'
import type { LookupStep, RuledBy } from './types.ts'
import { isRight, mustBeRuled, verdictFor } from './verdict.ts'

type Out = LookupEvent[] | Refusal
type Payload<N extends LookupCommand['name']> = Extract<LookupCommand, { name: N }>['payload']

export function decide(play: Play, command: LookupCommand, context: PlayContext): Out {
  switch (command.name) {
    case 'step':
      return step(play, command.payload, context)
    case 'answer':
      return answer(play, command.payload, context)
    case 'rule':
      return rule(play, command.payload, context)
    case 'overrule':
      return overrule(play, command.payload, context)
    case 'voidQuestion': {
      const { no, reason } = command.payload
      const question = questionOf(play, no)
      if (question === undefined) return noSuchQuestion()
      return question.voided === null ? [{ name: 'voided', payload: { no, reason } }] : []
    }
    case 'giveSeconds': {
      const question = questionNow(play)
      return question?.no === command.payload.no && question.phase === 'open'
        ? [{ name: 'secondsGiven', payload: command.payload }]
        : refuse('notRunning', '本题未在计时，不能加时', 'No clock runs for this question')
    }
    case 'searched':
      return [{ name: 'searched', payload: command.payload }]
    case 'opened':
      return [{ name: 'articleOpened', payload: command.payload }]
  }
}

/** The one thing that comes next; null: it waits for answers, a ruling, or the clock. */
export function nextStep(play: Play): LookupStep | null {
  const question = questionNow(play)
  if (question?.phase === 'ruled') return 'reveal'
  return isDone(question) && play.coming.length > 0 ? 'ask' : null
}

function step(play: Play, { step, no }: Payload<'step'>, context: PlayContext): Out {
  const question = questionNow(play)
  switch (step) {
    case 'ask': {
      // pressed twice
      if (no <= play.asked.length) return []
      const next = play.coming[0]
      if (no !== play.asked.length + 1 || next === undefined || !isDone(question)) return notNow()
      const opensAt = context.now + play.options.leadMs
      const endsAt = opensAt + play.options.seconds * 1000
      return [{ name: 'asked', payload: { no, question: next.question.id, opensAt, endsAt } }]
    }
    case 'stop': {
      if (question?.no !== no) return notNow()
      if (question.phase === 'open') return closing(play, [{ name: 'stopped', payload: { no } }], context)
      return question.phase === 'deciding' ? notNow() : []
    }
    case 'reveal':
      if (question?.no !== no) return notNow()
      switch (question.phase) {
        case 'ruled':
          return [{ name: 'revealed', payload: { no } }]
        case 'revealed':
          return []
        case 'judging':
          return refuse('rulingsMissing', '还有答案待裁判判定', 'The judges still have answers to rule on')
        default:
          return notNow()
      }
  }
}

function answer(play: Play, { no, text, evidence }: Payload<'answer'>, context: PlayContext): Out {
  const code = context.code!
  const question = questionOf(play, no)
  if (question === undefined) return refuse('notAsked', '本题尚未公布', 'This question has not been revealed')
  const own = answersOf(question, code)
  // The same once more (a retry, a key that bounces, an autoclicker) is one answer and costs one try.
  if (own.some((one) => one.text === text && one.evidence === evidence)) return []
  if (question.phase !== 'open' && question.phase !== 'deciding') return tooLate(question)
  const network = networks[play.options.network]
  const claimed = pressOf(context)
  const press = judgePress(code, claimed, network)
  if (press.at + press.uncertaintyMs < question.opensAt) return tooEarly(question)
  if (press.at > question.endsAt || isAfter(claimed, question.windowEndsAt)) return tooLate(question)
  if (triesLeft(play, question, code) === 0)
    return refuse('noTries', '本题的作答机会已用完', 'Your team has no tries left for this question')
  if (own.some(({ right }) => right !== false))
    return refuse('waiting', '上一次作答正在判定，请稍候', 'Your last answer is being judged')
  if (evidence === null && play.options.evidence === 'required')
    return refuse('evidenceMissing', '请先打开并选定依据的文章', 'Name the article you found it in')
  if (evidence !== null && play.read[code]?.[evidence] === undefined)
    return refuse('notRead', '依据的文章本队尚未打开过', 'Your team has not opened the article it names')
  const right = play.options.judging === 'judge' ? null : isRight(question.question, { text, evidence }, play.options)
  const windowEndsAt = right === true ? (question.windowEndsAt ?? windowFrom(press, network)) : question.windowEndsAt
  const afterMs = Math.max(0, Math.round((press.at - question.opensAt) * 1000) / 1000)
  const id = question.answers.length + 1
  const answered: LookupEvent = {
    name: 'answered',
    payload: { no, id, code, text, evidence, press, afterMs, right, windowEndsAt },
  }
  return nobodyLeft(after(play, [answered], context), context) ? closing(play, [answered], context) : [answered]
}

/** Every team has used its tries and all are wrong: there is nothing to wait for. */
function nobodyLeft(play: Play, { withdrawn }: PlayContext): boolean {
  const question = questionNow(play)!
  return (
    question.phase === 'open' &&
    question.answers.every(({ right }) => right === false) &&
    play.teams.every((code) => code in withdrawn || triesLeft(play, question, code) === 0)
  )
}

function rule(play: Play, { no, answer: id, right }: Payload<'rule'>, context: PlayContext): Out {
  const question = questionNow(play)
  const one = question?.answers.find((one) => one.id === id)
  if (question?.no !== no || one === undefined) return noSuchAnswer()
  if (one.right === right) return []
  const running = question.phase === 'open' || question.phase === 'deciding' || question.phase === 'judging'
  if (one.right !== null || !running)
    return refuse(
      'ruledAlready',
      '该答案已判定；裁判可以改判并说明理由',
      'It has been ruled on; the judges can overrule it',
    )
  const ruled: LookupEvent = {
    name: 'ruled',
    payload: { no, answer: id, right, by: ruledBy(context), windowEndsAt: windowAfter(play, question, id, right) },
  }
  return closedIfDue(play, [ruled], context)
}

const ruledBy = ({ hand }: PlayContext): RuledBy => (hand === 'judge' ? 'judge' : 'host')

/** What was given before a right answer has come by then. */
function windowAfter(play: Play, question: Asked, id: number, right: boolean): Instant | null {
  const one = question.answers.find((one) => one.id === id)!
  if (!right || question.phase === 'judging') return question.windowEndsAt
  return question.windowEndsAt ?? windowFrom(one.press, networks[play.options.network])
}

function overrule(play: Play, { no, answer: id, right, reason }: Payload<'overrule'>, context: PlayContext): Out {
  const question = questionOf(play, no)
  const one = question?.answers.find((one) => one.id === id)
  if (question === undefined || one === undefined) return noSuchAnswer()
  if (question.voided !== null) return refuse('void', '本题已作废，不能改判', 'The question is void')
  if (one.right === right) return []
  const answers = question.answers.map((other) => (other.id === id ? { ...other, right } : other))
  const ruled = question.phase === 'ruled' || question.phase === 'revealed'
  const overruled: LookupEvent = {
    name: 'overruled',
    payload: {
      no,
      answer: id,
      right,
      reason,
      windowEndsAt: ruled ? question.windowEndsAt : windowAfter(play, question, id, right),
      verdict: ruled ? verdictFor({ ...question, answers }) : null,
    },
  }
  return ruled ? [overruled] : closedIfDue(play, [overruled], context)
}

/** These, and what follows from them at once: the window is over, or nobody can answer any more, or all are ruled. */
function closedIfDue(play: Play, events: LookupEvent[], context: PlayContext): LookupEvent[] {
  const then = after(play, events, context)
  const question = questionNow(then)!
  const over =
    question.phase === 'judging' ||
    (question.phase === 'deciding' && context.now >= question.windowEndsAt!) ||
    nobodyLeft(then, context)
  return over ? closing(play, events, context) : events
}

/** No more answers: who takes the points, or whom it waits for. */
function closing(play: Play, events: LookupEvent[], context: PlayContext): LookupEvent[] {
  const question = questionNow(after(play, events, context))!
  const { no } = question
  if (mustBeRuled(question).length > 0)
    return question.phase === 'judging' ? events : [...events, { name: 'waitsForJudges', payload: { no } }]
  const verdict = verdictFor(question)
  if (verdict !== null && verdict.first.length > 1 && play.options.deadHeat === 'again')
    return [...events, { name: 'deadHeat', payload: { no, first: verdict.first } }]
  return [...events, { name: 'decided', payload: { no, verdict } }]
}

function after(play: Play, events: readonly LookupEvent[], { now: at, by }: PlayContext): Play {
  return events.reduce<Play>((then, event) => evolve(then, { ...event, at, by }), play)
}

export function wakesAt(play: Play): Instant | null {
  const question = questionNow(play)
  switch (question?.phase) {
    case 'open':
      return allArrivedBy(question.endsAt, networks[play.options.network])
    case 'deciding':
      return question.windowEndsAt
    default:
      return null
  }
}

/** What the clock does, due by `context.now`. */
export function due(play: Play, context: PlayContext): LookupEvent[] {
  const at = wakesAt(play)
  if (at === null || context.now < at) return []
  const { phase, no } = questionNow(play)!
  if (phase === 'open') return closing(play, [{ name: 'timeUp', payload: { no } }], context)
  return isBroken(at, context.now) ? [{ name: 'windowBroken', payload: { no } }] : closing(play, [], context)
}

const notNow = (): Refusal => refuse('notNow', '现在不是这一步', 'This is not the next step')
const noSuchQuestion = (): Refusal => refuse('noSuchQuestion', '没有这道题', 'There is no such question')
const noSuchAnswer = (): Refusal => refuse('noSuchAnswer', '没有这个答案', 'There is no such answer')

function tooEarly({ opensAt }: Asked): Refusal {
  const at = clockTime(opensAt)
  return refuse('tooEarly', `本题 ${at} 开始作答`, `Answers are taken from ${at}`, { at: opensAt })
}

function tooLate(question: Asked): Refusal {
  const ended = question.endedAt ?? question.windowEndsAt ?? question.endsAt
  const at = clockTime(ended)
  return refuse('tooLate', `本题已于 ${at} 结束作答`, `Answers were taken until ${at}`, { at: ended })
}
