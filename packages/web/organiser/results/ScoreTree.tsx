/** "Why 17.36?": a score as its tree. Every number with its rule, its clause in the rulebook, and the numbers it came from. */
import type { Score } from '@leitai/core/score.ts'
import { useText, useWords } from '@leitai/design/language.ts'
import style from './results.module.css'
import { resultsWords } from './words.ts'

export function ScoreTree({ score, depth = 0 }: { score: Score; depth?: number }) {
  const children = score.children ?? []
  if (children.length === 0)
    return (
      <div className={style.leaf} data-depth={depth}>
        <ScoreLine score={score} />
      </div>
    )
  return (
    <details className={style.branch} data-depth={depth} open={depth < 1}>
      <summary>
        <ScoreLine score={score} />
      </summary>
      <div className={style.children}>
        {children.map((child) => (
          <ScoreTree key={child.id} score={child} depth={depth + 1} />
        ))}
      </div>
    </details>
  )
}

function ScoreLine({ score }: { score: Score }) {
  const w = useWords(resultsWords)
  const text = useText()
  // Numbers that the rule's own words name already are not said twice.
  const said = score.rule === undefined ? '' : text(score.rule)
  const facts = Object.entries(score.facts ?? {}).filter(([, value]) => !said.includes(value))
  return (
    <span className={style.score}>
      <span className={style.scoreLabel}>{text(score.label)}</span>
      <span className={style.scorePoints}>
        {score.pending ? w.pending : score.points}
        {score.max !== undefined && <small> / {score.max}</small>}
      </span>
      {(score.rule !== undefined || score.clause !== undefined || facts.length > 0) && (
        <span className={style.scoreRule}>
          {score.rule !== undefined && <span>{text(score.rule)}</span>}
          {facts.length > 0 && (
            <span className={style.facts} title={w.facts}>
              {facts.map(([name, value]) => (
                <span key={name}>
                  {name} = {value}
                </span>
              ))}
            </span>
          )}
          {score.clause !== undefined && <span className={style.clause}>{score.clause}</span>}
        </span>
      )}
    </span>
  )
}
