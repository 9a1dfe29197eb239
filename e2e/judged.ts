/** A contest whose paper was written by everybody and waits for a panel: for tests of what judges do. */
import { markingIdOf, runIdOf } from '@leitai/core/contest/reading.ts'
import type { MarkingState } from '@leitai/core/marking/types.ts'
import { isRefusal } from '@leitai/core/run.ts'
import type { Question } from '@leitai/items/exam/types.ts'
import { arrange, type Arranged } from './arrange.ts'
import type { House } from './house.ts'
import { signIn } from './people.ts'
import type { Page } from 'playwright-core'

export const stage = 'final'

/** A complaint to answer in writing; the panel marks it with the sheet of the rulebook that a test brings. */
const asked = {
  difficulty: 3,
  tags: ['投诉'],
  chapter: '投诉处理',
  explanation: '',
  kind: 'shortAnswer' as const,
}
export const questions: Question[] = [
  {
    ...asked,
    id: 'reply',
    stem: '客户来电：上周报修暖气不热，师傅来过一次没有修好，家里老人孩子都在，今天要求退还当月供热费。\n请写出你的答复，以及挂机后要做的事。',
    model:
      '先致歉并复述客户的诉求，确认报修单号与室温；说明将在两小时内安排上门测温，若室温不达标，按供用热合同第十二条按日退费；留下直拨号码，当日回访。挂机后登记工单、标注重复报修、抄送班长。',
    points: [
      '致歉，复述诉求，不推责给维修师傅',
      '给出上门测温的具体时限',
      '说清退费的条件和依据，不当场许诺金额',
      '留下联系方式，约定回访时间',
      '挂机后登记并标注重复报修',
    ],
  },
  {
    ...asked,
    id: 'close',
    stem: '通话结束前，怎样确认客户的问题已经解决？',
    model: '概括已商定的处理办法和时限，询问是否还有其他需要，致谢后等客户先挂机。',
    points: ['概括办法与时限', '询问其他需要', '客户先挂机'],
  },
]

export interface JudgeWindow {
  id: string
  name: string
  page: Page
}

export interface JudgedContest extends Arranged {
  judges: JudgeWindow[]
  codes: string[]
  workId(item: string, code: string): string
  markingId(item: string, code: string): string
  marking(item: string, code: string): Promise<MarkingState>
  /** Everybody answers, and the session is closed; `answer` may leave one out. */
  sit(item: string, answer: (code: string, question: string) => string | null): Promise<void>
}

const judgesNames = ['李明远', '王淑芬', '陈国强', '赵雅琴', '孙立诚', '周文静', '吴海峰']

export async function arrangeJudged(
  house: House,
  {
    rulebook,
    items,
    entrants,
    judges: howMany,
  }: { rulebook: string; items: string[]; entrants: number; judges: number },
): Promise<JudgedContest> {
  const contest = await arrange(house, {
    title: '客服技能竞赛',
    rulebook,
    materials: Object.fromEntries(items.map((item) => [item, { type: 'exam', body: () => ({ questions }) }])),
    entrants: Array.from({ length: entrants }, (_, index) => ({ name: `选手${index + 1}` })),
  })
  const { server } = house
  const judges: JudgeWindow[] = []
  for (const [index, name] of judgesNames.slice(0, howMany).entries()) {
    const username = `judge${index + 1}`
    const { personId, password } = await contest.api.people.add({
      id: contest.id,
      name,
      username,
      delegation: '',
      roles: ['judge'],
    })
    const page = await house.window()
    await signIn(page, username, password!)
    judges.push({ id: personId, name, page })
  }
  for (const item of items)
    await contest.api.marking.appointPanel({
      id: contest.id,
      stage,
      item,
      group: null,
      judges: judges.map(({ id }) => id),
    })
  const codes = contest.slips.map(({ code }) => code).toSorted()
  const workId = (item: string, code: string) => runIdOf(contest.id, stage, item, code)
  const markingId = (item: string, code: string) => markingIdOf(contest.id, stage, item, code)
  return {
    ...contest,
    judges,
    codes,
    workId,
    markingId,
    marking: async (item, code) => (await server.host.state(markingId(item, code)))!.state as MarkingState,
    async sit(item, answer) {
      await contest.act('openSession', { session: item })
      const send = async (code: string, name: string, payload: unknown) => {
        const taken = await server.host.submit({
          runId: workId(item, code),
          commandId: `${name}-${Math.random()}`,
          name,
          payload,
          by: { kind: 'seat', code },
        })
        if (isRefusal(taken)) throw new Error(`${code} ${name}: ${taken.code} ${taken.en}`)
      }
      for (const code of codes) {
        for (const { id } of questions) {
          const value = answer(code, id)
          if (value !== null) await send(code, 'answer', { question: id, value, revision: 1 })
        }
        await send(code, 'submit', {})
      }
      await contest.act('closeSession', { session: item, reason: '全部交卷' })
      await server.parts.markingDesk.settled(contest.id)
    },
  }
}
