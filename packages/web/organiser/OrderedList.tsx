/** An order that people make: rows are dragged by their handle, or moved by the arrow keys on it, or by the two buttons. */
import { fill, useWords } from '@leitai/design/language.ts'
import { moved } from '@leitai/design/ordering/moved.ts'
import { useDragging } from '@leitai/design/ordering/use-dragging.ts'
import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react'
import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import style from './ordered.module.css'
import { organiserWords } from './words.ts'

interface OrderedRow {
  id: string
  /** What a screen reader says for the row. */
  name: string
  content: ReactNode
}

interface Props {
  label: string
  rows: readonly OrderedRow[]
  onOrder(ids: string[]): void
  /** What stands before a row: its rank, its seat. */
  mark(place: number): ReactNode
  tail?: (row: OrderedRow) => ReactNode
  /** A line of words before the row at this place. */
  divider?: { before: number; words: string }
}

export function OrderedList({ label, rows, onOrder, mark, tail, divider }: Props) {
  const w = useWords(organiserWords).ordered
  const list = useRef<HTMLOListElement>(null)
  const focused = useRef<string | null>(null)
  const ids = rows.map(({ id }) => id)
  const { dragged, take } = useDragging(list, ids, onOrder)

  // A row that moves in the document loses the keyboard; it gets it back.
  useLayoutEffect(() => {
    if (focused.current === null) return
    const handles = [...(list.current?.querySelectorAll<HTMLElement>('[data-handle]') ?? [])]
    handles.find((handle) => handle.dataset['handle'] === focused.current)?.focus()
    focused.current = null
  })

  const move = (from: number, to: number) => onOrder(moved(ids, from, to))
  const onKey = (event: KeyboardEvent, place: number) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (step === 0) return
    event.preventDefault()
    focused.current = ids[place]!
    move(place, place + step)
  }
  return (
    <ol ref={list} className={style.list} aria-label={label}>
      {rows.map((row, place) => [
        divider?.before === place && (
          <li key="divider" className={style.divider}>
            {divider.words}
          </li>
        ),
        <li key={row.id} data-row={row.id} data-dragged={row.id === dragged || undefined}>
          <button
            type="button"
            className={style.handle}
            data-handle={row.id}
            aria-label={fill(w.handle, { name: row.name, place: place + 1 })}
            title={w.handleHelp}
            onPointerDown={(event) => take(event, row.id)}
            onKeyDown={(event) => onKey(event, place)}
          >
            <IconGripVertical size={16} />
          </button>
          <span className={style.mark}>{mark(place)}</span>
          <span className={style.content}>{row.content}</span>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`${w.up} ${row.name}`}
            disabled={place === 0}
            onClick={() => move(place, place - 1)}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`${w.down} ${row.name}`}
            disabled={place === rows.length - 1}
            onClick={() => move(place, place + 1)}
          >
            <IconArrowDown size={16} />
          </ActionIcon>
          {tail?.(row)}
        </li>,
      ])}
    </ol>
  )
}
