/** A closed dictation for officials: every record aligned, with its recording and how often it was played. */
import type { InspectionProps } from '@leitai/items/web-plug.ts'
import type { DictationInspection } from '../types.ts'
import { Marked } from './Results.tsx'

export default function Inspection({ inspection, fileUrl }: InspectionProps<DictationInspection>) {
  return <Marked {...inspection} fileUrl={fileUrl} />
}
