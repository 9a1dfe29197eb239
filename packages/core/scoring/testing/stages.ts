/** Small stages and scores for tests, parsed by the real schema so that defaults are the real ones. */
import type { z } from 'zod'
import { item as itemSchema, rulebook as rulebookSchema, type Item, type Rulebook } from '../../rulebook/schema.ts'
import type { Score } from '../../score.ts'
import { isJudged, type JudgedItem } from '../sheet.ts'

export function itemOf(given: Partial<z.input<typeof itemSchema>>): Item {
  return itemSchema.parse({ id: 'item', type: 'roleplay', title: '赛项', points: 10, minutes: 10, ...given })
}

type JudgesMarking = Extract<z.input<typeof itemSchema>['marking'], { by: 'judges' }>

export function judgedItem(
  marking: Partial<JudgesMarking> & Pick<JudgesMarking, 'sheet'>,
  given: Partial<z.input<typeof itemSchema>> = {},
): JudgedItem {
  const out = itemOf({ ...given, marking: { by: 'judges', judges: 3, ...marking } })
  if (!isJudged(out)) throw new Error('not judged')
  return out
}

export function rulebookOf(given: Partial<z.input<typeof rulebookSchema>>): Rulebook {
  return rulebookSchema.parse({
    leitai: 1,
    id: 'T1',
    title: '测试',
    entrants: { kind: 'individual' },
    stages: [
      { id: 'final', title: '决赛', items: [{ id: 'theory', type: 'exam', title: '理论', points: 100, minutes: 60 }] },
    ],
    ...given,
  })
}

export function scoreOf(id: string, points: string): Score {
  return { id, label: { zh: id, en: id }, points }
}
