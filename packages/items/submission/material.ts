/** Tasks, as they are stored and as they may come from outside. */
import { z } from 'zod'
import type { SubmissionMaterial } from './types.ts'

export const mostTasks = 100
export const mostAttachments = 10

/** `标题` alone, or both languages. */
export const bothLanguages = (most: number, least = 1) =>
  z.union([
    z
      .string()
      .trim()
      .min(least)
      .max(most)
      .transform((zh) => ({ zh, en: zh })),
    z.strictObject({ zh: z.string().trim().min(least).max(most), en: z.string().trim().max(most) }),
  ])

/** Ids are keys of plain objects and parts of file names. */
export const plainId = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, 'a letter, then letters, digits and hyphens, at most 40')
  .refine((id) => !(id in Object.prototype), 'another name')

const attachment = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().positive(),
  mime: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/),
  name: z.string().trim().min(1).max(120),
})

export const taskAbout = {
  id: plainId,
  title: bothLanguages(120),
  text: bothLanguages(8000),
  lookFor: bothLanguages(8000, 0).default({ zh: '', en: '' }),
}
const task = z.strictObject({ ...taskAbout, attachments: z.array(attachment).max(mostAttachments).default([]) })

export const submissionMaterial = z
  .strictObject({ title: bothLanguages(120), tasks: z.array(task).min(1).max(mostTasks) })
  .check((context) => {
    const seen = new Set<string>()
    for (const [i, { id }] of context.value.tasks.entries()) {
      if (seen.has(id))
        context.issues.push({ code: 'custom', input: id, path: ['tasks', i, 'id'], message: `${id} is there twice` })
      seen.add(id)
    }
  }) satisfies z.ZodType<SubmissionMaterial>
