/**
 * An alignment in colour, readable without colour: wrong characters are underlined with a wave and followed by what was
 * typed, missing ones stand dotted, extra ones struck through.
 */
import type { AlignmentRun } from '@leitai/core/alignment.ts'
import style from './AlignmentText.module.css'
import { fill, useWords } from './language.ts'
import { designWords } from './words.ts'

/** Spaces that matter are shown. */
function visible(text: string): string {
  return text.replaceAll(' ', '␣')
}

export function AlignmentText({ runs, block = false }: { runs: readonly AlignmentRun[]; block?: boolean }) {
  const w = useWords(designWords)
  return (
    <span className={style.text} data-block={block || undefined}>
      {runs.map((run, index) => {
        switch (run.op) {
          case 'match':
            return <span key={index}>{block ? run.due : visible(run.due)}</span>
          case 'wrong':
            return (
              <span
                key={index}
                className={style.wrong}
                title={`${w.wrong}: ${fill(w.typedInstead, { typed: run.typed })}`}
              >
                <span className={style.due}>{visible(run.due)}</span>
                <span className={style.typed}>{visible(run.typed)}</span>
              </span>
            )
          case 'missing':
            return (
              <span key={index} className={style.missing} title={w.missing}>
                {visible(run.due)}
              </span>
            )
          case 'extra':
            return (
              <del key={index} className={style.extra} title={w.extra}>
                {visible(run.typed)}
              </del>
            )
        }
      })}
    </span>
  )
}

export function AlignmentLegend() {
  const w = useWords(designWords)
  return (
    <span className={style.legend}>
      <span className={style.wrong}>
        <span className={style.due}>{w.wrong}</span>
      </span>
      <span className={style.missing}>{w.missing}</span>
      <del className={style.extra}>{w.extra}</del>
    </span>
  )
}
