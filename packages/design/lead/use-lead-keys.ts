/** Keys of a desk from which something is led. They belong to the desk unless somebody types, or a dialog is open. */
import { useEffect, useRef } from 'react'

const takesKeys =
  'input:not([type="radio"]), textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]'
const pressedItself = 'button, a, [role="button"], [type="radio"]'
/** With these one goes from control to control. */
const walking = new Set(['Tab', 'ArrowUp', 'ArrowDown'])

/**
 * Whether a key that was pressed there is the desk's. A button that was reached by the keyboard is pressed itself; one that
 * was clicked on lets the key pass.
 */
export function isForDesk(key: string, target: Pick<Element, 'closest'> | null, byPointer: boolean): boolean {
  if (target === null) return true
  if (target.closest(takesKeys) !== null) return false
  return (key !== ' ' && key !== 'Enter') || byPointer || target.closest(pressedItself) === null
}

/** @param keys by `event.key` in small letters; a key without a handler is nobody's */
export function useLeadKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  const now = useRef(keys)
  useEffect(() => {
    now.current = keys
  })
  useEffect(() => {
    let byPointer = false
    const point = () => {
      byPointer = true
    }
    const press = (event: KeyboardEvent) => {
      if (walking.has(event.key)) byPointer = false
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      const handler = now.current[event.key.toLowerCase()]
      if (handler === undefined || document.querySelector('[role="dialog"]') !== null) return
      if (!isForDesk(event.key, event.target instanceof Element ? event.target : null, byPointer)) return
      event.preventDefault()
      if (event.repeat) return
      // the button that was clicked on before does not hear the key as well
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      handler()
    }
    window.addEventListener('pointerdown', point)
    window.addEventListener('keydown', press)
    return () => {
      window.removeEventListener('pointerdown', point)
      window.removeEventListener('keydown', press)
    }
  }, [])
}
