/**
 * The desk's keys: Space and Enter press the big key, U takes back. A second press of an excited hand is swallowed: what the
 * big key does has changed by then.
 */
import { isForDesk } from '@leitai/design/lead/use-lead-keys.ts'
import { useCallback, useEffect, useRef, useState, type MouseEvent, type RefObject } from 'react'

export const guardMs = 900

/** Lets one press through, and none for a while after it. */
export function pressGuard(now: () => number): () => boolean {
  let last = Number.NEGATIVE_INFINITY
  return () => {
    const at = now()
    if (at - last < guardMs) return false
    last = at
    return true
  }
}

/** What the desk would do with a key that was pressed there; null where the key belongs to what has the keyboard. */
export function keyMeans(
  key: string,
  target: Pick<Element, 'closest'> | null,
  byPointer: boolean,
): 'next' | 'undo' | null {
  if (!isForDesk(key, target, byPointer)) return null
  if (key === 'u' || key === 'U') return 'undo'
  return key === ' ' || key === 'Enter' ? 'next' : null
}

/** With these one goes from control to control. */
const walking = new Set(['Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'])

export function useDeskKeys(desk: RefObject<HTMLElement | null>) {
  const guard = useRef<ReturnType<typeof pressGuard> | null>(null)
  guard.current ??= pressGuard(() => performance.now())

  useEffect(() => {
    let byPointer = false
    const point = () => {
      byPointer = true
    }
    const press = (event: KeyboardEvent) => {
      if (walking.has(event.key)) byPointer = false
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (document.querySelector('[role="dialog"]') !== null) return
      const means = keyMeans(event.key, event.target instanceof Element ? event.target : null, byPointer)
      if (means === null) return
      event.preventDefault()
      if (event.repeat) return
      // the button that was clicked on before does not hear the key as well
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      desk.current?.querySelector<HTMLButtonElement>(`[data-key="${means}"]:not(:disabled)`)?.click()
    }
    window.addEventListener('pointerdown', point)
    window.addEventListener('keydown', press)
    return () => {
      window.removeEventListener('pointerdown', point)
      window.removeEventListener('keydown', press)
    }
  }, [desk])

  /** For the desk's root, clicks and keys alike. What takes back is not guarded: it is what a hand that slipped needs. */
  return useCallback((event: MouseEvent) => {
    if (!(event.target instanceof Element) || event.target.closest('[data-key="next"]') === null) return
    if (guard.current!()) return
    event.preventDefault()
    event.stopPropagation()
  }, [])
}

/** True for a moment after it appeared: what comes under a hand that has just pressed is not pressed by the same hand's second press. */
export function useHeld(): boolean {
  const [held, setHeld] = useState(true)
  useEffect(() => {
    const timer = setTimeout(() => setHeld(false), guardMs)
    return () => clearTimeout(timer)
  }, [])
  return held
}
