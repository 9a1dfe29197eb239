/** What a quiz takes, and from whom. Every refusal says what can be done instead. */
import { refuse, type Refusal } from '@leitai/core/run.ts'
import type { PlayContext } from '@leitai/core/match/item.ts'
import { chance, deriveSeed } from '@leitai/core/seed.ts'
import { clockTime } from '@leitai/core/words.ts'
import { exact } from '@leitai/core/scoring/decimal.ts'
import { hasAnswered, press } from './buzzer.ts'
import type { QuizCommand } from './commands.ts'
import type { QuizEvent } from './events.ts'
import { isRight, keyOf, optionCount, questionNow, roundNow, type Asked, type Play } from './play.ts'
import { linesFor, sumOf } from './points.ts'
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
  const duel = (code: string) =>
    exact(sumOf(play.lines.slice(challenge.linesBefore).filter((line) => line.code === code)))
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

/** One answer a player; what came in time counts, though it arrived a moment late. */
function answerWithAll(question: Asked, choice: number[], code: string, when: number): Out {
  if (question.phase === 'shown' || question.opensAt === null || when < question.opensAt)
    return refuse(
      'notOpenYet',
      question.opensAt === null ? '本题尚未开放作答' : `本题 ${clockTime(question.opensAt)} 开放作答`,
      question.opensAt === null
        ? 'The question is not open yet'
        : `The question opens at ${clockTime(question.opensAt)}`,
    )
  if (question.phase !== 'armed' || when > question.pressEndsAt!)
    return refuse(
      'closed',
      `本题已于 ${clockTime(question.pressEndsAt!)} 截止`,
      `The question closed at ${clockTime(question.pressEndsAt!)}`,
    )
  if (hasAnswered(question, code)) return []
  return [
    { name: 'answered', payload: { no: question.no, code, choice, afterMs: Math.round(when - question.opensAt) } },
  ]
}

function rapidAnswer(play: Play, no: number, choice: number[] | null, code: string, when: number): Out {
  const { rapid } = play
  const round = roundNow(play)
  if (rapid === null || round?.kind !== 'rapid' || !rapid.started)
    return refuse('notOpenYet', '尚未开始', 'It has not begun')
  if (rapid.over || when > rapid.clock.endsAt!)
    return refuse('closed', '时间到，答案未记录', 'Time is up; the answer was not taken')
  const questions = play.plan[play.round]!.questions
  const place = rapid.answers[code]?.length ?? 0
  if (no !== place + 1)
    return no <= place ? [] : refuse('otherQuestion', '请先完成当前题', 'Answer the present question first')
  const question = questions[place]
  if (question === undefined) return refuse('noMore', '题目已全部作答', 'There are no more questions')
  if (choice === null && !round.mayPass) return refuse('noPass', '本环节不能跳过', 'Questions cannot be passed here')
  if (choice?.some((option) => option >= optionCount(question)) === true)
    return refuse('badChoice', '没有这个选项', 'There is no such option')
  return [{ name: 'rapidAnswered', payload: { code, no, choice } }]
}

function pass(play: Play, no: number, context: PlayContext): Out {
  return roundNow(play)?.kind === 'rapid'
    ? rapidAnswer(play, no, null, context.code!, context.pressedAt ?? context.now)
    : refuse('noPass', '本环节不能跳过', 'Questions cannot be passed here')
}

function choosePack(play: Play, { pack, member }: { pack: number; member: string | null }, context: PlayContext): Out {
  const { risk } = play
  if (risk === null || risk.asks !== 'choose') return refuse('notChoosing', '现在不选题包', 'No pack is chosen now')
  if (context.hand === 'team' && context.code !== risk.team)
    return refuse('notYourTurn', '现在不是本队选题', 'It is another team’s choice')
  if (play.plan[play.round]?.packs[pack - 1] === undefined)
    return refuse('noSuchPack', '没有这个题包', 'There is no such pack')
  if (String(pack) in risk.taken) return refuse('packTaken', `${pack} 号题包已被选走`, `Pack ${pack} has been taken`)
  const round = roundNow(play)
  const members = play.members[risk.team] ?? []
  const one = round?.kind === 'risk' && round.oneMember && members.length > 0
  if (one && (member === null || !members.includes(member)))
    return refuse('noMember', '请选择一名队员作答', 'Choose the member who answers')
  return [{ name: 'packChosen', payload: { team: risk.team, pack, member: one ? member : null } }]
}

function goOnOrStop(play: Play, what: 'goOn' | 'stop', context: PlayContext): Out {
  const { risk } = play
  if (risk === null || risk.asks !== 'decide')
    return refuse('notDeciding', '现在不能选择继续或停止', 'There is nothing to decide now')
  if (context.hand === 'team' && context.code !== risk.team)
    return refuse('notYourTurn', '由作答的队伍决定', 'The team that answers decides')
  // The host has shown the answer first, so that nobody decides in the dark.
  if (questionNow(play)?.phase !== 'revealed')
    return refuse('notRevealed', '请先公布本题答案', 'Reveal the answer of this question first')
  return [{ name: what === 'goOn' ? 'wentOn' : 'stopped', payload: { team: risk.team } }]
}

function lifeline(play: Play, payload: { id: string; code?: string | undefined }, context: PlayContext): Out {
  const question = questionNow(play)
  const round = roundNow(play)
  const line = play.options.lifelines.find(({ id }) => id === payload.id)
  if (
    line === undefined ||
    question === undefined ||
    round === undefined ||
    !('lifelines' in round) ||
    !round.lifelines.includes(line.id)
  )
    return refuse('noLifeline', '本环节不能使用该求助', 'This lifeline cannot be used in this round')
  const code = context.code ?? payload.code ?? question.team
  if (question.phase !== 'answering' || question.team === null || code !== question.team)
    return refuse('notYourTurn', '只能在本队作答时求助', 'A lifeline is for the team that is answering')
  if (question.asking) return refuse('asking', '正在求助', 'A lifeline is in use already')
  if ((play.used[code]?.[line.id] ?? 0) >= line.uses)
    return refuse('usedUp', `「${line.label.zh}」已用完`, `“${line.label.en}” is used up`)
  const key = keyOf(question.question)
  const wrong = Array.from({ length: optionCount(question.question) }, (_, place) => place).filter(
    (place) => !key.includes(place) && !question.removed.includes(place),
  )
  if (line.kind === 'half' && (question.question.kind !== 'single' || wrong.length < 2))
    return refuse('notHere', '本题不能去掉错误选项', 'This question has no options that could go')
  const removed =
    line.kind === 'half'
      ? [...question.removed, ...chance(deriveSeed(context.seed, 'half')).sample(wrong, Math.min(2, wrong.length - 1))]
      : []
  return [
    {
      name: 'lifelineUsed',
      payload: {
        code,
        id: line.id,
        kind: line.kind,
        removed: removed.toSorted((a, b) => a - b),
        seconds: line.seconds,
      },
    },
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
