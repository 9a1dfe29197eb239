/** Handlers for fields into which nothing may be pasted or dropped; each try is told to `onTry`. */
import type { ClipboardEvent, DragEvent } from 'react'

export function pasteRules(paste: 'refuse' | 'log' | 'allow', onTry: () => void) {
  const watch = (event: ClipboardEvent | DragEvent) => {
    if (paste === 'allow') return
    if (paste === 'refuse') event.preventDefault()
    onTry()
  }
  return { onPaste: watch, onDrop: watch }
}
