/** What every part's field gets from the screen around it. */
import type { pasteRules } from '@leitai/design/no-paste.ts'
import type { ContestantProps } from '@leitai/items/web-plug.ts'
import type { SubmissionWorkView } from '../types.ts'

export type PartProps<Part> = Pick<ContestantProps<SubmissionWorkView>, 'act' | 'unsent'> & {
  part: Part
  noPaste: ReturnType<typeof pasteRules>
}
