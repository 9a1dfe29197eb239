/** The item types of this program, from the items' own lists. */
import { itemRules, measuresOf, optionsOf, rulesOf } from '@leitai/items/rules.ts'
import { itemServerOf } from '@leitai/items/server.ts'
import type { ItemTypes } from './item-types.ts'

export const itemRegistry: ItemTypes = {
  available: itemRules.map(({ type }) => type),
  optionsOf,
  rulesOf,
  measuresOf,
  serverOf: (type) => itemServerOf(type) ?? undefined,
  materialOf: (type) => rulesOf(type)?.material,
  checksOf: (type) => [...(itemServerOf(type)?.checks ?? [])],
}
