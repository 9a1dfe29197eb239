/** A stored material and a rulebook's options, brought together or refused with what is wrong. */
import type { z } from 'zod'
import { refuse, type Refusal } from '@leitai/core/run.ts'
import type { Text } from '@leitai/core/score.ts'
import type { ItemServer } from '../plug.ts'

interface Parts<Options, Material> {
  /** What the material is called. */
  title: Text
  material: z.ZodType<Material>
  options: z.ZodType<Options>
  whatIsMissing(options: Options, material: Material): Refusal | null
}

/** An item server's `material`. */
export function fitting<Options, Material>({
  title,
  material,
  options,
  whatIsMissing,
}: Parts<Options, Material>): ItemServer['material'] {
  return (body, given) => {
    const read = material.safeParse(body)
    if (!read.success)
      return refuse(
        'materialUnfit',
        `${title.zh}有误：${firstIssue(read.error)}`,
        `${title.en} not in order: ${firstIssue(read.error)}`,
      )
    const chosen = options.safeParse(given)
    if (!chosen.success)
      return refuse(
        'optionsUnfit',
        `赛项选项有误：${firstIssue(chosen.error)}`,
        `The item’s options are not in order: ${firstIssue(chosen.error)}`,
      )
    return whatIsMissing(chosen.data, read.data) ?? { material: read.data }
  }
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues
  return issue === undefined ? '' : `${issue.path.join('.')} ${issue.message}`.trim()
}
