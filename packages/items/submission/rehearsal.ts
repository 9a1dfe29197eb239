/** A simulated entrant: writes what is to be written, saved as it grows. Files it has none. */
import type { ItemRehearsal } from '@leitai/items/plug.ts'
import { countCharacters } from './rules.ts'
import type { SubmissionWorkView } from './types.ts'

const phrases = [
  '您好，很抱歉给您带来不便，',
  '我们已经核实了您反映的情况。',
  '原因是中转环节积压，并非您的操作问题。',
  '我们会在今天十八点前安排专人跟进，',
  '处理结果会第一时间电话告知您。',
  '如有其他需要，请随时与我们联系。',
  '感谢您的理解与支持。',
]

/** Nobody takes longer than this for a sentence, however much time there is. */
const mostMsPerSave = 20_000

export const rehearsal: ItemRehearsal = {
  type: 'submission',
  plan({ view, skill, chance }) {
    const { parts = [], task } = (view.work ?? {}) as Partial<SubmissionWorkView>
    const saves: { name: string; payload: unknown }[] = []
    if (task === undefined) return []
    for (const part of parts) {
      if (part.kind === 'text') {
        let text = ''
        const most = 5 + Math.round(10 * skill)
        for (let revision = 1; revision <= most; revision += 1) {
          const next = text + phrases[chance.below(phrases.length)]!
          if (countCharacters(next) > part.maxCharacters) break
          text = next
          saves.push({ name: 'write', payload: { part: part.id, text, revision } })
        }
      }
      if (part.kind === 'table') {
        const rows = Math.max(1, Math.min(part.rows, Math.round(part.rows * (0.4 + 0.6 * skill)), 8))
        for (let row = 0; row < rows; row += 1)
          for (const { id: column } of part.columns) {
            const text = phrases[chance.below(phrases.length)]!
            saves.push({ name: 'writeCell', payload: { part: part.id, row, column, text, revision: 1 } })
          }
      }
    }
    const paceMs = Math.min(mostMsPerSave, Math.floor((view.seconds * 800) / Math.max(1, saves.length)))
    return saves.map((save) => ({ afterMs: Math.round(paceMs * (0.5 + chance.below(700) / 1000)), ...save }))
  },
}
