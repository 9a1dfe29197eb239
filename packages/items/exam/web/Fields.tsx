/** The fields into which an answer goes, one form for each kind of question. */
import { fill, useWords } from '@leitai/design/language.ts'
import { useKeptText } from '@leitai/design/use-kept-text.ts'
import { useCallback, useRef, type KeyboardEvent, useState } from 'react'
import type { AnswerValue, QuestionView } from '../types.ts'
import style from './exam.module.css'
import { examWords } from './words.ts'

export const letters = 'ABCDEFGH'

interface Props {
  question: QuestionView
  value: AnswerValue
  onAnswer(value: AnswerValue): void
  onNext(): void
}

/** The value after a letter key or a press; null where the letter is none of this question's. */
export function chosen(question: QuestionView, value: AnswerValue, letter: string): { value: AnswerValue } | null {
  const at = letters.indexOf(letter)
  switch (question.kind) {
    case 'single':
      return at >= 0 && at < (question.options?.length ?? 0) ? { value: letter } : null
    case 'multiple': {
      if (at < 0 || at >= (question.options?.length ?? 0)) return null
      const set = new Set(typeof value === 'string' ? value : '')
      if (!set.delete(letter)) set.add(letter)
      return { value: [...set].toSorted().join('') || null }
    }
    case 'trueFalse':
      return at === 0 ? { value: true } : at === 1 ? { value: false } : null
    case 'fillIn':
    case 'shortAnswer':
      return null
  }
}

export function Choices({ question, value, onAnswer }: Omit<Props, 'onNext'>) {
  const w = useWords(examWords)
  const options = question.kind === 'trueFalse' ? [w.true, w.false] : (question.options ?? [])
  const many = question.kind === 'multiple'
  return (
    <div className={style.choices} role={many ? 'group' : 'radiogroup'} aria-labelledby={`stem-${question.id}`}>
      {options.map((option, index) => {
        const letter = letters[index]!
        const on =
          question.kind === 'trueFalse' ? value === (index === 0) : typeof value === 'string' && value.includes(letter)
        return (
          <button
            key={letter}
            type="button"
            role={many ? 'checkbox' : 'radio'}
            aria-checked={on}
            className={style.choice}
            data-many={many || undefined}
            onClick={() => {
              const next = chosen(question, value, letter)
              if (next !== null) onAnswer(next.value)
            }}
          >
            <span className={style.letter} aria-hidden>
              {letter}
            </span>
            <span>{option}</span>
          </button>
        )
      })}
    </div>
  )
}

/** The stem with its blanks to write in; blanks that the stem does not mark stand below it. */
export function FillIn({ question, value, onAnswer, onNext }: Props) {
  const count = question.blanks ?? 0
  const [first] = useState(() =>
    Array.from({ length: count }, (_, i) => (Array.isArray(value) ? (value[i] ?? '') : '')),
  )
  const texts = useRef<readonly string[]>(first)
  const root = useRef<HTMLDivElement>(null)
  const keep = useCallback(
    (index: number, text: string) => {
      texts.current = texts.current.map((old, i) => (i === index ? text : old))
      onAnswer(texts.current.every((one) => one === '') ? null : [...texts.current])
    },
    [onAnswer],
  )
  const enter = (index: number) => {
    const inputs = root.current?.querySelectorAll('input')
    if (index + 1 < count) inputs?.[index + 1]?.focus()
    else onNext()
  }
  const parts = question.stem.split(/_{2,}/)
  const inline = parts.length === count + 1
  const blank = (index: number) => (
    <Blank key={index} index={index} initial={first[index] ?? ''} keep={keep} onEnter={enter} />
  )
  return (
    <div ref={root}>
      <p className={style.stem} id={`stem-${question.id}`}>
        {inline ? parts.map((part, index) => [part, index < count ? blank(index) : null]) : question.stem}
      </p>
      {!inline && <div className={style.blanks}>{Array.from({ length: count }, (_, index) => blank(index))}</div>}
    </div>
  )
}

function Blank({
  index,
  initial,
  keep,
  onEnter,
}: {
  index: number
  initial: string
  keep(index: number, text: string): void
  onEnter(index: number): void
}) {
  const w = useWords(examWords)
  const text = useKeptText({ initial, keep: (value) => keep(index, value) })
  return (
    <input
      {...text.field}
      className={style.blank}
      style={{ width: `${Math.max(7, [...text.value].length * 1.15 + 2)}em` }}
      aria-label={fill(w.blank, { n: index + 1 })}
      maxLength={400}
      autoComplete="off"
      spellCheck={false}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey) return
        event.preventDefault()
        text.flush()
        onEnter(index)
      }}
    />
  )
}

export function ShortAnswer({ question, value, onAnswer }: Omit<Props, 'onNext'>) {
  const w = useWords(examWords)
  const text = useKeptText({
    initial: typeof value === 'string' ? value : '',
    keep: (next) => onAnswer(next === '' ? null : next),
    delayMs: 500,
  })
  return (
    <div className={style.short}>
      <textarea
        {...text.field}
        rows={9}
        maxLength={10_000}
        aria-labelledby={`stem-${question.id}`}
        spellCheck={false}
      />
      <span className={style.count}>{fill(w.characters, { n: [...text.value.replace(/\s/g, '')].length })}</span>
    </div>
  )
}
