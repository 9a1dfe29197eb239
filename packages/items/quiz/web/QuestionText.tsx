/** A question as host and judges read it: with its key, which nobody else has yet. */
import { useWords } from '@leitai/design/language.ts'
import { IconCheck } from '@tabler/icons-react'
import type { Key, ShownQuestion } from '../types.ts'
import { letters, optionsOf } from './naming.ts'
import style from './lead.module.css'
import { leadQuizWords } from './lead-words.ts'

interface Props {
  question: ShownQuestion
  keyOf: Key | null
  size?: 'large' | 'small'
}

export function QuestionText({ question, keyOf, size = 'large' }: Props) {
  const w = useWords(leadQuizWords)
  const options = optionsOf(question, w)
  const about = [w.questionKinds[question.kind], question.topic, w.level[question.level] ?? ''].filter(
    (one) => one !== '',
  )
  return (
    <div className={style.question} data-size={size}>
      <p className={style.about}>{about.join(' · ')}</p>
      <p className={style.text}>{question.text}</p>
      {options.length > 0 && (
        <ol className={style.options} data-kind={question.kind}>
          {options.map((option, place) => {
            const right = keyOf?.places.includes(place) ?? false
            return (
              <li
                key={place}
                data-right={right || undefined}
                data-removed={question.removed.includes(place) || undefined}
              >
                {question.kind !== 'trueFalse' && <span>{letters[place]}</span>}
                {option}
                {right && <IconCheck size={18} stroke={2.5} aria-label={w.key} />}
              </li>
            )
          })}
        </ol>
      )}
      {keyOf !== null && options.length === 0 && (
        <p className={style.key}>
          <span>{question.kind === 'open' ? w.keyOpen : w.key}</span>
          {keyOf.text}
        </p>
      )}
      {keyOf !== null && keyOf.explanation !== '' && (
        <p className={style.explanation}>
          <span>{w.explanation}</span>
          {keyOf.explanation}
        </p>
      )}
    </div>
  )
}
