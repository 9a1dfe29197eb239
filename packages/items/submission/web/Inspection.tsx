/** A closed submission for officials: what its judges see. */
import type { InspectionProps } from '@leitai/items/web-plug.ts'
import type { SubmissionPiece } from '../types.ts'
import { Parts } from './Parts.tsx'

export default function Inspection({ inspection, fileUrl }: InspectionProps<SubmissionPiece>) {
  return <Parts piece={inspection} fileUrl={fileUrl} />
}
