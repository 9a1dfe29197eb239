/** 风险题: a pack is chosen, its questions rise; after each right answer the team may stop. */
import type { PlayContext } from '@leitai/core/match/item.ts'
import { refuse, type Refusal } from '@leitai/core/run.ts'
import type { QuizEvent } from './events.ts'
import { questionNow, roundNow, type Play } from './play.ts'
import type { RoundOf } from './types.ts'

export function choosePack(
  play: Play,
  { pack, member }: { pack: number; member: string | null },
  context: PlayContext,
): QuizEvent[] | Refusal {
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

export function goOnOrStop(play: Play, what: 'goOn' | 'stop', context: PlayContext): QuizEvent[] | Refusal {
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

export function afterRisk(play: Play, round: RoundOf<'risk'>, right: boolean): Play {
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
