/** Files for a reading list: only the contest's organisers bring them; films come in pieces and go on after breaks. */
import { isRefusal } from '@leitai/core/run.ts'
import { trainingOf } from '@leitai/core/training/trained.ts'
import { mostUploadMegabytes, type UploadSlot } from '@leitai/core/uploads.ts'
import type { Parts } from '../../parts.ts'
import type { UploadTarget } from '../../uploads/finish-uploads.ts'
import { contestState } from '../contest-state.ts'
import { add } from './materials.ts'
import { noTraining } from './refusals.ts'

const readingList: UploadSlot = {
  label: { zh: '学习资料', en: 'Reading list' },
  accept: ['video', 'audio', 'pdf', 'slides', 'document', 'spreadsheet', 'image'],
  mostBytes: mostUploadMegabytes * 2 ** 20,
}

export function trainingUploads(parts: Pick<Parts, 'host' | 'database' | 'clock'>): UploadTarget {
  const isThere = async (contestId: string, training: string) => {
    const state = await contestState(parts.host, contestId)
    return !isRefusal(state) && trainingOf(state, training) !== undefined
  }
  return {
    async slot(who, contestId, training) {
      if (who.kind !== 'person' || !who.roles.get(contestId)?.includes('organiser')) return null
      return (await isThere(contestId, training)) ? readingList : null
    },
    async take(id, { runId: contestId, slot: training, name }, { hash, bytes, mime, seconds }) {
      if (!(await isThere(contestId, training))) return noTraining()
      await add(parts, contestId, {
        id,
        training,
        title: name.replace(/\.[A-Za-z0-9]{1,5}$/, '') || name,
        kind: /^(video|audio)\//.test(mime) ? 'video' : 'document',
        link: null,
        hash,
        mime,
        bytes,
        seconds: seconds ?? null,
        required: true,
      })
      return { refused: false }
    },
  }
}
