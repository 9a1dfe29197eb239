/** What judges gave and took beside the rulings, the newest first; nothing where they did not. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { useWords } from '../language.ts'
import { signed } from '../match/figures.ts'
import { nameIn } from '../match/names.ts'
import { LeadPart } from './LeadDesk.tsx'
import style from './lead.module.css'
import { leadWords } from './words.ts'

export function Corrections({ frame }: { frame: MatchFrame }) {
  const w = useWords(leadWords)
  if (frame.corrections.length === 0) return null
  return (
    <LeadPart title={w.corrections}>
      <ul className={style.corrections}>
        {frame.corrections.toReversed().map((one, index) => (
          <li key={index}>
            <span>
              {nameIn(frame, one.code)} <small>{one.reason}</small>
            </span>
            <strong>{signed(one.points)}</strong>
          </li>
        ))}
      </ul>
    </LeadPart>
  )
}
