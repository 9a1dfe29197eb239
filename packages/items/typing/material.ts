/** Texts to type, as they are stored and as they may come from outside. */
import { z } from 'zod'
import { countedText } from './marking.ts'
import type { TypingMaterial } from './types.ts'

export const mostTextCharacters = 10_000

export const typingText = z.strictObject({
  id: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u, 'letters, digits, dots and hyphens, at most 60'),
  title: z.string().trim().min(1).max(120),
  text: z
    .string()
    .trim()
    .max(mostTextCharacters)
    .refine((text) => {
      const characters = [...countedText(text)].length
      return characters > 0 && characters <= mostTextCharacters
    }, 'some characters, at most 10,000'),
})

export const typingMaterial = z.strictObject({ texts: z.array(typingText).min(1).max(200) }).check((context) => {
  const seen = new Set<string>()
  for (const [i, { id }] of context.value.texts.entries()) {
    if (seen.has(id))
      context.issues.push({ code: 'custom', input: id, path: ['texts', i, 'id'], message: `${id} is there twice` })
    seen.add(id)
  }
}) satisfies z.ZodType<TypingMaterial>
