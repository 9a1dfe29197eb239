/** A question bank, as it is stored and as it may come from outside. */
import { z } from 'zod'
import type { ExamMaterial, Question } from './types.ts'

export const mostQuestions = 5000
export const mostOptions = 8
/** In a fill-in stem, where something is missing. */
export const blankMark = /_{4,}/g

/** Points as an exact decimal; a number in YAML is taken as it is written. */
export const positiveDecimal = z
  .union([z.number(), z.string()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,4}(\.\d{1,4})?$/, 'a number such as 2 or 1.5'))
  .refine((text) => /[1-9]/.test(text), 'more than 0')

const line = z.string().trim().min(1).max(4000)
const about = {
  id: z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u, 'letters, digits, dots and hyphens, at most 60')
    // Answers are kept by id in plain objects.
    .refine((id) => !(id in Object.prototype), 'another name'),
  stem: line,
  difficulty: z.number().int().min(1).max(5).default(3),
  tags: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
  chapter: z.string().trim().max(120).default(''),
  explanation: z.string().trim().max(4000).default(''),
  worth: positiveDecimal.optional(),
}
const options = z.array(line).min(2).max(mostOptions)

/** Letters of a key: inside the options, each once, in order. */
function keyFits(key: string, count: number): boolean {
  const letters = [...key]
  return letters.every((letter, i) => letterIndex(letter) < count && (i === 0 || letter > letters[i - 1]!))
}

export function letterIndex(letter: string): number {
  return letter.charCodeAt(0) - 65
}

export function letterAt(index: number): string {
  return String.fromCharCode(65 + index)
}

export const question = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('single'), ...about, options, key: z.string().regex(/^[A-H]$/, 'one letter') }),
    z.strictObject({
      kind: z.literal('multiple'),
      ...about,
      options,
      key: z.string().regex(/^[A-H]{1,8}$/, 'letters such as ABD'),
    }),
    z.strictObject({ kind: z.literal('trueFalse'), ...about, key: z.boolean() }),
    z.strictObject({
      kind: z.literal('fillIn'),
      ...about,
      blanks: z.array(z.array(line).min(1).max(20)).min(1).max(20),
    }),
    z.strictObject({
      kind: z.literal('shortAnswer'),
      ...about,
      model: z.string().trim().max(8000).default(''),
      points: z.array(line).max(30).default([]),
    }),
  ])
  .check((context) => {
    const value = context.value
    if ((value.kind === 'single' || value.kind === 'multiple') && !keyFits(value.key, value.options.length))
      context.issues.push({
        code: 'custom',
        input: value.key,
        path: ['key'],
        message: 'letters of the options, each once, in order',
      })
    if (value.kind === 'fillIn' && (value.stem.match(blankMark)?.length ?? 0) !== value.blanks.length)
      context.issues.push({
        code: 'custom',
        input: value.blanks,
        path: ['blanks'],
        message: 'as many as there are ____ in the stem',
      })
  }) satisfies z.ZodType<Question>

export const examMaterial = z
  .strictObject({ questions: z.array(question).min(1).max(mostQuestions) })
  .check((context) => {
    const seen = new Set<string>()
    for (const [i, { id }] of context.value.questions.entries()) {
      if (seen.has(id))
        context.issues.push({
          code: 'custom',
          input: id,
          path: ['questions', i, 'id'],
          message: `${id} is there twice`,
        })
      seen.add(id)
    }
  }) satisfies z.ZodType<ExamMaterial>
