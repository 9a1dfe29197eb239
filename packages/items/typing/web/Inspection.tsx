/** A closed typing test for officials: speed, alignment, and moments at which more came than hands can type. */
import { clockTime } from '@leitai/core/words.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import type { InspectionProps } from '@leitai/items/web-plug.ts'
import type { TypingInspection } from '../types.ts'
import { TypingMarked } from './Results.tsx'
import style from './typing.module.css'
import { typingWords } from './words.ts'

export default function Inspection({ inspection }: InspectionProps<TypingInspection>) {
  const w = useWords(typingWords)
  return (
    <>
      {inspection.bursts.length > 0 && (
        <p className={style.bursts}>
          <strong>{w.bursts}</strong>{' '}
          {inspection.bursts
            .map((burst) => fill(w.burstLine, { at: clockTime(burst.at), n: burst.characters }))
            .join('；')}
        </p>
      )}
      <TypingMarked result={inspection.result} />
    </>
  )
}
