/**
 * The team's seat: the question above, the platform in the middle, the answer below. Everything can be done with keys: `/`
 * searches, ↑↓ and Enter open, F2 makes the open article the evidence, Ctrl+Enter submits.
 */
import type { KnowledgeOverview, KnowledgeQuery } from '@leitai/core/knowledge.ts'
import type { Text } from '@leitai/core/score.ts'
import { useWords } from '@leitai/design/language.ts'
import type { MatchWork } from '@leitai/core/match/types.ts'
import { useReached } from '@leitai/design/match/moment.ts'
import type { ContestantProps } from '@leitai/items/web-plug.ts'
import { IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { TeamPlay } from '../types.ts'
import { AnswerBar } from './AnswerBar.tsx'
import { Browse, type Filters } from './Browse.tsx'
import { QuestionBar } from './QuestionBar.tsx'
import { Results } from './Results.tsx'
import { useReading, type Opened } from './use-reading.ts'
import { useSearch } from './use-search.ts'
import style from './contestant.module.css'
import { lookupWords } from './words.ts'

type Props = ContestantProps<MatchWork<TeamPlay>>

// Reading comes after searching: what draws articles loads while the team looks about.
const reader = () => import('./Reader.tsx')
const Reader = lazy(reader)

const noFilters: Filters = { category: [], tag: null, within: null }
const dayMs = 86_400_000

export default function Contestant({ view, act, now, fileUrl, runId, knowledge }: Props) {
  const w = useWords(lookupWords)
  const { frame, play } = view.work
  const { question } = play
  const no = question?.no ?? 0
  const [query, setQuery] = useState('')
  const [filters, setFilters] = useState(noFilters)
  const [chosen, setChosen] = useState(0)
  const [overview, setOverview] = useState<KnowledgeOverview | null>(null)
  const [finding, setFinding] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const answer = useRef<HTMLInputElement>(null)
  const reading = useReading(knowledge, runId)
  const { article } = reading
  const lit = useReached(question?.opensAt ?? null, now)

  const asked = useMemo(
    (): KnowledgeQuery => ({
      query: query.trim().slice(0, 100),
      ...(filters.category.length > 0 ? { category: filters.category } : {}),
      ...(filters.tag === null ? {} : { tag: filters.tag }),
      ...(filters.within === null
        ? {}
        : { since: new Date(now() - filters.within * dayMs).toISOString().slice(0, 10) }),
    }),
    [query, filters, now],
  )
  const found = useSearch(knowledge, asked)
  const hits = found.result?.hits ?? []
  useEffect(() => setChosen(0), [asked])
  useEffect(() => {
    if (knowledge === undefined) return
    void reader()
    knowledge.browse().then(setOverview, () => setOverview(null))
  }, [knowledge])

  // What was typed and chosen belongs to one question.
  const [draft, setDraft] = useState<{ no: number; text: string; evidence: Opened | null }>(emptyDraft(no))
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<Text | null>(null)
  const mine = draft.no === no ? draft : emptyDraft(no)
  useEffect(() => setProblem(null), [no])
  useEffect(() => {
    if (lit) search.current?.focus()
  }, [no, lit])

  const { open: openArticle } = reading
  const open = useCallback(
    (id: string) => {
      setFinding(false)
      void openArticle(id)
    },
    [openArticle],
  )

  const asEvidence = useCallback(() => {
    if (article === null || question === null) return
    const evidence = { id: article.id, title: article.title }
    setDraft((before) => (before.no === no ? { ...before, evidence } : { ...emptyDraft(no), evidence }))
    answer.current?.focus()
  }, [article, question, no])

  const submit = useCallback(
    async (pressedAt: DOMHighResTimeStamp) => {
      const text = mine.text.trim()
      if (sending || question === null || text === '' || !play.own.mayAnswer) return
      setSending(true)
      setProblem(null)
      const result = await act('answer', { no, text, evidence: mine.evidence?.id ?? null }, undefined, pressedAt)
      setSending(false)
      if (result.ok) setDraft((before) => ({ ...before, text: '' }))
      else setProblem(result)
    },
    [act, mine.text, mine.evidence, no, question, play.own.mayAnswer, sending],
  )

  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.isComposing || event.repeat) return
      const typing = event.target instanceof Element && event.target.closest('input, textarea, select') !== null
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(event.timeStamp)
      else if (event.key === 'F2') asEvidence()
      else if (event.key === '/' && !typing) {
        search.current?.focus()
        search.current?.select()
      } else if (event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && article !== null)
        setFinding(true)
      else if (event.key === 'Escape' && event.target !== search.current) {
        setFinding(false)
        search.current?.focus()
        search.current?.select()
      } else return
      event.preventDefault()
      // the page around it has a meaning of its own for Ctrl + Enter
      event.stopImmediatePropagation()
    }
    addEventListener('keydown', press, { capture: true })
    return () => removeEventListener('keydown', press, { capture: true })
  }, [submit, asEvidence, article])

  const walk = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey) return
    const last = hits.length - 1
    if (event.key === 'ArrowDown') setChosen(Math.min(last, chosen + 1))
    else if (event.key === 'ArrowUp') setChosen(Math.max(0, chosen - 1))
    else if (event.key === 'Enter') {
      const hit = hits[chosen]
      if (hit !== undefined) open(hit.id)
    } else if (event.key === 'Escape') setQuery('')
    else return
    event.preventDefault()
  }

  return (
    <div className={style.seat}>
      <QuestionBar frame={frame} play={play} now={now} />
      {knowledge === undefined ? (
        <p className={style.nothing}>{w.noPlatform}</p>
      ) : (
        <div className={style.platform}>
          <Browse
            overview={overview}
            result={found.result}
            filters={filters}
            onFilters={setFilters}
            recent={reading.recent}
            open={article?.id ?? null}
            onOpen={open}
          />
          <section className={style.search}>
            <div className={style.box}>
              <IconSearch size={20} aria-hidden />
              <input
                ref={search}
                value={query}
                maxLength={100}
                role="combobox"
                aria-expanded
                aria-controls="lookup-results"
                aria-activedescendant={hits[chosen] === undefined ? undefined : `hit-${hits[chosen].id}`}
                aria-label={w.searchLabel}
                placeholder={w.searchPlaceholder}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setQuery(event.currentTarget.value)}
                onKeyDown={walk}
              />
              <kbd aria-label={w.searchKey}>/</kbd>
            </div>
            <Results
              found={found}
              chosen={chosen}
              open={article?.id ?? null}
              onOpen={(id, place) => {
                setChosen(place)
                open(id)
              }}
            />
          </section>
          {article === null ? (
            <div className={style.nothing}>
              <p>{reading.opening ? w.opening : w.noArticle}</p>
              <p>{w.noArticleHelp}</p>
            </div>
          ) : (
            <Suspense fallback={<div className={style.nothing}>{w.opening}</div>}>
              <Reader
                article={article}
                query={query}
                finding={finding}
                onFind={setFinding}
                evidence={mine.evidence?.id === article.id}
                onEvidence={asEvidence}
                onOpen={open}
                fileUrl={fileUrl}
              />
            </Suspense>
          )}
        </div>
      )}
      <AnswerBar
        play={play}
        lit={lit}
        text={mine.text}
        onText={(text) => setDraft({ ...mine, text })}
        evidence={mine.evidence}
        onNoEvidence={() => setDraft({ ...mine, evidence: null })}
        sending={sending}
        problem={problem ?? reading.problem}
        input={answer}
        onSubmit={(pressedAt) => void submit(pressedAt)}
      />
    </div>
  )
}

const emptyDraft = (no: number) => ({ no, text: '', evidence: null as Opened | null })
