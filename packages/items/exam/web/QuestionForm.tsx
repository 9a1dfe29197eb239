/** One question of a bank, to be written or changed. */
import { freeId } from '@leitai/design/free-id.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { OptionsFields } from '@leitai/design/questions/OptionsFields.tsx'
import { TruthFields } from '@leitai/design/questions/TruthFields.tsx'
import { Autocomplete, Button, Modal, Select, TagsInput, Textarea, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { questionKinds, type Question, type QuestionKind } from '../types.ts'
import { letters } from './Fields.tsx'
import style from './editor.module.css'
import { editorWords } from './editor-words.ts'
import { examWords } from './words.ts'

interface Props {
  question: Question
  isNew: boolean
  taken: readonly string[]
  chapters: readonly string[]
  tags: readonly string[]
  onSave(question: Question): void
  onRemove(): void
  onClose(): void
}

type About = Pick<Question, 'id' | 'stem' | 'difficulty' | 'tags' | 'chapter' | 'explanation' | 'worth'>

function aboutOf({ id, stem, difficulty, tags, chapter, explanation, worth }: Question): About {
  return { id, stem, difficulty, tags, chapter, explanation, ...(worth === undefined ? {} : { worth }) }
}

export function newQuestion(questions: readonly Question[]): Question {
  return {
    ...aboutOf(questions.at(-1) ?? blank),
    id: freeId(questions, (n) => `Q${n}`),
    stem: '',
    explanation: '',
    kind: 'single',
    options: ['', '', '', ''],
    key: '',
  }
}

const blank: Question = {
  id: '',
  stem: '',
  difficulty: 3,
  tags: [],
  chapter: '',
  explanation: '',
  kind: 'trueFalse',
  key: true,
}

/** The same question as another kind, keeping what both have. */
function asKind(question: Question, kind: QuestionKind): Question {
  const about = aboutOf(question)
  const options = 'options' in question ? question.options : ['', '', '', '']
  const key = question.kind === 'single' || question.kind === 'multiple' ? question.key : ''
  switch (kind) {
    case 'single':
      return { ...about, kind, options, key: key.slice(0, 1) }
    case 'multiple':
      return { ...about, kind, options, key }
    case 'trueFalse':
      return { ...about, kind, key: true }
    case 'fillIn':
      return { ...about, kind, blanks: [['']] }
    case 'shortAnswer':
      return { ...about, kind, model: '', points: [] }
  }
}

/** Empty lines are dropped when it is saved, not while somebody types. */
function tidied(question: Question): Question {
  switch (question.kind) {
    case 'fillIn':
      return {
        ...question,
        blanks: question.blanks.map((accepted) => accepted.map((text) => text.trim()).filter((text) => text !== '')),
      }
    case 'shortAnswer':
      return { ...question, points: question.points.map((text) => text.trim()).filter((text) => text !== '') }
    default:
      return question
  }
}

type Problem = 'idMissing' | 'idTaken' | 'stemMissing' | 'optionsMissing' | 'keyMissing' | 'keyTooFew' | 'blanksMissing'

function problemOf(question: Question, taken: readonly string[]): Problem | null {
  if (question.id.trim() === '') return 'idMissing'
  if (taken.includes(question.id)) return 'idTaken'
  if (question.stem.trim() === '') return 'stemMissing'
  switch (question.kind) {
    case 'single':
    case 'multiple':
      if (question.options.length < 2 || question.options.some((option) => option.trim() === ''))
        return 'optionsMissing'
      if (question.key === '') return 'keyMissing'
      return question.kind === 'multiple' && question.key.length < 2 ? 'keyTooFew' : null
    case 'fillIn':
      return question.blanks.length === 0 || question.blanks.some((accepted) => accepted.length === 0)
        ? 'blanksMissing'
        : null
    case 'trueFalse':
    case 'shortAnswer':
      return null
  }
}

export function QuestionForm({ question: given, isNew, taken, chapters, tags, onSave, onRemove, onClose }: Props) {
  const w = useWords(editorWords)
  const { kinds } = useWords(examWords)
  const [question, setQuestion] = useState(given)
  const [problem, setProblem] = useState<Problem | null>(null)
  const about = (change: Partial<About>) => setQuestion({ ...question, ...change })

  return (
    <Modal opened onClose={onClose} size="lg" title={isNew ? w.newTitle : fill(w.editTitle, { id: given.id })}>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          const next = tidied(question)
          const found = problemOf(next, taken)
          setProblem(found)
          if (found === null) onSave(next)
        }}
      >
        <div className={style.row}>
          <Select
            label={w.kind}
            allowDeselect={false}
            data={questionKinds.map((value) => ({ value, label: kinds[value] }))}
            value={question.kind}
            onChange={(kind) => kind !== null && setQuestion(asKind(question, kind as QuestionKind))}
          />
          <TextInput
            label={w.id}
            value={question.id}
            maxLength={60}
            onChange={(event) => about({ id: event.currentTarget.value })}
          />
          <Select
            label={w.difficulty}
            allowDeselect={false}
            data={['1', '2', '3', '4', '5']}
            value={String(question.difficulty)}
            onChange={(value) => about({ difficulty: Number(value ?? 3) })}
          />
          <TextInput
            label={w.worth}
            value={question.worth ?? ''}
            maxLength={8}
            onChange={(event) => about({ worth: event.currentTarget.value || undefined })}
          />
        </div>
        <Textarea
          label={w.stem}
          description={question.kind === 'fillIn' ? w.stemHelp : undefined}
          autosize
          minRows={2}
          maxRows={8}
          value={question.stem}
          onChange={(event) => about({ stem: event.currentTarget.value })}
          data-autofocus
        />
        <KeyFields question={question} onChange={setQuestion} />
        <Textarea
          label={w.explanation}
          autosize
          minRows={1}
          maxRows={6}
          value={question.explanation}
          onChange={(event) => about({ explanation: event.currentTarget.value })}
        />
        <div className={style.two}>
          <Autocomplete
            label={w.chapter}
            data={[...chapters]}
            value={question.chapter}
            onChange={(chapter) => about({ chapter })}
          />
          <TagsInput label={w.tags} data={[...tags]} value={question.tags} onChange={(next) => about({ tags: next })} />
        </div>
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

function KeyFields({ question, onChange }: { question: Question; onChange(question: Question): void }) {
  const w = useWords(editorWords)
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return (
        <OptionsFields
          options={question.options}
          right={[...question.key].map((letter) => letters.indexOf(letter))}
          several={question.kind === 'multiple'}
          letters={letters}
          words={w}
          onChange={(options, right) =>
            onChange({ ...question, options, key: right.map((place) => letters[place]!).join('') })
          }
        />
      )
    case 'trueFalse':
      return (
        <TruthFields legend={w.key} value={question.key} words={w} onChange={(key) => onChange({ ...question, key })} />
      )
    case 'fillIn':
      return (
        <div className={style.blanks}>
          {question.blanks.map((accepted, index) => (
            <TextInput
              key={index}
              label={fill(w.blank, { n: index + 1 })}
              value={accepted.join('|')}
              onChange={(event) => {
                const texts = event.currentTarget.value.split('|')
                onChange({ ...question, blanks: question.blanks.map((old, i) => (i === index ? texts : old)) })
              }}
            />
          ))}
          <div>
            <Button
              variant="default"
              size="xs"
              onClick={() => onChange({ ...question, blanks: [...question.blanks, ['']] })}
            >
              {w.addBlank}
            </Button>
          </div>
        </div>
      )
    case 'shortAnswer':
      return (
        <>
          <Textarea
            label={w.model}
            autosize
            minRows={3}
            maxRows={10}
            value={question.model}
            onChange={(event) => onChange({ ...question, model: event.currentTarget.value })}
          />
          <Textarea
            label={w.points}
            autosize
            minRows={2}
            maxRows={8}
            value={question.points.join('\n')}
            onChange={(event) => onChange({ ...question, points: event.currentTarget.value.split('\n') })}
          />
        </>
      )
  }
}
