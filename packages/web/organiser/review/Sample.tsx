/** The sample: by which rule and which seed it was drawn, how far the supervisors are, and how many errors they found. */
import type { ReviewView } from '@leitai/core/contest/view.ts'
import type { ReviewRule } from '@leitai/core/scoring/review-sample.ts'
import { clockTime } from '@leitai/core/words.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { Alert, CopyButton, Progress } from '@mantine/core'
import type { ReactNode } from 'react'
import { Panel } from '../../staff/Panel.tsx'
import style from './review.module.css'
import { reviewWords } from './words.ts'

interface Props {
  review: ReviewView | undefined
  rule: ReviewRule | undefined
  computed: boolean
  children: ReactNode
}

export function Sample({ review, rule, computed, children }: Props) {
  const w = useWords(reviewWords)
  if (rule === undefined && review === undefined)
    return (
      <Panel title={w.title}>
        <p className={style.quiet}>{w.noReview}</p>
      </Panel>
    )
  return (
    <Panel
      title={w.title}
      {...(review === undefined ? {} : { aside: fill(w.drawnAt, { time: clockTime(review.at) }) })}
    >
      {rule !== undefined && (
        <p className={style.quiet}>
          {fill(w.rule, {
            top:
              rule.topCount === undefined
                ? fill(w.topPercent, { percent: rule.topPercent ?? '0' })
                : fill(w.topCount, { count: rule.topCount }),
            rest: rule.restPercent,
            limit: rule.recheckAllOverPercent,
          })}
          {!computed && ` ${w.notYet}`}
        </p>
      )}
      {review !== undefined && (
        <>
          <Facts review={review} />
          {review.all &&
            (review.pieces.some(({ finding }) => finding === null) ? (
              <Alert color="amber" mb="md" title={w.widened}>
                {w.widenedWhat}
              </Alert>
            ) : (
              <p className={style.widened}>{w.widened}</p>
            ))}
          {children}
        </>
      )}
    </Panel>
  )
}

function Facts({ review }: { review: ReviewView }) {
  const w = useWords(reviewWords)
  const all = review.pieces.length
  const done = review.pieces.filter(({ finding }) => finding !== null).length
  const over = Number(review.errorRate) > Number(review.limit)
  return (
    <div className={style.sample}>
      <div className={style.bands}>
        {(['top', 'drawn', 'risen'] as const)
          .filter((band) => band !== 'risen' || review.risen.length > 0)
          .map((band) => (
            <span key={band}>{fill(w.bandCounts[band], { count: review[band].length })}</span>
          ))}
        <CopyButton value={review.seed}>
          {({ copied, copy }) => (
            <button type="button" className={style.seed} onClick={copy} title={review.seed}>
              {w.seed} <code>{review.seed.slice(0, 16)}…</code> {copied ? w.copied : w.copy}
            </button>
          )}
        </CopyButton>
      </div>
      <div className={style.progress}>
        <span>{fill(w.progress, { done, all })}</span>
        <Progress value={all === 0 ? 0 : (done / all) * 100} size={6} color="jade" aria-label={w.title} />
        <span data-over={over || undefined}>
          {fill(w.errorRate, { rate: review.errorRate })} <small>{fill(w.limit, { limit: review.limit })}</small>
        </span>
      </div>
    </div>
  )
}
