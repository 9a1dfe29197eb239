/** What the chief judge and the hall want of this judge, said once and quietly, above the desk. */
import type { MarkingView } from '@leitai/core/marking/types.ts'
import { clockTime } from '@leitai/core/words.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LiveMatches } from './LiveMatches.tsx'
import { query, type api } from '../session/api.ts'
import type { QueueLine } from './queue.ts'
import type { SheetNow } from './sheet-now.ts'
import { SignOrder } from './SignOrder.tsx'
import style from './desk.module.css'
import { judgeWords } from './words.ts'

export type WaitingOrder = Awaited<ReturnType<typeof api.marking.ties>>[number]

interface Props {
  contestId: string
  queue: readonly QueueLine[]
  piece: QueueLine | null
  view: MarkingView | null
  now: SheetNow | null
  onOpen(line: QueueLine): void
}

export function Notices({ contestId, queue, piece, view, now, onOpen }: Props) {
  const w = useWords(judgeWords)
  const ties = useQuery(
    query.marking.ties.queryOptions({ input: { id: contestId }, refetchInterval: 15_000, staleTime: 0 }),
  )
  const [signing, setSigning] = useState<WaitingOrder | null>(null)
  const call = view?.calls.at(-1)
  const answered = now?.handedIn === true && (now.handedInAt === null || now.handedInAt >= (call?.at ?? 0))
  const order = ties.data?.find(({ mine }) => !mine)
  const others = queue.filter(({ markingId }) => markingId !== piece?.markingId)
  const onStage = others.find(({ phase }) => phase === 'live')
  const called = others.find(({ call: waits }) => waits !== null)
  return (
    <div className={style.notices}>
      <LiveMatches contestId={contestId} />
      {onStage !== undefined && (
        <div className={style.notice} data-kind="stage" role="status">
          <strong>{fill(w.onStage, { code: onStage.code })}</strong>
          <Button size="sm" onClick={() => onOpen(onStage)}>
            {w.openLive}
          </Button>
        </div>
      )}
      {call !== undefined && !answered && view?.phase === 'open' && (
        <div className={style.notice} data-kind="call" role="status">
          <strong>{w.call[call.kind]}</strong>
          <span>{call.note}</span>
          <time>{clockTime(call.at)}</time>
        </div>
      )}
      {called !== undefined && (
        <div className={style.notice} data-kind="call" role="status">
          <strong>{fill(w.callFor[called.call!.kind], { code: called.code })}</strong>
          <span>{called.call!.note}</span>
          <Button size="sm" variant="default" onClick={() => onOpen(called)}>
            {w.open}
          </Button>
        </div>
      )}
      {view !== null && view.calibration !== null && (
        <div className={style.notice} data-kind="calibration" role="status">
          <strong>{w.calibration}</strong>
          <span className={style.long}>
            {view.calibration === 'alone' ? w.calibrationAlone : w.calibrationCompared}
          </span>
        </div>
      )}
      {order !== undefined && (
        <div className={style.notice} role="status">
          <strong>{w.ties}</strong>
          <span>{fill(w.tiesAbout, { n: order.order.length })}</span>
          <Button size="sm" variant="default" onClick={() => setSigning(order)}>
            {w.tiesOpen}
          </Button>
        </div>
      )}
      {signing !== null && <SignOrder contestId={contestId} order={signing} onClose={() => setSigning(null)} />}
    </div>
  )
}
