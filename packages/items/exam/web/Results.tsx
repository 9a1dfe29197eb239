/** Questions with keys, what was answered and what it earned: for the contestant after release, and for officials. */
import { fill, useWords } from '@leitai/design/language.ts'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { Answer, AnswerValue, QuestionResult, QuestionView } from '../types.ts'
import { letters } from './Fields.tsx'
import style from './results.module.css'
import { examWords } from './words.ts'

interface Props {
  questions: readonly QuestionView[]
  answers: Readonly<Record<string, Answer>>
  results: Readonly<Record<string, QuestionResult>>
  /** The contestant reads it; otherwise an official. */
  own?: boolean
}

export function Marked({ questions, answers, results, own = false }: Props) {
  return (
    <ol className={style.list}>
      {questions.map((question, index) => {
        const result = results[question.id]
        return result === undefined ? null : (
          <MarkedQuestion
            key={question.id}
            number={index + 1}
            question={question}
            value={answers[question.id]?.value ?? null}
            result={result}
            own={own}
          />
        )
      })}
    </ol>
  )
}

function MarkedQuestion({
  number,
  question,
  value,
  result,
  own,
}: {
  number: number
  question: QuestionView
  value: AnswerValue
  result: QuestionResult
  own: boolean
}) {
  const w = useWords(examWords)
  const state = result.right === null ? 'owed' : result.right ? 'right' : Number(result.earned) > 0 ? 'partly' : 'wrong'
  return (
    <li className={style.item} data-state={state}>
      <span className={style.number}>{number}</span>
      <div className={style.body}>
        <header className={style.head}>
          <span>{w.kinds[question.kind]}</span>
          <span className={style.earned}>
            {state === 'right' && <IconCheck size={16} aria-hidden />}
            {state === 'wrong' && <IconX size={16} aria-hidden />}
            {state !== 'owed' && `${w[state]} · `}
            {state === 'owed' ? w.owed : fill(w.earned, { n: result.earned, of: question.points })}
          </span>
        </header>
        <p className={style.stem}>{question.stem}</p>
        <Given question={question} value={value} result={result} own={own} />
        {result.explanation !== '' && (
          <p className={style.why}>
            <span>{w.explanation}</span>
            {result.explanation}
          </p>
        )}
      </div>
    </li>
  )
}

function Given({
  question,
  value,
  result,
  own,
}: {
  question: QuestionView
  value: AnswerValue
  result: QuestionResult
  own: boolean
}) {
  const w = useWords(examWords)
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'trueFalse': {
      const options = question.kind === 'trueFalse' ? [w.true, w.false] : (question.options ?? [])
      return (
        <ul className={style.options}>
          {options.map((option, index) => {
            const letter = letters[index]!
            const right =
              question.kind === 'trueFalse'
                ? result.key === (index === 0)
                : typeof result.key === 'string' && result.key.includes(letter)
            const given =
              question.kind === 'trueFalse'
                ? value === (index === 0)
                : typeof value === 'string' && value.includes(letter)
            return (
              <li key={letter} data-right={right || undefined} data-given={given || undefined}>
                <span className={style.letter}>{letter}</span>
                <span>{option}</span>
                <span className={style.says}>
                  {right && w.rightKey}
                  {right && given && ' · '}
                  {given && (own ? w.yours : w.given)}
                </span>
              </li>
            )
          })}
          {value === null && <li className={style.none}>{w.noAnswer}</li>}
        </ul>
      )
    }
    case 'fillIn': {
      const texts = Array.isArray(value) ? value : []
      return (
        <ol className={style.blanks}>
          {(result.blanks ?? []).map((accepted, index) => (
            <li key={index} data-right={result.blanksRight?.[index] === true || undefined}>
              <span className={style.written}>{texts[index] || w.noAnswer}</span>
              <span className={style.says}>
                {result.blanksRight?.[index] === true ? w.right : `${w.rightKey}：${accepted.join(' / ')}`}
              </span>
            </li>
          ))}
        </ol>
      )
    }
    case 'shortAnswer':
      return (
        <div className={style.shorts}>
          <p className={style.long} data-empty={value === null || undefined}>
            {typeof value === 'string' ? value : w.noAnswer}
          </p>
          {result.model !== undefined && (
            <p className={style.why}>
              <span>{w.model}</span>
              {result.model}
            </p>
          )}
          {result.lookFor !== undefined && result.lookFor.length > 0 && (
            <p className={style.why}>
              <span>{w.lookFor}</span>
              {result.lookFor.join('；')}
            </p>
          )}
        </div>
      )
  }
}
