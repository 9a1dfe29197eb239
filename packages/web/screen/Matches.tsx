/** Who meets whom, on the stage: the bracket of a knockout, or the groups of the round. */
import { bracketOf } from '@leitai/core/contest/bracket.ts'
import type { ContestView } from '@leitai/core/contest/view.ts'
import { Bracket } from '@leitai/design/bracket/Bracket.tsx'
import { GroupTables } from '@leitai/design/bracket/GroupTables.tsx'
import { useText } from '@leitai/design/language.ts'
import style from './hall.module.css'

export function Matches({ view, stage }: { view: ContestView; stage: string }) {
  const text = useText()
  const drawn = view.matches.find((one) => one.stage === stage)
  const bracket = drawn?.by === 'knockout' ? bracketOf(view.matches, drawn.of) : null
  return (
    <div className={style.slide}>
      {drawn === undefined ? (
        <p className={style.slideWord}>{text(view.title)}</p>
      ) : (
        <div className={style.matches}>
          {bracket === null ? <GroupTables matches={drawn} tone="stage" /> : <Bracket data={bracket} tone="stage" />}
        </div>
      )}
    </div>
  )
}
