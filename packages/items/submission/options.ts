/** What a rulebook may say about a submission. */
import { z } from 'zod'
import { mostUploadMegabytes, uploadClasses } from '@leitai/core/uploads.ts'
import { bothLanguages, plainId } from './material.ts'
import type { SubmissionOptions } from './types.ts'

const about = { id: plainId, label: bothLanguages(80), required: z.boolean().default(true) }

export const mostRows = 200

const part = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('text'),
      ...about,
      maxCharacters: z.number().int().min(1).max(50_000).default(5000),
    }),
    z.strictObject({
      kind: z.literal('table'),
      ...about,
      rows: z.number().int().min(1).max(mostRows),
      columns: z
        .array(z.strictObject({ id: plainId, label: bothLanguages(80) }))
        .min(1)
        .max(12),
    }),
    z.strictObject({
      kind: z.literal('file'),
      ...about,
      accept: z.array(z.enum(uploadClasses)).min(1),
      mostMegabytes: z.number().positive().max(mostUploadMegabytes).default(100),
      mostSeconds: z
        .number()
        .positive()
        .max(6 * 3600)
        .optional(),
      mostFiles: z.number().int().min(1).max(20).default(1),
    }),
  ])
  .check((context) => {
    const { value } = context
    if (value.kind === 'table' && new Set(value.columns.map(({ id }) => id)).size < value.columns.length)
      context.issues.push({
        code: 'custom',
        input: value.columns,
        path: ['columns'],
        message: 'each column its own id',
      })
    if (
      value.kind === 'file' &&
      value.mostSeconds !== undefined &&
      !value.accept.some((one) => one === 'audio' || one === 'video')
    )
      context.issues.push({
        code: 'custom',
        input: value.mostSeconds,
        path: ['mostSeconds'],
        message: 'only where audio or video is accepted',
      })
  })

export const submissionOptions = z
  .strictObject({ parts: z.array(part).min(1).max(20), draw: z.enum(['first', 'shared']).default('first') })
  .check((context) => {
    const seen = new Set<string>()
    for (const [i, { id }] of context.value.parts.entries()) {
      if (seen.has(id))
        context.issues.push({ code: 'custom', input: id, path: ['parts', i, 'id'], message: `${id} is there twice` })
      seen.add(id)
    }
  }) satisfies z.ZodType<SubmissionOptions>
