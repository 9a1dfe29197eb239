/** 风险题: which pack, and who answers it; the team says it aloud, the host presses a digit. */
import { LeadPart } from '@leitai/design/lead/LeadDesk.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import type { PacksView } from '../types.ts'
import style from './lead.module.css'
import { leadQuizWords } from './lead-words.ts'

interface Props {
  packs: PacksView
  /** The pack that waits for the one who answers it. */
  picked: number | null
  onPick(pack: number | null): void
  onMember(member: string): void
}

export function PackChoice({ packs, picked, onPick, onMember }: Props) {
  const w = useWords(leadQuizWords)
  if (picked !== null)
    return (
      <LeadPart
        title={fill(w.members, { n: picked })}
        aside={
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onPick(null)}>
            {w.back} <kbd className={style.esc}>Esc</kbd>
          </Button>
        }
      >
        <ol className={style.wall} data-members>
          {packs.members.map((member, index) => (
            <li key={member}>
              <button type="button" onClick={() => onMember(member)}>
                <kbd>{index + 1}</kbd>
                {member}
              </button>
            </li>
          ))}
        </ol>
      </LeadPart>
    )
  return (
    <LeadPart title={w.packs} aside={<span>{w.packFirst}</span>}>
      <ol className={style.wall}>
        {packs.packs.map(({ number, taken }) => (
          <li key={number}>
            <button type="button" disabled={taken !== null} onClick={() => onPick(number)}>
              {fill(w.pack, { n: number })}
              {taken !== null && <small>{w.packTaken}</small>}
            </button>
          </li>
        ))}
      </ol>
    </LeadPart>
  )
}

/** The steps of a pack, and how far this team is. */
export function PackSteps({ packs }: { packs: PacksView }) {
  const w = useWords(leadQuizWords)
  const over = packs.asks === 'over'
  return (
    <LeadPart title={w.steps} aside={<strong>{fill(w.won, { points: packs.won })}</strong>}>
      <ol className={style.steps}>
        {packs.steps.map((points, step) => (
          <li
            key={step}
            data-done={step < packs.step || undefined}
            aria-current={step === packs.step && !over ? 'step' : undefined}
          >
            {points}
          </li>
        ))}
      </ol>
    </LeadPart>
  )
}
