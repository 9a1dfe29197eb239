/** The answer card: every question with its state by shape and word, pressed to go there. */
import { fill, useWords } from '@leitai/design/language.ts'
import { useEffect, useRef } from 'react'
import type { ExamSection, QuestionKind, QuestionView } from '../types.ts'
import { isAnswered, type Answers } from './answers.ts'
import style from './exam.module.css'
import { examWords } from './words.ts'

interface Props {
  questions: readonly QuestionView[]
  sections: readonly ExamSection[]
  answers: Answers
  current: number
  onGo(index: number): void
}

/** Stretches of one kind, in the order of the paper. */
export function stretches(questions: readonly QuestionView[]): { kind: QuestionKind; from: number; to: number }[] {
  const out: { kind: QuestionKind; from: number; to: number }[] = []
  for (const [index, { kind }] of questions.entries()) {
    const last = out.at(-1)
    if (last?.kind === kind) last.to = index + 1
    else out.push({ kind, from: index, to: index + 1 })
  }
  return out
}

export function Overview({ questions, sections, answers, current, onGo }: Props) {
  const w = useWords(examWords)
  const done = questions.filter(({ id }) => isAnswered(answers.value(id))).length
  const flagged = questions.filter(({ id }) => answers.isFlagged(id)).length
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const groups = stretches(questions)
  // a shuffled paper mixes the kinds: then one grid says more than fifty headings
  const grouped = groups.length <= sections.length ? groups : [{ kind: null, from: 0, to: questions.length }]
  return (
    <nav ref={nav} aria-label={w.overview} className={style.overview} data-many={questions.length > 60 || undefined}>
      <p className={style.counts}>
        <strong>{fill(w.answeredCount, { done, total: questions.length })}</strong>
        {flagged > 0 && <span>{fill(w.flaggedCount, { n: flagged })}</span>}
      </p>
      {grouped.map(({ kind, from, to }) => (
        <div key={from}>
          {kind !== null && <p className={style.kind}>{w.kinds[kind]}</p>}
          <ol className={style.cells}>
            {questions.slice(from, to).map(({ id }, offset) => {
              const index = from + offset
              const answered = isAnswered(answers.value(id))
              const marked = answers.isFlagged(id)
              return (
                <li key={id}>
                  <button
                    type="button"
                    className={style.cell}
                    data-answered={answered || undefined}
                    data-flagged={marked || undefined}
                    aria-current={index === current ? 'step' : undefined}
                    aria-label={`${fill(w.question, { n: index + 1 })} ${answered ? w.answered : w.unanswered}${marked ? ` ${w.flagged}` : ''}`}
                    onClick={() => onGo(index)}
                  >
                    {index + 1}
                  </button>
                </li>
              )
            })}
          </ol>
        </div>
      ))}
    </nav>
  )
}
