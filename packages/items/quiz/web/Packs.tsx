/** 风险题: the wall of packs, and the ladder of points that a team climbs. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { figure } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import type { PacksView } from '../types.ts'
import style from './packs.module.css'
import { stageWords } from './stage-words.ts'

export function Packs({ frame, packs }: { frame: MatchFrame; packs: PacksView }) {
  const w = useWords(stageWords).packs
  return (
    <section className={style.packs}>
      <div className={style.wall}>
        <h2 role="status">{fill(w.choose, { team: nameIn(frame, packs.team) })}</h2>
        <ol data-count={packs.packs.length > 8 ? 'many' : 'few'}>
          {packs.packs.map((pack) => (
            <li key={pack.number} data-taken={pack.taken !== null || undefined}>
              <strong>{pack.number}</strong>
              {pack.taken !== null && <span>{nameIn(frame, pack.taken)}</span>}
            </li>
          ))}
        </ol>
      </div>
      <aside>
        <Ladder packs={packs} large />
      </aside>
    </section>
  )
}

/** Highest on top; what is won is filled, what is played for now is framed. */
export function Ladder({ packs, large = false }: { packs: PacksView; large?: boolean }) {
  const w = useWords(stageWords).packs
  const playing = packs.asks === 'answer'
  return (
    <div className={style.ladder} data-large={large || undefined}>
      <ol>
        {packs.steps.map((points, index) => (
          <li
            // oxlint-disable-next-line react/no-array-index-key -- steps stand in their order and may be worth the same
            key={index}
            data-state={index < packs.step ? 'won' : index === packs.step && playing ? 'now' : undefined}
            aria-current={index === packs.step && playing ? 'step' : undefined}
          >
            <span>{fill(w.step, { n: index + 1 })}</span>
            <strong>{figure(points)}</strong>
          </li>
        ))}
      </ol>
      <p>
        {w.won} <strong>{figure(packs.won)}</strong>
      </p>
    </div>
  )
}
