/** One enormous key: the whole lower half of the screen. */
import type { Instant } from '@leitai/core/run.ts'
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { beside, inMs, signed } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { TeamPlay } from '../types.ts'
import { useLight } from './light.ts'
import { buzzerState, mayFollow, mayPress, type BuzzerState } from './seat-state.ts'
import style from './seat.module.css'
import { seatWords } from './seat-words.ts'
import { usePressKeys } from './use-press.ts'

interface Props {
  frame: MatchFrame
  play: TeamPlay
  now: () => Instant
  press(at: DOMHighResTimeStamp): void
}

export function SeatBuzzer({ frame, play, now, press: send }: Props) {
  const w = useWords(seatWords)
  const question = play.question!
  const { buzz } = question
  // a start that is given again takes a new press
  const start = `${question.no}.${buzz?.starts ?? 0}`
  const [sentFor, setSentFor] = useState<string | null>(null)
  const light = useLight(question.phase === 'armed' ? (buzz?.opensAt ?? null) : null, now)
  const state = buzzerState(play, light, sentFor === start)
  const lostAt = useRef(0)
  const lost = question.phase === 'answering' && question.team !== play.own.code
  useEffect(() => {
    if (lost) lostAt.current = performance.now()
  }, [lost, start])

  const press = useCallback(
    (at: DOMHighResTimeStamp) => {
      const follows = lost && mayFollow(play, performance.now() - lostAt.current)
      if (sentFor === start || !(mayPress(state) || follows)) return
      setSentFor(start)
      send(at)
    },
    [lost, play, sentFor, start, state, send],
  )
  // elsewhere the same keys press what has the focus
  usePressKeys(mayPress(state) || lost, press)

  return (
    <button
      type="button"
      className={style.buzzer}
      data-state={state}
      aria-label={`${w.press}：${wordOf(state, w, frame, play)}`}
      onPointerDown={(event) => {
        if (event.button === 0) press(event.timeStamp)
      }}
      onContextMenu={(event) => event.preventDefault()}
    >
      <strong role="status">{wordOf(state, w, frame, play)}</strong>
      <span>{helpOf(state, w, play)}</span>
    </button>
  )
}

function wordOf(state: BuzzerState, w: typeof seatWords.zh, frame: MatchFrame, play: TeamPlay): string {
  const { states } = w
  return state === 'theirs' ? fill(states.theirs, { team: nameIn(frame, play.question?.team ?? '') }) : states[state]
}

function helpOf(state: BuzzerState, w: typeof seatWords.zh, play: TeamPlay): string {
  const { question, own } = play
  const { buzz } = question!
  switch (state) {
    case 'listen':
    case 'ready':
    case 'go':
      return w.help[state]
    case 'pressed':
      return buzz?.level.includes(own.code) === true ? w.help.level : w.help.pressed
    case 'foul':
    case 'out':
      return w.help[state]
    case 'ours': {
      const margin =
        buzz?.marginMs != null && buzz.presses[0]?.code === own.code
          ? `${fill(w.ahead, { ms: inMs(buzz.marginMs) })}${buzz.uncertaintyMs === null ? '' : ` ±${beside(buzz.marginMs, buzz.uncertaintyMs)}`} · `
          : ''
      return margin + w.help.spoken
    }
    case 'theirs': {
      const place = buzz?.presses.filter(({ foul }) => !foul).findIndex(({ code }) => code === own.code) ?? -1
      return place < 0 ? w.states.waits : fill(w.place, { n: place + 1 })
    }
    case 'right':
    case 'wrong': {
      const ruling = question!.rulings.findLast(({ code }) => code === own.code)
      return ruling === undefined ? '' : signed(ruling.points)
    }
    case 'judging':
    case 'nobody':
    case 'over':
      return ''
    case 'void':
      return question!.voided ?? ''
  }
}
