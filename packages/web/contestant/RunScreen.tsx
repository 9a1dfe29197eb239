/** One run on the contestant's page: waiting room, work, pause, receipt. */
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { useText, useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { itemWeb } from '@leitai/items/web.ts'
import type { ActResult } from '@leitai/items/web-plug.ts'
import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import { useRun } from '../live/use-run.ts'
import { useChecks } from './Checks.tsx'
import { Receipt } from './Receipt.tsx'
import type { SeatOf, SeatRun } from './seat.ts'
import { TopBar } from './TopBar.tsx'
import { WaitingRoom } from './WaitingRoom.tsx'
import { WorkScreen } from './WorkScreen.tsx'
import style from './contestant.module.css'
import { contestantWords } from './words.ts'

export type OwnView = SittingView<unknown, unknown> & { work: unknown }

export interface RunScreenProps {
  seat: SeatOf
  run: SeatRun
  index: number
  total: number
  next: SeatRun | null
  onNext(): void
}

export function RunScreen({ seat, run, index, total, next, onNext }: RunScreenProps) {
  const w = useWords(contestantWords)
  const text = useText()
  const live = useRun<OwnView>(run.runId)
  const item = itemWeb(run.type)
  const { act: send } = live

  const act = useCallback(
    async (name: string, payload: unknown, replaces?: string, pressedAt?: DOMHighResTimeStamp): Promise<ActResult> => {
      const result = await send(name, payload, replaces, pressedAt)
      // work that came after the end is told by the receipt, and a fenced page by its own notice
      if (!result.ok && result.code !== 'closed' && result.code !== 'fenced')
        notifications.show({
          id: result.code,
          color: 'yellow',
          title: w.refused,
          message: text(result),
          autoClose: 6000,
        })
      return result
    },
    [send, text, w],
  )

  const { view } = live
  // the run is made when the session opens; until then there is only the plan, and checks are kept here
  const { checks, report } = useChecks(view?.checks ?? null, act)
  if (live.status === 'loading') return <Loading page />

  const phase = view?.phase ?? 'waiting'
  const bar = (
    <TopBar
      seat={seat}
      title={text(run.title)}
      view={view}
      connection={live.connection}
      unsaved={live.unsaved}
      lastSavedAt={live.lastSavedAt}
      turn={run.turn}
    />
  )
  return (
    <div className={`contestant ${style.page}`}>
      {phase === 'waiting' && (
        <WaitingRoom
          seat={seat}
          run={run}
          index={index}
          total={total}
          view={view}
          checks={checks}
          report={report}
          bar={bar}
          act={act}
          now={live.now}
          available={item !== null}
        />
      )}
      {view !== null && (phase === 'open' || phase === 'paused') && item !== null && (
        <WorkScreen item={item} run={run} view={view} bar={bar} act={act} live={live} />
      )}
      {view !== null && phase === 'closed' && (
        <Receipt run={run} view={view} item={item} bar={bar} next={next} onNext={onNext} live={live} />
      )}
    </div>
  )
}
