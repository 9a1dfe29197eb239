/** A simulated typist: a steady pace with slips, saved every few seconds. */
import type { ItemRehearsal } from '@leitai/items/plug.ts'
import type { TypingWorkView } from './types.ts'

const saveEveryMs = 5000

export const rehearsal: ItemRehearsal = {
  type: 'typing',
  plan({ view, skill, chance }) {
    const { text = '' } = (view.work ?? {}) as Partial<TypingWorkView>
    const characters = [...text]
    const perMinute = 25 + 95 * skill
    const slipPerMille = Math.round((1 - skill) * 60)
    const steps: ReturnType<ItemRehearsal['plan']> = []
    let typed = ''
    let at = 0
    const saves = Math.floor((view.seconds * 1000 * 0.97) / saveEveryMs)
    for (let revision = 1; revision <= saves && at < characters.length; revision += 1) {
      const until = Math.min(
        characters.length,
        Math.round((revision * saveEveryMs * perMinute * (0.95 + chance.below(100) / 1000)) / 60_000),
      )
      for (; at < until; at += 1) {
        const slip = chance.below(1000) < slipPerMille
        if (!slip) typed += characters[at]!
        // Left out, or another in its place.
        else if (chance.below(2) === 0) typed += '某'
      }
      steps.push({ afterMs: saveEveryMs, name: 'type', payload: { text: typed, revision } })
    }
    return steps
  },
}
