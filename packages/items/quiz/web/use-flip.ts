/** Rows that change places glide there: one look at where each was and is, then transforms alone. */
import { useLayoutEffect, useRef, type RefObject } from 'react'

const glideMs = 520

/** `order` names the rows as they stand; each child carries its name in `data-row`. */
export function useFlip(order: string, still: boolean): RefObject<HTMLOListElement | null> {
  const list = useRef<HTMLOListElement>(null)
  const tops = useRef(new Map<string, number>())
  useLayoutEffect(() => {
    const before = tops.current
    const after = new Map<string, number>()
    const rows = [...(list.current?.children ?? [])] as HTMLElement[]
    for (const row of rows) after.set(row.dataset['row'] ?? '', row.offsetTop)
    tops.current = after
    if (still) return
    for (const row of rows) {
      const name = row.dataset['row'] ?? ''
      const moved = (before.get(name) ?? after.get(name)!) - after.get(name)!
      if (moved !== 0)
        row.animate([{ transform: `translateY(${moved}px)` }, { transform: 'none' }], {
          duration: glideMs,
          easing: 'cubic-bezier(0.3, 0, 0.1, 1)',
        })
    }
  }, [order, still])
  return list
}
