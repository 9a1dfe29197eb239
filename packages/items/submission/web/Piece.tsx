/** What judges have beside their sheet: the task with what to look for, and the work without its author. */
import type { PieceProps } from '@leitai/items/web-plug.ts'
import type { SubmissionPiece } from '../types.ts'
import { Parts } from './Parts.tsx'

export default function Piece({ view, fileUrl }: PieceProps<SubmissionPiece>) {
  return <Parts piece={view.piece} fileUrl={fileUrl} />
}
