/** The standings at the judges' desk: beside each team the key that corrects its points. */
import type { MatchTeamView } from '@leitai/core/match/types.ts'
import { useWords } from '../language.ts'
import { LeadPart } from './LeadDesk.tsx'
import style from './lead.module.css'
import { TeamLines } from './TeamLines.tsx'
import { leadWords } from './words.ts'

interface Props {
  teams: readonly MatchTeamView[]
  /** Whose turn it is. */
  marked?: string | null
  disabled: boolean
  onCorrect(code: string): void
}

export function JudgedTeams({ teams, marked = null, disabled, onCorrect }: Props) {
  const w = useWords(leadWords)
  return (
    <LeadPart title={w.standings}>
      <TeamLines
        teams={teams}
        marked={marked}
        beside={({ code }) => (
          <button type="button" className={style.correctKey} disabled={disabled} onClick={() => onCorrect(code)}>
            {w.correct}
          </button>
        )}
      />
    </LeadPart>
  )
}
