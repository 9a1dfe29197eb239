/** The host conducts a role-play: a simulated entrant's seat has nothing to send, however well it performs. */
import type { ItemRehearsal } from '@leitai/items/plug.ts'

export const rehearsal: ItemRehearsal = { type: 'roleplay', plan: () => [] }
