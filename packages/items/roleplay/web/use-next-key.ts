/** The one large key: by pointer, Enter or Space, never twice by one slip of the hand. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { NextStep } from '../types.ts'

interface Props {
  /** Null: nothing to press. */
  step: NextStep | null
  /** The step takes two presses. */
  twice: boolean
  blocked: boolean
  send(name: string): Promise<boolean>
}

/** After a step the next one cannot be pressed at once: the second press of a double click meant the first. */
const restMs = 700
/** A double click is one press also where two are asked for. */
const apartMs = 400
/** So long the second of two presses is waited for. */
const armedMs = 4000

export function useNextKey({ step, twice, blocked, send }: Props) {
  const [armed, setArmed] = useState(false)
  const [held, setHeld] = useState(false)
  const busy = useRef(false)
  /** Until when presses belong to the one before: the step may change faster than the second press of a slipped hand comes. */
  const resting = useRef(0)

  useLayoutEffect(() => {
    setArmed(false)
    setHeld(true)
    const timer = setTimeout(() => setHeld(false), restMs)
    return () => clearTimeout(timer)
  }, [step])

  useEffect(() => {
    if (!armed) return
    const timer = setTimeout(() => setArmed(false), armedMs)
    return () => clearTimeout(timer)
  }, [armed])

  const press = useCallback(() => {
    const at = performance.now()
    if (step === null || held || blocked || busy.current || at < resting.current) return
    resting.current = at + (twice && !armed ? apartMs : restMs)
    if (twice && !armed) return setArmed(true)
    busy.current = true
    void send(step).finally(() => {
      busy.current = false
      setArmed(false)
    })
  }, [step, held, blocked, twice, armed, send])

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.key !== 'Enter' && event.key !== ' ') || event.ctrlKey || event.altKey || event.metaKey) return
      // a control that has the focus keeps its own keys
      const { target } = event
      if (target instanceof HTMLElement && target.closest('input, textarea, select, button, a, summary, [role=dialog]'))
        return
      event.preventDefault()
      if (!event.repeat) press()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [press])

  return { press, armed: armed && twice, held }
}
