/** Which piece, how far one is, which item, and that everything is saved. Always there, always in the same place. */
import { ConnectionMark } from '@leitai/design/ConnectionMark.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { LanguageSwitch } from '@leitai/design/LanguageSwitch.tsx'
import { SaveState } from '@leitai/design/SaveState.tsx'
import { ActionIcon, Popover } from '@mantine/core'
import { IconChevronDown, IconChevronLeft, IconChevronRight, IconDoorExit, IconKeyboard } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { live } from '../live/page-live.ts'
import { useLive } from '../live/use-run.ts'
import { PieceList } from './PieceList.tsx'
import type { ItemOfQueue, PieceMark, QueueLine, Standing } from './queue.ts'
import type { Sheets } from './use-sheets.ts'
import style from './desk.module.css'
import { judgeWords } from './words.ts'

interface Props {
  items: readonly ItemOfQueue[]
  item: ItemOfQueue
  /** Null: the piece was taken away. */
  piece: QueueLine | null
  standing(line: QueueLine): Standing
  markOf(line: QueueLine): PieceMark
  sheets: Sheets
  watched: readonly string[]
  onOpen(line: QueueLine): void
  onItem(item: ItemOfQueue): void
  onStep(by: 1 | -1): void
  onHelp(): void
}

export function DeskBar(props: Props) {
  const { items, item, piece, standing, markOf, sheets, watched, onOpen, onItem, onStep, onHelp } = props
  const w = useWords(judgeWords)
  const text = useText()
  const navigate = useNavigate()
  const { connection } = useLive()
  const [listed, setListed] = useState(false)
  const count = (lines: readonly QueueLine[]) => ({
    done: lines.filter((line) => standing(line).handedIn).length,
    all: lines.length,
  })
  const progress = count(item.lines)
  const unsaved = watched.reduce((sum, id) => sum + live.waiting(id).length, 0)
  const saved = watched.map((id) => sheets.run(id).lastSavedAt ?? 0)
  const lastSavedAt = Math.max(0, ...saved) || null
  const at = item.lines.findIndex(({ markingId }) => markingId === piece?.markingId)

  return (
    <header className={style.bar}>
      <nav className={style.turn} aria-label={w.pieces}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={w.previous}
          aria-keyshortcuts="["
          disabled={at <= 0}
          onClick={() => onStep(-1)}
        >
          <IconChevronLeft size={24} />
        </ActionIcon>
        <Popover opened={listed} onChange={setListed} position="bottom-start" trapFocus returnFocus withinPortal>
          <Popover.Target>
            <button
              type="button"
              className={style.code}
              aria-expanded={listed}
              aria-label={piece === null ? w.pieces : `${fill(w.code, { code: piece.code })} · ${w.pieces}`}
              onClick={() => setListed(!listed)}
            >
              {piece?.code ?? '—'}
              <IconChevronDown size={18} aria-hidden />
            </button>
          </Popover.Target>
          <Popover.Dropdown className={style.listBox}>
            <PieceList
              lines={item.lines}
              current={piece?.markingId ?? null}
              standing={standing}
              markOf={markOf}
              onOpen={(line) => {
                setListed(false)
                onOpen(line)
              }}
            />
          </Popover.Dropdown>
        </Popover>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={w.next}
          aria-keyshortcuts="]"
          disabled={at === -1 || at === item.lines.length - 1}
          onClick={() => onStep(1)}
        >
          <IconChevronRight size={24} />
        </ActionIcon>
      </nav>
      <span className={style.progress} aria-label={fill(w.progressLabel, progress)} role="img">
        <span aria-hidden>{fill(w.progress, progress)}</span>
        <span className={style.track} aria-hidden>
          <span style={{ inlineSize: `${(progress.done / progress.all) * 100}%` }} />
        </span>
      </span>
      {items.length === 1 ? (
        <h1 className={style.title}>{text(item.title)}</h1>
      ) : (
        <nav className={style.items} aria-label={w.items}>
          {items.map((one) => {
            const { done, all } = count(one.lines)
            return (
              <button
                key={one.key}
                type="button"
                aria-current={one.key === item.key || undefined}
                onClick={() => one.key !== item.key && onItem(one)}
              >
                {text(one.title)}
                <small>
                  {done}/{all}
                </small>
              </button>
            )
          })}
        </nav>
      )}
      <span className={style.state}>
        <SaveState connection={connection} unsaved={unsaved} lastSavedAt={lastSavedAt} />
        <ConnectionMark connection={connection} quiet />
      </span>
      <span className={style.aside}>
        <LanguageSwitch />
        <ActionIcon
          className={style.keysButton}
          variant="subtle"
          color="gray"
          size={40}
          aria-label={w.keys}
          aria-keyshortcuts="?"
          title={w.keys}
          onClick={onHelp}
        >
          <IconKeyboard size={22} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={40}
          aria-label={w.leave}
          title={w.leave}
          onClick={() => void navigate({ to: '/contests' })}
        >
          <IconDoorExit size={22} />
        </ActionIcon>
      </span>
    </header>
  )
}
