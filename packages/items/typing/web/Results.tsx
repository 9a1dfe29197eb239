/** Speed and the typed text beside its source, coloured. */
import { AlignmentLegend, AlignmentText } from '@leitai/design/AlignmentText.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import type { TypingResult } from '../types.ts'
import style from './typing.module.css'
import { typingWords } from './words.ts'

export function TypingMarked({ result }: { result: TypingResult }) {
  const w = useWords(typingWords)
  const facts = [
    [w.correct, fill(w.count, { n: result.correct })],
    [w.reached, fill(w.count, { n: result.reached })],
    [w.typed, fill(w.count, { n: result.typedCount })],
    [w.minutes, fill(w.inMinutes, { n: result.minutes })],
  ] as const
  return (
    <div className={style.marked}>
      <p className={style.speed}>
        <span>{w.speed}</span>
        {fill(w.perMinute, { n: result.speed })}
      </p>
      <dl className={style.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={style.legend}>
        <AlignmentLegend />
      </div>
      <AlignmentText runs={result.runs} block />
    </div>
  )
}
