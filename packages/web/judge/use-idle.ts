/** Whether nobody is at work here, so that another piece may open by itself. */
import { useEffect, useState } from 'react'

const quietMs = 12_000

/** @param busy a sheet is begun and not handed in: then only a while without a key or a tap counts as idle */
export function useIdle(busy: boolean): boolean {
  const [touched, setTouched] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const touch = () => {
      clearTimeout(timer)
      setTouched(true)
      timer = setTimeout(() => setTouched(false), quietMs)
    }
    for (const name of ['keydown', 'pointerdown', 'wheel', 'touchmove'] as const)
      addEventListener(name, touch, { passive: true })
    return () => {
      clearTimeout(timer)
      for (const name of ['keydown', 'pointerdown', 'wheel', 'touchmove'] as const) removeEventListener(name, touch)
    }
  }, [])
  return !busy || !touched
}
