/**
 * The largest type in which a text fits its box: ten characters stand as large as a title, two hundred still in one picture.
 * Measured when text or box change, never while something moves.
 */
import { useLayoutEffect, useRef, type RefObject } from 'react'

/** `steps`: factors from the largest to the smallest; the last is taken where nothing fits. Sets `--fit` on the box. */
export function useFit(text: string, steps: readonly number[]): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const set = (index: number) => element.style.setProperty('--fit', String(steps[index]))
    const fit = () => {
      // the first step that fits, by halves: a handful of layouts for a question
      let from = 0
      let to = steps.length - 1
      while (from < to) {
        const middle = (from + to) >> 1
        set(middle)
        if (element.scrollHeight <= element.clientHeight + 1 && element.scrollWidth <= element.clientWidth + 1)
          to = middle
        else from = middle + 1
      }
      set(from)
    }
    fit()
    let width = element.clientWidth
    let height = element.clientHeight
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width && element.clientHeight === height) return
      width = element.clientWidth
      height = element.clientHeight
      fit()
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [text, steps])
  return box
}
