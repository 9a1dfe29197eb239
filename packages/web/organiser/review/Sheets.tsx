/** Each judge's sheet beside the others', once the marks stand. A corrected mark shows what it was. */
import type { CorrectionView } from '@leitai/core/contest/view.ts'
import { markingIdOf } from '@leitai/core/contest/reading.ts'
import type { MarkingView } from '@leitai/core/marking/types.ts'
import { measureOf } from '@leitai/core/scoring/sheet.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Loader } from '@mantine/core'
import { useRun } from '../../live/use-run.ts'
import { useContest } from '../../staff/contest.tsx'
import style from './review.module.css'
import { reviewWords } from './words.ts'

interface Where {
  stage: string
  item: string
  code: string
}

export interface PickedMark {
  judge: string
  line: string
}

interface Picking {
  picked: PickedMark | null
  onPick(mark: PickedMark): void
}

/** The piece's marking; null while it is not there. Only for items that people mark: others have none. */
export function useMarking({ stage, item, code }: Where): MarkingView | null {
  const { id } = useContest()
  return useRun<MarkingView>(markingIdOf(id, stage, item, code)).view
}

/** Whether people mark the item, wholly or in part. */
export function useIsMarked(): (stage: string, item: string) => boolean {
  const { view } = useContest()
  return (stage, item) => view.panels.some((panel) => panel.stage === stage && panel.item === item)
}

export function Sheets({ where, picking }: { where: Where; picking?: Picking }) {
  const w = useWords(reviewWords)
  const marking = useMarking(where)
  const { view } = useContest()
  if (marking === null) return <Loader color="gray" size="sm" aria-label={w.loadingSheets} />
  if (marking.sheets === undefined) return <p className={style.quiet}>{w.noSheets}</p>
  const corrections = (view.results.find((one) => one.stage === where.stage)?.corrections ?? []).filter(
    ({ item, code }) => item === where.item && code === where.code,
  )
  return <Matrix marking={marking} corrections={corrections} {...(picking === undefined ? {} : { picking })} />
}

/** A mark as it stands now, and as the judge entered it where that is another. */
export function standingMark(
  marks: Readonly<Record<string, string>>,
  corrections: readonly CorrectionView[],
  { judge, line }: PickedMark,
): { now: string; was: string | null } {
  const entered = marks[line] ?? ''
  const last = corrections.findLast((one) => one.judge === judge && one.line === line)
  return { now: last?.new ?? entered, was: last === undefined || last.new === entered ? null : entered }
}

function Matrix({
  marking: { lines, measures, sheets = [] },
  corrections,
  picking,
}: {
  marking: MarkingView
  corrections: readonly CorrectionView[]
  picking?: Picking
}) {
  const w = useWords(reviewWords)
  const text = useText()
  const remarked = sheets.filter(({ remarks }) => remarks !== '')
  return (
    <>
      <div className={style.matrixFrame}>
        <table className={style.matrix}>
          <thead>
            <tr>
              <th scope="col">{w.line}</th>
              {sheets.map((sheet) => (
                <th key={sheet.personId} scope="col">
                  {sheet.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => {
              const measure = measureOf(line)
              return (
                <tr key={line.id}>
                  <th scope="row">
                    {text(line.label)}
                    {'max' in line && <small> / {line.max}</small>}
                    {line.clause !== undefined && <span className={style.lineClause}>{line.clause}</span>}
                  </th>
                  {measure !== null ? (
                    <td colSpan={sheets.length} className={style.measured}>
                      {measures[measure] ?? '—'} <small>{w.measured}</small>
                    </td>
                  ) : (
                    sheets.map((sheet) => {
                      const at = { judge: sheet.personId, line: line.id }
                      const { now, was } = standingMark(sheet.marks, corrections, at)
                      const mark = (
                        <>
                          {was !== null && <del>{was}</del>} {now}
                        </>
                      )
                      return (
                        <td key={sheet.personId}>
                          {picking === undefined ? (
                            mark
                          ) : (
                            <button
                              type="button"
                              className={style.mark}
                              aria-label={fill(w.pick, { judge: sheet.name, line: text(line.label), mark: now })}
                              aria-pressed={picking.picked?.judge === at.judge && picking.picked.line === at.line}
                              onClick={() => picking.onPick(at)}
                            >
                              {mark}
                            </button>
                          )}
                        </td>
                      )
                    })
                  )}
                </tr>
              )
            })}
          </tbody>
          {corrections.length === 0 && (
            <tfoot>
              <tr>
                <th scope="row">{w.total}</th>
                {sheets.map((sheet) => (
                  <td key={sheet.personId}>{sheet.total}</td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      {picking === undefined && remarked.length > 0 && (
        <dl className={style.remarks} aria-label={w.remarks}>
          {remarked.map((sheet) => (
            <div key={sheet.personId}>
              <dt>{sheet.name}</dt>
              <dd>{sheet.remarks}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}
