/** One item that people mark: its panel, the calibration round where the rulebook has one, and how far it is. */
import type { PanelLine } from '@leitai/core/contest/view.ts'
import type { Stage } from '@leitai/core/rulebook/schema.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Panel } from '../../staff/Panel.tsx'
import { Calibration } from './Calibration.tsx'
import { Panels } from './Panels.tsx'
import { PieceDrawer } from './PieceDrawer.tsx'
import { Progress } from './Progress.tsx'
import { tallyOf, type PieceLine } from './progress.ts'
import { markingWords } from './words.ts'

interface Props {
  stage: Stage
  line: PanelLine
  /** The stage's other items with panels, to which one can be copied. */
  others: readonly PanelLine[]
  pieces: readonly PieceLine[]
  lost: boolean
  closed: boolean
  opened: string | null
  onOpen(code: string | null): void
}

export function ItemMarking({ stage, line, others, pieces, lost, closed, opened, onOpen }: Props) {
  const m = useWords(markingWords)
  const text = useText()
  const tally = tallyOf(pieces)
  const parts = [
    fill(m.whole, { whole: tally.whole, all: tally.all }),
    ...(tally.alarms > 0 ? [fill(m.alarms, { count: tally.alarms })] : []),
    ...(tally.short > 0 ? [fill(m.shortPieces, { count: tally.short })] : []),
  ]
  return (
    <Panel title={text(line.title)} {...(tally.all === 0 ? {} : { aside: parts.join(' · ') })}>
      <Panels stage={stage} line={line} others={others} closed={closed} />
      {line.calibration > 0 && <Calibration line={line} pieces={pieces} closed={closed} />}
      <Progress pieces={pieces} lost={lost} onOpen={onOpen} />
      <PieceDrawer
        stage={stage.id}
        title={text(line.title)}
        piece={pieces.find((piece) => piece.code === opened) ?? null}
        closed={closed}
        onClose={() => onOpen(null)}
      />
    </Panel>
  )
}
