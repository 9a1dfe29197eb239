/** What one seat sits, in the order of the sessions. */
import { runIdOf, stageOf } from '@leitai/core/contest/reading.ts'
import type { Item } from '@leitai/core/rulebook/schema.ts'
import type { Text } from '@leitai/core/score.ts'
import type { Parts } from '../parts.ts'
import { contestRun } from './contests.ts'

export interface SeatRun {
  runId: string
  item: string
  type: string
  title: Text
  startsAt: number
  minutes: number
  rules: Text[]
  checks: ('sound' | 'microphone' | 'screen')[]
  conduct: { fullScreen: boolean; paste: 'refuse' | 'log' | 'allow' }
}

export async function seatRuns(
  parts: Pick<Parts, 'host' | 'items'>,
  contestId: string,
  code: string,
): Promise<SeatRun[]> {
  const state = await contestRun(parts, contestId)
  const rulebook = state.rulebook?.rulebook
  const group = state.codes[code]?.group
  if (rulebook === undefined || group === undefined) return []
  return Object.values(state.sessions)
    .filter((session) => session.group === group)
    .toSorted((a, b) => a.startsAt - b.startsAt)
    .flatMap((session) => {
      const item = stageOf(rulebook, session.stage)?.items.find(({ id }) => id === session.item)
      if (item === undefined) return []
      return [
        {
          runId: runIdOf(contestId, session.stage, session.item, code),
          item: item.id,
          type: item.type,
          title: item.title,
          startsAt: session.startsAt,
          minutes: item.minutes,
          rules: rulesFor(item, rulebook.conduct),
          checks: parts.items.checksOf(item.type),
          conduct: { fullScreen: rulebook.conduct.fullScreen, paste: rulebook.conduct.paste },
        },
      ]
    })
}

/** The few lines that a contestant reads while waiting. */
function rulesFor(item: Item, conduct: { fullScreen: boolean; paste: string }): Text[] {
  return [
    {
      zh: `限时 ${item.minutes} 分钟，以服务器时间为准，到时自动交卷。`,
      en: `${item.minutes} minutes by the server’s clock; at the end your work is handed in by itself.`,
    },
    {
      zh: '每次作答都会自动保存，页面顶部显示保存时间。',
      en: 'Every answer is saved by itself; the time of saving stands at the top.',
    },
    {
      zh: '断网或断电请举手，回来后从原处继续。',
      en: 'If network or power fails, raise your hand; you go on where you were.',
    },
    ...(conduct.paste === 'refuse'
      ? [{ zh: '不能粘贴。', en: 'Pasting is not possible.' }]
      : conduct.paste === 'log'
        ? [{ zh: '粘贴会被记录。', en: 'Pasting is recorded.' }]
        : []),
    ...(conduct.fullScreen
      ? [{ zh: '请保持全屏，离开会被记录。', en: 'Stay in full screen; leaving it is recorded.' }]
      : []),
  ]
}
