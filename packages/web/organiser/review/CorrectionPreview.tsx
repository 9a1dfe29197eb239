/** What a correction would change, asked of the server as it is typed: the item's score, and whose total, rank or award. */
import type { Item } from '@leitai/core/rulebook/schema.ts'
import type { ResultView } from '@leitai/core/contest/view.ts'
import type { Score } from '@leitai/core/score.ts'
import { itemScore } from '@leitai/core/scoring/item-score.ts'
import { fill, useLanguage, useText, useWords } from '@leitai/design/language.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { query, sentenceOf, type api } from '../../session/api.ts'
import { nameOf } from './naming.ts'
import style from './review.module.css'
import { reviewWords } from './words.ts'

type Asked = Parameters<typeof api.marking.previewCorrection>[0]

/** Null: there is nothing to ask yet. */
export function usePreview(asked: Asked | null) {
  return useQuery({
    ...query.marking.previewCorrection.queryOptions({
      input: asked ?? { id: '-', stage: '-', item: '-', code: '-', judge: null, line: null, new: '' },
    }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  })
}

export function CorrectionPreview({
  preview,
  item,
  result,
  code,
  waits,
}: {
  preview: ReturnType<typeof usePreview>
  item: Item
  result: ResultView
  code: string
  waits: boolean
}) {
  const w = useWords(reviewWords)
  const language = useLanguage()
  const text = useText()
  if (preview.isError && !waits)
    return (
      <p className={style.refused} role="alert">
        {sentenceOf(preview.error, language)}
      </p>
    )
  if (waits || preview.data === undefined) return <p className={style.quiet}>{w.previewWait}</p>
  const { score, changes } = preview.data
  const old = result.lines.find((one) => one.code === code)?.items[item.id] ?? '—'
  return (
    <section className={style.preview} aria-label={w.preview} aria-live="polite">
      <p>
        <strong>{fill(w.itemBecomes, { old, new: itemScore(item, score as Score).points })}</strong>
        {changes.length === 0 && ` · ${w.previewSame}`}
      </p>
      {changes.length > 0 && (
        <div className={style.matrixFrame}>
          <table className={style.changes}>
            <thead>
              <tr>
                <th scope="col">{w.entrant}</th>
                <th scope="col">{w.total}</th>
                <th scope="col">{w.rank}</th>
                <th scope="col">{w.award}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ code: whose, before, after }) => (
                <tr key={whose} data-own={whose === code || undefined}>
                  <th scope="row">{nameOf(result, whose)}</th>
                  <Change before={before.total} after={after.total} />
                  <Change before={String(before.rank ?? '—')} after={String(after.rank ?? '—')} />
                  <Change
                    before={before.award === null ? w.noAward : text(before.award)}
                    after={after.award === null ? w.noAward : text(after.award)}
                  />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Change({ before, after }: { before: string; after: string }) {
  if (before === after) return <td className={style.same}>{after}</td>
  return (
    <td>
      <del>{before}</del> → <strong>{after}</strong>
    </td>
  )
}
