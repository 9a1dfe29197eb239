/** The short answers of one paper for the judge: what was asked, what was written, and what to look for. */
import { fill, useWords } from '@leitai/design/language.ts'
import type { PieceProps } from '@leitai/items/web-plug.ts'
import type { ExamPiece } from '../types.ts'
import style from './piece.module.css'
import { examWords } from './words.ts'

export default function Piece({ view }: PieceProps<ExamPiece>) {
  const w = useWords(examWords)
  const { questions } = view.piece
  if (questions.length === 0) return <p className={style.none}>{w.nothingToMark}</p>
  return (
    <ol className={style.list}>
      {questions.map((question) => (
        <li key={question.id} className={style.item} data-line={question.id}>
          <header className={style.head}>
            <h2>{fill(w.question, { n: question.number })}</h2>
            <span>{fill(w.outOf, { n: question.points })}</span>
          </header>
          <p className={style.stem}>{question.stem}</p>
          <section className={style.answer} aria-label={w.theAnswer}>
            <h3>
              {w.theAnswer}
              <span>{fill(w.characters, { n: [...question.answer.trim()].length })}</span>
            </h3>
            <p>{question.answer}</p>
          </section>
          <dl className={style.key}>
            {question.lookFor.length > 0 && (
              <div>
                <dt>{w.lookFor}</dt>
                <dd>
                  <ul>
                    {question.lookFor.map((point) => (
                      <li key={point}>{point}</li>
                    ))}
                  </ul>
                </dd>
              </div>
            )}
            {question.model !== '' && (
              <div>
                <dt>{w.model}</dt>
                <dd className={style.model}>{question.model}</dd>
              </div>
            )}
          </dl>
        </li>
      ))}
    </ol>
  )
}
