/** The item's own conduct of whoever is on the stage; of two at once, where two stand there. */
import { runIdOf } from '@leitai/core/contest/reading.ts'
import type { SessionLine } from '@leitai/core/contest/view.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { useText, useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { itemWeb } from '@leitai/items/web.ts'
import type { ActResult } from '@leitai/items/web-plug.ts'
import { notifications } from '@mantine/notifications'
import { Suspense, useCallback, useMemo } from 'react'
import { live } from '../live/page-live.ts'
import { uploadsOf } from '../live/uploads.ts'
import { useRun } from '../live/use-run.ts'
import { useContest } from '../staff/contest.tsx'
import { floorWords } from '../staff/words.ts'
import style from './host.module.css'
import { hostWords } from './words.ts'

export function Conducting({ session, as }: { session: SessionLine; as: string }) {
  const w = useWords(hostWords).stage
  const pair = session.onStage.length > 1
  return (
    <div className={style.conducting}>
      {pair && <p className={style.quiet}>{w.bothAtOnce}</p>}
      <div className={style.conducts} data-pair={pair || undefined}>
        {session.onStage.map((code) => (
          <One key={code} session={session} code={code} as={as} />
        ))}
      </div>
    </div>
  )
}

function One({ session, code, as }: { session: SessionLine; code: string; as: string }) {
  const w = useWords(hostWords).stage
  const floor = useWords(floorWords)
  const text = useText()
  const { id } = useContest()
  const { stage, item, onStage } = session
  const runId = runIdOf(id, stage, item, code)
  const run = useRun<SittingView<unknown, unknown> & { work: unknown }>(runId, as)
  const uploads = useMemo(() => uploadsOf(runId, as), [runId, as])
  const Conduct = itemWeb(session.type)?.Conduct
  const others = onStage.filter((other) => other !== code).join('\n')

  const act = useCallback(
    async (name: string, payload: unknown): Promise<ActResult> => {
      const own = live.act(runId, name, payload)
      // One clock for two: what needs no words (start, end) is done for both, a note or another scene for the one it is about.
      if (others !== '' && isEmpty(payload))
        for (const other of others.split('\n')) void live.act(runIdOf(id, stage, item, other), name, payload)
      const result = await own
      if (!result.ok) notifications.show({ color: 'red', title: floor.refused, message: text(result), autoClose: 8000 })
      return result
    },
    [runId, others, id, stage, item, text, floor],
  )

  return (
    <div className={style.conduct} data-code={code}>
      {run.view === null ? (
        <p className={style.quiet}>{w.loading}</p>
      ) : Conduct === undefined ? (
        <p className={style.quiet}>{w.noConduct}</p>
      ) : (
        <Suspense fallback={<Loading />}>
          <Conduct view={run.view} act={act} now={run.now} uploads={uploads} />
        </Suspense>
      )}
    </div>
  )
}

function isEmpty(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && Object.keys(payload).length === 0
}
