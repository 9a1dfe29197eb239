/** Presses of the buzzer: at the moment that the key or the finger went down, once, however long it is held. */
import { useEffect } from 'react'

const pressKey = /^(?: |Enter|[0-9])$/

/** `press` gets the event's own time, which is when it happened, not when this page came to hear of it. */
export function usePressKeys(on: boolean, press: (at: DOMHighResTimeStamp) => void): void {
  useEffect(() => {
    if (!on) return
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || !pressKey.test(event.key)) return
      if (document.querySelector('[role=dialog]') !== null) return
      // neither scrolls the page nor presses what has the focus
      event.preventDefault()
      if (!event.repeat) press(event.timeStamp)
    }
    addEventListener('keydown', listen, { capture: true })
    return () => removeEventListener('keydown', listen, { capture: true })
  }, [on, press])
}

/** Place of the option that a key names: A–H, 1–8; of a true/false question also Y and N. */
export function placeOfKey(key: string, options: number): number | null {
  const upper = key.length === 1 ? key.toUpperCase() : ''
  const letter = upper === '' ? -1 : 'ABCDEFGH'.indexOf(upper)
  const place = letter >= 0 ? letter : /^[1-8]$/.test(upper) ? Number(upper) - 1 : -1
  return place >= 0 && place < options ? place : null
}
