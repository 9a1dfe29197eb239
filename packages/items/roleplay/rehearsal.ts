/** The host conducts a role-play: a simulated entrant's seat has nothing to send, however well it performs. */
import type { ItemRehearsal } from '@leitai/items/plug.ts'
import type { RoleplayConduct } from './types.ts'

/** The host's words between two steps. */
const saysMs = 15_000

export const rehearsal: ItemRehearsal = {
  type: 'roleplay',
  plan: () => [],
  conduct({ view, skill, chance }) {
    const { clock } = view.work as RoleplayConduct
    const study = clock.study?.allowedMs ?? null
    // The skilled keep their time; others stop early or run over.
    const over = Math.round(clock.performance.allowedMs * (0.75 + chance.below(40) / 100 - (skill - 0.6) * 0.1))
    return [
      ...(study === null
        ? []
        : [
            { afterMs: saysMs, name: 'beginStudy', payload: {} },
            { afterMs: Math.round(study * 0.9), name: 'endStudy', payload: {} },
          ]),
      { afterMs: saysMs, name: 'beginPerformance', payload: {} },
      {
        afterMs: Math.min(over, clock.performance.allowedMs + clock.mostOverSeconds * 900),
        name: 'endPerformance',
        payload: {},
      },
    ]
  },
}
