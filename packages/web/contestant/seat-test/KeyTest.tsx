/** Which key the buzzer sends, and how long it takes to the page. While it listens no key does anything else. */
import { isBuzzerKey, touchKey } from '@leitai/core/match/buzzer-keys.ts'
import type { SeatMeasure } from '@leitai/core/match/seat-measure.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { tenth, within } from './spread.ts'
import style from './seat-test.module.css'
import { seatTestWords } from './words.ts'

const asked = 5
const modifiers = /^(Shift|Control|Alt|Meta)/

export function KeyTest({ tried, onKey }: { tried: boolean; onKey(key: NonNullable<SeatMeasure['key']>): void }) {
  const w = useWords(seatTestWords)
  const [presses, setPresses] = useState<{ name: string; latencyMs: number }[] | null>(null)
  const listening = presses !== null

  useEffect(() => {
    if (!listening) return undefined
    const press = (name: string, timeStamp: number) => {
      const latencyMs = Math.max(0, performance.now() - timeStamp)
      // another key begins anew: one buzzer is tried at a time
      setPresses((before) => [...(before ?? []).filter((one) => one.name === name), { name, latencyMs }])
    }
    const onKeyDown = (event: KeyboardEvent) => {
      event.preventDefault()
      event.stopPropagation()
      if (event.code === 'Escape') return setPresses(null)
      if (!event.repeat && !modifiers.test(event.code))
        press(event.code === '' ? event.key : event.code, event.timeStamp)
    }
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Element && event.target.closest('[data-press]') !== null)
        press(touchKey, event.timeStamp)
    }
    addEventListener('keydown', onKeyDown, true)
    addEventListener('pointerdown', onPointerDown, true)
    return () => {
      removeEventListener('keydown', onKeyDown, true)
      removeEventListener('pointerdown', onPointerDown, true)
    }
  }, [listening])

  useEffect(() => {
    if (presses === null || presses.length < asked) return
    const { name } = presses[0]!
    const latencies = presses.map(({ latencyMs }) => latencyMs)
    onKey({
      name: name.slice(0, 40),
      latencyMs: tenth(within(latencies, 0.5)),
      presses: presses.length,
      works: isBuzzerKey(name),
    })
    setPresses(null)
  }, [presses, onKey])

  if (presses === null)
    return (
      <Button variant={tried ? 'default' : 'filled'} size="md" onClick={() => setPresses([])}>
        {tried ? w.tryAgain : w.tryKey}
      </Button>
    )
  return (
    <div className={style.listening} role="status">
      <button type="button" className={style.press} data-press>
        <strong>{fill(w.pressNow, { n: asked })}</strong>
        <span className={style.dots} aria-label={fill(w.pressed, { done: presses.length, n: asked })}>
          {Array.from({ length: asked }, (_, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- five places in a row
            <i key={index} data-done={index < presses.length || undefined} />
          ))}
        </span>
        <small>{w.pressHere}</small>
      </button>
      <Button variant="subtle" color="gray" size="sm" onClick={() => setPresses(null)}>
        {w.stop}
      </Button>
    </div>
  )
}
