/** Questions with the points of their keys as ticks: a judge's own memory while listening, kept in this browser alone. */
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { useState } from 'react'
import type { Question } from '../types.ts'
import style from './piece.module.css'
import { roleplayWords } from './words.ts'

/** A key is written as a sentence or a list; each part is something to hear. */
function pointsOf(key: string): string[] {
  return key
    .split(/[\n;；]/)
    .map((point) => point.trim())
    .filter((point) => point !== '')
}

function useTicks(keep: string): [ReadonlySet<string>, (tick: string) => void] {
  const name = `leitai.ticks ${keep}`
  const [ticks, setTicks] = useState<ReadonlySet<string>>(() => stored(name))
  const toggle = (tick: string) => {
    const next = new Set(ticks)
    if (!next.delete(tick)) next.add(tick)
    setTicks(next)
    try {
      sessionStorage.setItem(name, JSON.stringify([...next]))
    } catch {
      // storage is blocked: ticks hold until the piece is left
    }
  }
  return [ticks, toggle]
}

function stored(name: string): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name) ?? '[]')
    return new Set(Array.isArray(kept) ? kept.map(String) : [])
  } catch {
    return new Set()
  }
}

export function Questions({ questions, keep }: { questions: readonly Question[]; keep: string }) {
  const w = useWords(roleplayWords)
  const text = useText()
  const [ticks, toggle] = useTicks(keep)
  return (
    <section className={style.questions}>
      <h3>
        {w.questions} <small>{w.ticksOwn}</small>
      </h3>
      <ol>
        {questions.map((question, index) => {
          const points = pointsOf(text(question.key))
          const heard = points.filter((_, i) => ticks.has(`${index}.${i}`)).length
          return (
            <li key={index}>
              <p className={style.question}>
                {text(question.text)}
                {points.length > 1 && (
                  <span className={style.heard}>{fill(w.ticked, { n: heard, of: points.length })}</span>
                )}
              </p>
              {points.map((point, i) => {
                const tick = `${index}.${i}`
                return (
                  <label key={tick} className={style.tick} data-ticked={ticks.has(tick) || undefined}>
                    <input type="checkbox" checked={ticks.has(tick)} onChange={() => toggle(tick)} />
                    <span>{point}</span>
                  </label>
                )
              })}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
