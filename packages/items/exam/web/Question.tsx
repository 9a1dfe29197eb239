/** One question to be answered. */
import { fill, useWords } from '@leitai/design/language.ts'
import { IconFlag, IconFlagFilled } from '@tabler/icons-react'
import type { PartialCredit, QuestionView } from '../types.ts'
import type { Answers } from './answers.ts'
import { Choices, FillIn, ShortAnswer } from './Fields.tsx'
import style from './exam.module.css'
import { examWords } from './words.ts'

interface Props {
  question: QuestionView
  number: number
  answers: Answers
  partialCredit: PartialCredit
  onNext(): void
}

export function Question({ question, number, answers, partialCredit, onNext }: Props) {
  const w = useWords(examWords)
  const value = answers.value(question.id)
  const flagged = answers.isFlagged(question.id)
  const onAnswer = (next: Parameters<Answers['answer']>[1]) => answers.answer(question.id, next)
  return (
    <article className={style.question} aria-label={fill(w.question, { n: number })}>
      <header className={style.head}>
        <span className={style.number}>{number}</span>
        <span>{w.kinds[question.kind]}</span>
        <span>{fill(w.points, { n: question.points })}</span>
        {question.kind === 'multiple' && <span className={style.credit}>{w.credit[partialCredit]}</span>}
        <button
          type="button"
          className={style.flag}
          aria-pressed={flagged}
          onClick={() => answers.flag(question.id, !flagged)}
        >
          {flagged ? <IconFlagFilled size={18} aria-hidden /> : <IconFlag size={18} aria-hidden />}
          {flagged ? w.flagged : w.flag}
        </button>
      </header>
      {question.kind === 'fillIn' ? (
        <FillIn question={question} value={value} onAnswer={onAnswer} onNext={onNext} />
      ) : (
        <>
          <p className={style.stem} id={`stem-${question.id}`}>
            {question.stem}
          </p>
          {question.kind === 'shortAnswer' ? (
            <ShortAnswer question={question} value={value} onAnswer={onAnswer} />
          ) : (
            <Choices question={question} value={value} onAnswer={onAnswer} />
          )}
        </>
      )}
    </article>
  )
}
