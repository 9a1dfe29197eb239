/** The room's seats: numbered by a pattern or typed, with spare ones that nobody is drawn to. */
import { Button, Group, Modal, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { fill, useWords } from '@leitai/design/language.ts'
import { useContest } from './contest.tsx'
import { Panel } from './Panel.tsx'
import style from './floor.module.css'
import { floorWords } from './words.ts'

/** `A01 A02` or one a line: whatever people paste. */
export function seatNames(text: string): string[] {
  return text.split(/[\s,，、;；]+/).filter((name) => name !== '')
}

export function numbered(prefix: string, from: number, count: number): string[] {
  const width = String(from + count - 1).length < 2 ? 2 : String(from + count - 1).length
  return Array.from({ length: count }, (_, index) => prefix + String(from + index).padStart(width, '0'))
}

export function Seats() {
  const w = useWords(floorWords)
  const { view } = useContest()
  const [editing, setEditing] = useState(false)
  const { seats, spare } = view.room
  const coming = view.entrants.filter((one) => one.absent === null).length
  const groups = seats.length === 0 ? 0 : Math.ceil(coming / seats.length)
  return (
    <Panel
      title={w.seats.title}
      {...(seats.length > 0 ? { aside: fill(w.seats.summary, { seats: seats.length, spare: spare.length }) } : {})}
      action={
        <Button variant={seats.length === 0 ? 'filled' : 'default'} size="xs" onClick={() => setEditing(true)}>
          {seats.length === 0 ? w.seats.set : w.seats.edit}
        </Button>
      }
    >
      {seats.length === 0 ? (
        <Text className={style.muted}>{w.seats.none}</Text>
      ) : (
        <>
          <div className={style.seatStrip}>
            {seats.map((seat) => (
              <span key={seat} className={style.seatName}>
                {seat}
              </span>
            ))}
            {spare.map((seat) => (
              <span key={seat} className={style.seatName} data-spare>
                {seat}
              </span>
            ))}
          </div>
          {groups > 1 && (
            <Text className={style.note}>
              {fill(w.seats.groups, { entrants: coming, seats: seats.length, groups })}
            </Text>
          )}
        </>
      )}
      {editing && <SeatsDialog onClose={() => setEditing(false)} />}
    </Panel>
  )
}

function SeatsDialog({ onClose }: { onClose: () => void }) {
  const w = useWords(floorWords)
  const { view, act, acting } = useContest()
  const [seats, setSeats] = useState(view.room.seats.join(' '))
  const [spare, setSpare] = useState(view.room.spare.join(' '))
  const [prefix, setPrefix] = useState('A')
  const [count, setCount] = useState(Math.max(1, Math.min(40, view.entrants.length || 40)))
  const [spareCount, setSpareCount] = useState(2)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await act('setRoom', { seats: seatNames(seats), spare: seatNames(spare) })) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={w.seats.set} size="lg" centered>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <Group align="flex-end" gap="sm" wrap="wrap">
            <TextInput
              label={w.seats.prefix}
              value={prefix}
              onChange={(event) => setPrefix(event.currentTarget.value)}
              w={90}
              maxLength={8}
            />
            <NumberInput
              label={w.seats.count}
              value={count}
              onChange={(value) => setCount(Number(value) || 0)}
              min={1}
              max={5000}
              w={110}
            />
            <NumberInput
              label={w.seats.spareCount}
              value={spareCount}
              onChange={(value) => setSpareCount(Number(value) || 0)}
              min={0}
              max={200}
              w={110}
            />
            <Button
              variant="default"
              onClick={() => {
                setSeats(numbered(prefix, 1, count).join(' '))
                setSpare(numbered(prefix, count + 1, spareCount).join(' '))
              }}
            >
              {w.seats.fill}
            </Button>
          </Group>
          <Textarea
            label={`${w.seats.seats} · ${seatNames(seats).length}`}
            description={w.seats.help}
            value={seats}
            onChange={(event) => setSeats(event.currentTarget.value)}
            autosize
            minRows={4}
            maxRows={10}
            className={style.figure}
          />
          <Textarea
            label={`${w.seats.spare} · ${seatNames(spare).length}`}
            value={spare}
            onChange={(event) => setSpare(event.currentTarget.value)}
            autosize
            minRows={1}
            maxRows={4}
            className={style.figure}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.cancel}
            </Button>
            <Button type="submit" loading={acting === 'setRoom'} disabled={seatNames(seats).length === 0}>
              {w.seats.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
