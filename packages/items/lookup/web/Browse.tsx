/** The left edge: categories with counts, what was opened in this match, tags, how new. */
import type { KnowledgeOverview, KnowledgeResult } from '@leitai/core/knowledge.ts'
import { useWords } from '@leitai/design/language.ts'
import { memo } from 'react'
import style from './browse.module.css'
import type { Opened } from './use-reading.ts'
import { lookupWords } from './words.ts'

export interface Filters {
  category: readonly string[]
  tag: string | null
  /** Days back; null: any. */
  within: number | null
}

interface Props {
  overview: KnowledgeOverview | null
  result: KnowledgeResult | null
  filters: Filters
  onFilters(filters: Filters): void
  recent: readonly Opened[]
  open: string | null
  onOpen(id: string): void
}

const ages: readonly { within: number | null; word: 'sinceAny' | 'sinceYear' | 'sinceQuarter' }[] = [
  { within: null, word: 'sinceAny' },
  { within: 365, word: 'sinceYear' },
  { within: 92, word: 'sinceQuarter' },
]
const mostTags = 14

export const Browse = memo(function Browse({ overview, result, filters, onFilters, recent, open, onOpen }: Props) {
  const w = useWords(lookupWords)
  const counts = result?.categories ?? overview?.categories ?? []
  // the top level always, and what lies under the chosen one
  const shown = counts.filter(
    ({ category }) =>
      category.length === 1 || category.slice(0, -1).every((name, level) => filters.category[level] === name),
  )
  const total = counts.filter(({ category }) => category.length === 1).reduce((sum, { count }) => sum + count, 0)
  const isChosen = (category: readonly string[]) => category.join('\0') === filters.category.join('\0')
  const tags = overview?.tags.slice(0, mostTags) ?? []
  return (
    <nav className={style.browse}>
      <section>
        <h2>{w.categories}</h2>
        <ul className={style.tree}>
          <li>
            <button
              type="button"
              aria-pressed={filters.category.length === 0}
              onClick={() => onFilters({ ...filters, category: [] })}
            >
              <span>{w.allCategories}</span>
              <small>{total}</small>
            </button>
          </li>
          {shown.map(({ category, count }) => (
            <li key={category.join('/')} style={{ '--depth': category.length - 1 } as object}>
              <button
                type="button"
                aria-pressed={isChosen(category)}
                onClick={() =>
                  onFilters({ ...filters, category: isChosen(category) ? category.slice(0, -1) : category })
                }
              >
                <span>{category.at(-1)}</span>
                <small>{count}</small>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{w.recent}</h2>
        {recent.length === 0 ? (
          <p>{w.noRecent}</p>
        ) : (
          <ul className={style.recent}>
            {recent.map(({ id, title }) => (
              <li key={id}>
                <button type="button" aria-current={id === open || undefined} onClick={() => onOpen(id)}>
                  {title}
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h2>{w.since}</h2>
        <div className={style.chips}>
          {ages.map(({ within, word }) => (
            <button
              key={word}
              type="button"
              aria-pressed={filters.within === within}
              onClick={() => onFilters({ ...filters, within })}
            >
              {w[word]}
            </button>
          ))}
        </div>
      </section>
      {tags.length > 0 && (
        <section>
          <h2>{w.tags}</h2>
          <div className={style.chips}>
            {tags.map(({ tag }) => (
              <button
                key={tag}
                type="button"
                aria-pressed={filters.tag === tag}
                onClick={() => onFilters({ ...filters, tag: filters.tag === tag ? null : tag })}
              >
                {tag}
              </button>
            ))}
          </div>
        </section>
      )}
    </nav>
  )
})
