/** The item types whose materials the server reads and writes: one line each. */
import type { ItemServer } from './plug.ts'

export const itemServers: readonly ItemServer[] = []

export function itemServerOf(type: string): ItemServer | undefined {
  return itemServers.find((plug) => plug.type === type)
}
