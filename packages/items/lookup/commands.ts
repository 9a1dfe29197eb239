/** What can be said to a lookup race, and by whom. */
import { z } from 'zod'
import type { KnowledgeFilters, OpenedPayload, SearchedPayload } from '@leitai/core/knowledge.ts'
import type { Hand } from '@leitai/core/match/types.ts'
import type { LookupStep } from './types.ts'

const text = z.string().trim().min(1)
const no = z.number().int().min(1)
const reason = text.max(300)
const answer = z.number().int().min(1)

export type LookupCommand =
  /** The host's one key. It names step and question that it means: pressed twice, it does nothing the second time. */
  | { name: 'step'; payload: { step: LookupStep; no: number } }
  | { name: 'answer'; payload: { no: number; text: string; evidence: string | null } }
  /** Right or wrong, of an answer that waits for it. */
  | { name: 'rule'; payload: { no: number; answer: number; right: boolean } }
  /** A ruling, people's or the system's, is changed, with a reason. */
  | { name: 'overrule'; payload: { no: number; answer: number; right: boolean; reason: string } }
  /** The question does not count; a spare one is asked in its place. */
  | { name: 'voidQuestion'; payload: { no: number; reason: string } }
  | { name: 'giveSeconds'; payload: { no: number; seconds: number } }
  /** From the server, in the seat's name, before it shows what was found. */
  | { name: 'searched'; payload: SearchedPayload }
  | { name: 'opened'; payload: OpenedPayload }

export const lookupCommands = {
  step: z.strictObject({ step: z.enum(['ask', 'stop', 'reveal']), no }),
  answer: z.strictObject({ no, text: text.max(200), evidence: text.max(40).nullable() }),
  rule: z.strictObject({ no, answer, right: z.boolean() }),
  overrule: z.strictObject({ no, answer, right: z.boolean(), reason }),
  voidQuestion: z.strictObject({ no, reason }),
  giveSeconds: z.strictObject({ no, seconds: z.number().int().min(5).max(600) }),
  searched: z.strictObject({
    query: z.string().max(100),
    filters: z.strictObject({
      category: z.array(z.string().max(40)).max(4).optional(),
      tag: z.string().max(40).optional(),
      since: z.string().max(10).optional(),
    }) as z.ZodType<KnowledgeFilters>,
    found: z.number().int().min(0),
    ids: z.array(z.string().max(40)).max(20),
  }),
  opened: z.strictObject({ article: text.max(40) }),
} satisfies { [N in LookupCommand['name']]: z.ZodType<Extract<LookupCommand, { name: N }>['payload']> }

export const lookupHands: Record<LookupCommand['name'], readonly Hand[]> = {
  step: ['host'],
  answer: ['team'],
  rule: ['judge', 'host'],
  overrule: ['judge'],
  voidQuestion: ['judge', 'host'],
  giveSeconds: ['host', 'judge'],
  searched: ['team'],
  opened: ['team'],
}
