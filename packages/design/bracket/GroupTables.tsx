/** Groups as small tables: who is in each, the points once they are published, who goes on. */
import type { MatchesView } from '@leitai/core/contest/view.ts'
import { fill, useWords } from '../language.ts'
import style from './GroupTables.module.css'
import { nameOf } from '@leitai/core/contest/bracket.ts'
import { bracketWords } from './words.ts'

/** `withCodes`: the codes beside the names, for those who seat people by them. */
export function GroupTables({
  matches,
  tone = 'paper',
  withCodes = false,
}: {
  matches: MatchesView
  tone?: 'paper' | 'stage'
  withCodes?: boolean
}) {
  const w = useWords(bracketWords)
  return (
    <div className={style.groups} data-tone={tone}>
      {matches.groups.map((group) => {
        const { scores } = group
        const codes =
          scores === undefined
            ? group.codes
            : group.codes.toSorted((a, b) => Number(scores[b] ?? -1) - Number(scores[a] ?? -1))
        return (
          <section key={group.number} className={style.group} aria-label={fill(w.group, { n: group.number })}>
            <h3>{fill(w.group, { n: group.number })}</h3>
            <ol>
              {codes.map((code) => {
                const on = group.on?.includes(code) === true
                return (
                  <li key={code} data-on={on || undefined} data-out={(group.on !== undefined && !on) || undefined}>
                    <span className={style.name}>
                      {nameOf(group, code)}
                      {withCodes && group.names?.[code] !== undefined && <small>{code}</small>}
                    </span>
                    {on && <em>{w.goesOn}</em>}
                    <strong>{scores?.[code] ?? ''}</strong>
                  </li>
                )
              })}
            </ol>
          </section>
        )
      })}
    </div>
  )
}
