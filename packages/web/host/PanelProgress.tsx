/** How far the panel is with the one on the stage: counts, never marks, until the score is told to all. */
import { markingIdOf } from '@leitai/core/contest/reading.ts'
import type { SessionLine } from '@leitai/core/contest/view.ts'
import type { MarkingView } from '@leitai/core/marking/types.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { useRun } from '../live/use-run.ts'
import { useContest } from '../staff/contest.tsx'
import style from './host.module.css'
import { hostWords } from './words.ts'

export function PanelProgress({
  session,
  code,
  as,
  named,
}: {
  session: SessionLine
  code: string
  as: string
  named: boolean
}) {
  const w = useWords(hostWords).panel
  const { id } = useContest()
  const { view: marking } = useRun<MarkingView>(markingIdOf(id, session.stage, session.item, code), as)
  const judges = marking?.progress ?? []
  const told = marking?.told
  return (
    <section className={style.panel} aria-label={w.title}>
      <header className={style.zoneHead}>
        <h2>
          {w.title}
          {named && ` · ${code}`}
        </h2>
        {told !== undefined && (
          <strong className={style.told}>
            {told.points}
            <small> / {told.max}</small>
          </strong>
        )}
      </header>
      {judges.length === 0 ? (
        <p className={style.quiet}>{marking === null ? w.waiting : w.none}</p>
      ) : (
        <>
          <p className={style.panelCount}>
            {fill(w.count, {
              judges: judges.length,
              handedIn: judges.filter(({ handedIn }) => handedIn !== null).length,
            })}
          </p>
          <ul className={style.judges}>
            {judges.map((judge, index) => {
              const there = judge.handedIn !== null
              return (
                <li
                  key={judge.personId}
                  data-there={there || undefined}
                  title={`${fill(w.judge, { n: index + 1, name: judge.name })} · ${there ? w.handedIn : w.notYet}`}
                >
                  {index + 1}
                </li>
              )
            })}
          </ul>
          {/* of two, counts alone: the desk does not scroll */}
          {!named && (
            <p className={style.quiet}>{told !== undefined ? w.told : session.onTheSpot ? w.tells : w.silent}</p>
          )}
        </>
      )}
    </section>
  )
}
