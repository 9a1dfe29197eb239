/** A score with everything it came from: the work on the left, each judge's sheet and the score's tree on the right. */
import { useWords } from '@leitai/design/language.ts'
import { useContest } from '../../staff/contest.tsx'
import { Work } from '../results/Evidence.tsx'
import { workOf } from '../results/work-of.ts'
import { ScoreTree } from '../results/ScoreTree.tsx'
import style from './review.module.css'
import { Sheets, useIsMarked } from './Sheets.tsx'
import { useRulebookRead } from './use-rulebook.ts'
import { reviewWords } from './words.ts'

export function PieceEvidence({ stage, item, code }: { stage: string; item: string; code: string }) {
  const w = useWords(reviewWords)
  const { view } = useContest()
  const book = useRulebookRead()
  const marked = useIsMarked()(stage, item)
  const type = book?.stages.find((one) => one.id === stage)?.items.find((one) => one.id === item)?.type
  const line = view.results.find((one) => one.stage === stage)?.lines.find((one) => one.code === code)
  const score = line?.score?.children?.find((one) => one.id === item)
  return (
    <div className={style.evidence}>
      <div className={style.left}>
        {type !== undefined && (
          <section aria-label={w.work}>
            <h3>{w.work}</h3>
            <Work runId={workOf(view, stage, item, code)} type={type} />
          </section>
        )}
      </div>
      <div className={style.right}>
        {marked && (
          <section aria-label={w.sheets}>
            <h3>{w.sheets}</h3>
            <Sheets where={{ stage, item, code }} />
          </section>
        )}
        {score !== undefined && (
          <section aria-label={w.tree}>
            <h3>{w.tree}</h3>
            <ScoreTree score={score} />
          </section>
        )}
      </div>
    </div>
  )
}
