/** A bank for the stage: filters, counts by level, a table, and one question at a time to edit. */
import { DataTable, type Column } from '@leitai/design/DataTable.tsx'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import type { EditorProps } from '@leitai/items/web-plug.ts'
import { Button, Pagination, Select, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { QuizMaterial, QuizQuestion } from '../types.ts'
import { letters } from './naming.ts'
import { newQuestion, QuestionForm } from './QuestionForm.tsx'
import style from './editor.module.css'
import { editorWords } from './editor-words.ts'

const pageSize = 100
const kindList = ['single', 'multiple', 'trueFalse', 'open'] as const

export default function Editor({ body, onChange }: EditorProps<QuizMaterial>) {
  const w = useWords(editorWords)
  const questions = useMemo(() => body?.questions ?? [], [body])
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState<string | null>(null)
  const [topic, setTopic] = useState<string | null>(null)
  const [level, setLevel] = useState<string | null>(null)
  const [page, setPage] = useState(1)
  const [open, setOpen] = useState<QuizQuestion | 'new' | null>(null)

  const topics = useMemo(() => [...new Set(questions.map((one) => one.topic))].filter((one) => one !== ''), [questions])
  const shown = useMemo(
    () =>
      questions.filter(
        (one) =>
          (kind === null || one.kind === kind) &&
          (topic === null || one.topic === topic) &&
          (level === null || one.level === Number(level)) &&
          (search.trim() === '' || one.text.includes(search.trim()) || one.id === search.trim()),
      ),
    [questions, kind, topic, level, search],
  )
  const pages = Math.max(1, Math.ceil(shown.length / pageSize))
  const at = Math.min(page, pages)
  const change = (next: QuizQuestion[]) => onChange({ title: body?.title ?? w.bank, questions: next })

  const columns: Column<QuizQuestion>[] = [
    { key: 'id', head: w.id, width: '7em', cell: (one) => <span className={style.id}>{one.id}</span> },
    { key: 'kind', head: w.kind, width: '5em', cell: (one) => w.kinds[one.kind] },
    { key: 'text', head: w.text, cut: true, cell: (one) => one.text },
    { key: 'answer', head: w.answer, width: '12em', cut: true, cell: (one) => answerInWords(one, w) },
    { key: 'topic', head: w.topic, width: '9em', cut: true, cell: (one) => one.topic },
    { key: 'level', head: w.level, width: '4em', cell: (one) => w.levels[one.level] ?? one.level },
  ]

  const form = open !== null && (
    <QuestionForm
      key={open === 'new' ? 'new' : open.id}
      question={open === 'new' ? newQuestion(questions) : open}
      isNew={open === 'new'}
      taken={questions.map(({ id }) => id).filter((id) => open === 'new' || id !== open.id)}
      topics={topics}
      onClose={() => setOpen(null)}
      onSave={(saved) => {
        change(open === 'new' ? [...questions, saved] : questions.map((one) => (one.id === open.id ? saved : one)))
        setOpen(null)
      }}
      onRemove={() => {
        if (open !== 'new') change(questions.filter(({ id }) => id !== open.id))
        setOpen(null)
      }}
    />
  )
  if (questions.length === 0)
    return (
      <>
        <EmptyState title={w.none} about={w.noneAbout} act={<Button onClick={() => setOpen('new')}>{w.add}</Button>} />
        {form}
      </>
    )
  return (
    <div>
      <TextInput
        className={style.title}
        label={w.title}
        value={body?.title ?? ''}
        maxLength={120}
        onChange={(event) => onChange({ title: event.currentTarget.value, questions })}
      />
      <div className={style.filters}>
        <TextInput
          placeholder={w.search}
          aria-label={w.search}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Select
          placeholder={w.kind}
          aria-label={w.kind}
          clearable
          data={kindList.map((value) => ({ value, label: w.kinds[value] }))}
          value={kind}
          onChange={setKind}
        />
        <Select
          placeholder={w.topic}
          aria-label={w.topic}
          clearable
          searchable
          data={topics}
          value={topic}
          onChange={setTopic}
        />
        <Select
          placeholder={w.level}
          aria-label={w.level}
          clearable
          data={[1, 2, 3].map((value) => ({ value: String(value), label: w.levels[value]! }))}
          value={level}
          onChange={setLevel}
        />
        <Button variant="default" onClick={() => setOpen('new')}>
          {w.add}
        </Button>
      </div>
      <p className={style.count}>
        <span>
          {shown.length === questions.length
            ? fill(w.count, { n: questions.length })
            : fill(w.countShown, { n: shown.length, of: questions.length })}
        </span>
        {[1, 2, 3].map((one) => (
          <span key={one}>
            {fill(w.levelCount, {
              level: w.levels[one]!,
              n: shown.filter((question) => question.level === one).length,
            })}
          </span>
        ))}
        <span>{fill(w.byKeys, { n: shown.filter((question) => question.kind !== 'open').length })}</span>
      </p>
      <DataTable
        columns={columns}
        rows={shown.slice((at - 1) * pageSize, at * pageSize)}
        rowKey={(one) => one.id}
        onOpen={setOpen}
        label={w.bank}
        empty={<EmptyState title={w.noHit} about={w.noHitAbout} />}
      />
      {pages > 1 && <Pagination mt={16} size="sm" total={pages} value={at} onChange={setPage} />}
      {form}
    </div>
  )
}

function answerInWords(question: QuizQuestion, w: typeof editorWords.zh): string {
  switch (question.kind) {
    case 'single':
      return `${letters[question.answer]} ${question.options[question.answer] ?? ''}`
    case 'multiple':
      return question.answer.map((place) => letters[place]).join('')
    case 'trueFalse':
      return question.answer ? w.yes : w.no
    case 'open':
      return question.answer
  }
}
