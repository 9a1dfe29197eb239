/**
 * A text field whose every change is kept: at most `delayMs` after it was made, when the field is left, and when the page
 * goes away. What an input method still composes is shown but not kept; what it commits is.
 */
import { useCallback, useEffect, useRef, useState, type ChangeEvent, type CompositionEvent } from 'react'

interface Options {
  /** What is stored, or typed and not acknowledged yet: the field's first value. */
  initial: string
  keep(value: string): void
  delayMs?: number
}

type Field = HTMLInputElement | HTMLTextAreaElement

export function useKeptText({ initial, keep, delayMs = 500 }: Options) {
  const [value, setValue] = useState(initial)
  const kept = useRef(initial)
  const committed = useRef(initial)
  const composing = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const keepNow = useRef(keep)
  useEffect(() => {
    keepNow.current = keep
  })

  const flush = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    if (committed.current === kept.current) return
    kept.current = committed.current
    keepNow.current(committed.current)
  }, [])

  useEffect(() => {
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])

  const commit = useCallback(
    (next: string) => {
      committed.current = next
      setValue(next)
      // not put off by the next key: who types without a pause is saved all the same
      timer.current ??= setTimeout(flush, delayMs)
    },
    [flush, delayMs],
  )

  return {
    value,
    flush,
    /** Spread into the field. */
    field: {
      value,
      onChange: (event: ChangeEvent<Field>) => {
        if (composing.current) setValue(event.currentTarget.value)
        else commit(event.currentTarget.value)
      },
      onBlur: flush,
      onCompositionStart: () => {
        composing.current = true
      },
      onCompositionEnd: (event: CompositionEvent<Field>) => {
        composing.current = false
        commit(event.currentTarget.value)
      },
    },
  }
}
