import { createFirstOrganiser, needsFirstOrganiser } from '../people/first-organiser.ts'
import { ok, orRefuse, os } from './context.ts'

export const setup = {
  state: os.setup.state.handler(async ({ context: { parts } }) => ({
    needsFirstOrganiser: await needsFirstOrganiser(parts.database),
  })),
  firstOrganiser: os.setup.firstOrganiser.handler(async ({ context: { parts }, input }) => {
    orRefuse(await createFirstOrganiser(parts.database, parts.accounts, input))
    return ok
  }),
}
