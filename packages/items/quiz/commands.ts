/** What can be said to a quiz, and by whom. */
import { z } from 'zod'
import type { Hand } from '@leitai/core/match/types.ts'
import type { Step } from './types.ts'

const text = z.string().trim().min(1)
const empty = z.strictObject({})
const no = z.number().int().min(1)
const choice = z.array(z.number().int().min(0).max(7)).max(8)

export type QuizCommand =
  /** The host's one key. It names the step it means: a key that was pressed twice does nothing the second time. */
  | { name: 'step'; payload: { step: Step } }
  /** Right or wrong, of the team that has the question. */
  | { name: 'rule'; payload: { no: number; right: boolean } }
  /** 风险题. */
  | { name: 'choosePack'; payload: { pack: number; member: string | null } }
  | { name: 'goOn'; payload: Record<string, never> }
  | { name: 'stop'; payload: Record<string, never> }
  /** The buzzer. */
  | { name: 'press'; payload: Record<string, never> }
  | { name: 'answer'; payload: { no: number; choice: number[] } }
  /** 限时快答: the next one, please. */
  | { name: 'pass'; payload: { no: number } }
  /** `code` where the host uses it for a team. */
  | { name: 'lifeline'; payload: { id: string; code?: string | undefined } }
  | { name: 'giveSeconds'; payload: { seconds: number } }
  /** The question does not count; a spare one is drawn in its place. */
  | { name: 'voidQuestion'; payload: { no: number; reason: string } }
  /** A ruling is changed afterwards, by the judges, with a reason. */
  | { name: 'overrule'; payload: { no: number; code: string; right: boolean; reason: string } }
  /** The rest of the round is left out. */
  | { name: 'cutRound'; payload: { reason: string } }

export const quizCommands = {
  step: z.strictObject({
    step: z.enum([
      'beginRound',
      'ask',
      'startClock',
      'openBuzzer',
      'reveal',
      'startRapid',
      'closeQuestion',
      'endRound',
      'suddenDeath',
      'finish',
    ]),
  }),
  rule: z.strictObject({ no, right: z.boolean() }),
  choosePack: z.strictObject({ pack: z.number().int().min(1), member: text.max(60).nullable() }),
  goOn: empty,
  stop: empty,
  press: empty,
  answer: z.strictObject({ no, choice }),
  pass: z.strictObject({ no }),
  lifeline: z.strictObject({ id: text.max(40), code: text.max(20).optional() }),
  giveSeconds: z.strictObject({ seconds: z.number().int().min(5).max(600) }),
  voidQuestion: z.strictObject({ no, reason: text.max(300) }),
  overrule: z.strictObject({ no, code: text.max(20), right: z.boolean(), reason: text.max(300) }),
  cutRound: z.strictObject({ reason: text.max(300) }),
} satisfies { [N in QuizCommand['name']]: z.ZodType<Extract<QuizCommand, { name: N }>['payload']> }

export const quizHands: Record<QuizCommand['name'], readonly Hand[]> = {
  step: ['host'],
  rule: ['judge', 'host'],
  choosePack: ['team', 'host'],
  goOn: ['team', 'host'],
  stop: ['team', 'host'],
  press: ['team'],
  answer: ['team'],
  pass: ['team'],
  lifeline: ['team', 'host'],
  giveSeconds: ['host', 'judge'],
  voidQuestion: ['judge', 'host'],
  overrule: ['judge'],
  cutRound: ['host'],
}
