/** The clock of a performance: what is left, then what it is over. Its state is in words too, never in colour alone. */
import { minutesAndSeconds } from '@leitai/design/clock.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import type { RoleplayClock } from '../types.ts'
import type { ClockFace } from './use-clock.ts'
import style from './clock.module.css'
import { roleplayWords } from './words.ts'

interface Props {
  clock: RoleplayClock
  face: ClockFace
  size: 'strip' | 'large' | 'stage'
}

export function Clock({ clock, face, size }: Props) {
  const w = useWords(roleplayWords)
  const ended = clock.stage === 'over'
  return (
    <div className={style.clock} data-size={size} data-state={ended ? 'still' : face.state}>
      <span className={style.label}>{clockWords(clock, face, w)}</span>
      <span className={style.digits} role="timer" aria-live="off">
        {ended
          ? minutesAndSeconds(face.spentMs)
          : face.state === 'over'
            ? `+${minutesAndSeconds(face.overMs)}`
            : minutesAndSeconds(face.leftMs)}
      </span>
      {size !== 'stage' && face.endsInMs !== null && (
        <span className={style.ends}>{fill(w.endsIn, { n: Math.ceil(face.endsInMs / 1000) })}</span>
      )}
      {/* told once when it changes, not every second */}
      <span className={style.told} role="status">
        {face.state === 'warned' ? w.told.warned : face.state === 'over' ? w.told.over : ''}
      </span>
    </div>
  )
}

function clockWords(clock: RoleplayClock, face: ClockFace, w: typeof roleplayWords.zh): string {
  if (clock.stage === 'over') return w.used
  if (clock.paused) return w.paused
  if (face.state === 'over') return w.over
  if (face.of === 'study') return clock.stage === 'studying' ? w.studyLeft : w.studyTime
  if (clock.stage !== 'performing') return w.performanceTime
  return face.state === 'warned' ? w.soonOver : w.performanceLeft
}
