/** The smallest match: somebody opens, whoever presses first is named. One run for all seats of a contest. */
import { z } from 'zod'
import { judgePress, networks, verdictOf, type JudgedPress, type Verdict } from '@leitai/core/match/fair-order.ts'
import { refuse, type RunRules } from '@leitai/core/run.ts'
import type { NewRun } from '../contract.ts'
import { everySeat } from './world.ts'

interface BuzzerState {
  network: keyof typeof networks
  /** How often it was opened. */
  round: number
  question: string
  presses: JudgedPress[]
  verdict: Verdict | null
}

type BuzzerCommand =
  | { name: 'open'; payload: { question?: string | undefined } }
  | { name: 'press'; payload: Record<string, never> }
  | { name: 'tick'; payload: Record<string, never> }

type BuzzerEvent =
  | { name: 'made'; payload: { network: keyof typeof networks } }
  | { name: 'opened'; payload: { question: string } }
  | { name: 'pressed'; payload: JudgedPress }
  | { name: 'judged'; payload: Verdict }

export interface BuzzerView {
  round: number
  question: string
  pressed: number
  verdict: Verdict | null
}

const nothing = z.strictObject({})
const options = z.strictObject({ network: z.enum(['wired', 'wifi', 'remote']) })

export const buzzer: RunRules<z.infer<typeof options>, unknown, BuzzerState, BuzzerCommand, BuzzerEvent, BuzzerView> = {
  type: 'buzzer',
  stateVersion: 1,
  options,
  material: z.unknown(),
  commands: { open: z.strictObject({ question: z.string().max(2000).optional() }), press: nothing, tick: nothing },
  start: ({ network }) => [{ name: 'made', payload: { network } }],
  decide(state, command, { by, press }) {
    switch (command.name) {
      case 'open':
        return [{ name: 'opened', payload: { question: command.payload.question ?? '' } }]
      case 'press': {
        if (by.kind !== 'seat' || press === undefined) return refuse('noSeat', '不是赛位', 'This is no seat')
        if (state.round === 0 || state.verdict !== null) return refuse('closed', '已判定', 'It is decided')
        const again = state.presses.some(({ code }) => code === by.code)
        return again ? [] : [{ name: 'pressed', payload: judgePress(by.code, press, networks[state.network]) }]
      }
      case 'tick':
        return state.presses.length > 0 && state.verdict === null
          ? [{ name: 'judged', payload: verdictOf(state.presses) }]
          : []
    }
  },
  evolve(state, event) {
    switch (event.name) {
      case 'made':
        return { network: event.payload.network, round: 0, question: '', presses: [], verdict: null }
      case 'opened':
        return { ...state!, round: state!.round + 1, question: event.payload.question, presses: [], verdict: null }
      case 'pressed':
        return { ...state!, presses: [...state!.presses, event.payload] }
      case 'judged':
        return { ...state!, verdict: event.payload }
    }
  },
  view: ({ round, question, presses, verdict }) => ({ round, question, pressed: presses.length, verdict }),
  wakesAt: ({ network, presses, verdict }) =>
    presses.length === 0 || verdict !== null
      ? null
      : Math.ceil(Math.min(...presses.map(({ arrivedAt }) => arrivedAt)) + networks[network].windowMs),
  score: () => ({ id: 'buzzer', label: { zh: '抢答', en: 'Buzzer' }, points: '0' }),
}

export function buzzerRun(contestId: string, network: keyof typeof networks, stage = 's1'): NewRun {
  return {
    runId: `${contestId}:${stage}:buzzer:${everySeat}`,
    contestId,
    type: 'buzzer',
    options: { network },
    material: null,
    itemSeed: 'item',
  }
}
