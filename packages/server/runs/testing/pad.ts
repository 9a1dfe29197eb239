/** The smallest sitting that behaves like a paper: answers with revisions, the highest wins, and a key nobody may see early. */
import { z } from 'zod'
import type { Recorded } from '@leitai/core/run.ts'
import { sitting, type SittingItem, type SittingOptions } from '@leitai/core/sitting/sitting.ts'

export interface PadMaterial {
  questions: { id: string; key: string }[]
}

interface PadWork {
  paper: PadMaterial
  answers: Record<string, { value: string; revision: number }>
}

type PadCommand =
  | { name: 'answer'; payload: { question: string; value: string; revision: number } }
  /** For what happens when rules have a bug. */
  | { name: 'stumble'; payload: { where: 'decide' | 'evolve' } }

type PadEvent =
  | { name: 'answered'; payload: { question: string; value: string; revision: number } }
  | { name: 'stumbled'; payload: Record<string, never> }

export interface PadView {
  questions?: string[]
  answers?: PadWork['answers']
  keys?: Record<string, string>
}

const item: SittingItem<{ title: string }, PadMaterial, PadMaterial, PadWork, PadCommand, PadEvent, PadView, PadView> =
  {
    type: 'pad',
    stateVersion: 1,
    options: z.object({ title: z.string() }),
    material: z.object({ questions: z.array(z.object({ id: z.string(), key: z.string() })).min(1) }),
    commands: {
      answer: z.strictObject({
        question: z.string().max(20),
        value: z.string().max(100_000),
        revision: z.number().int().min(1),
      }),
      stumble: z.strictObject({ where: z.enum(['decide', 'evolve']) }),
    },
    prepare: (_options, material) => material,
    begin: (paper) => ({ paper, answers: {} }),
    decide(work, command) {
      switch (command.name) {
        case 'answer': {
          const before = work.answers[command.payload.question]?.revision ?? 0
          return command.payload.revision > before ? [{ name: 'answered', payload: command.payload }] : []
        }
        case 'stumble':
          if (command.payload.where === 'decide') throw new Error('pad: stumbled on purpose')
          return [{ name: 'stumbled', payload: {} }]
      }
    },
    evolve(work, event: Recorded<PadEvent>) {
      if (event.name === 'stumbled') throw new Error('pad: stumbled on purpose')
      const { question, value, revision } = event.payload
      return { ...work, answers: { ...work.answers, [question]: { value, revision } } }
    },
    view(work, showing) {
      if (showing === 'waiting') return {}
      const questions = work.paper.questions.map(({ id }) => id)
      if (showing !== 'answers') return { questions, answers: work.answers }
      return {
        questions,
        answers: work.answers,
        keys: Object.fromEntries(work.paper.questions.map(({ id, key }) => [id, key])),
      }
    },
    inspect: (work) => ({ answers: work.answers }),
    piece: (work) => work.answers,
    progress: (work) => ({ done: Object.keys(work.answers).length, total: work.paper.questions.length }),
    score: (work) => ({
      id: 'pad',
      label: { zh: '试题', en: 'Pad' },
      points: String(work.paper.questions.filter(({ id, key }) => work.answers[id]?.value === key).length),
    }),
    files: (_work, showing) => (showing === 'working' ? [padFile] : []),
  }

/** The file that a contestant may fetch while working. */
export const padFile = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'

export const pad = sitting(item)

export const padMaterial: PadMaterial = {
  questions: Array.from({ length: 50 }, (_, i) => ({ id: `q${i + 1}`, key: `SECRET-KEY-${i + 1}` })),
}

export function padOptions(code: string, seconds = 3600): SittingOptions<{ title: string }> {
  return { setup: { code, seconds, feedback: 'none' }, item: { title: 'pad' } }
}
