/** What is being typed on the sheet's lines: one line at a time, and a moment's pause says that a number is whole. */
import type { SheetLine } from '@leitai/core/rulebook/schema.ts'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { nothingTyped, press, settle, stepped, typedText, type Entry, type Outcome } from './entry.ts'

const pauseMs = 900

export interface Typing {
  /** What is typed on this line and not a mark yet, and what it refused. */
  on(line: SheetLine): Entry
  /** False: the key is none of the line's. */
  press(line: SheetLine, key: string): boolean
  step(line: SheetLine, by: number): void
  pick(line: SheetLine, value: string): void
  text(line: SheetLine, text: string): void
  /** No more digits come. */
  settle(): void
}

export function useEntry(
  markOn: (line: string) => string | undefined,
  mark: (line: string, value: string | null) => void,
): Typing {
  const [entry, setEntry] = useState<{ line: SheetLine | null } & Entry>({ line: null, ...nothingTyped })
  // keys may come faster than React draws
  const latest = useRef(entry)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const uses = useRef({ markOn, mark })
  useEffect(() => {
    uses.current = { markOn, mark }
  })

  const put = useCallback((line: SheetLine, { entry: next, mark: value }: Outcome) => {
    clearTimeout(timer.current)
    latest.current = { line, ...next }
    setEntry(latest.current)
    if (value !== undefined && value !== (uses.current.markOn(line.id) ?? null)) uses.current.mark(line.id, value)
    if (next.typed !== '') timer.current = setTimeout(() => put(line, settle(line, latest.current)), pauseMs)
  }, [])

  const settleNow = useCallback(() => {
    const { line, typed } = latest.current
    if (line !== null && typed !== '') put(line, settle(line, latest.current))
  }, [put])

  // Going to another piece says so too.
  useEffect(() => settleNow, [settleNow])

  return useMemo(() => {
    const of = (line: SheetLine): Entry => {
      if (latest.current.line?.id === line.id) return latest.current
      settleNow()
      return nothingTyped
    }
    return {
      on: (line) => (entry.line?.id === line.id ? entry : nothingTyped),
      press(line, key) {
        const out = press(line, of(line), key, uses.current.markOn(line.id))
        if (out !== undefined) put(line, out)
        return out !== undefined
      },
      step(line, by) {
        of(line)
        put(line, stepped(line, uses.current.markOn(line.id), by))
      },
      pick(line, value) {
        of(line)
        put(line, { entry: nothingTyped, mark: value })
      },
      text(line, text) {
        of(line)
        put(line, typedText(line, text))
      },
      settle: settleNow,
    }
  }, [entry, put, settleNow])
}
