/** A simulated entrant at a dictation: plays a record, types its fields one after the other, plays again where unsure. */
import type { Chance } from '@leitai/core/seed.ts'
import type { ItemRehearsal } from '@leitai/items/plug.ts'
import type { DictationMaterial, DictationWorkView } from './types.ts'

/** Sounds alike or lies beside it on the keyboard; anything else becomes 某. */
const slips: Record<string, string> = {
  章: '张',
  李: '理',
  王: '黄',
  伟: '维',
  怡: '宜',
  号: '浩',
  '1': '2',
  '0': '9',
  '8': '3',
  a: 's',
  e: 'r',
  o: 'p',
}

export const rehearsal: ItemRehearsal = {
  type: 'dictation',
  plan({ view, material, skill, chance }) {
    const { records = [], replays = 1 } = (view.work ?? {}) as Partial<DictationWorkView>
    const known = new Map((material as DictationMaterial).records.map((record) => [record.id, record]))
    const happens = (odds: number) => chance.below(1000) < odds * 1000
    const recordMs = (view.seconds * 1000 * 0.9) / Math.max(1, records.length)
    // The slow do not get to the end.
    const reached = records.slice(0, Math.ceil(records.length * (0.75 + 0.25 * skill)))

    const steps: ReturnType<ItemRehearsal['plan']> = []
    for (const [i, { id, fields }] of reached.entries()) {
      if (i > 0) steps.push({ afterMs: 800, name: 'goTo', payload: { record: id } })
      steps.push({ afterMs: 500, name: 'play', payload: { record: id } })
      const replayed = replays > 1 && happens(1 - skill / 2)
      const typingMs = (recordMs - 2500) / (fields.length + (replayed ? 1 : 0))
      if (replayed) steps.push({ afterMs: Math.round(typingMs), name: 'play', payload: { record: id } })
      for (const field of fields) {
        const due = known.get(id)![field]
        steps.push({
          afterMs: Math.round(typingMs * (0.7 + chance.below(300) / 1000)),
          name: 'enter',
          payload: { record: id, field, value: heard(due, skill, chance), revision: 1 },
        })
      }
      // What was heard badly is put right at the second hearing.
      const [first] = fields
      if (replayed && first !== undefined && happens(skill))
        steps.push({
          afterMs: 300,
          name: 'enter',
          payload: { record: id, field: first, value: known.get(id)![first], revision: 2 },
        })
    }
    return steps
  },
}

function heard(due: string, skill: number, chance: Chance): string {
  const slipPerMille = Math.round((1 - skill) * 160)
  return [...due]
    .map((character) => {
      if (chance.below(1000) >= slipPerMille) return character
      switch (chance.below(3)) {
        case 0:
          return ''
        case 1:
          return character + character
        default:
          return slips[character] ?? '某'
      }
    })
    .join('')
}
