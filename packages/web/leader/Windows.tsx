import { clockTime } from '@leitai/core/words.ts'
import { Countdown } from '@leitai/design/Countdown.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import style from './leader.module.css'
import { appealKey, openNow, type Appealable } from './windows.ts'
import { leaderWords } from './words.ts'

/** What can be appealed at this moment, with the time that is left. */
export function OpenNow({ list, onAppeal }: { list: readonly Appealable[]; onAppeal(one: Appealable): void }) {
  const w = useWords(leaderWords)
  const text = useText()
  const open = openNow(list)
  return (
    <section aria-labelledby="open-now">
      <h2 id="open-now">{w.openNow}</h2>
      {open.length === 0 ? (
        <p className={style.quiet}>{w.openNone}</p>
      ) : (
        open.map(({ until, item, of }) => (
          <div key={`${item.stage}:${item.item}:${until}`} className={style.window}>
            <header>
              <h3>{text(item.title)}</h3>
              <span className={style.left}>
                <small>{fill(w.until, { time: clockTime(until) })}</small>
                <Countdown to={until} />
              </span>
            </header>
            <ul>
              {of.map((one) => (
                <li key={appealKey(one)}>
                  <span>
                    {one.entrant.name} <small>{one.entrant.number}</small>
                  </span>
                  <Button size="sm" variant="default" onClick={() => onAppeal(one)}>
                    {w.appeal}
                  </Button>
                </li>
              ))}
            </ul>
          </div>
        ))
      )}
    </section>
  )
}

/** Everybody of the delegation, with every item and its window. */
export function Entrants({ list }: { list: readonly Appealable[] }) {
  const w = useWords(leaderWords)
  const text = useText()
  const entrants = [...new Map(list.map(({ entrant }) => [entrant.entrantId, entrant])).values()]
  const said = ({ state, item: { until } }: Appealable) => {
    switch (state) {
      case 'open':
        return fill(w.until, { time: clockTime(until!) })
      case 'notYet':
        return w.notYet
      case 'over':
        return fill(w.over, { time: clockTime(until!) })
      case 'filed':
        return w.filedAlready
    }
  }
  return (
    <details className={style.all}>
      <summary>{w.all}</summary>
      <ul className={style.entrants}>
        {entrants.map((entrant) => (
          <li key={entrant.entrantId}>
            <h3>
              {entrant.name} <small>{entrant.number}</small>
            </h3>
            <dl>
              {list
                .filter((one) => one.entrant.entrantId === entrant.entrantId)
                .map((one) => (
                  <div key={appealKey(one)} data-state={one.state}>
                    <dt>{text(one.item.title)}</dt>
                    <dd>{said(one)}</dd>
                  </div>
                ))}
            </dl>
          </li>
        ))}
      </ul>
    </details>
  )
}
