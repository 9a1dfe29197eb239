/** Scenes and questions, as they are stored and as they may come from outside. */
import { z } from 'zod'
import { refuse, type Refusal } from '@leitai/core/run.ts'
import type { RoleplayMaterial, RoleplayOptions } from './types.ts'

export const mostScenes = 200
export const mostQuestions = 500
/** Of one scene. */
export const mostHandouts = 20
export const mostOwnQuestions = 50
const mostCharacters = 8000

/** Chinese alone, or both languages; English may be left out. */
const written = z.union([
  z
    .string()
    .trim()
    .min(1)
    .max(mostCharacters)
    .transform((zh) => ({ zh, en: '' })),
  z.strictObject({
    zh: z.string().trim().min(1).max(mostCharacters),
    en: z.string().trim().max(mostCharacters).default(''),
  }),
])
const nothing = { zh: '', en: '' }
/** The same, where there may be nothing. */
const perhapsWritten = z.union([
  written,
  z.literal('').transform(() => nothing),
  z.strictObject({ zh: z.literal(''), en: z.literal('').default('') }),
])

export const handout = z.strictObject({ title: written, text: written })
export const question = z.strictObject({ text: written, key: perhapsWritten.default(nothing) })

export const scene = z.strictObject({
  id: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u, 'letters, digits, dots and hyphens, at most 60'),
  title: written,
  audience: perhapsWritten.default(nothing),
  entrant: written,
  judges: perhapsWritten.default(nothing),
  handout: z.array(handout).max(mostHandouts).default([]),
  questions: z.array(question).max(mostOwnQuestions).default([]),
})

/** What stands above the lists. */
export const titled = z.strictObject({ title: written.default({ zh: '情景', en: 'Scenes' }) })

export const roleplayMaterial = titled
  .extend({
    scenes: z.array(scene).max(mostScenes).default([]),
    questions: z.array(question).max(mostQuestions).default([]),
  })
  .check((context) => {
    const { scenes, questions } = context.value
    if (scenes.length + questions.length === 0)
      context.issues.push({ code: 'custom', input: context.value, path: ['scenes'], message: 'a scene or a question' })
    const seen = new Set<string>()
    for (const [i, { id }] of scenes.entries()) {
      if (seen.has(id))
        context.issues.push({ code: 'custom', input: id, path: ['scenes', i, 'id'], message: `${id} is there twice` })
      seen.add(id)
    }
  }) satisfies z.ZodType<RoleplayMaterial>

/** Says what the material lacks for these options; null where it has all. */
export function whatIsMissing(options: RoleplayOptions, { scenes, questions }: RoleplayMaterial): Refusal | null {
  if (options.draw !== 'none' && scenes.length === 0)
    return refuse(
      'noScenes',
      '规程要求抽取情景，素材中没有情景',
      'The rulebook draws a scene, but the material has none',
    )
  const wanted = options.questions ?? 0
  if (wanted > questions.length)
    return refuse(
      'tooFewQuestions',
      `规程要求抽取 ${wanted} 题，素材中只有 ${questions.length} 题`,
      `The rulebook draws ${wanted} questions, but the material has ${questions.length}`,
      { wanted, there: questions.length },
    )
  return null
}
