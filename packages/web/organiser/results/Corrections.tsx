/** What was changed after marking: old and new, why, by whom. As it would stand on paper. */
import type { CorrectionView, ResultView } from '@leitai/core/contest/view.ts'
import type { Stage } from '@leitai/core/rulebook/schema.ts'
import { clockTime } from '@leitai/core/words.ts'
import { DataTable } from '@leitai/design/DataTable.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useContest } from '../../staff/contest.tsx'
import { Panel } from '../../staff/Panel.tsx'
import { dayOf } from '../../staff/times.ts'
import { entrantName, judgeNames, sheetLineName } from './names.ts'
import style from './results.module.css'
import { stageWords } from './stage-words.ts'

export function Corrections({ result, stage }: { result: ResultView; stage: Stage | undefined }) {
  const s = useWords(stageWords)
  const text = useText()
  const { view } = useContest()
  const names = judgeNames(view)
  if (result.corrections.length === 0) return null
  const where = ({ item, judge, line }: CorrectionView) => [
    text(stage?.items.find((one) => one.id === item)?.title ?? { zh: item, en: item }),
    ...(judge === null ? [] : [names.get(judge) ?? s.leftPanel]),
    line === null ? s.wholeScore : text(sheetLineName(stage, item, line)),
  ]
  return (
    <Panel
      title={s.corrections}
      aside={fill(s.correctionsCount, { count: result.corrections.length })}
      action={
        <Button size="xs" variant="default" leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
          {s.printCorrections}
        </Button>
      }
    >
      <DataTable
        label={s.corrections}
        rows={result.corrections}
        rowKey={(_, index) => index}
        columns={[
          {
            key: 'at',
            head: s.at,
            cell: ({ at }) => <span className={style.change}>{`${dayOf(at).slice(5)} ${clockTime(at)}`}</span>,
          },
          {
            key: 'what',
            head: s.what,
            cell: (correction) => (
              <span className={style.wide}>
                <strong>{entrantName(result, correction.code)}</strong>
                <span className={style.correctionWhere}>{where(correction).join(' · ')}</span>
              </span>
            ),
          },
          {
            key: 'change',
            head: s.change,
            numeric: true,
            cell: ({ old, new: now }) => (
              <span className={style.change}>
                <del>{old}</del> → <strong>{now}</strong>
              </span>
            ),
          },
          {
            key: 'cause',
            head: s.cause,
            cell: ({ cause }) => <span className={style.oneLine}>{s.causes[cause]}</span>,
          },
          { key: 'reason', head: s.reason, cell: ({ reason }) => <span className={style.wide}>{reason}</span> },
          { key: 'by', head: s.by, cell: ({ name }) => <span className={style.oneLine}>{name}</span> },
        ]}
      />
    </Panel>
  )
}
