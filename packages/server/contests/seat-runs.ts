/** What one seat sits, in the order of the sessions. */
import { codesOf, isMatch, isTurn, itemOf, workIdOf } from '@leitai/core/contest/reading.ts'
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
  /** Performed one after another, or led by a host: this seat waits for a person, and hands nothing in. */
  turn: boolean
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
  if (rulebook === undefined) return []
  return Object.values(state.sessions)
    .filter((session) => codesOf(state, session).some((one) => one.code === code))
    .toSorted((a, b) => a.startsAt - b.startsAt)
    .flatMap((session) => {
      const item = itemOf(state, session.stage, session.item)
      if (item === undefined) return []
      const match = isMatch(item)
      const turn = isTurn(item) || match
      return [
        {
          runId: workIdOf(state, session.stage, item, code),
          item: item.id,
          type: item.type,
          title: item.title,
          startsAt: session.startsAt,
          minutes: item.minutes,
          rules: match ? rulesForMatch(item) : turn ? rulesForTurn(item) : rulesFor(item, rulebook.conduct),
          turn,
          checks: parts.items.checksOf(item.type),
          // On the stage the screen is at most a card to look at.
          conduct: { fullScreen: rulebook.conduct.fullScreen && !turn, paste: rulebook.conduct.paste },
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

/** A match is led by its host. */
function rulesForMatch(item: Item): Text[] {
  return [
    {
      zh: '由主持人主持，各队同时在线；场次开始后自动进入，请不要离开座位。',
      en: 'The host leads it, all teams at once; you come in by yourself when it opens. Stay at your seat.',
    },
    {
      zh: '抢答以“抢答”亮起为准：亮起前按下为犯规；先后按服务器校准时间判定，与网速无关。',
      en: 'The buzzer opens when its light goes on: before that it is a foul. Who was first goes by the server’s aligned clock, not by the network.',
    },
    {
      zh: '空格、回车、数字键、触屏或 USB 抢答器均可；按住不放只算一次。',
      en: 'Space, Enter, digits, touch or a USB buzzer all work; a key held down counts once.',
    },
    {
      zh: `全场约 ${item.minutes} 分钟。断网请举手，回来后从当前环节继续。`,
      en: `About ${item.minutes} minutes in all. If the network fails, raise your hand; you come back to where it stands.`,
    },
  ]
}

/** Who performs in turn waits for a person, not for a clock. */
function rulesForTurn(item: Item): Text[] {
  return [
    {
      zh: '逐个上场，顺序以主持人宣布为准，听到自己的编号请上场。',
      en: 'One after another, in the order that the host announces; come up when your number is called.',
    },
    { zh: '题目与材料上场后才显示。', en: 'Task and papers are shown once you are on the stage.' },
    {
      zh: `每场约 ${item.minutes} 分钟，开始与结束由主持人宣布，以服务器时间为准。`,
      en: `A turn takes about ${item.minutes} minutes; the host starts and ends it, by the server’s clock.`,
    },
    {
      zh: '断网不影响计时与评分：时间由主持台掌握。',
      en: 'A broken network changes neither time nor marks: the host’s desk keeps the clock.',
    },
  ]
}
