import { checkRulebook, shippedRulebooks } from '../contests/rulebooks.ts'
import { os, signedIn } from './context.ts'

export const rulebooks = {
  list: os.rulebooks.list.handler(async ({ context: { parts } }) => {
    const shipped = await shippedRulebooks(parts.rulebooksFolder, parts.items, parts.log)
    return shipped.map(({ rulebook }) => ({
      id: rulebook.id,
      title: rulebook.title,
      about: rulebook.about ?? null,
      items: rulebook.stages
        .flatMap(({ items }) => items)
        .map(({ title, type }) => ({
          title,
          type,
          available: parts.items.available.includes(type),
        })),
    }))
  }),
  check: os.rulebooks.check.handler(({ context: { parts, who }, input }) => {
    signedIn(who)
    return { problems: checkRulebook(input.yaml, parts.items).problems }
  }),
}
