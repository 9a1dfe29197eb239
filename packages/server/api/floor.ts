import { isRefusal } from '@leitai/core/run.ts'
import { contestState } from '../contests/contest-state.ts'
import { keepSeatMeasure, seatLines } from '../contests/fairness/seat-measures.ts'
import { failure, inContest, notFound, os } from './context.ts'

export const floor = {
  reportSeat: os.floor.reportSeat.handler(async ({ context: { parts, who }, input }) => {
    if (who.kind !== 'seat')
      throw failure('UNAUTHORIZED', {
        code: 'signIn',
        zh: '请先用赛位号和密码登录。',
        en: 'Please sign in with your code and PIN.',
      })
    return keepSeatMeasure(parts, who, input)
  }),

  fairness: os.floor.fairness.handler(async ({ context, input: { id } }) => {
    inContest(context, id, ['organiser', 'staff', 'chiefJudge', 'supervisor', 'host'])
    const state = await contestState(context.parts.host, id)
    if (isRefusal(state)) throw notFound()
    return seatLines(context.parts, id, state)
  }),
}
