/** The item types of this program, from the items' own lists. */
import { z } from 'zod'
import { itemRules, rulesOf } from '@leitai/items/rules.ts'
import { itemServerOf } from '@leitai/items/server.ts'
import type { ItemTypes } from './item-types.ts'

export const itemRegistry: ItemTypes = {
  available: itemRules.map(({ type }) => type),
  optionsOf(type) {
    // a sitting's options are the contest's setup and the item's own; a rulebook writes the item's own
    const options = rulesOf(type)?.options
    return options instanceof z.ZodObject ? (options.shape.item as z.ZodType) : undefined
  },
  serverOf: (type) => itemServerOf(type) ?? undefined,
  materialOf: (type) => rulesOf(type)?.material,
  checksOf: (type) => [...(itemServerOf(type)?.checks ?? [])],
}
