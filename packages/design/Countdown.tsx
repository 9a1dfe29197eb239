/** Time left by the server's clock. The last minute is marked by colour, weight and a bar; it never flashes. */
import { useEffect, useState } from 'react'
import { minutesAndSeconds } from './clock.ts'
import style from './Countdown.module.css'
import { useWords } from './language.ts'
import { useServerTime } from './ServerTime.tsx'
import { designWords } from './words.ts'

interface Props {
  /** When it ends, on the server's clock. Null: not running, `remainingMs` stands still. */
  to: number | null
  remainingMs?: number
  size?: 'bar' | 'large'
}

export function Countdown({ to, remainingMs = 0, size = 'bar' }: Props) {
  const w = useWords(designWords)
  const now = useServerTime()
  const [, turn] = useState(0)
  const left = to === null ? remainingMs : Math.max(0, to - now())

  useEffect(() => {
    if (to === null) return
    let timer: ReturnType<typeof setTimeout>
    // wakes just after each whole second of the time left, so that no second is skipped or shown twice
    const next = () => {
      const rest = to - now()
      if (rest <= 0) return turn((n) => n + 1)
      timer = setTimeout(
        () => {
          turn((n) => n + 1)
          next()
        },
        (rest % 1000) + 15,
      )
    }
    next()
    return () => clearTimeout(timer)
  }, [to, now])

  const last = to !== null && left <= 60_000
  return (
    <span
      className={style.countdown}
      data-size={size}
      data-last={last || undefined}
      role="timer"
      aria-label={last ? w.lastMinute : w.timeLeft}
    >
      <span className={style.digits}>{minutesAndSeconds(left)}</span>
    </span>
  )
}
