/**
 * The largest type in which a text fits its box: ten characters stand as large as a title, two hundred still in one picture.
 * Measured when the text or the box changes, never while something moves, and from a good guess: two layouts, mostly.
 */
import { useLayoutEffect, useRef, type RefObject } from 'react'

/** The type that stands in the style sheets of the frame, in hundredths of its width: from it follows what one of them is. */
const frameType = 1.75
/** Of a box that is full; the rest are the ends of lines, and what stands around the text. */
const filled = 0.55
const lineHeight = 1.36

/**
 * `steps`: hundredths of the frame's width, from the largest to the smallest; the last is taken where nothing fits. Sets
 * `--fit` on the box. What is added to a text that stands already never makes it larger: the hall is reading it.
 */
export function useFit(text: string, steps: readonly number[]): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  const standing = useRef<number | null>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const fits = (index: number): boolean => {
      element.style.setProperty('--fit', String(steps[index]))
      return element.scrollHeight <= element.clientHeight + 1 && element.scrollWidth <= element.clientWidth + 1
    }
    const fit = (from: number, mayGrow: boolean) => {
      let index = from
      if (fits(index)) {
        if (!mayGrow) return index
        while (index > 0 && fits(index - 1)) index -= 1
      } else {
        do index += 1
        while (index < steps.length - 1 && !fits(index))
      }
      index = Math.min(index, steps.length - 1)
      element.style.setProperty('--fit', String(steps[index]))
      return index
    }
    const guess = () => guessed(element, text, steps)
    standing.current = standing.current === null ? fit(guess(), true) : fit(standing.current, false)
    let width = element.clientWidth
    let height = element.clientHeight
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width && element.clientHeight === height) return
      width = element.clientWidth
      height = element.clientHeight
      standing.current = fit(guess(), true)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [text, steps])
  return box
}

/** By the area that so many square characters take. */
function guessed(element: HTMLElement, text: string, steps: readonly number[]): number {
  const unit = Number.parseFloat(getComputedStyle(element).fontSize) / frameType
  const area = element.clientWidth * element.clientHeight * filled
  const size = Math.sqrt(area / (Math.max(1, text.length) * lineHeight)) / unit
  const index = steps.findIndex((step) => step <= size)
  return index < 0 ? steps.length - 1 : index
}
