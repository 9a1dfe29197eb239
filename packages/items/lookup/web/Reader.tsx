/** One article: what it is, its contents, its text, its files; with finding inside it. */
import type { KnowledgeArticle } from '@leitai/core/knowledge.ts'
import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import { IconCheck, IconPaperclip, IconSearch } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { paint, rangesOf } from './find-in-page.ts'
import { headingsOf, Markdown } from './Markdown.tsx'
import style from './reader.module.css'
import { lookupWords } from './words.ts'

interface Props {
  article: KnowledgeArticle
  /** Marked in the text, as it was looked for. */
  query: string
  finding: boolean
  onFind(finding: boolean): void
  evidence: boolean
  onEvidence(): void
  onOpen(id: string): void
  fileUrl(hash: string): string
}

export default function Reader({ article, query, finding, onFind, evidence, onEvidence, onOpen, fileUrl }: Props) {
  const w = useWords(lookupWords)
  const page = useRef<HTMLElement>(null)
  const headings = useMemo(() => headingsOf(article.body), [article.body])

  useEffect(() => {
    page.current?.scrollTo(0, 0)
    page.current?.focus({ preventScroll: true })
  }, [article.id])
  useEffect(() => {
    const body = page.current?.querySelector('[data-body]')
    if (body != null) paint('lookup-query', rangesOf(body, query.split(/\s+/)))
    return () => paint('lookup-query', [])
  }, [article, query])

  return (
    <div className={style.reader}>
      <header className={style.tools}>
        <button type="button" className={style.evidence} data-on={evidence || undefined} onClick={onEvidence}>
          {evidence && <IconCheck size={18} aria-hidden />}
          {evidence ? w.isEvidence : w.useAsEvidence}
          {!evidence && <KeyHint keys={['F2']} />}
        </button>
        {finding ? (
          <Find page={page} article={article.id} onClose={() => onFind(false)} />
        ) : (
          <button type="button" className={style.tool} onClick={() => onFind(true)}>
            <IconSearch size={16} aria-hidden />
            {w.find}
            <KeyHint keys={['Ctrl', 'F']} />
          </button>
        )}
      </header>
      <article ref={page} className={style.page} tabIndex={-1} aria-label={article.title}>
        <h2 className={style.title}>{article.title}</h2>
        <p className={style.about}>
          <span>{article.category.join(' › ')}</span>
          <span>{fill(w.updated, { day: article.updated })}</span>
          <code>{article.id}</code>
          {article.pinned && <em>{w.pinned}</em>}
          {article.tags.map((tag) => (
            <span key={tag} className={style.tag}>
              {tag}
            </span>
          ))}
        </p>
        {headings.length > 2 && (
          <nav className={style.contents} aria-label={w.contents}>
            {headings.map(({ id, text, depth }) => (
              <button
                key={id}
                type="button"
                data-depth={depth}
                onClick={() => page.current?.querySelector(`#${id}`)?.scrollIntoView({ block: 'start' })}
              >
                {text}
              </button>
            ))}
          </nav>
        )}
        <div data-body>
          <Markdown text={article.body} attachments={article.attachments as never} fileUrl={fileUrl} onOpen={onOpen} />
        </div>
        {article.attachments.length > 0 && (
          <section className={style.files} aria-label={w.attachments}>
            <h3>{w.attachments}</h3>
            <ul>
              {article.attachments.map(({ hash, name, bytes }) => (
                <li key={hash}>
                  <a href={fileUrl(hash)} target="_blank" rel="noopener noreferrer" download={name}>
                    <IconPaperclip size={16} aria-hidden />
                    {name}
                  </a>
                  <span>{size(bytes)}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </article>
    </div>
  )
}

function size(bytes: number): string {
  return bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${(bytes / 1024).toFixed(1)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`
}

interface FindProps {
  page: { readonly current: HTMLElement | null }
  article: string
  onClose(): void
}

function Find({ page, article, onClose }: FindProps) {
  const w = useWords(lookupWords)
  const [wanted, setWanted] = useState('')
  const [at, setAt] = useState(0)
  const [ranges, setRanges] = useState<readonly Range[]>([])
  useEffect(() => {
    const found = page.current === null ? [] : rangesOf(page.current, [wanted])
    setRanges(found)
    setAt(0)
    paint('lookup-find', found)
    return () => paint('lookup-find', [])
  }, [wanted, article, page])
  useEffect(() => {
    const here = ranges[at]
    paint('lookup-here', here === undefined ? [] : [here])
    here?.startContainer.parentElement?.scrollIntoView({ block: 'center' })
    return () => paint('lookup-here', [])
  }, [ranges, at])
  const step = (by: number) => {
    if (ranges.length > 0) setAt((at + by + ranges.length) % ranges.length)
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter' && !event.ctrlKey) step(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <span className={style.find} role="search">
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it appears because it was asked for
        autoFocus
        value={wanted}
        aria-label={w.find}
        placeholder={w.find}
        onChange={(event) => setWanted(event.currentTarget.value)}
        onKeyDown={press}
      />
      <span role="status">
        {wanted === '' ? '' : ranges.length === 0 ? w.findNone : fill(w.findCount, { n: at + 1, of: ranges.length })}
      </span>
      <button type="button" aria-label={w.previous} onClick={() => step(-1)}>
        ↑
      </button>
      <button type="button" aria-label={w.next} onClick={() => step(1)}>
        ↓
      </button>
      <button type="button" aria-label={w.findClose} onClick={onClose}>
        ×
      </button>
    </span>
  )
}
