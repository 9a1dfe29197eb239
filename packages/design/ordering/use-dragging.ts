/** Rows that people drag by a handle to the place of another. */
import { useEffect, useState, type PointerEvent as HandlePressed, type RefObject } from 'react'
import { movedTo } from './moved.ts'

/**
 * Rows that others can take the place of carry their id in `data-row`. `take` belongs to the handle's `onPointerDown`;
 * `dragged` is the row that is under way.
 */
export function useDragging(
  list: RefObject<HTMLElement | null>,
  order: readonly string[],
  onOrder: (order: string[]) => void,
) {
  const [dragged, setDragged] = useState<string | null>(null)
  useEffect(() => {
    if (dragged === null) return
    const move = (event: PointerEvent) => {
      const over = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].find((row) => {
        const { top, bottom } = row.getBoundingClientRect()
        return event.clientY >= top && event.clientY < bottom
      })?.dataset['row']
      if (over !== undefined && over !== dragged) onOrder(movedTo(order, dragged, over))
    }
    const end = () => setDragged(null)
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', end)
    window.addEventListener('pointercancel', end)
    return () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', end)
      window.removeEventListener('pointercancel', end)
    }
  })
  return {
    dragged,
    take(event: HandlePressed<HTMLElement>, id: string) {
      // else the browser keeps the pointer on a button that will have moved away
      event.currentTarget.releasePointerCapture(event.pointerId)
      setDragged(id)
    },
  }
}
