/** What was found of a score, by mark and by word. */
import type { FindingView } from '@leitai/core/contest/view.ts'
import { useWords } from '@leitai/design/language.ts'
import { IconAlertTriangle, IconCheck, IconCircle, IconPencil, IconX } from '@tabler/icons-react'
import { stateOf, type PieceState } from './pieces.ts'
import style from './review.module.css'
import { reviewWords } from './words.ts'

const icons: Record<PieceState, typeof IconCheck> = {
  open: IconCircle,
  right: IconCheck,
  waits: IconAlertTriangle,
  corrected: IconPencil,
  dismissed: IconX,
}

export function FindingMark({ finding }: { finding: FindingView | null }) {
  const w = useWords(reviewWords)
  const state = stateOf(finding)
  const Icon = icons[state]
  return (
    <span className={style.found} data-state={state}>
      <Icon size={15} stroke={1.8} aria-hidden /> {w.states[state]}
    </span>
  )
}
