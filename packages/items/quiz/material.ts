/** A bank of questions for the stage: read out by the host, answered aloud or with keys. */
import { z } from 'zod'

const base = {
  id: z.string().trim().min(1).max(40),
  text: z.string().trim().min(1).max(600),
  topic: z.string().trim().max(60).default(''),
  /** 1 easy, 2 medium, 3 hard: packs at risk rise through them. */
  level: z.number().int().min(1).max(3).default(1),
  explanation: z.string().max(1000).default(''),
}
const options = z.array(z.string().trim().min(1).max(200)).min(2).max(8)

export const quizQuestion = z.discriminatedUnion('kind', [
  /** `answer`: the place of the right option, from 0. */
  z.strictObject({ ...base, kind: z.literal('single'), options, answer: z.number().int().min(0) }),
  z.strictObject({ ...base, kind: z.literal('multiple'), options, answer: z.array(z.number().int().min(0)).min(1) }),
  z.strictObject({ ...base, kind: z.literal('trueFalse'), answer: z.boolean() }),
  /** Answered aloud and judged by people: what a right answer says. */
  z.strictObject({ ...base, kind: z.literal('open'), answer: z.string().trim().min(1).max(1000) }),
])

export const quizMaterial = z.strictObject({
  title: z.string().trim().min(1).max(120),
  questions: z
    .array(
      quizQuestion.refine(
        (question) =>
          question.kind === 'single'
            ? question.answer < question.options.length
            : question.kind !== 'multiple' || question.answer.every((place) => place < question.options.length),
        '答案超出了选项 / The answer names an option that is not there',
      ),
    )
    .min(1)
    .max(20_000),
})
