/** All pieces of an item, by code: where each stands, a tap away. */
import { fill, useWords } from '@leitai/design/language.ts'
import type { PieceMark, QueueLine, Standing } from './queue.ts'
import style from './desk.module.css'
import { judgeWords } from './words.ts'

interface Props {
  lines: readonly QueueLine[]
  current: string | null
  standing(line: QueueLine): Standing
  markOf(line: QueueLine): PieceMark
  onOpen(line: QueueLine): void
}

export function PieceList({ lines, current, standing, markOf, onOpen }: Props) {
  const w = useWords(judgeWords)
  return (
    <ul className={style.list} aria-label={w.pieces}>
      {lines.map((line) => {
        const mark = markOf(line)
        return (
          <li key={line.markingId}>
            <button
              type="button"
              data-mark={mark}
              aria-current={line.markingId === current || undefined}
              onClick={() => onOpen(line)}
            >
              <strong>{line.code}</strong>
              <span>{fill(w.marks[mark], { done: standing(line).done, all: line.toMark })}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
