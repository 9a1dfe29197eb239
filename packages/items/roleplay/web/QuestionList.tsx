/** Questions with their keys; what was deleted can be brought back. */
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Question } from '../types.ts'
import { Written } from './Written.tsx'
import style from './editor.module.css'
import { editorWords } from './editor-words.ts'

interface Props {
  questions: readonly Question[]
  english: boolean
  about: string
  onChange(questions: Question[]): void
}

export function QuestionList({ questions, english, about, onChange }: Props) {
  const w = useWords(editorWords)
  const text = useText()
  const [removed, setRemoved] = useState<{ question: Question; at: number } | null>(null)
  return (
    <div className={style.questions}>
      <p className={style.about}>{about}</p>
      {questions.map((question, index) => (
        <div key={index} className={style.question}>
          <span className={style.number}>{index + 1}</span>
          <div>
            <Written
              label={w.question}
              text={question.text}
              english={english}
              required
              onChange={(next) => onChange(questions.with(index, { ...question, text: next }))}
            />
            <Written
              label={w.key}
              about={w.keyAbout}
              text={question.key}
              english={english}
              onChange={(next) => onChange(questions.with(index, { ...question, key: next }))}
            />
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              onClick={() => {
                setRemoved({ question, at: index })
                onChange(questions.toSpliced(index, 1))
              }}
            >
              {w.removeQuestion}
            </Button>
          </div>
        </div>
      ))}
      {removed !== null && (
        <p className={style.removed} role="status">
          {fill(w.removed, { title: text(removed.question.text).slice(0, 20) })}
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => {
              onChange(questions.toSpliced(removed.at, 0, removed.question))
              setRemoved(null)
            }}
          >
            {w.bringBack}
          </Button>
        </p>
      )}
      <Button
        variant="default"
        size="xs"
        onClick={() => onChange([...questions, { text: { zh: '', en: '' }, key: { zh: '', en: '' } }])}
      >
        {w.addQuestion}
      </Button>
    </div>
  )
}
