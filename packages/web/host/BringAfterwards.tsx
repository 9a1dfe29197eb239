/** What may still be brought of a turn that is over, such as its recording; for any of the order, not only who stands on the stage. */
import { runIdOf } from '@leitai/core/contest/reading.ts'
import type { SessionLine } from '@leitai/core/contest/view.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { Loading } from '@leitai/design/states.tsx'
import { itemWeb } from '@leitai/items/web.ts'
import { Modal } from '@mantine/core'
import { Suspense, useMemo } from 'react'
import { uploadsOf } from '../live/uploads.ts'
import { useRun } from '../live/use-run.ts'
import { useContest } from '../staff/contest.tsx'

interface Props {
  session: SessionLine
  code: string
  name: string
  as: string
  onClose(): void
}

export function BringAfterwards({ session, code, name, as, onClose }: Props) {
  const { id } = useContest()
  const runId = runIdOf(id, session.stage, session.item, code)
  const run = useRun<SittingView<unknown, unknown> & { work: unknown }>(runId, as)
  const uploads = useMemo(() => uploadsOf(runId, as), [runId, as])
  const Afterwards = itemWeb(session.type)?.Afterwards
  return (
    <Modal opened onClose={onClose} title={`${code} ${name}`.trim()} centered>
      <Suspense fallback={<Loading />}>
        {run.view !== null && Afterwards !== undefined && (
          <Afterwards view={run.view} uploads={uploads} now={run.now} />
        )}
      </Suspense>
    </Modal>
  )
}
