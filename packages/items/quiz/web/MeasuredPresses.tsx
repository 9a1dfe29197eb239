/** Presses with everything that was measured, for those who have to say whether the order is right. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { LeadPart } from '@leitai/design/lead/LeadDesk.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import { inMs } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import type { LeadPlay } from '../types.ts'
import { PressTable } from './PressTable.tsx'
import style from './judge.module.css'
import { leadQuizWords } from './lead-words.ts'

export function MeasuredPresses({ frame, play }: { frame: MatchFrame; play: LeadPlay }) {
  const w = useWords(leadQuizWords)
  const { question, presses } = play
  const buzz = question?.buzz ?? null
  if (buzz === null || presses.length === 0) return null
  const { marginMs, uncertaintyMs, level, levelRule } = buzz
  return (
    <LeadPart
      title={w.measured}
      aside={
        level.length > 1 && uncertaintyMs !== null ? (
          <strong className={style.level}>
            {fill(w.levelNow, { teams: level.map((code) => nameIn(frame, code)).join('、'), u: inMs(uncertaintyMs) })}
            {' · '}
            {w.levelRules[levelRule]}
          </strong>
        ) : (
          marginMs !== null &&
          uncertaintyMs !== null && (
            <strong className={style.margin}>{fill(w.ahead, { ms: inMs(marginMs), u: inMs(uncertaintyMs) })}</strong>
          )
        )
      }
    >
      <PressTable
        frame={frame}
        presses={presses.map((press) => ({
          ...press,
          // after a dead heat the start is taken back, and with it the light
          afterMs: buzz.opensAt === null ? null : press.afterMs,
          state: press.foul ? w.marks.foul : '',
        }))}
      />
    </LeadPart>
  )
}
