import { fill, useWords } from '@leitai/design/language.ts'
import style from './marking.module.css'
import { markingWords } from './words.ts'

/** One judge's sheet of one piece, in words: how many lines are marked, or that it is handed in. Never a mark. */
export function SheetState({ done, toMark, handedIn }: { done: number; toMark: number; handedIn: boolean }) {
  const m = useWords(markingWords)
  const state = sheetState({ done, toMark, handedIn })
  return (
    <span className={style.sheet} data-state={state}>
      {state === 'begun' ? fill(m.marked, { done, toMark }) : m.legend[state]}
    </span>
  )
}

/** Null: a piece that this judge does not mark. */
export function sheetState(sheet: { done: number; toMark: number; handedIn: boolean } | null) {
  if (sheet === null) return 'none'
  if (sheet.handedIn) return 'handedIn'
  return sheet.done === 0 ? 'empty' : sheet.done < sheet.toMark ? 'begun' : 'full'
}
