/** The largest type in which a text fits its box. Measured when text or box change, never while something moves. */
import { useLayoutEffect, useRef, type RefObject } from 'react'

/** `steps`: factors from the largest to the smallest; the last is taken where nothing fits. Sets `--fit` on the box. */
export function useFit(text: string, steps: readonly number[]): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const fit = () => {
      for (const step of steps) {
        element.style.setProperty('--fit', String(step))
        if (element.scrollHeight <= element.clientHeight + 1 && element.scrollWidth <= element.clientWidth + 1) return
      }
    }
    fit()
    const observer = new ResizeObserver(fit)
    observer.observe(element)
    return () => observer.disconnect()
  }, [text, steps])
  return box
}
