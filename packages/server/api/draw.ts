import { isRefusal } from '@leitai/core/run.ts'
import type { Role } from '@leitai/core/run.ts'
import { drawSeats } from '../contests/draw/draw-seats.ts'
import { room } from '../contests/sessions/room.ts'
import { newId } from '../people/tokens.ts'
import { inContest, orRefuse, os } from './context.ts'

const floor: readonly Role[] = ['organiser', 'staff']

export const draw = {
  seats: os.draw.seats.handler(async ({ context, input }) => {
    const person = inContest(context, input.id, floor)
    return orRefuse(await drawSeats(context.parts, context.parts.slipBox, input.id, person.id))
  }),

  resetPin: os.draw.resetPin.handler(async ({ context, input: { id, code, reason } }) => {
    const person = inContest(context, id, floor)
    const { host, seats } = context.parts
    // The record first: a PIN that was changed and not recorded must not be.
    const recorded = await host.submit({
      runId: id,
      commandId: newId(),
      name: 'recordPinReset',
      payload: { code, reason },
      by: { kind: 'server', for: person.id },
    })
    if (isRefusal(recorded)) orRefuse(recorded)
    const pins = await seats.issuePins(id, [code])
    return { pin: pins.get(code)! }
  }),

  room: os.draw.room.handler(async ({ context, input: { id, session } }) => {
    const person = inContest(context, id, [...floor, 'chiefJudge', 'supervisor'])
    return orRefuse(await room(context.parts, id, person.id, session))
  }),
}
