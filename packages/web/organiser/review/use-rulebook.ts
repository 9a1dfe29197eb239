import type { Rulebook } from '@leitai/core/rulebook/schema.ts'
import { useMemo } from 'react'
import { heldRulebook } from '../../spectator/rulebook/reading.ts'
import { useContestRow } from '../contest/row.tsx'

/** The contest's rulebook as its row has it; null where it does not read well. */
export function useRulebookRead(): Rulebook | null {
  const { rulebookYaml } = useContestRow()
  return useMemo(() => {
    const read = heldRulebook(rulebookYaml)
    return 'rulebook' in read ? read.rulebook : null
  }, [rulebookYaml])
}
