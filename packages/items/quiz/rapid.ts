/** 限时快答: as many as possible before time is up, each at its own seat. */
import type { PlayContext } from '@leitai/core/match/item.ts'
import { refuse, type Refusal } from '@leitai/core/run.ts'
import { exact, shortDecimal, whole } from '@leitai/core/scoring/decimal.ts'
import type { QuizEvent } from './events.ts'
import { optionCount, roundNow, type Play } from './play.ts'
import type { PointLine, RoundOf } from './types.ts'

export function rapidAnswer(
  play: Play,
  no: number,
  choice: number[] | null,
  code: string,
  when: number,
): QuizEvent[] | Refusal {
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

export function pass(play: Play, no: number, context: PlayContext): QuizEvent[] | Refusal {
  return roundNow(play)?.kind === 'rapid'
    ? rapidAnswer(play, no, null, context.code!, context.pressedAt ?? context.now)
    : refuse('noPass', '本环节不能跳过', 'Questions cannot be passed here')
}

export function endRapid(play: Play, round: RoundOf<'rapid'>): Play {
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
