/** What was found, with what was looked for marked in titles and snippets. */
import type { KnowledgeHit, KnowledgeResult, Marked } from '@leitai/core/knowledge.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { IconPinned } from '@tabler/icons-react'
import { Fragment, useEffect, useRef } from 'react'
import style from './results.module.css'
import type { Found } from './use-search.ts'
import { lookupWords } from './words.ts'

interface Props {
  found: Found
  /** Place of the one that Enter opens. */
  chosen: number
  /** Id of the one that is open. */
  open: string | null
  onOpen(id: string, place: number): void
}

export function Results({ found: { result, busy, problem, more }, chosen, open, onOpen }: Props) {
  const w = useWords(lookupWords)
  const text = useText()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div className={style.results} data-busy={busy || undefined}>
      <p className={style.count} role="status">
        {problem !== null ? <em>{text(problem)}</em> : result === null ? w.searching : countOf(result, w)}
      </p>
      {result !== null && (
        <div ref={list} role="listbox" aria-label={w.searchLabel} id="lookup-results" className={style.list}>
          {result.hits.map((hit, place) => (
            <Hit
              key={hit.id}
              hit={hit}
              chosen={place === chosen}
              open={hit.id === open}
              onOpen={() => onOpen(hit.id, place)}
            />
          ))}
          {result.hits.length < result.total && (
            <button type="button" className={style.more} disabled={busy} onClick={more}>
              {fill(w.more, { n: Math.min(result.pageSize, result.total - result.hits.length) })}
            </button>
          )}
        </div>
      )}
    </div>
  )
}

function countOf({ total, near }: KnowledgeResult, w: typeof lookupWords.zh): string {
  return total === 0 ? w.none : fill(near ? w.foundNear : w.found, { n: total })
}

interface HitProps {
  hit: KnowledgeHit
  chosen: boolean
  open: boolean
  onOpen(): void
}

function Hit({ hit, chosen, open, onOpen }: HitProps) {
  const w = useWords(lookupWords)
  return (
    <button
      type="button"
      tabIndex={-1}
      id={`hit-${hit.id}`}
      role="option"
      aria-selected={chosen}
      data-open={open || undefined}
      className={style.hit}
      onClick={onOpen}
    >
      <strong>
        {hit.pinned && <IconPinned size={15} aria-label={w.pinned} />}
        <WithMarks of={hit.title} />
      </strong>
      <span className={style.snippet}>
        <WithMarks of={hit.snippet} />
      </span>
      <small>
        <span>{hit.category.join(' › ')}</span>
        <span>{hit.updated}</span>
      </small>
    </button>
  )
}

function WithMarks({ of: { text, ranges } }: { of: Marked }) {
  let at = 0
  const parts = ranges.map(([from, to], i) => {
    const before = text.slice(at, from)
    at = to
    return (
      <Fragment key={i}>
        {before}
        <mark>{text.slice(from, to)}</mark>
      </Fragment>
    )
  })
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  )
}
