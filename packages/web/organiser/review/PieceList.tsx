/** The scores to check, by code and item, each with what was found. */
import type { ResultView, ReviewView } from '@leitai/core/contest/view.ts'
import { DataTable, type Column } from '@leitai/design/DataTable.tsx'
import { useText, useWords } from '@leitai/design/language.ts'
import { SegmentedControl, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { FindingMark } from './FindingMark.tsx'
import { itemTitle } from './naming.ts'
import { bandOf, stateOf, type Piece } from './pieces.ts'
import style from './review.module.css'
import { useRulebookRead } from './use-rulebook.ts'
import { reviewWords } from './words.ts'

interface Props {
  review: ReviewView
  result: ResultView | undefined
  onOpen(piece: Piece): void
}

const filters = ['all', 'open', 'wrong'] as const

export function PieceList({ review, result, onOpen }: Props) {
  const w = useWords(reviewWords)
  const text = useText()
  const book = useRulebookRead()
  const [filter, setFilter] = useState<(typeof filters)[number]>('all')
  const [query, setQuery] = useState('')
  const typed = query.trim().toLowerCase()
  const line = (code: string) => result?.lines.find((one) => one.code === code)
  const named = result?.lines.some(({ name }) => name !== undefined) ?? false
  const rows = review.pieces.filter(({ code, item, finding }) => {
    const state = stateOf(finding)
    if (filter === 'open' && state !== 'open') return false
    if (filter === 'wrong' && (state === 'open' || state === 'right')) return false
    return (
      typed === '' ||
      [code, line(code)?.name, text(itemTitle(book, review.stage, item))].some((value) =>
        value?.toLowerCase().includes(typed),
      )
    )
  })
  const columns: Column<Piece>[] = [
    { key: 'code', head: w.code, width: '96px', cell: ({ code }) => <strong>{code}</strong> },
    ...(named
      ? [{ key: 'name', head: w.name, width: '120px', cell: ({ code }: Piece) => line(code)?.name ?? '' }]
      : []),
    { key: 'item', head: w.item, width: '200px', cell: ({ item }) => text(itemTitle(book, review.stage, item)) },
    {
      key: 'score',
      head: w.score,
      numeric: true,
      width: '88px',
      cell: ({ code, item }) => line(code)?.items[item] ?? '',
    },
    { key: 'band', head: w.band, width: '88px', cell: ({ code }) => w.bands[bandOf(review, code)] },
    { key: 'state', head: w.state, width: '150px', cell: ({ finding }) => <FindingMark finding={finding} /> },
    { key: 'note', head: w.note, cut: true, cell: ({ finding }) => finding?.note ?? '' },
  ]
  return (
    <>
      <div className={style.tools}>
        <SegmentedControl
          size="xs"
          value={filter}
          onChange={(value) => setFilter(value as typeof filter)}
          data={filters.map((value) => ({ value, label: w.filter[value] }))}
        />
        <TextInput
          size="xs"
          leftSection={<IconSearch size={14} />}
          placeholder={w.search}
          aria-label={w.search}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          w={240}
        />
      </div>
      <DataTable
        label={w.title}
        rows={rows}
        rowKey={({ code, item }) => `${code}/${item}`}
        columns={columns}
        onOpen={onOpen}
        maxHeight="52vh"
        tone={({ finding }) => (stateOf(finding) === 'waits' ? 'attention' : undefined)}
        empty={<p className={style.quiet}>{w.nothing}</p>}
      />
    </>
  )
}
