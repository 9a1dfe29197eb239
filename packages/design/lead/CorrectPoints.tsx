/** Points given or taken by the judges, beside what the play itself gave, with a reason. */
import type { MatchTeamView } from '@leitai/core/match/types.ts'
import { exact, shortDecimal } from '@leitai/core/scoring/decimal.ts'
import { fill, useWords } from '../language.ts'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { AskReason } from './AskReason.tsx'
import style from './lead.module.css'
import { leadWords } from './words.ts'

const allowed = /^-?\d{1,6}(\.\d{1,2})?$/

interface Props {
  team: MatchTeamView
  problem: string | null
  onCorrect(payload: { code: string; points: string; reason: string }): Promise<boolean>
  onClose(): void
}

export function CorrectPoints({ team, problem, onCorrect, onClose }: Props) {
  const w = useWords(leadWords)
  const [typed, setTyped] = useState('')
  // a Chinese keyboard's full-width signs mean the same
  const points = typed.trim().normalize('NFKC').replace('−', '-').replace(/^\+/, '')
  const ready = allowed.test(points) && Number(points) !== 0
  return (
    <AskReason
      title={fill(w.correctTitle, { team: team.name ?? team.code })}
      about={fill(w.correctNow, { points: team.points })}
      reasons={w.correctReasons}
      confirm={w.correctSave}
      ready={ready}
      problem={problem}
      onReason={(reason) => onCorrect({ code: team.code, points, reason })}
      onClose={onClose}
    >
      <div className={style.correct}>
        <TextInput
          label={w.correctBy}
          description={w.correctByHelp}
          inputMode="decimal"
          value={typed}
          maxLength={10}
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <p>
          {ready &&
            fill(w.correctAfter, { points: shortDecimal(exact(team.points).add(exact(points))).replace('-', '−') })}
        </p>
      </div>
    </AskReason>
  )
}
