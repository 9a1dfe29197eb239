/** Articles and questions of a platform: a list to filter at the left, the chosen one at the right. */
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { freeId } from '@leitai/design/free-id.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { PickAndEdit } from '@leitai/design/PickAndEdit.tsx'
import { useServerTime } from '@leitai/design/ServerTime.tsx'
import type { EditorProps } from '@leitai/items/web-plug.ts'
import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'
import type { Article, LookupMaterial, LookupQuestion } from '../types.ts'
import { ArticleForm } from './ArticleForm.tsx'
import { QuestionForm } from './QuestionForm.tsx'
import style from './editor.module.css'
import { editorWords } from './editor-words.ts'

type Part = 'articles' | 'questions' | 'company'
type Removed = { part: 'articles'; one: Article; at: number } | { part: 'questions'; one: LookupQuestion; at: number }

const nothing: LookupMaterial = { company: '', about: '', articles: [], questions: [] }

export default function Editor({ body, onChange, upload, fileUrl }: EditorProps<LookupMaterial>) {
  const w = useWords(editorWords)
  const now = useServerTime()
  const material = body ?? nothing
  const { articles, questions } = material
  const [part, setPart] = useState<Part>('articles')
  const [removed, setRemoved] = useState<Removed | null>(null)
  const used = useMemo(() => {
    const counts = new Map<string, number>()
    for (const { evidence } of questions) for (const id of evidence) counts.set(id, (counts.get(id) ?? 0) + 1)
    return counts
  }, [questions])

  const addArticle = () =>
    onChange({
      ...material,
      articles: [
        ...articles,
        {
          id: freeId(articles, (n) => `article-${n}`),
          title: '',
          category: [articles.at(-1)?.category[0] ?? '未分类'],
          tags: [],
          updated: new Date(now()).toISOString().slice(0, 10),
          pinned: false,
          body: '',
          attachments: [],
        },
      ],
    })
  const addQuestion = () =>
    onChange({
      ...material,
      questions: [
        ...questions,
        {
          id: freeId(questions, (n) => `q${n}`),
          text: '',
          answers: [],
          evidence: [],
          level: 'medium',
          explanation: '',
        },
      ],
    })
  const bringBack = () => {
    if (removed === null) return
    onChange(
      removed.part === 'articles'
        ? { ...material, articles: articles.toSpliced(removed.at, 0, removed.one) }
        : { ...material, questions: questions.toSpliced(removed.at, 0, removed.one) },
    )
    setRemoved(null)
  }

  return (
    <div>
      <div className={style.head}>
        <SegmentedControl
          value={part}
          onChange={(value) => setPart(value as Part)}
          data={[
            { value: 'articles', label: fill(w.articles, { n: articles.length }) },
            { value: 'questions', label: fill(w.questions, { n: questions.length }) },
            { value: 'company', label: w.company },
          ]}
        />
      </div>
      {removed !== null && (
        <p className={style.removed} role="status">
          {fill(w.removed, { title: removed.part === 'articles' ? removed.one.title : removed.one.text })}
          <Button variant="default" size="compact-sm" onClick={bringBack}>
            {w.bringBack}
          </Button>
        </p>
      )}
      {part === 'articles' && (
        <Filtered
          all={articles}
          label={w.filter}
          add={w.add}
          empty={{ title: w.none, about: w.noneAbout }}
          textOf={(one) => `${one.title} ${one.id} ${one.category.join(' ')} ${one.tags.join(' ')}`}
          rowOf={(one) => ({
            id: one.id,
            name: one.title || one.id,
            note: one.title === '' ? w.noTitle : one.body === '' ? w.noBody : (one.category.at(-1) ?? ''),
          })}
          onAdd={addArticle}
          onRemove={(at) => {
            setRemoved({ part: 'articles', one: articles[at]!, at })
            onChange({ ...material, articles: articles.toSpliced(at, 1) })
          }}
        >
          {(at) => (
            <ArticleForm
              article={articles[at]!}
              taken={articles.some(({ id }, i) => i !== at && id === articles[at]!.id)}
              used={used.get(articles[at]!.id) ?? 0}
              onChange={(next) => onChange({ ...material, articles: articles.with(at, next) })}
              upload={upload}
              fileUrl={fileUrl}
            />
          )}
        </Filtered>
      )}
      {part === 'questions' && (
        <Filtered
          all={questions}
          label={w.filterQuestions}
          add={w.addQuestion}
          empty={{ title: w.noQuestions, about: w.noQuestionsAbout }}
          textOf={(one) => `${one.text} ${one.id} ${one.answers.join(' ')}`}
          rowOf={(one) => ({
            id: one.id,
            name: one.text || one.id,
            note:
              one.answers.length === 0
                ? w.noAnswer
                : one.evidence.length === 0
                  ? w.noEvidence
                  : `${one.answers[0]} · ${w.levels[one.level]}`,
          })}
          onAdd={addQuestion}
          onRemove={(at) => {
            setRemoved({ part: 'questions', one: questions[at]!, at })
            onChange({ ...material, questions: questions.toSpliced(at, 1) })
          }}
        >
          {(at) => (
            <QuestionForm
              question={questions[at]!}
              taken={questions.some(({ id }, i) => i !== at && id === questions[at]!.id)}
              articles={articles}
              onChange={(next) => onChange({ ...material, questions: questions.with(at, next) })}
            />
          )}
        </Filtered>
      )}
      {part === 'company' && (
        <div className={style.form}>
          <TextInput
            label={w.companyName}
            required
            maxLength={120}
            value={material.company}
            onChange={(event) => onChange({ ...material, company: event.currentTarget.value })}
          />
          <Textarea
            label={w.about}
            description={w.aboutHelp}
            autosize
            minRows={3}
            maxLength={2000}
            value={material.about}
            onChange={(event) => onChange({ ...material, about: event.currentTarget.value })}
          />
        </div>
      )}
    </div>
  )
}

/** So many rows are in the page; a platform may have hundreds of thousands. */
const mostRows = 200

interface FilteredProps<One> {
  all: readonly One[]
  label: string
  add: string
  empty: { title: string; about: string }
  textOf(one: One): string
  rowOf(one: One): { id: string; name: string; note: string }
  onAdd(): void
  onRemove(at: number): void
  children(at: number): ReactNode
}

function Filtered<One>(props: FilteredProps<One>) {
  const { all, label, add, empty, textOf, rowOf, onAdd, onRemove, children } = props
  const w = useWords(editorWords)
  const [wanted, setWanted] = useState('')
  const [picked, setPicked] = useState(0)
  const word = wanted.trim().toLowerCase()
  const places = useMemo(
    () => all.map((_, i) => i).filter((i) => word === '' || textOf(all[i]!).toLowerCase().includes(word)),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what a text is does not change while the list is the same
    [all, word],
  )
  const shown = places.slice(0, mostRows)
  if (picked < all.length && places.includes(picked) && !shown.includes(picked)) shown.push(picked)
  const at = shown.includes(picked) ? picked : (shown[0] ?? -1)
  const addOne = () => {
    setWanted('')
    setPicked(all.length)
    onAdd()
  }
  if (all.length === 0) return <EmptyState {...empty} act={<Button onClick={addOne}>{add}</Button>} />
  return (
    <>
      <TextInput
        className={style.filter}
        aria-label={label}
        placeholder={label}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      {places.length > mostRows && <p className={style.about}>{fill(w.shown, { n: mostRows, of: places.length })}</p>}
      <PickAndEdit
        rows={shown.map((i) => rowOf(all[i]!))}
        picked={shown.indexOf(at)}
        onPick={(place) => setPicked(shown[place]!)}
        acts={
          <>
            <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={addOne}>
              {add}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              size="xs"
              leftSection={<IconTrash size={14} />}
              disabled={at < 0}
              onClick={() => onRemove(at)}
            >
              {w.remove}
            </Button>
          </>
        }
      >
        {at < 0 ? <p className={style.about}>{w.noMatch}</p> : children(at)}
      </PickAndEdit>
    </>
  )
}
