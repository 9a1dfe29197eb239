/** One line of the sheet: what it is about, what it is worth so far, and large steps to mark it. */
import type { MarkingView } from '@leitai/core/marking/types.ts'
import type { SheetLine } from '@leitai/core/rulebook/schema.ts'
import { exact, shortDecimal, zero } from '@leitai/core/scoring/decimal.ts'
import { measureOf } from '@leitai/core/scoring/sheet.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { allowedMarks, type Entry } from './entry.ts'
import { Levels, Numbers, Steps, type ControlProps } from './controls.tsx'
import { shownNumber } from './sheet-now.ts'
import style from './sheet.module.css'
import { judgeWords } from './words.ts'

interface Props {
  line: SheetLine
  view: MarkingView
  mark: string | undefined
  worth: string | undefined
  /** What another of the judge's devices says; undefined: it says the same. */
  conflict: string | null | undefined
  entry: Entry
  active: boolean
  /** Quietly marked: handing in was tried while it is empty. */
  owed: boolean
  shut: boolean
  onPick(value: string): void
  onStep(by: number): void
  onText(text: string): void
  /** Between the devices: this is the mark. */
  onChoose(value: string | null): void
}

/** More steps than this do not fit beside each other under a thumb. */
const mostSteps = 11

export function LineRow(props: Props) {
  const { line, view, mark, worth, entry, active, owed } = props
  const w = useWords(judgeWords)
  const text = useText()
  const labelId = `line-${line.id}`
  const most = mostOf(line, view.item.sheetMax)
  const said = explained(props, w)
  const colleagues = view.sheets?.flatMap(({ personId, name, marks }) => {
    const theirs = marks[line.id]
    return theirs === undefined ? [] : [{ personId, name, mark: theirs }]
  })
  return (
    <section
      className={style.line}
      data-active={active || undefined}
      data-owed={owed || undefined}
      aria-labelledby={labelId}
      data-row={line.id}
    >
      <header className={style.lineHead}>
        <h3 id={labelId}>
          {text(line.label)}
          {line.kind === 'weight' && <small>{fill(w.weightOf, { percent: line.percent })}</small>}
          {line.clause !== undefined && (
            <small className={style.clause} title={fill(w.clause, { clause: line.clause })}>
              {line.clause}
            </small>
          )}
        </h3>
        <output className={style.worth} data-empty={worth === undefined || undefined}>
          {worth === undefined ? '—' : shownNumber(worth)}
          {most !== null && <small>{fill(w.of, { max: shownNumber(most) })}</small>}
        </output>
      </header>
      {measureOf(line) === null && <Control {...controlProps(props, labelId)} />}
      {entry.refused !== null ? (
        <p className={style.refused} role="alert">
          {text(entry.refused)}
          <span>{mark === undefined ? w.staysNone : fill(w.stays, { mark: shownNumber(mark) })}</span>
        </p>
      ) : (
        said !== null && (
          <p className={style.note} data-measured={measureOf(line) !== null || undefined}>
            {said}
          </p>
        )
      )}
      {props.conflict !== undefined && !props.shut && (
        <div className={style.conflict} role="alert">
          <span>
            {props.conflict === null ? w.conflictCleared : fill(w.conflict, { mark: shownNumber(props.conflict) })}
          </span>
          {[props.conflict, mark ?? null].map((value, index) => (
            <button key={index} type="button" onClick={() => props.onChoose(value)}>
              {fill(index === 0 ? w.takeTheirs : w.keepThis, { mark: value === null ? '—' : shownNumber(value) })}
            </button>
          ))}
        </div>
      )}
      {owed && entry.refused === null && <p className={style.owed}>{w.notMarked}</p>}
      {colleagues !== undefined && colleagues.length > 0 && (
        <p className={style.colleagues}>
          <span className={style.colleaguesHead}>{w.colleagues}</span>
          {colleagues.map((one) => (
            <span key={one.personId} data-differs={one.mark !== mark || undefined}>
              {one.name} <strong>{shownNumber(one.mark)}</strong>
            </span>
          ))}
        </p>
      )}
    </section>
  )
}

function controlProps(props: Props, labelId: string): ControlProps {
  const { line, mark, entry, shut, onPick, onStep, onText } = props
  return { line, mark, typed: entry.typed, shut, labelId, onPick, onStep, onText }
}

function Control(props: ControlProps) {
  const { line } = props
  if (line.kind === 'levels') return <Levels {...props} line={line} />
  const marks = allowedMarks(line)?.texts
  return line.kind === 'points' && marks !== undefined && marks.length <= mostSteps ? (
    <Steps {...props} marks={marks} />
  ) : (
    <Numbers {...props} />
  )
}

/** The most that a line adds; null where it only takes away. */
function mostOf(line: SheetLine, sheetMax: string): string | null {
  switch (line.kind) {
    case 'points':
    case 'measured':
      return line.max
    case 'weight':
      return shortDecimal(exact(line.percent).div(100).mul(exact(sheetMax)))
    case 'levels': {
      const values = line.levels.map(({ points }) => exact(points))
      return shortDecimal(values.reduce((a, b) => (b.compare(a) > 0 ? b : a)))
    }
    case 'deduction':
      return startsFull(line) ? line.from : null
    case 'overtime':
      return null
  }
}

/** The line's rule, or what came of it. */
function explained({ line, view, mark, worth }: Props, w: (typeof judgeWords)['zh']): string | null {
  const measure = measureOf(line)
  if (measure !== null) {
    const value = view.measures[measure]
    if (value === undefined || worth === undefined) return w.measuredWaits
    return fill(line.kind === 'overtime' ? w.measuredSeconds : w.measured, {
      value: shownNumber(value),
      worth: shownNumber(worth),
    })
  }
  switch (line.kind) {
    case 'deduction': {
      const rule = { each: minus(line.each), most: minus(line.most), from: shownNumber(line.from) }
      const starts = startsFull(line)
      if (mark === undefined || worth === undefined) return fill(starts ? w.deductionFrom : w.deductionRule, rule)
      if (!starts && exact(mark).compare(zero) === 0) return w.deductionNone
      return fill(starts ? w.deductionFromNow : w.deductionNow, { ...rule, n: mark, worth: shownNumber(worth) })
    }
    case 'overtime': {
      if (mark !== undefined && worth !== undefined) return fill(w.overtimeNow, { n: mark, worth: shownNumber(worth) })
      const rule = { over: line.overSeconds, per: line.perSeconds, each: minus(line.each) }
      return line.most === undefined
        ? fill(w.overtimeRule, rule)
        : fill(w.overtimeRuleMost, { ...rule, most: minus(line.most) })
    }
    default:
      return null
  }
}

/** The line begins with points and loses them, rather than taking them from the others. */
const startsFull = (line: SheetLine & { kind: 'deduction' }): boolean => exact(line.from).compare(zero) > 0

const minus = (text: string): string => (exact(text).compare(zero) === 0 ? '0' : `−${shownNumber(text)}`)
