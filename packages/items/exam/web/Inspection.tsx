/** A closed paper with keys and points, for officials. */
import { fill, useWords } from '@leitai/design/language.ts'
import type { InspectionProps } from '@leitai/items/web-plug.ts'
import type { ExamInspection } from '../types.ts'
import { Marked } from './Results.tsx'
import style from './results.module.css'
import { examWords } from './words.ts'

export default function Inspection({ inspection }: InspectionProps<ExamInspection>) {
  const w = useWords(examWords)
  return (
    <>
      <p className={style.total}>{fill(w.total, { n: inspection.points, of: inspection.max })}</p>
      <Marked questions={inspection.questions} answers={inspection.answers} results={inspection.results} />
    </>
  )
}
