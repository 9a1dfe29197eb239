/** One question of a bank for the stage, to be written or changed. */
import { freeId } from '@leitai/design/free-id.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { OptionsFields } from '@leitai/design/questions/OptionsFields.tsx'
import { TruthFields } from '@leitai/design/questions/TruthFields.tsx'
import { Autocomplete, Button, Modal, Select, Textarea, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { QuestionBase, QuizQuestion } from '../types.ts'
import { letters } from './naming.ts'
import style from './editor.module.css'
import { editorWords } from './editor-words.ts'

interface Props {
  question: QuizQuestion
  isNew: boolean
  taken: readonly string[]
  topics: readonly string[]
  onSave(question: QuizQuestion): void
  onRemove(): void
  onClose(): void
}

function aboutOf({ id, text, topic, level, explanation }: QuizQuestion): QuestionBase {
  return { id, text, topic, level, explanation }
}

export function newQuestion(questions: readonly QuizQuestion[]): QuizQuestion {
  const last = questions.at(-1)
  return {
    id: freeId(questions, (n) => `q${n}`),
    text: '',
    topic: last?.topic ?? '',
    level: last?.level ?? 1,
    explanation: '',
    kind: 'single',
    options: ['', '', '', ''],
    // none yet
    answer: -1,
  }
}

/** The same question as another kind, keeping what both have. */
function asKind(question: QuizQuestion, kind: QuizQuestion['kind']): QuizQuestion {
  const about = aboutOf(question)
  const options = 'options' in question ? question.options : ['', '', '', '']
  const places = question.kind === 'single' ? [question.answer] : question.kind === 'multiple' ? question.answer : []
  switch (kind) {
    case 'single':
      return { ...about, kind, options, answer: places[0] ?? -1 }
    case 'multiple':
      return { ...about, kind, options, answer: places.filter((place) => place >= 0) }
    case 'trueFalse':
      return { ...about, kind, answer: true }
    case 'open':
      return { ...about, kind, answer: '' }
  }
}

type Problem = 'idMissing' | 'idTaken' | 'textMissing' | 'optionsMissing' | 'answerMissing' | 'modelMissing'

function problemOf(question: QuizQuestion, taken: readonly string[]): Problem | null {
  if (question.id.trim() === '') return 'idMissing'
  if (taken.includes(question.id)) return 'idTaken'
  if (question.text.trim() === '') return 'textMissing'
  switch (question.kind) {
    case 'single':
    case 'multiple': {
      const { options } = question
      if (options.length < 2 || options.some((option) => option.trim() === '')) return 'optionsMissing'
      const none = question.kind === 'single' ? question.answer < 0 : question.answer.length === 0
      return none ? 'answerMissing' : null
    }
    case 'open':
      return question.answer.trim() === '' ? 'modelMissing' : null
    case 'trueFalse':
      return null
  }
}

export function QuestionForm({ question: given, isNew, taken, topics, onSave, onRemove, onClose }: Props) {
  const w = useWords(editorWords)
  const [question, setQuestion] = useState(given)
  const [problem, setProblem] = useState<Problem | null>(null)
  const about = (change: Partial<QuestionBase>) => setQuestion({ ...question, ...change })
  return (
    <Modal opened onClose={onClose} size="lg" title={isNew ? w.newTitle : fill(w.editTitle, { id: given.id })}>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          const found = problemOf(question, taken)
          setProblem(found)
          if (found === null) onSave(question)
        }}
      >
        <div className={style.row}>
          <Select
            label={w.kind}
            allowDeselect={false}
            data={(['single', 'multiple', 'trueFalse', 'open'] as const).map((value) => ({
              value,
              label: w.kinds[value],
            }))}
            value={question.kind}
            onChange={(kind) => kind !== null && setQuestion(asKind(question, kind as QuizQuestion['kind']))}
          />
          <TextInput
            label={w.id}
            value={question.id}
            maxLength={40}
            onChange={(event) => about({ id: event.currentTarget.value })}
          />
          <Select
            label={w.level}
            allowDeselect={false}
            data={[1, 2, 3].map((value) => ({ value: String(value), label: w.levels[value]! }))}
            value={String(question.level)}
            onChange={(value) => about({ level: Number(value ?? 1) })}
          />
          <Autocomplete
            label={w.topic}
            data={[...topics]}
            value={question.topic}
            maxLength={60}
            onChange={(topic) => about({ topic })}
          />
        </div>
        <Textarea
          label={w.text}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={600}
          value={question.text}
          onChange={(event) => about({ text: event.currentTarget.value })}
          data-autofocus
        />
        <AnswerFields question={question} onChange={setQuestion} />
        <Textarea
          label={w.explanation}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={1000}
          value={question.explanation}
          onChange={(event) => about({ explanation: event.currentTarget.value })}
        />
        {problem !== null && (
          <p className={style.problem} role="alert">
            {w[problem]}
          </p>
        )}
        <div className={style.acts}>
          {!isNew && (
            <Button variant="subtle" color="gray" leftSection={<IconTrash size={15} />} onClick={onRemove}>
              {w.remove}
            </Button>
          )}
          <span />
          <Button variant="default" onClick={onClose}>
            {w.cancel}
          </Button>
          <Button type="submit">{w.save}</Button>
        </div>
      </form>
    </Modal>
  )
}

function AnswerFields({ question, onChange }: { question: QuizQuestion; onChange(question: QuizQuestion): void }) {
  const w = useWords(editorWords)
  switch (question.kind) {
    case 'single':
      return (
        <OptionsFields
          options={question.options}
          right={[question.answer]}
          several={false}
          letters={letters}
          words={w}
          mostLength={200}
          onChange={(options, [answer = -1]) => onChange({ ...question, options, answer })}
        />
      )
    case 'multiple':
      return (
        <OptionsFields
          options={question.options}
          right={question.answer}
          several
          letters={letters}
          words={w}
          mostLength={200}
          onChange={(options, answer) => onChange({ ...question, options, answer })}
        />
      )
    case 'trueFalse':
      return (
        <TruthFields
          legend={w.answer}
          value={question.answer}
          words={{ true: w.yes, false: w.no }}
          onChange={(answer) => onChange({ ...question, answer })}
        />
      )
    case 'open':
      return (
        <Textarea
          label={w.model}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={1000}
          value={question.answer}
          onChange={(event) => onChange({ ...question, answer: event.currentTarget.value })}
        />
      )
  }
}
