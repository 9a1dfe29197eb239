/** What can be said to a role-play, and by whom. */
import { z } from 'zod'
import { refuse, type Actor, type Refusal, type Role } from '@leitai/core/run.ts'
import { sittingControls, type SittingCommand } from '@leitai/core/sitting/sitting.ts'
import type { Attached } from '@leitai/core/uploads.ts'
import type { RoleplayState } from './state.ts'
import type { NextStep } from './types.ts'

export type RoleplayCommand =
  | SittingCommand
  | { name: 'call'; payload: Record<string, never> }
  | { [N in NextStep]: { name: N; payload: Record<string, never> } }[NextStep]
  | { name: 'undoStart'; payload: { reason?: string | undefined } }
  | { name: 'redraw'; payload: { reason: string } }
  | { name: 'note'; payload: { text: string } }
  /** The uploads' own: from the server alone, once the file was checked and kept. */
  | { name: 'attach'; payload: Attached }

/** What the host and the staff do with the one who is on the stage. */
export type Conduct = NextStep | 'undoStart' | 'redraw' | 'note'

const empty = z.strictObject({})
const reason = z.string().trim().min(1).max(500)
export const commands = {
  ...sittingControls,
  call: empty,
  beginStudy: empty,
  endStudy: empty,
  beginPerformance: empty,
  endPerformance: empty,
  undoStart: z.strictObject({ reason: reason.optional() }),
  redraw: z.strictObject({ reason }),
  note: z.strictObject({ text: z.string().trim().min(1).max(1000) }),
  attach: z.strictObject({
    slot: z.string().max(40),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: z.number().int().positive(),
    mime: z.string().max(100),
    name: z.string().max(300),
    seconds: z.number().nonnegative().optional(),
  }),
} satisfies { [N in RoleplayCommand['name']]: z.ZodType<Extract<RoleplayCommand, { name: N }>['payload']> }

const fromServerOnly = new Set<string>([
  'open',
  'call',
  'pause',
  'resume',
  'giveTime',
  'close',
  'release',
  'tick',
  'judgeLate',
  'attach',
])
const conducting: Record<Conduct, true> = {
  beginStudy: true,
  endStudy: true,
  beginPerformance: true,
  endPerformance: true,
  undoStart: true,
  redraw: true,
  note: true,
}
const conductors: readonly Role[] = ['host', 'staff', 'organiser', 'chiefJudge']

export const isConduct = (name: string): name is Conduct => name in conducting

export function notAllowed(state: RoleplayState, name: string, by: Actor): Refusal | null {
  switch (by.kind) {
    case 'server':
      return null
    case 'seat':
      if (by.code !== state.setup.code) return refuse('notYours', '无权操作该场次', 'This run is not yours')
      return fromServerOnly.has(name) || isConduct(name)
        ? refuse('notAllowed', '该操作由主持人或工作人员进行', 'Only the host and the staff can do this')
        : null
    case 'person':
      return isConduct(name) && by.roles.some((role) => conductors.includes(role))
        ? null
        : refuse('notYours', '无权操作该场次', 'This run is not yours')
  }
}
