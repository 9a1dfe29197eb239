/**
 * The room as a plan: each seat a tile with its code, a state mark (shape and word, not colour alone), progress and last
 * save. A pressed tile opens what may be done there.
 */
import type { CodeLine, SessionLine } from '@leitai/core/contest/view.ts'
import { clockTime } from '@leitai/core/words.ts'
import { Alert, Button, Drawer, Group, Modal, NumberInput, Select, Stack, Text } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCheck,
  IconClockPause,
  IconMicrophone2,
  IconPencil,
  IconPlugConnectedX,
  IconPointFilled,
  IconUserQuestion,
} from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { api, query } from '../session/api.ts'
import { useCall } from './call.ts'
import { useContest } from './contest.tsx'
import { AskReason } from './dialogs.tsx'
import { Phase } from './Sessions.tsx'
import style from './floor.module.css'
import { markOf, type Mark, type SeatState } from './seat-mark.ts'
import { dayAndTime } from './times.ts'
import { floorWords } from './words.ts'

const icons = {
  working: IconPencil,
  saved: IconCheck,
  waiting: IconPointFilled,
  paused: IconClockPause,
  offline: IconPlugConnectedX,
  missing: IconUserQuestion,
  none: IconPointFilled,
}

export function RoomPlan({
  session: chosen,
  onSession,
}: {
  session?: string | null
  onSession?: (session: string) => void
}) {
  const w = useWords(floorWords)
  const text = useText()
  const { view, id } = useContest()
  const [own, setOwn] = useState<string | null>(null)
  const [pressed, setPressed] = useState<string | null>(null)
  const running = view.sessions.find((one) => one.phase === 'open' || one.phase === 'paused')
  const next = view.sessions.find((one) => one.phase === 'planned')
  const session = view.sessions.find((one) => one.id === (chosen ?? own)) ?? running ?? next ?? view.sessions.at(-1)
  const room = useQuery({
    ...query.draw.room.queryOptions({ input: { id, ...(session ? { session: session.id } : {}) } }),
    refetchInterval: 2000,
    placeholderData: keepPreviousData,
    enabled: session !== undefined,
  })
  if (session === undefined) return <EmptyState title={w.room.noSessions} about={w.room.noSessionsHelp} />
  const seats = room.data ?? []
  const bySeat = new Map(seats.map((seat) => [seat.seat, seat]))
  // Called to the stage, or come together from several groups: places in the room say nothing then, codes do.
  const byPlace = !session.turn && bySeat.size === seats.length
  const all = byPlace
    ? [
        ...view.room.seats.map((name) => ({ name, spare: false, seat: bySeat.get(name) })),
        ...view.room.spare.map((name) => ({ name, spare: true, seat: bySeat.get(name) })),
      ]
    : seats.map((seat) => ({ name: seat.code, spare: false, seat }))
  const marks = seats.map((seat) => markOf(seat, session.turn))
  const count = (mark: Mark) => marks.filter((one) => one === mark).length
  const open = seats.find((seat) => seat.code === pressed)
  return (
    <section aria-label={w.room.title}>
      <Group justify="space-between" mb="md" gap="sm">
        <Group gap="sm">
          <Select
            aria-label={w.room.pick}
            allowDeselect={false}
            data={view.sessions.map((one) => ({
              value: one.id,
              label: `${dayAndTime(one.startsAt)} ${text(one.title)} · ${fill(w.group, { group: one.group })}`,
            }))}
            value={session.id}
            onChange={(value) => value !== null && (onSession ?? setOwn)(value)}
            w={290}
          />
          <Phase session={session} />
        </Group>
        <Text className={style.count}>
          {session.turn
            ? fill(w.room.turnSummary, {
                waiting: count('waiting'),
                working: count('working') + count('paused'),
                closed: count('saved'),
              })
            : fill(w.room.summary, {
                online: seats.filter((seat) => seat.connected).length,
                working: count('working') + count('paused'),
                closed: count('saved'),
                warnings: seats.filter((seat) => seat.incidents > 0 || seat.late > 0).length,
              })}
        </Text>
      </Group>
      {room.isError && (
        <Alert color="amber" mb="md" icon={<IconAlertTriangle size={18} />}>
          {w.room.lost}
        </Alert>
      )}
      {room.isSuccess && seats.length === 0 ? (
        <EmptyState title={w.room.noCodes} />
      ) : (
        <ul className={style.plan}>
          {all.map(({ name, spare, seat }) => (
            <li key={name}>
              {seat === undefined ? (
                <EmptyTile name={name} spare={spare} />
              ) : (
                <Tile
                  seat={seat}
                  turn={session.turn}
                  line={view.codes.find((one) => one.code === seat.code)}
                  onPress={() => setPressed(seat.code)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <Legend turn={session.turn} />
      <SeatDrawer seat={open} session={session} onClose={() => setPressed(null)} />
    </section>
  )
}

function EmptyTile({ name, spare }: { name: string; spare: boolean }) {
  const w = useWords(floorWords)
  return (
    <div className={style.tile} data-mark="none" data-empty>
      <span className={style.tileSeat}>{name}</span>
      <span className={style.tileNote}>{spare ? w.room.spare : ''}</span>
    </div>
  )
}

function Tile({
  seat,
  turn,
  line,
  onPress,
}: {
  seat: SeatState
  turn: boolean
  line: CodeLine | undefined
  onPress: () => void
}) {
  const w = useWords(floorWords)
  const away = line !== undefined && line.attendance !== 'present'
  const mark = away ? 'none' : markOf(seat, turn)
  const Icon = turn && mark === 'working' ? IconMicrophone2 : icons[mark]
  const warned = seat.incidents > 0 || seat.late > 0
  const word = away ? w.room.attendance[line.attendance] : wordOf(w, mark, turn)
  return (
    <button
      type="button"
      className={style.tile}
      data-mark={mark}
      onClick={onPress}
      aria-label={`${seat.seat} ${seat.code} ${word}${warned ? ` ${w.room.legend.warning}` : ''}`}
    >
      <span className={style.tileTop}>
        {/* where the seat is the name of the work, it stands there once */}
        <span className={style.tileSeat}>{seat.seat === seat.code ? '\u00a0' : seat.seat}</span>
        {warned && <IconAlertTriangle size={15} className={style.tileWarning} />}
      </span>
      <span className={style.tileCode}>{seat.code}</span>
      <span className={style.tileState}>
        <Icon size={14} stroke={2} />
        {word}
      </span>
      <span className={style.tileBottom}>
        <span className={style.figure}>
          {seat.total > 0 && !turn ? fill(w.room.progress, { done: seat.done, total: seat.total }) : ''}
        </span>
        <span className={style.figure}>{seat.lastSaveAt === null ? '' : clockTime(seat.lastSaveAt)}</span>
      </span>
      <span
        className={style.tileBar}
        style={{ inlineSize: seat.total > 0 && !turn ? `${(seat.done / seat.total) * 100}%` : 0 }}
      />
    </button>
  )
}

/** What a mark is called: on the stage, done and waiting to be called where it goes by turns. */
function wordOf(w: typeof floorWords.zh, mark: Mark, turn: boolean): string {
  return turn && (mark === 'working' || mark === 'saved' || mark === 'waiting')
    ? w.room.turnLegend[mark]
    : w.room.legend[mark]
}

const marksInRoom = ['working', 'saved', 'waiting', 'paused', 'missing', 'offline'] as const
const marksOfTurns = ['working', 'saved', 'waiting', 'paused'] as const

function Legend({ turn }: { turn: boolean }) {
  const w = useWords(floorWords)
  return (
    <ul className={style.legend}>
      {(turn ? marksOfTurns : marksInRoom).map((mark) => {
        const Icon = turn && mark === 'working' ? IconMicrophone2 : icons[mark]
        return (
          <li key={mark} data-mark={mark}>
            <Icon size={14} stroke={2} /> {wordOf(w, mark, turn)}
          </li>
        )
      })}
      <li data-mark="warning">
        <IconAlertTriangle size={14} stroke={2} /> {w.room.legend.warning}
      </li>
    </ul>
  )
}

type SeatAct = 'giveTime' | 'moveSeat' | 'resetPin' | 'attendance' | 'present' | 'acceptLate' | 'refuseLate'

function SeatDrawer({
  seat,
  session,
  onClose,
}: {
  seat: SeatState | undefined
  session: SessionLine
  onClose: () => void
}) {
  const w = useWords(floorWords)
  const { view } = useContest()
  const [asking, setAsking] = useState<SeatAct | null>(null)
  const line = view.codes.find((one) => one.code === seat?.code)
  return (
    <Drawer
      opened={seat !== undefined}
      onClose={onClose}
      position="right"
      size={380}
      title={
        seat === undefined
          ? ''
          : `${fill(w.room.seat, { seat: seat.seat })} · ${fill(w.room.code, { code: seat.code })}`
      }
    >
      {seat !== undefined && line !== undefined && (
        <>
          <dl className={style.facts}>
            <dt>{w.sessions.state}</dt>
            <dd>
              {line.attendance === 'present'
                ? wordOf(w, markOf(seat, session.turn), session.turn)
                : `${w.room.attendance[line.attendance]}${line.attendanceReason === null ? '' : ` · ${line.attendanceReason}`}`}
            </dd>
            <dt>{seat.connected ? w.room.connected : w.room.disconnected}</dt>
            <dd>
              {seat.lastSaveAt === null
                ? w.room.neverSaved
                : fill(w.room.lastSave, { time: clockTime(seat.lastSaveAt) })}
            </dd>
            {seat.total > 0 && !session.turn && (
              <>
                <dt>{w.sessions.item}</dt>
                <dd className={style.figure}>{fill(w.room.progress, { done: seat.done, total: seat.total })}</dd>
              </>
            )}
            {line.extraTimePercent > 0 && (
              <>
                <dt>{w.sessions.time}</dt>
                <dd>{fill(w.room.extra, { percent: line.extraTimePercent })}</dd>
              </>
            )}
            {seat.incidents > 0 && (
              <>
                <dt>{w.room.legend.warning}</dt>
                <dd>{fill(w.room.incidents, { count: seat.incidents })}</dd>
              </>
            )}
          </dl>
          {seat.late > 0 && (
            <Alert color="amber" mb="md">
              <Text mb="xs">{fill(w.room.lateWork, { count: seat.late })}</Text>
              <Group gap="xs">
                <Button size="xs" onClick={() => setAsking('acceptLate')}>
                  {w.room.acts.acceptLate}
                </Button>
                <Button size="xs" variant="default" onClick={() => setAsking('refuseLate')}>
                  {w.room.acts.refuseLate}
                </Button>
              </Group>
            </Alert>
          )}
          <Stack gap="xs">
            {session.phase !== 'planned' && (
              <Button variant="default" size="md" justify="flex-start" onClick={() => setAsking('giveTime')}>
                {w.room.acts.giveTime}
              </Button>
            )}
            <Button variant="default" size="md" justify="flex-start" onClick={() => setAsking('moveSeat')}>
              {w.room.acts.moveSeat}
            </Button>
            <Button variant="default" size="md" justify="flex-start" onClick={() => setAsking('resetPin')}>
              {w.room.acts.resetPin}
            </Button>
            {line.attendance === 'present' ? (
              <Button variant="default" size="md" justify="flex-start" onClick={() => setAsking('attendance')}>
                {w.room.acts.attendance}
              </Button>
            ) : (
              <Button variant="default" size="md" justify="flex-start" onClick={() => setAsking('present')}>
                {w.room.acts.present}
              </Button>
            )}
          </Stack>
          {asking !== null && (
            <SeatQuestion asking={asking} line={line} session={session} onClose={() => setAsking(null)} />
          )}
        </>
      )}
    </Drawer>
  )
}

function SeatQuestion({
  asking,
  line,
  session,
  onClose,
}: {
  asking: SeatAct
  line: CodeLine
  session: SessionLine
  onClose: () => void
}) {
  const w = useWords(floorWords)
  const { view, id, act } = useContest()
  const call = useCall()
  const [minutes, setMinutes] = useState(5)
  const [toSeat, setToSeat] = useState<string | null>(null)
  const [attendance, setAttendance] = useState<'absent' | 'forfeited' | 'disqualified'>('absent')
  const [pin, setPin] = useState<string | null>(null)
  const { code } = line
  if (pin !== null)
    return (
      <Modal opened onClose={onClose} title={fill(w.room.pinIs, { code })} centered closeOnClickOutside={false}>
        <Stack gap="md">
          <output className={style.key}>{pin}</output>
          <Text>{fill(w.room.pinHelp, { seat: line.seat })}</Text>
          <Button onClick={onClose}>{w.room.done}</Button>
        </Stack>
      </Modal>
    )
  const title = `${w.room.acts[asking]} · ${code}`
  switch (asking) {
    case 'giveTime':
      return (
        <AskReason
          title={title}
          what={fill(w.room.giveWhat, { code })}
          confirm={w.room.acts.giveTime}
          suggestions={w.reasons.time}
          ready={minutes > 0}
          onClose={onClose}
          onConfirm={(reason) =>
            act('giveTime', { session: session.id, codes: [code], seconds: Math.round(minutes * 60), reason })
          }
        >
          <NumberInput
            data-autofocus
            label={w.room.minutes}
            value={minutes}
            onChange={(value) => setMinutes(Number(value) || 0)}
            min={0.5}
            max={360}
            decimalScale={1}
            w={140}
          />
        </AskReason>
      )
    case 'moveSeat': {
      const taken = new Set(view.codes.filter((one) => one.group === line.group).map((one) => one.seat))
      const free = [...view.room.spare, ...view.room.seats].filter((seat) => !taken.has(seat))
      return (
        <AskReason
          title={title}
          what={free.length === 0 ? w.room.noFree : fill(w.room.moveWhat, { code })}
          confirm={w.room.acts.moveSeat}
          suggestions={w.reasons.move}
          ready={toSeat !== null}
          onClose={onClose}
          onConfirm={(reason) => act('moveSeat', { code, toSeat: toSeat!, reason })}
        >
          <Select
            data-autofocus
            label={w.room.toSeat}
            data={free.map((seat) => ({
              value: seat,
              label: view.room.spare.includes(seat) ? `${seat}（${w.room.spare}）` : seat,
            }))}
            value={toSeat}
            onChange={setToSeat}
            searchable
          />
        </AskReason>
      )
    }
    case 'resetPin':
      return (
        <AskReason
          title={title}
          what={w.room.pinWhat}
          confirm={w.room.acts.resetPin}
          suggestions={w.reasons.pin}
          onClose={() => pin === null && onClose()}
          onConfirm={async (reason) => {
            const reset = await call(api.draw.resetPin({ id, code, reason }))
            if (reset !== null) setPin(reset.pin)
            return false
          }}
        />
      )
    case 'attendance':
      return (
        <AskReason
          danger
          title={title}
          what={fill(w.room.attendanceWhat, { code })}
          confirm={w.room.attendance[attendance]}
          suggestions={w.reasons.attendance}
          onClose={onClose}
          onConfirm={(reason) => act('setAttendance', { code, attendance, reason })}
        >
          <Select
            data-autofocus
            label={w.sessions.state}
            allowDeselect={false}
            data={(['absent', 'forfeited', 'disqualified'] as const).map((value) => ({
              value,
              label: w.room.attendance[value],
            }))}
            value={attendance}
            onChange={(value) => value !== null && setAttendance(value as typeof attendance)}
          />
        </AskReason>
      )
    case 'present':
      return (
        <AskReason
          title={title}
          confirm={w.room.acts.present}
          suggestions={w.reasons.checkIn}
          onClose={onClose}
          onConfirm={(reason) => act('setAttendance', { code, attendance: 'present', reason })}
        />
      )
    case 'acceptLate':
    case 'refuseLate':
      return (
        <AskReason
          title={title}
          what={w.room.lateWhat}
          confirm={w.room.acts[asking]}
          suggestions={w.reasons.late}
          onClose={onClose}
          onConfirm={(reason) =>
            act('judgeLate', { session: session.id, code, accept: asking === 'acceptLate', reason })
          }
        />
      )
  }
}
