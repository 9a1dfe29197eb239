/** The contest's rulebook text and its edits: each edit is a function of the text, so it can be made again on a newer one. */
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { language, useWords } from '@leitai/design/language.ts'
import { api, query, refusalOf, sentenceOf } from '../../session/api.ts'
import { floorWords } from '../../staff/words.ts'
import { useContestRow, useReread, type Row } from '../contest/row.tsx'

export interface Stand {
  yaml: string
  revision: number
}

export type Saved = { saved: true } | { saved: false; standing: Stand | null }

function standingOf(error: unknown): Stand | null {
  const refusal = refusalOf(error)
  if (refusal?.code !== 'conflict') return null
  const current = (refusal.details as { current?: Partial<Stand> } | undefined)?.current
  return typeof current?.yaml === 'string' && typeof current.revision === 'number'
    ? { yaml: current.yaml, revision: current.revision }
    : null
}

export function useRulebookEdits() {
  const row = useContestRow()
  const client = useQueryClient()
  const reread = useReread()
  const w = useWords(floorWords)
  const { id } = row

  const save = useCallback(
    async (yaml: string, revision: number): Promise<Saved> => {
      try {
        const saved = await api.contests.saveRulebook({ id, yaml, revision })
        // What was saved is known; the row is read again for what hangs on it (items, materials, problems).
        client.setQueryData<Row>(
          query.contests.get.queryKey({ input: { id } }),
          (now) =>
            now && {
              ...now,
              rulebookYaml: yaml,
              rulebookRevision: saved.revision,
              problems: saved.problems,
              differences: saved.differences,
            },
        )
        await reread()
        return { saved: true }
      } catch (error) {
        const standing = standingOf(error)
        if (standing === null)
          notifications.show({
            color: 'red',
            title: w.refused,
            message: sentenceOf(error, language()),
            autoClose: 8000,
          })
        return { saved: false, standing }
      }
    },
    [id, client, reread, w],
  )

  /** A small edit: where somebody else saved meanwhile, it is made on their text. */
  const edit = useCallback(
    async (change: (yaml: string) => string) => {
      const first = await save(change(row.rulebookYaml), row.rulebookRevision)
      if (!first.saved && first.standing !== null) await save(change(first.standing.yaml), first.standing.revision)
    },
    [save, row.rulebookYaml, row.rulebookRevision],
  )
  return { row, save, edit }
}
