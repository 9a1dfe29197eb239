/** A question bank: filters, a table, and one question at a time to edit. Import and export stand on the page around it. */
import { DataTable, type Column } from '@leitai/design/DataTable.tsx'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import type { EditorProps } from '@leitai/items/web-plug.ts'
import { Button, Pagination, Select, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { questionKinds, type ExamMaterial, type Question, type QuestionKind } from '../types.ts'
import { newQuestion, QuestionForm } from './QuestionForm.tsx'
import style from './editor.module.css'
import { examWords } from './words.ts'
import { editorWords } from './editor-words.ts'

const pageSize = 100

export default function Editor({ body, onChange }: EditorProps<ExamMaterial>) {
  const w = useWords(editorWords)
  const { kinds } = useWords(examWords)
  const questions = useMemo(() => body?.questions ?? [], [body])
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState<string | null>(null)
  const [chapter, setChapter] = useState<string | null>(null)
  const [tag, setTag] = useState<string | null>(null)
  const [difficulty, setDifficulty] = useState<string | null>(null)
  const [page, setPage] = useState(1)
  const [open, setOpen] = useState<Question | 'new' | null>(null)

  const chapters = useMemo(
    () => [...new Set(questions.map((one) => one.chapter))].filter((one) => one !== ''),
    [questions],
  )
  const tags = useMemo(
    () => [...new Set(questions.flatMap((one) => one.tags))].toSorted((a, b) => a.localeCompare(b, 'zh')),
    [questions],
  )
  const shown = useMemo(
    () =>
      questions.filter(
        (one) =>
          (kind === null || one.kind === kind) &&
          (chapter === null || one.chapter === chapter) &&
          (tag === null || one.tags.includes(tag)) &&
          (difficulty === null || one.difficulty === Number(difficulty)) &&
          (search.trim() === '' || one.stem.includes(search.trim()) || one.id === search.trim()),
      ),
    [questions, kind, chapter, tag, difficulty, search],
  )
  const pages = Math.max(1, Math.ceil(shown.length / pageSize))
  const at = Math.min(page, pages)

  const columns: Column<Question>[] = [
    { key: 'id', head: w.id, width: '7em', cell: (one) => <span className={style.id}>{one.id}</span> },
    { key: 'kind', head: w.kind, width: '6em', cell: (one) => kinds[one.kind] },
    { key: 'stem', head: w.stem, cut: true, cell: (one) => one.stem },
    { key: 'key', head: w.key, width: '9em', cut: true, cell: (one) => keyInWords(one, w) },
    { key: 'chapter', head: w.chapter, width: '10em', cut: true, cell: (one) => one.chapter },
    { key: 'difficulty', head: w.difficulty, width: '4em', numeric: true, cell: (one) => one.difficulty },
  ]

  if (questions.length === 0 && open === null)
    return (
      <EmptyState title={w.none} about={w.noneAbout} act={<Button onClick={() => setOpen('new')}>{w.add}</Button>} />
    )
  return (
    <div>
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
          data={questionKinds.map((value: QuestionKind) => ({ value, label: kinds[value] }))}
          value={kind}
          onChange={setKind}
        />
        <Select
          placeholder={w.chapter}
          aria-label={w.chapter}
          clearable
          searchable
          data={chapters}
          value={chapter}
          onChange={setChapter}
        />
        <Select placeholder={w.tag} aria-label={w.tag} clearable searchable data={tags} value={tag} onChange={setTag} />
        <Select
          placeholder={w.difficulty}
          aria-label={w.difficulty}
          clearable
          data={['1', '2', '3', '4', '5']}
          value={difficulty}
          onChange={setDifficulty}
        />
        <Button variant="default" onClick={() => setOpen('new')}>
          {w.add}
        </Button>
      </div>
      <p className={style.count}>
        {shown.length === questions.length
          ? fill(w.count, { n: questions.length })
          : fill(w.countShown, { n: shown.length, of: questions.length })}
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
      {open !== null && (
        <QuestionForm
          key={open === 'new' ? 'new' : open.id}
          question={open === 'new' ? newQuestion(questions) : open}
          isNew={open === 'new'}
          taken={questions.map(({ id }) => id).filter((id) => open === 'new' || id !== open.id)}
          chapters={chapters}
          tags={tags}
          onClose={() => setOpen(null)}
          onSave={(saved) => {
            onChange({
              questions:
                open === 'new' ? [...questions, saved] : questions.map((one) => (one.id === open.id ? saved : one)),
            })
            setOpen(null)
          }}
          onRemove={() => {
            if (open !== 'new') onChange({ questions: questions.filter(({ id }) => id !== open.id) })
            setOpen(null)
          }}
        />
      )}
    </div>
  )
}

function keyInWords(question: Question, w: typeof editorWords.zh): string {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return question.key
    case 'trueFalse':
      return question.key ? w.true : w.false
    case 'fillIn':
      return question.blanks.map((accepted) => accepted[0] ?? '').join('；')
    case 'shortAnswer':
      return w.marked
  }
}
