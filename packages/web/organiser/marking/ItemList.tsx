/** The stage's items: who marks each, whether it is sat, and how far its panel is. One with a panel opens below. */
import type { PanelLine, ResultView, SessionLine } from '@leitai/core/contest/view.ts'
import type { Item, Stage } from '@leitai/core/rulebook/schema.ts'
import { clockTime } from '@leitai/core/words.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { rulebookWords } from '../../spectator/rulebook/words.ts'
import { Panel } from '../../staff/Panel.tsx'
import { resultsWords } from '../results/words.ts'
import style from './marking.module.css'
import { tallyOf, type PieceLine } from './progress.ts'
import { markingWords } from './words.ts'

interface Props {
  stage: Stage
  sessions: readonly SessionLine[]
  panels: readonly PanelLine[]
  pieces: readonly PieceLine[]
  shown: string | null
  onShow(item: string): void
  closed: boolean
  result: ResultView | null
}

export function ItemList({ stage, sessions, panels, pieces, shown, onShow, closed, result }: Props) {
  const w = useWords(resultsWords)
  const m = useWords(markingWords)
  const aside =
    result !== null
      ? fill(w.computed, { time: clockTime(result.computedAt), lines: result.lines.length })
      : closed
        ? m.closed
        : undefined
  return (
    <Panel title={m.items} {...(aside === undefined ? {} : { aside })}>
      <ul className={style.items} aria-label={m.items}>
        {stage.items.map((item) => {
          const line = panels.find((one) => one.item === item.id)
          const content = (
            <ItemRow
              item={item}
              line={line}
              sessions={sessions.filter((session) => session.item === item.id)}
              pieces={pieces.filter((piece) => piece.item === item.id)}
            />
          )
          return (
            <li key={item.id}>
              {line === undefined ? (
                <div className={style.item}>{content}</div>
              ) : (
                <button
                  type="button"
                  className={style.item}
                  aria-pressed={item.id === shown}
                  onClick={() => onShow(item.id)}
                >
                  {content}
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

function ItemRow({
  item,
  line,
  sessions,
  pieces,
}: {
  item: Item
  line: PanelLine | undefined
  sessions: readonly SessionLine[]
  pieces: readonly PieceLine[]
}) {
  const m = useWords(markingWords)
  const text = useText()
  const by = useMarkedBy()
  const tally = tallyOf(pieces)
  const seats = new Set(sessions.flatMap((session) => session.codes)).size
  const done = sessions.filter((session) => session.phase === 'closed').length
  return (
    <>
      <span className={style.itemTitle}>
        <strong>{text(item.title)}</strong>
        <small>{by(item)}</small>
      </span>
      <span className={style.itemSessions}>
        {sessions.length === 0 ? m.noSessions : fill(m.sessionsDone, { done, all: sessions.length })}
        {seats > 0 && <small>{fill(m.seatCount, { count: seats })}</small>}
      </span>
      <span className={style.itemPanel}>{line === undefined ? null : <PanelSummary line={line} />}</span>
      <span className={style.itemProgress}>
        {line !== undefined && tally.all > 0 && (
          <>
            <span className={style.bar} aria-hidden>
              <span
                style={{ inlineSize: `${(tally.whole / tally.all) * 100}%` }}
                data-full={tally.whole === tally.all || undefined}
              />
            </span>
            <span>{fill(m.whole, { whole: tally.whole, all: tally.all })}</span>
            {tally.alarms > 0 && <small className={style.alarm}>{fill(m.alarms, { count: tally.alarms })}</small>}
            {tally.short > 0 && <small className={style.alarm}>{fill(m.shortPieces, { count: tally.short })}</small>}
          </>
        )}
      </span>
    </>
  )
}

function PanelSummary({ line }: { line: PanelLine }) {
  const m = useWords(markingWords)
  if (line.panels.length === 0) return <span className={style.attention}>{m.noPanel}</span>
  const judges = new Set(line.panels.flatMap((panel) => panel.judges.map(({ personId }) => personId))).size
  const standIns = line.panels.length === 1 ? judges - line.due : 0
  return (
    <span>
      {fill(m.panelOf, { judges: standIns > 0 ? line.due : judges })}
      {standIns > 0 && fill(m.andStandIns, { count: standIns })}
    </span>
  )
}

function useMarkedBy(): (item: Item) => string {
  const w = useWords(resultsWords)
  const m = useWords(markingWords)
  const { aggregate } = useWords(rulebookWords)
  return ({ marking }) => {
    if (marking.by === 'system')
      return marking.byHand === undefined ? w.bySystem : fill(m.byHand, { judges: marking.byHand.judges })
    const drops = marking.dropHighest + marking.dropLowest > 0
    return fill(m.byJudges, {
      judges: marking.judges,
      aggregate: aggregate[marking.aggregate],
      drop: drops ? fill(m.drop, { high: marking.dropHighest, low: marking.dropLowest }) : '',
    })
  }
}
