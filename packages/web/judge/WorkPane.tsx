/** The work itself, as its item type shows it to judges: by code, and never by name. */
import { filePath } from '@leitai/core/api/paths.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { itemWeb } from '@leitai/items/web.ts'
import { ActionIcon, Button } from '@mantine/core'
import { IconArrowsDiagonal, IconArrowsDiagonalMinimize2 } from '@tabler/icons-react'
import { Suspense, useCallback, useEffect, useRef, type ReactNode } from 'react'
import { useRun } from '../live/use-run.ts'
import type { QueueLine } from './queue.ts'
import style from './desk.module.css'
import { judgeWords } from './words.ts'

interface Props {
  line: QueueLine
  phase: QueueLine['phase']
  gone: boolean
  /** The line that is being marked: its part of the work is brought into sight, where the work says which that is. */
  activeLine: string | null
  large: boolean
  onLarge(): void
  onNext: (() => void) | null
}

export function WorkPane({ line, phase, gone, activeLine, large, onLarge, onNext }: Props) {
  const w = useWords(judgeWords)
  const pane = useRef<HTMLElement>(null)
  useEffect(() => {
    if (activeLine === null) return
    const parts = [...(pane.current?.querySelectorAll('[data-line]') ?? [])]
    parts
      .find((part) => part.getAttribute('data-line') === activeLine)
      ?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
  }, [activeLine])
  return (
    <div className={style.workFrame}>
      <section ref={pane} className={style.work} aria-label={w.work} data-work tabIndex={-1}>
        {gone ? (
          <Said title={w.pieceGone} about={w.pieceGoneAbout}>
            {onNext !== null && (
              <Button size="md" onClick={onNext}>
                {w.next}
              </Button>
            )}
          </Said>
        ) : (
          <Work line={line} phase={phase} />
        )}
      </section>
      <ActionIcon
        className={style.larger}
        variant="default"
        size={44}
        aria-label={large ? w.smaller : w.larger}
        aria-expanded={large}
        onClick={onLarge}
      >
        {large ? <IconArrowsDiagonalMinimize2 size={20} /> : <IconArrowsDiagonal size={20} />}
      </ActionIcon>
    </div>
  )
}

function Work({ line, phase }: Pick<Props, 'line' | 'phase'>) {
  const w = useWords(judgeWords)
  const { view, status, connection, now } = useRun<SittingView<unknown, unknown>>(line.workId, 'judge')
  const fileUrl = useCallback((hash: string) => filePath(hash, line.workId, 'judge'), [line.workId])
  const Piece = itemWeb(line.type)?.Piece
  if (Piece === undefined) return <Said title={w.noPiece} />
  if (view !== null && view.piece !== undefined)
    return (
      <Suspense fallback={<Loading />}>
        <Piece view={{ ...view, piece: view.piece }} fileUrl={fileUrl} now={now} />
      </Suspense>
    )
  if (status === 'loading')
    return connection === 'connected' ? <Loading /> : <Said title={w.pieceOffline} about={w.pieceOfflineAbout} />
  // Only a turn on the stage stands in the list before there is any work.
  return phase === 'waiting' ? (
    <Said title={w.pieceTurn} about={w.pieceTurnAbout} />
  ) : (
    <Said title={w.pieceWaiting} about={w.pieceWaitingAbout} />
  )
}

function Said({ title, about, children }: { title: string; about?: string; children?: ReactNode }) {
  return (
    <div className={style.said}>
      <p className={style.saidTitle}>{title}</p>
      {about !== undefined && <p>{about}</p>}
      {children}
    </div>
  )
}
