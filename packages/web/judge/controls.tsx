/**
 * How a line is marked: a row of steps, described levels, or a number with steps beside it. Each has one stop for the Tab
 * key (`data-entry`); digits, + and − work there.
 */
import type { SheetLine } from '@leitai/core/rulebook/schema.ts'
import { exact, shortDecimal, whole } from '@leitai/core/scoring/decimal.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { allowedMarks } from './entry.ts'
import { shownNumber } from './sheet-now.ts'
import style from './sheet.module.css'
import { judgeWords } from './words.ts'

export interface ControlProps {
  line: SheetLine
  mark: string | undefined
  /** Digits that are not a mark yet. */
  typed: string
  shut: boolean
  labelId: string
  onPick(value: string): void
  onStep(by: number): void
  onText(text: string): void
}

export function Steps({
  line,
  mark,
  typed,
  shut,
  labelId,
  marks,
  onPick,
}: ControlProps & { marks: readonly string[] }) {
  // two even rows rather than one and a bit
  const columns = marks.length <= 7 ? marks.length : Math.ceil(marks.length / 2)
  const idOf = (value: string) => `${labelId}-${value}`
  return (
    <div
      className={style.steps}
      style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}
      role="radiogroup"
      aria-labelledby={labelId}
      aria-activedescendant={mark === undefined ? undefined : idOf(mark)}
      aria-disabled={shut}
      tabIndex={shut ? -1 : 0}
      data-entry={line.id}
    >
      {marks.map((value) => (
        <button
          key={value}
          id={idOf(value)}
          type="button"
          role="radio"
          aria-checked={value === mark}
          data-typed={(typed !== '' && value === typed) || undefined}
          tabIndex={-1}
          disabled={shut}
          onClick={() => onPick(value)}
        >
          {value}
        </button>
      ))}
    </div>
  )
}

export function Levels({ line, mark, shut, labelId, onPick }: ControlProps & { line: SheetLine & { kind: 'levels' } }) {
  const text = useText()
  const w = useWords(judgeWords)
  return (
    <div
      className={style.levels}
      role="radiogroup"
      aria-labelledby={labelId}
      aria-disabled={shut}
      tabIndex={shut ? -1 : 0}
      data-entry={line.id}
    >
      {line.levels.map(({ points, label }, index) => (
        <button
          key={index}
          type="button"
          role="radio"
          aria-checked={mark !== undefined && exact(mark).compare(exact(points)) === 0}
          tabIndex={-1}
          disabled={shut}
          onClick={() => onPick(shortDecimal(exact(points)))}
        >
          <kbd>{'ABCDEFGHIJ'[index]}</kbd>
          <span>{text(label)}</span>
          <strong>{fill(w.worth, { n: shownNumber(points) })}</strong>
        </button>
      ))}
    </div>
  )
}

export function Numbers(props: ControlProps) {
  const { line, mark, typed, shut, labelId, onPick, onStep, onText } = props
  const w = useWords(judgeWords)
  const { steps, quick, unit, size } = stepsOf(line)
  const step = (by: number) => (
    <button
      key={by}
      type="button"
      tabIndex={-1}
      disabled={shut}
      aria-label={fill(by < 0 ? w.less : w.more, { n: shownNumber(shortDecimal(exact(size).mul(Math.abs(by)))) })}
      onClick={() => onStep(by)}
    >
      {by < 0 ? <IconMinus size={16} aria-hidden /> : <IconPlus size={16} aria-hidden />}
      <span aria-hidden>{shownNumber(shortDecimal(exact(size).mul(Math.abs(by))))}</span>
    </button>
  )
  return (
    <div className={style.numbers}>
      <div className={style.stepper}>
        {steps.toReversed().map((by) => step(-by))}
        <label className={style.number} data-typing={typed !== '' || undefined}>
          <input
            data-entry={line.id}
            role="spinbutton"
            inputMode="decimal"
            autoComplete="off"
            aria-labelledby={labelId}
            aria-valuenow={mark === undefined ? undefined : Number(mark)}
            readOnly={shut}
            tabIndex={shut ? -1 : 0}
            value={typed !== '' ? typed : (mark ?? '')}
            placeholder="—"
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => onText(event.currentTarget.value)}
          />
          {unit !== null && <span aria-hidden>{w[unit]}</span>}
        </label>
        {steps.map((by) => step(by))}
        {line.kind === 'deduction' && (
          <button
            type="button"
            className={style.none}
            tabIndex={-1}
            disabled={shut}
            aria-pressed={mark === '0'}
            onClick={() => onPick('0')}
          >
            {w.none}
          </button>
        )}
      </div>
      {quick.length > 0 && (
        <div className={style.quick}>
          {quick.map((value) => (
            <button
              key={value}
              type="button"
              tabIndex={-1}
              disabled={shut}
              aria-pressed={value === mark}
              onClick={() => onPick(value)}
            >
              {value}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

interface Stepping {
  /** In steps of `size`: the small one beside the number, the large one outside. */
  steps: number[]
  size: string
  quick: string[]
  unit: 'times' | 'seconds' | null
}

function stepsOf(line: SheetLine): Stepping {
  switch (line.kind) {
    case 'deduction':
      return { steps: [1], size: '1', quick: [], unit: 'times' }
    case 'overtime':
      return { steps: [1, 10], size: '1', quick: [], unit: 'seconds' }
    case 'points':
    case 'weight': {
      const values = allowedMarks(line)!.values
      const max = exact(line.max)
      // from 60 % up, where most marks are, on the nearest step below
      const quick = [60, 70, 80, 90, 100].map((percent) =>
        exact(line.step).mul(max.mul(whole(percent)).div(100).div(exact(line.step)).floor()),
      )
      return {
        steps: values.length > 50 ? [1, 5] : [1, 2],
        size: line.step,
        quick: [...new Set(quick.map(shortDecimal))],
        unit: null,
      }
    }
    case 'levels':
    case 'measured':
      return { steps: [], size: '1', quick: [], unit: null }
  }
}
