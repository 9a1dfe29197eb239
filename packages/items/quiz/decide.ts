/** What a quiz takes, and from whom. Every refusal says what can be done instead. */
import { refuse, type Refusal } from '@leitai/core/run.ts'
import type { PlayContext } from '@leitai/core/match/item.ts'
import { exact } from '@leitai/core/scoring/decimal.ts'
import { press } from './buzzer.ts'
import type { QuizCommand } from './commands.ts'
import type { QuizEvent } from './events.ts'
import { isRight, optionCount, questionNow, roundNow, type Asked, type Play } from './play.ts'
import { lifeline } from './lifelines.ts'
import { linesFor } from './points.ts'
import { wonInDuel } from './challenge.ts'
import { answerWithAll } from './everybody.ts'
import { pass, rapidAnswer } from './rapid.ts'
import { choosePack, goOnOrStop } from './risk.ts'
import { mustSettle, nextRiskTeam, nextStep, nextTurn } from './turns.ts'
import type { QuizRound, Step } from './types.ts'

type Out = QuizEvent[] | Refusal

export function decide(play: Play, command: QuizCommand, context: PlayContext): Out {
  switch (command.name) {
    case 'step':
      return step(play, command.payload.step, context)
    case 'rule':
      return rule(play, command.payload, context)
    case 'press':
      return press(play, context)
    case 'answer':
      return answer(play, command.payload, context)
    case 'pass':
      return pass(play, command.payload.no, context)
    case 'choosePack':
      return choosePack(play, command.payload, context)
    case 'goOn':
    case 'stop':
      return goOnOrStop(play, command.name, context)
    case 'lifeline':
      return lifeline(play, command.payload, context)
    case 'giveSeconds':
      return giveSeconds(play, command.payload.seconds)
    case 'voidQuestion':
      return voidQuestion(play, command.payload)
    case 'overrule':
      return overrule(play, command.payload)
    case 'cutRound':
      return cutRound(play, command.payload.reason)
  }
}

function step(play: Play, asked: Step, context: PlayContext): Out {
  const next = nextStep(play)
  if (asked !== next)
    return refuse(
      'notNext',
      next === null ? '现在没有可进行的步骤，请等待作答或裁决' : '这一步已经完成，请看下一步',
      next === null
        ? 'Nothing comes next now: it waits for an answer or a ruling'
        : 'That step is done; see what comes next',
      { next },
    )
  const round = roundNow(play)
  const question = questionNow(play)
  const { now } = context
  switch (asked) {
    case 'beginRound':
      return [{ name: 'roundBegun', payload: { round: play.round + 1, kind: play.rounds[play.round + 1]!.kind } }]
    case 'suddenDeath':
      return [
        { name: 'roundBegun', payload: { round: play.rounds.length, kind: 'suddenDeath', sudden: mustSettle(play) } },
      ]
    case 'ask':
      return ask(play, round!)
    case 'startClock': {
      const leftMs = question!.clock?.leftMs ?? 0
      return [{ name: 'clockStarted', payload: { endsAt: now + leftMs } }]
    }
    case 'openBuzzer': {
      const opensAt = now + play.options.leadMs
      const forMs = round!.kind === 'everybody' ? round!.seconds * 1000 : pressMs(round!)
      return [{ name: 'buzzerOpened', payload: { opensAt, endsAt: opensAt + forMs } }]
    }
    case 'reveal':
      return reveal(play, question!)
    case 'startRapid': {
      const { leftMs } = play.rapid!.clock
      return [{ name: 'rapidStarted', payload: { endsAt: now + play.options.leadMs + leftMs } }]
    }
    case 'closeQuestion':
      return [{ name: 'questionClosed', payload: { no: question!.no } }]
    case 'endRound':
      return [{ name: 'roundEnded', payload: { cut: null } }]
    case 'finish':
      return refuse('finish', '全部环节已完成，请用“结束本场”', 'All has been played: finish the match')
  }
}

function pressMs(round: QuizRound): number {
  return 'pressSeconds' in round ? round.pressSeconds * 1000 : 15_000
}

function ask(play: Play, round: QuizRound): Out {
  if (round.kind === 'risk' && play.risk?.asks !== 'answer') {
    const team = nextRiskTeam(play)
    return team === null ? [] : [{ name: 'teamCalled', payload: { team } }]
  }
  const turn = nextTurn(play)
  if (turn === null) return []
  if (turn.question === null)
    return refuse(
      'noQuestions',
      '题库已用完，也没有备用题：请结束本环节（注明原因）',
      'The bank is used up and there is no spare: cut the round, with a reason',
    )
  const { team, member, question, spare, extra } = turn
  return [{ name: 'asked', payload: { no: play.asked.length + 1, question: question.id, team, member, spare, extra } }]
}

function reveal(play: Play, question: Asked): QuizEvent[] {
  const revealed: QuizEvent = { name: 'revealed', payload: { no: question.no } }
  const { challenge } = play
  const round = roundNow(play)
  if (challenge === null || round?.kind !== 'challenge' || challenge.askedInDuel + 1 < round.duelQuestions)
    return [revealed]
  const duel = (code: string) => exact(wonInDuel(play, challenge, code))
  // A tie keeps the stage.
  const kept = duel(challenge.holder).compare(duel(challenge.challengers[0]!)) >= 0
  return [revealed, { name: 'duelEnded', payload: { kept } }]
}

function rule(play: Play, { no, right }: { no: number; right: boolean }, context: PlayContext): Out {
  const question = questionNow(play)
  if (question?.no !== no)
    return refuse(
      'otherQuestion',
      '该题已过；改判请用“改判”并写明原因',
      'That question is over: overrule it, with a reason',
    )
  if (question.phase !== 'answering' && question.phase !== 'judging')
    return refuse('notAnswering', '现在没有队伍在作答', 'Nobody is answering now')
  return [ruled(play, question, right, context.hand === 'judge' ? 'judge' : 'host', context.now)]
}

export function ruled(
  play: Play,
  question: Asked,
  right: boolean,
  by: 'judge' | 'host' | 'system' | 'clock',
  now: number,
): QuizEvent {
  const round = play.rounds[question.round]!
  const seconds = 'seconds' in round ? round.seconds : 30
  return {
    name: 'ruled',
    payload: { no: question.no, code: question.team!, right, by, endsAt: now + seconds * 1000 },
  }
}

function answer(play: Play, payload: { no: number; choice: number[] }, context: PlayContext): Out {
  const code = context.code!
  const when = context.pressedAt ?? context.now
  if (roundNow(play)?.kind === 'rapid') return rapidAnswer(play, payload.no, payload.choice, code, when)
  const question = questionNow(play)
  if (question?.no !== payload.no)
    return refuse('otherQuestion', '该题已结束，答案未记录', 'That question is over; the answer was not taken')
  const wrongPlace = payload.choice.find((place) => place >= optionCount(question.question))
  if (wrongPlace !== undefined || payload.choice.length === 0)
    return refuse('badChoice', '没有这个选项', 'There is no such option')
  if (question.answers !== null) return answerWithAll(question, payload.choice, code, when)
  if (question.answer !== 'keys') return refuse('spoken', '本题口头作答', 'This question is answered aloud')
  if (question.phase !== 'answering' || question.team !== code)
    return refuse('notYourTurn', '现在不是本队作答', 'It is not your team’s turn to answer')
  const own: Asked = { ...question, choices: { ...question.choices, [code]: payload.choice } }
  const right = isRight(question.question, payload.choice)
  return [
    { name: 'answered', payload: { no: question.no, code, choice: payload.choice, afterMs: 0 } },
    ruled(play, own, right, 'system', context.now),
  ]
}

function giveSeconds(play: Play, seconds: number): Out {
  const question = questionNow(play)
  const runs = play.rapid?.started === true && !play.rapid.over
  const has =
    question !== undefined &&
    question.clock !== null &&
    (question.phase === 'answering' || question.phase === 'judging')
  return runs || has
    ? [{ name: 'secondsGiven', payload: { seconds } }]
    : refuse('noClock', '现在没有计时', 'No clock is running now')
}

function voidQuestion(play: Play, { no, reason }: { no: number; reason: string }): Out {
  const question = play.asked[no - 1]
  if (question === undefined) return refuse('noSuchQuestion', '没有这道题', 'There is no such question')
  if (question.voided !== null) return []
  if (play.crowd !== null && question.results !== null)
    return refuse('counted', '全员答题的得分已计入，请更正分数', 'Its points are counted: correct the score instead')
  return [{ name: 'voided', payload: { no, reason } }]
}

function overrule(
  play: Play,
  { no, code, right, reason }: { no: number; code: string; right: boolean; reason: string },
): Out {
  const question = play.asked[no - 1]
  const ruling = question?.rulings.find((one) => one.code === code)
  if (question === undefined || ruling === undefined)
    return refuse(
      'noRuling',
      '该队在此题没有裁决；请用“更正分数”',
      'There is no ruling to change; correct the points instead',
    )
  if (question.voided !== null) return refuse('void', '该题已作废', 'That question is void')
  if (ruling.right === right) return []
  const before: Play = { ...play, lines: play.lines.filter((line) => line.no !== no || line.code !== code) }
  const lines = linesFor(before, question, code, right).map((line) =>
    line.why === 'answer' ? { ...line, why: 'overruled' as const } : line,
  )
  return [{ name: 'overruled', payload: { no, code, right, reason, lines } }]
}

function cutRound(play: Play, reason: string): Out {
  if (play.at !== 'intro' && play.at !== 'playing')
    return refuse('noRound', '现在没有进行中的环节', 'No round is going on')
  if (play.rapid !== null && play.rapid.started && !play.rapid.over)
    return refuse('rapidRuns', '限时快答正在计时，请等时间到', 'The race against the clock is on; wait for its end')
  const question = questionNow(play)
  if (question !== undefined && ['armed', 'deciding', 'answering', 'judging'].includes(question.phase))
    return refuse('questionOn', '本题尚未结束，请先裁决或作废', 'A question is going on: rule on it or void it first')
  return [{ name: 'roundEnded', payload: { cut: reason } }]
}
