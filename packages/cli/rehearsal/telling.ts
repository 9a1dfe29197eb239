/** Tells on the terminal which step the rehearsal has reached, and keeps the timeline for the report. */
import type { Text } from '@leitai/core/score.ts'
import type { Teller } from '@leitai/server/rehearsal/day.ts'
import { say } from '../say.ts'

export interface ToldStep {
  title: Text
  /** Real milliseconds. */
  startedMs: number
  tookMs: number
  notes: Text[]
  counted: string | null
  failed: string | null
}

export interface Telling extends Teller {
  steps: ToldStep[]
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/** @param write gets whole lines; @param rewrite where given, gets the line that is still changing */
export function telling(write: (line: string) => void, rewrite: ((line: string) => void) | null): Telling {
  const began = performance.now()
  const steps: ToldStep[] = []
  return {
    steps,
    async step(title, work) {
      const started = performance.now()
      const told: ToldStep = { title, startedMs: started - began, tookMs: 0, notes: [], counted: null, failed: null }
      steps.push(told)
      const number = String(steps.length).padStart(2, ' ')
      rewrite?.(`${number}  …  ${title.zh}`)
      try {
        const result = await work({
          count(done, total) {
            told.counted = `${done}/${total}`
            rewrite?.(`${number}  …  ${title.zh}  ${told.counted}`)
          },
          note: (text) => void told.notes.push(text),
        })
        told.tookMs = performance.now() - started
        rewrite?.('')
        write(`${number}  ✓  ${say(title)}${told.counted === null ? '' : `  ${told.counted}`}  ${seconds(told.tookMs)}`)
        for (const note of told.notes) write(`       · ${say(note)}`)
        return result
      } catch (error) {
        told.tookMs = performance.now() - started
        told.failed = error instanceof Error ? error.message : String(error)
        rewrite?.('')
        write(`${number}  ✗  ${say(title)}  ${seconds(told.tookMs)}`)
        throw error
      }
    },
  }
}
