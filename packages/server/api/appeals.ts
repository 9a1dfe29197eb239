import { appealsOf, fileAppeal, ruleAppeal, withdrawAppeal } from '../contests/appeals/appeals.ts'
import { inContest, ok, orRefuse, os } from './context.ts'

export const appeals = {
  mine: os.appeals.mine.handler(async ({ context, input: { id } }) => {
    const leader = inContest(context, id, ['leader'])
    return orRefuse(await appealsOf(context.parts, id, leader))
  }),

  file: os.appeals.file.handler(async ({ context, input: { id, ...input } }) => {
    const leader = inContest(context, id, ['leader'])
    return orRefuse(await fileAppeal(context.parts, id, leader, input))
  }),

  withdraw: os.appeals.withdraw.handler(async ({ context, input: { id, ...input } }) => {
    const leader = inContest(context, id, ['leader'])
    orRefuse(await withdrawAppeal(context.parts, id, leader, input))
    return ok
  }),

  rule: os.appeals.rule.handler(async ({ context, input: { id, ...input } }) => {
    const arbiter = inContest(context, id, ['arbiter'])
    orRefuse(await ruleAppeal(context.parts, id, arbiter, input))
    return ok
  }),
}
