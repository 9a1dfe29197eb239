import { isRefusal } from '@leitai/core/run.ts'
import { givePerson, peopleOf, resetPassword, setRoles } from '../people/roles.ts'
import { inContest, notFound, ok, orRefuse, os } from './context.ts'

export const people = {
  list: os.people.list.handler(async ({ context, input }) => {
    inContest(context, input.id, ['organiser', 'chiefJudge', 'supervisor'])
    return peopleOf(context.parts, input.id)
  }),

  add: os.people.add.handler(async ({ context, input: { id, ...input } }) => {
    const organiser = inContest(context, id)
    return orRefuse(await givePerson(context.parts, id, organiser, input))
  }),

  setRoles: os.people.setRoles.handler(async ({ context, input }) => {
    const organiser = inContest(context, input.id)
    const { id, personId, ...given } = input
    const done = await setRoles(context.parts, id, organiser, personId, given)
    if (done === null) throw notFound()
    orRefuse(done)
    return ok
  }),

  resetPassword: os.people.resetPassword.handler(async ({ context, input }) => {
    const organiser = inContest(context, input.id)
    const done = await resetPassword(context.parts, input.id, organiser, input.personId)
    if (done === null) throw notFound()
    if (!isRefusal(done))
      context.parts.log(`people: ${organiser.username} reset the password of person ${input.personId}`)
    return orRefuse(done)
  }),
}
