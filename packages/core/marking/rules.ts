/** The rules of a marking run: one piece, its panel, their sheets. */
import { z } from 'zod'
import { item as itemSchema } from '../rulebook/schema.ts'
import type { RunRules } from '../run.ts'
import { isJudged, type JudgedItem } from '../scoring/sheet.ts'
import { markingCommands } from './commands.ts'
import { decide } from './decide.ts'
import { evolve } from './evolve.ts'
import { pieceScore } from './reading.ts'
import { show } from './show.ts'
import {
  markingType,
  type MarkingCommand,
  type MarkingEvent,
  type MarkingSetup,
  type MarkingState,
  type MarkingView,
} from './types.ts'

const setup: z.ZodType<MarkingSetup> = z.object({
  contestId: z.string(),
  stage: z.string(),
  item: itemSchema.refine(isJudged) as unknown as z.ZodType<JudgedItem>,
  code: z.string(),
})

export const markingRules: RunRules<MarkingSetup, null, MarkingState, MarkingCommand, MarkingEvent, MarkingView> = {
  type: markingType,
  stateVersion: 1,
  options: setup,
  material: z.null(),
  commands: markingCommands,
  start: (options) => [{ name: 'prepared', payload: options }],
  decide,
  evolve,
  view: show,
  wakesAt: () => null,
  score: pieceScore,
}
