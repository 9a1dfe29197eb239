/** One question: its answer in every form that is right, and where that stands. */
import { fill, useWords } from '@leitai/design/language.ts'
import { MultiSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Article, Level, LookupQuestion } from '../types.ts'
import style from './editor.module.css'
import { editorWords } from './editor-words.ts'

interface Props {
  question: LookupQuestion
  taken: boolean
  articles: readonly Article[]
  onChange(question: LookupQuestion): void
}

const levels: readonly Level[] = ['easy', 'medium', 'hard']

export function QuestionForm({ question, taken, articles, onChange }: Props) {
  const w = useWords(editorWords)
  const change = (part: Partial<LookupQuestion>) => onChange({ ...question, ...part })
  const options = useMemo(() => {
    const known = new Map(articles.map(({ id, title }) => [id, `${title}（${id}）`]))
    for (const id of question.evidence) if (!known.has(id)) known.set(id, fill(w.evidenceGone, { id }))
    return [...known].map(([value, label]) => ({ value, label }))
  }, [articles, question.evidence, w])
  return (
    <div className={style.form}>
      <Textarea
        label={w.text}
        required
        autosize
        minRows={2}
        maxLength={600}
        value={question.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <Answers key={question.id} answers={question.answers} onChange={(answers) => change({ answers })} />
      <MultiSelect
        label={w.evidence}
        description={w.evidenceHelp}
        required
        searchable
        limit={50}
        maxValues={10}
        data={options}
        value={question.evidence}
        onChange={(evidence) => change({ evidence })}
      />
      <div className={style.titleRow}>
        <div>
          <p className={style.label}>{w.level}</p>
          <SegmentedControl
            value={question.level}
            onChange={(level) => change({ level: level as Level })}
            data={levels.map((value) => ({ value, label: w.levels[value] }))}
          />
        </div>
        <TextInput
          label={w.id}
          maxLength={40}
          value={question.id}
          error={taken ? w.idTaken : undefined}
          onChange={(event) => change({ id: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label={w.explanation}
        autosize
        minRows={2}
        maxLength={1000}
        value={question.explanation}
        onChange={(event) => change({ explanation: event.currentTarget.value })}
      />
    </div>
  )
}

function Answers({ answers, onChange }: { answers: readonly string[]; onChange(answers: string[]): void }) {
  const w = useWords(editorWords)
  const [typed, setTyped] = useState(answers.join('\n'))
  return (
    <Textarea
      label={w.answers}
      description={w.answersHelp}
      required
      autosize
      minRows={3}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange(
          event.currentTarget.value
            .split('\n')
            .map((line) => line.trim().slice(0, 200))
            .filter((line) => line !== '')
            .slice(0, 20),
        )
      }}
    />
  )
}
