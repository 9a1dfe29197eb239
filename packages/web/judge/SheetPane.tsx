/** One judge's sheet: its lines, the total within its cap, remarks, and handing in. By thumb or by keyboard alone. */
import { byJudge } from '@leitai/core/scoring/sheet.ts'
import type { MarkingView } from '@leitai/core/marking/types.ts'
import type { SheetLine } from '@leitai/core/rulebook/schema.ts'
import { clockTime } from '@leitai/core/words.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { LineRow } from './LineRow.tsx'
import type { QueueLine } from './queue.ts'
import { Remarks } from './Remarks.tsx'
import { shownNumber, type SheetNow } from './sheet-now.ts'
import { useEntry } from './use-entry.ts'
import type { Sheets } from './use-sheets.ts'
import style from './sheet.module.css'
import { judgeWords } from './words.ts'

interface Props {
  piece: QueueLine
  view: MarkingView
  now: SheetNow
  sheets: Sheets
  /** A dialog lies on top: its keys are its own. */
  blocked: boolean
  next: QueueLine | null
  onActive(line: string): void
  onHandIn(): void
  onTakeBack(): void
  onNext(): void
}

export function SheetPane(props: Props) {
  const { piece, view, now, sheets, blocked, next, onActive, onHandIn, onTakeBack, onNext } = props
  const w = useWords(judgeWords)
  const id = piece.markingId
  const [asked, setAsked] = useState(false)
  const [active, setActive] = useState<string | null>(null)
  const pane = useRef<HTMLElement>(null)
  const handInButton = useRef<HTMLButtonElement>(null)
  const shut = view.phase !== 'open' || now.handedIn
  const lines = view.lines.filter(byJudge)
  const conflicts = Object.keys(now.conflicts).length

  const typing = useEntry(
    useCallback((line) => sheets.now(id)?.marks[line], [sheets, id]),
    useCallback((line, value) => sheets.mark(id, line, value), [sheets, id]),
  )

  const focusLine = (line: SheetLine | undefined) => {
    const stop = line && pane.current?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(line.id)}"]`)
    if (!stop) return false
    stop.focus()
    stop.closest('section')?.scrollIntoView({ block: 'nearest' })
    return true
  }
  const attempt = () => {
    typing.settle()
    const latest = sheets.now(id)
    if (shut || view.live || latest === null) return
    const owed = lines.find((line) => latest.owed.includes(line.id) || line.id in latest.conflicts)
    if (owed === undefined) return onHandIn()
    setAsked(true)
    focusLine(owed)
  }

  const onKey = (event: KeyboardEvent) => {
    if (blocked || shut || event.defaultPrevented || event.isComposing) return
    const target = event.target instanceof Element ? event.target : null
    if (target?.closest('[role=dialog]')) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      // leaving the field first keeps the remarks that were typed last
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      return attempt()
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    // players, fields and lists have keys of their own
    if (target?.closest('textarea, select, input:not([data-entry]), [data-work] :focus, [role=listbox]')) return
    const inSheet = target !== null && pane.current?.contains(target) === true
    if (!inSheet && target !== document.body && !target?.matches('[data-work]')) return
    // no number begins with it; beside a recording it is the player's
    if (!inSheet && event.key === '.') return
    const at = lines.findIndex((line) => line.id === active)
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (target?.matches('[data-work]')) return
      event.preventDefault()
      typing.settle()
      focusLine(lines[Math.max(0, Math.min(lines.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))])
      return
    }
    if (event.key === 'Enter') {
      if (target?.closest('button:not([tabindex="-1"]), a')) return
      event.preventDefault()
      typing.settle()
      if (at === lines.length - 1) handInButton.current?.focus()
      else focusLine(lines[at + 1])
      return
    }
    const line = lines[Math.max(0, at)]
    if (line === undefined || !typing.press(line, event.key)) return
    event.preventDefault()
    focusLine(line)
  }
  const activate = (line: string) => {
    if (line === active) return
    typing.settle()
    setActive(line)
    onActive(line)
  }
  /** The line that has the focus is the one that is marked; leaving another says that its number is whole. */
  const onFocus = (event: FocusEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null
    const line = row?.dataset['row']
    if (line !== undefined) activate(line)
  }
  const heard = useRef({ onKey, onFocus })
  useEffect(() => {
    heard.current = { onKey, onFocus }
  })
  useEffect(() => {
    const sheet = pane.current!
    const key = (event: KeyboardEvent) => heard.current.onKey(event)
    const focus = (event: FocusEvent) => heard.current.onFocus(event)
    addEventListener('keydown', key)
    sheet.addEventListener('focusin', focus)
    return () => {
      removeEventListener('keydown', key)
      sheet.removeEventListener('focusin', focus)
    }
  }, [])

  // With a keyboard one begins at once; on a tablet a field that has the focus would bring up its own.
  const ready = !shut
  useEffect(() => {
    if (!ready || !matchMedia('(pointer: fine)').matches) return
    const elsewhere = document.activeElement?.closest('[role=dialog], textarea, [data-work] *')
    if (elsewhere) return
    const first = lines.find(({ id: line }) => now.owed.includes(line)) ?? lines[0]
    focusLine(first)
    // only when the sheet opens: later the focus is the judge's own
    // oxlint-disable-next-line react/exhaustive-deps
  }, [ready, id])

  return (
    <section ref={pane} className={style.sheet} aria-label={w.sheet} data-shut={shut || undefined}>
      <div className={style.lines}>
        {view.lines.map((line) => (
          <LineRow
            key={line.id}
            line={line}
            view={view}
            mark={now.marks[line.id]}
            worth={now.worth[line.id]}
            conflict={now.conflicts[line.id]}
            entry={typing.on(line)}
            active={active === line.id && !shut}
            owed={asked && now.owed.includes(line.id)}
            shut={shut}
            onPick={(value) => {
              // Safari gives a tapped button no focus
              activate(line.id)
              typing.pick(line, value)
              if (matchMedia('(pointer: fine)').matches) focusLine(line)
            }}
            onStep={(by) => {
              activate(line.id)
              typing.step(line, by)
            }}
            onText={(text) => typing.text(line, text)}
            onChoose={(value) => sheets.mark(id, line.id, value)}
          />
        ))}
        <Remarks text={now.remarks.text} shut={shut} onWrite={(text) => sheets.writeRemarks(id, text)} />
      </div>
      <footer className={style.foot}>
        <p className={style.total}>
          <small>{w.total}</small>
          <strong>{shownNumber(now.total)}</strong>
          <span>{fill(w.of, { max: shownNumber(view.item.sheetMax) })}</span>
          {now.capped && <em>{Number(now.total) === 0 ? w.floored : w.capped}</em>}
        </p>
        <p
          className={style.left}
          role="status"
          data-handed={now.handedIn || undefined}
          data-asked={(asked && now.owed.length + conflicts > 0) || undefined}
        >
          {view.phase === 'closed'
            ? w.closed
            : view.phase === 'waiting'
              ? w.notOpen
              : now.handedIn
                ? now.handedInAt === null
                  ? w.handedInHere
                  : fill(w.handedInAt, { at: clockTime(now.handedInAt) })
                : now.owed.length > 0
                  ? fill(w.owed, { n: now.owed.length })
                  : conflicts > 0
                    ? fill(w.conflicts, { n: conflicts })
                    : ''}
        </p>
        <div className={style.acts}>
          {view.phase === 'closed' && <span className={style.quiet}>{w.closedAbout}</span>}
          {view.phase === 'open' &&
            (now.handedIn ? (
              <>
                <Button variant="default" size="lg" onClick={onTakeBack}>
                  {w.takeBack}
                </Button>
                {next !== null && (
                  <Button size="lg" onClick={onNext} ref={handInButton}>
                    {w.next}
                  </Button>
                )}
              </>
            ) : (
              <Button
                ref={handInButton}
                size="lg"
                disabled={view.live}
                onClick={attempt}
                aria-keyshortcuts="Control+Enter"
                data-hand-in
              >
                {view.live ? w.handInAfter : w.handIn}
              </Button>
            ))}
        </div>
      </footer>
    </section>
  )
}
