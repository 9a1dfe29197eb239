/** A round's name, and its rules in a sentence or two, made from its data: what the host reads out and the screen shows. */
import type { Text } from '@leitai/core/score.ts'
import type { QuizRound, RoundKind } from './types.ts'

export const roundNames: Readonly<Record<RoundKind, Text>> = {
  inTurn: { zh: '必答题', en: 'In turn' },
  buzzer: { zh: '抢答题', en: 'On the buzzer' },
  risk: { zh: '风险题', en: 'At risk' },
  challenge: { zh: '擂台赛', en: 'Hold the stage' },
  rapid: { zh: '限时快答', en: 'Against the clock' },
  everybody: { zh: '全员答题', en: 'Everybody answers' },
  suddenDeath: { zh: '加赛', en: 'Sudden death' },
}

export function roundRules(round: QuizRound): Text {
  switch (round.kind) {
    case 'inTurn':
      return {
        zh: `每队 ${round.questionsPerTeam} 题${round.membersInTurn ? '，队员轮流作答' : ''}，限时 ${round.seconds} 秒，答对 ${signed(round.right)} 分${wrongZh(round.wrong)}。`,
        en: `${round.questionsPerTeam} questions a team${round.membersInTurn ? ', its members in turn' : ''}, ${round.seconds} s each; right ${signed(round.right)}, wrong ${signed(round.wrong)}.`,
      }
    case 'buzzer':
      return {
        zh: `共 ${round.questions} 题，主持人宣布“开始”后方可抢答，抢到后 ${round.seconds} 秒内作答，答对 ${signed(round.right)} 分${wrongZh(round.wrong)}${round.foul.out ? '；抢跑犯规，本题不得再抢' : ''}${round.foul.points === '0' ? '' : `，并记 ${signed(round.foul.points)} 分`}。`,
        en: `${round.questions} questions, open at the host’s word; ${round.seconds} s to answer; right ${signed(round.right)}, wrong ${signed(round.wrong)}. A press before the start is a foul${round.foul.out ? ' and out of this question' : ''}${round.foul.points === '0' ? '' : `, ${signed(round.foul.points)}`}.`,
      }
    case 'risk':
      return {
        zh: `每队选一个题包，${round.packQuestions.length} 题依次 ${round.packQuestions.join('、')} 分，由易到难${round.mayStop ? '；答对后可停止并保留得分' : ''}${round.wrong === 'loseRound' ? '，答错则本环节得分清零' : round.wrong === 'losePoints' ? '，答错扣除该题分值' : ''}。`,
        en: `One pack a team: ${round.packQuestions.join(', ')} points, easy to hard${round.mayStop ? '; after a right answer the team may stop and keep them' : ''}${round.wrong === 'loseRound' ? '; a wrong answer loses all of this round' : round.wrong === 'losePoints' ? '; a wrong answer costs its points' : ''}.`,
      }
    case 'challenge':
      return {
        zh: `擂主依次迎战，每场 ${round.duelQuestions} 题，两队抢答，答对 ${signed(round.right)} 分${wrongZh(round.wrong)}；得分高者为擂主，平分擂主留任${round.defence === '0' ? '' : `，守擂一次 ${signed(round.defence)} 分`}。`,
        en: `The holder meets one challenger after another over ${round.duelQuestions} questions; right ${signed(round.right)}, wrong ${signed(round.wrong)}; more points take the stage, a tie keeps it${round.defence === '0' ? '' : `; each defence ${signed(round.defence)}`}.`,
      }
    case 'rapid':
      return {
        zh: `${duration(round.seconds).zh}内尽可能多答，答对 ${signed(round.right)} 分${wrongZh(round.wrong)}${round.mayPass ? '，可跳过' : ''}。`,
        en: `As many as possible in ${duration(round.seconds).en}; right ${signed(round.right)}, wrong ${signed(round.wrong)}${round.mayPass ? '; questions may be passed' : ''}.`,
      }
    case 'everybody':
      return {
        zh: `共 ${round.questions} 题，全员同时作答，每题 ${round.seconds} 秒，答对 ${round.speedPercent > 0 ? `最高 ${signed(round.right)} 分，越快越高` : `${signed(round.right)} 分`}${wrongZh(round.wrong)}。`,
        en: `${round.questions} questions for everybody at once, ${round.seconds} s each; right ${round.speedPercent > 0 ? `up to ${signed(round.right)}, the faster the more` : signed(round.right)}, wrong ${signed(round.wrong)}.`,
      }
    case 'suddenDeath':
      return {
        zh: '平分加赛：抢答，先答对者胜，答错者出局。',
        en: 'Level on points: on the buzzer, the first right answer wins, a wrong one loses.',
      }
  }
}

function signed(points: string): string {
  return points.startsWith('-') ? points.replace('-', '−') : points === '0' ? '0' : `+${points}`
}

function wrongZh(points: string): string {
  return points === '0' ? '，答错不扣分' : `，答错 ${signed(points)} 分`
}

function duration(seconds: number): Text {
  return seconds % 60 === 0
    ? { zh: `${seconds / 60} 分钟`, en: `${seconds / 60} min` }
    : { zh: `${seconds} 秒`, en: `${seconds} s` }
}
