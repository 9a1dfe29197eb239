/** What rulebooks say alike of every item that is played in matches. */
import { z } from 'zod'

/** A number below 0 takes points away. */
export const points = z
  .union([z.number(), z.string()])
  .transform(String)
  .refine((value) => /^-?\d{1,5}(\.\d{1,2})?$/.test(value), '应为数字，最多两位小数 / A number with at most two places')

export const matchOptions = {
  /** `same`: matches of this item get the same questions (held at once). `fresh`: each its own, until they are used up. */
  draw: z.enum(['same', 'fresh']).default('fresh'),
  /** What the room's network is: how far a time is believed, how long presses are collected. */
  network: z.enum(['wired', 'wifi', 'remote']).default('wired'),
  /** From the host's word to the light, the same moment at every seat. */
  leadMs: z.number().int().min(100).max(3000).default(500),
}
