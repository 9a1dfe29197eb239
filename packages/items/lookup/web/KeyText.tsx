/** The question with its key, as host and judges have it before them. */
import { fill, useWords } from '@leitai/design/language.ts'
import type { Key } from '../types.ts'
import style from './lead.module.css'
import { leadLookupWords } from './lead-words.ts'

export function KeyText({ text, of }: { text: string; of: Key | null }) {
  const w = useWords(leadLookupWords)
  if (of === null) return <p className={style.questionText}>{text}</p>
  const [first, ...forms] = of.answers
  return (
    <>
      <p className={style.questionText}>{text}</p>
      <dl className={style.key}>
        <div>
          <dt>{w.key}</dt>
          <dd>
            <strong>{first}</strong>
            {forms.length > 0 && (
              <small>
                {w.forms}：{forms.join('　')}
              </small>
            )}
          </dd>
        </div>
        <div>
          <dt>{w.evidence}</dt>
          <dd>
            {of.evidence.map(({ id, title }) => (
              <span key={id}>
                {title} <code>{id}</code>
              </span>
            ))}
          </dd>
        </div>
        {of.explanation !== '' && (
          <div>
            <dt>{w.explanation}</dt>
            <dd>{of.explanation}</dd>
          </div>
        )}
      </dl>
    </>
  )
}

export function voidReason(voided: string, w: { voidCodes: Record<string, string>; voided: string }): string {
  return fill(w.voided, { reason: w.voidCodes[voided] ?? voided })
}
