/**
 * A text field whose every change is kept: soon after typing stops, when it is left, and when the page goes away. What an
 * input method still composes is never sent; what it commits is.
 */
import { useCallback, useEffect, useRef, useState, type CompositionEvent } from 'react'

interface Options {
  /** What is stored, or typed and not acknowledged yet: the field's first value. */
  initial: string
  keep(value: string): void
  delayMs?: number
}

export function useKeptText({ initial, keep, delayMs = 300 }: Options) {
  const [value, setValue] = useState(initial)
  const kept = useRef(initial)
  const latest = useRef(initial)
  const composing = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const keepNow = useRef(keep)
  useEffect(() => {
    keepNow.current = keep
  })

  const flush = useCallback(() => {
    clearTimeout(timer.current)
    if (composing.current || latest.current === kept.current) return
    kept.current = latest.current
    keepNow.current(latest.current)
  }, [])

  useEffect(() => {
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      composing.current = false
      flush()
    }
  }, [flush])

  const change = useCallback(
    (next: string) => {
      latest.current = next
      setValue(next)
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, delayMs)
    },
    [flush, delayMs],
  )

  return {
    value,
    change,
    flush,
    /** Spread into the field. */
    field: {
      value,
      onChange: (event: { currentTarget: { value: string } }) => change(event.currentTarget.value),
      onBlur: flush,
      onCompositionStart: () => {
        composing.current = true
      },
      onCompositionEnd: (event: CompositionEvent<HTMLInputElement | HTMLTextAreaElement>) => {
        composing.current = false
        change(event.currentTarget.value)
      },
    },
  }
}
