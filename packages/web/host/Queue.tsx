/** Who was on, who is on, who comes. A click puts somebody next, dragging moves; those who are away are struck. */
import type { SessionLine } from '@leitai/core/contest/view.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { movedTo } from '@leitai/design/ordering/moved.ts'
import { useDragging } from '@leitai/design/ordering/use-dragging.ts'
import { ActionIcon, Menu, SegmentedControl } from '@mantine/core'
import { IconCheck, IconDots, IconGripVertical, IconPlayerPlayFilled, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useContest } from '../staff/contest.tsx'
import { floorWords } from '../staff/words.ts'
import { AskAttendance } from './AskAttendance.tsx'
import { BringAfterwards } from './BringAfterwards.tsx'
import style from './host.module.css'
import { broughtForward, type QueueRow } from './queue.ts'
import type { Afterwards } from './turns.ts'
import { hostWords } from './words.ts'

interface Props {
  session: SessionLine
  rows: readonly QueueRow[]
  as: string
  /** What may still be brought by one who is done. */
  afterwardsOf(code: string): Afterwards | null
  onOrder(order: string[]): void
  together: number
  onTogether(count: number): void
  /** Whether this person may say who is away. */
  mayMark: boolean
}

export function Queue({ session, rows, as, afterwardsOf, onOrder, together, onTogether, mayMark }: Props) {
  const w = useWords(hostWords).queue
  const text = useText()
  const { view } = useContest()
  const [asking, setAsking] = useState<string | null>(null)
  const [bringing, setBringing] = useState<string | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const done = rows.filter(({ over }) => over).length
  const counted = rows.filter(({ state }) => state !== 'away').length
  const order = rows.map(({ code }) => code)
  const { dragged, take } = useDragging(list, order, onOrder)
  const first = rows.find(({ state }) => state === 'next')?.code

  // who comes next stays in sight as the list moves on
  useEffect(() => {
    list.current?.querySelector('[data-state="next"]')?.scrollIntoView({ block: 'nearest' })
  }, [first])

  return (
    <section className={style.queue} aria-label={w.title}>
      <header className={style.zoneHead}>
        <h2>{w.title}</h2>
        <span>{fill(w.done, { done, all: counted })}</span>
      </header>
      <div className={style.together}>
        <span>{w.together}</span>
        <SegmentedControl
          size="xs"
          aria-label={w.together}
          value={String(together)}
          onChange={(value) => onTogether(Number(value))}
          data={[
            { value: '1', label: w.one },
            { value: '2', label: w.two },
          ]}
        />
      </div>
      {rows.length === 0 && <p className={style.quiet}>{w.none}</p>}
      <ol className={style.rows} ref={list}>
        {rows.map((row) => {
          const afterwards = afterwardsOf(row.code)
          const waits = row.state === 'next' || row.state === 'waiting'
          return (
            <li
              key={row.code}
              data-state={row.state}
              data-row={waits ? row.code : undefined}
              data-dragged={row.code === dragged || undefined}
            >
              {waits ? (
                <button
                  type="button"
                  className={style.handle}
                  aria-label={fill(w.move, { code: row.code })}
                  title={w.moveHelp}
                  onPointerDown={(event) => take(event, row.code)}
                  onKeyDown={(event) => {
                    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
                    const target = order[order.indexOf(row.code) + step]
                    if (step === 0 || target === undefined) return
                    event.preventDefault()
                    onOrder(movedTo(order, row.code, target))
                  }}
                >
                  <IconGripVertical size={16} />
                </button>
              ) : (
                <span className={style.handle} />
              )}
              <button
                type="button"
                className={style.row}
                disabled={!waits}
                title={row.state === 'waiting' ? w.help : undefined}
                aria-label={row.state === 'waiting' ? fill(w.forward, { code: row.code }) : undefined}
                onClick={() => row.state === 'waiting' && onOrder(broughtForward(rows, row.code))}
              >
                <span className={style.rowCode}>{row.code}</span>
                <span className={style.rowName}>{nameOf(view, row.code)}</span>
                {row.state === 'done' && afterwards?.owed === true ? (
                  <span className={style.rowState} data-owed>
                    {fill(w.owed, { what: text(afterwards.title) })}
                  </span>
                ) : (
                  <RowState row={row} />
                )}
              </button>
              <RowMenu
                session={session}
                row={row}
                mayMark={mayMark}
                afterwards={afterwards}
                onAttendance={() => setAsking(row.code)}
                onAfterwards={() => setBringing(row.code)}
              />
            </li>
          )
        })}
      </ol>
      {bringing !== null && (
        <BringAfterwards
          session={session}
          code={bringing}
          name={nameOf(view, bringing)}
          as={as}
          onClose={() => setBringing(null)}
        />
      )}
      {asking !== null && <AskAttendance code={asking} onClose={() => setAsking(null)} />}
    </section>
  )
}

/** Empty while identities are sealed. */
export function nameOf(view: ReturnType<typeof useContest>['view'], code: string): string {
  return view.entrants.find((entrant) => entrant.code === code)?.name ?? ''
}

function RowState({ row }: { row: QueueRow }) {
  const w = useWords(hostWords).queue
  const floor = useWords(floorWords)
  const { view } = useContest()
  const line = view.codes.find(({ code }) => code === row.code)
  switch (row.state) {
    case 'done':
      return (
        <span className={style.rowState}>
          <IconCheck size={14} stroke={2} /> {w.states.done}
        </span>
      )
    case 'onStage':
      return (
        <span className={style.rowState}>
          {row.over ? <IconCheck size={14} stroke={2} /> : <IconPlayerPlayFilled size={12} />} {w.states.onStage}
        </span>
      )
    case 'away':
      return (
        <span className={style.rowState} title={line?.attendanceReason ?? undefined}>
          <IconX size={14} stroke={2} /> {line === undefined ? w.states.away : floor.room.attendance[line.attendance]}
        </span>
      )
    case 'next':
      return <span className={style.rowState}>{w.states.next}</span>
    case 'waiting':
      return null
  }
}

function RowMenu({
  session,
  row,
  mayMark,
  afterwards,
  onAttendance,
  onAfterwards,
}: {
  session: SessionLine
  row: QueueRow
  mayMark: boolean
  afterwards: Afterwards | null
  onAttendance(): void
  onAfterwards(): void
}) {
  const w = useWords(hostWords).queue
  const text = useText()
  const { act } = useContest()
  // a score that was told before all had looked, or that came after the next one was called
  const again = row.state === 'done' && session.onTheSpot && session.phase === 'open'
  if (!again && !mayMark && afterwards === null) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={fill(w.more, { code: row.code })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {again && (
          <Menu.Item onClick={() => void act('callToStage', { session: session.id, codes: [row.code] })}>
            {w.showAgain}
          </Menu.Item>
        )}
        {afterwards !== null && <Menu.Item onClick={onAfterwards}>{text(afterwards.title)}</Menu.Item>}
        {mayMark && <Menu.Item onClick={onAttendance}>{row.state === 'away' ? w.present : w.attendance}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}
