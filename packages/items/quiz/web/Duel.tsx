/** 擂台: who holds the stage, who comes for it, and how this duel stands. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { figure } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import type { ChallengeView } from '../types.ts'
import style from './duel.module.css'
import { stageWords } from './stage-words.ts'

export function Duel({ frame, challenge }: { frame: MatchFrame; challenge: ChallengeView }) {
  const w = useWords(stageWords).duel
  const { holder, challenger, duel, duelNumber, duels, defences } = challenge
  const kept = defences[holder] ?? 0
  return (
    <div className={style.duel}>
      <p className={style.one} key={holder}>
        <span>
          {w.holder}
          {kept > 0 && <> · {fill(w.kept, { n: kept })}</>}
        </span>
        <strong>{nameIn(frame, holder)}</strong>
      </p>
      <p className={style.score} aria-label={`${figure(duel.holder)} ${w.versus} ${figure(duel.challenger)}`}>
        <span>{fill(w.number, { n: duelNumber, of: duels })}</span>
        <strong>
          {figure(duel.holder)}
          <i>:</i>
          {figure(duel.challenger)}
        </strong>
      </p>
      <p className={style.two} key={challenger}>
        <span>{w.challenger}</span>
        <strong>{challenger === null ? '—' : nameIn(frame, challenger)}</strong>
      </p>
    </div>
  )
}
