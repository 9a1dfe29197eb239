import { useWords } from '@leitai/design/language.ts'
import { Group, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../session/api.ts'
import { useContest } from '../../staff/contest.tsx'
import { dayOf, fromField, toField } from '../../staff/times.ts'
import type { PlannedSession } from './plan.ts'
import { PlanDialog } from './PlanDialog.tsx'
import { trainingPlanWords } from './words.ts'

interface Props {
  training: string
  /** Null: a new one. */
  session: PlannedSession | null
  onClose(): void
}

const hour = 3_600_000

export function SessionDialog({ training, session, onClose }: Props) {
  const w = useWords(trainingPlanWords)
  const { id, now } = useContest()
  const [title, setTitle] = useState(session?.title ?? '')
  const [starts, setStarts] = useState(() =>
    session === null ? `${dayOf(now() + 24 * hour)}T09:00` : toField(session.startsAt),
  )
  const [ends, setEnds] = useState(() =>
    session === null ? `${dayOf(now() + 24 * hour)}T11:00` : toField(session.endsAt),
  )
  const [place, setPlace] = useState(session?.place ?? '')
  const [link, setLink] = useState(session?.link ?? '')
  const [capacity, setCapacity] = useState<number | null>(session?.capacity ?? null)
  const startsAt = fromField(starts)
  const endsAt = fromField(ends)

  const move = (value: string) => {
    // a session that is moved keeps its length
    const to = fromField(value)
    if (to !== null && startsAt !== null && endsAt !== null && endsAt > startsAt)
      setEnds(toField(to + endsAt - startsAt))
    setStarts(value)
  }
  // called once both times are there
  const save = () =>
    api.training.saveSession({
      id,
      session: session?.id ?? 'new',
      training,
      title: title.trim(),
      startsAt: startsAt!,
      endsAt: endsAt!,
      place: place.trim(),
      link: link.trim(),
      capacity,
      revision: session?.revision ?? 0,
    })
  return (
    <PlanDialog
      title={session === null ? w.addSession : w.editSession}
      whole={title.trim() !== '' && startsAt !== null && endsAt !== null}
      save={save}
      removal={
        session === null
          ? null
          : {
              title: w.removeSession,
              what: w.removeSessionWhat,
              remove: () => api.training.removeSession({ id, session: session.id }),
            }
      }
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        required
        label={w.name}
        maxLength={120}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Group grow align="flex-start">
        <TextInput
          required
          type="datetime-local"
          label={w.starts}
          value={starts}
          onChange={(event) => move(event.currentTarget.value)}
        />
        <TextInput
          required
          type="datetime-local"
          label={w.ends}
          min={starts}
          value={ends}
          onChange={(event) => setEnds(event.currentTarget.value)}
        />
      </Group>
      <TextInput
        label={w.place}
        description={w.placeHelp}
        maxLength={120}
        value={place}
        onChange={(event) => setPlace(event.currentTarget.value)}
      />
      <TextInput
        type="url"
        label={w.link}
        description={w.linkHelp}
        maxLength={500}
        value={link}
        onChange={(event) => setLink(event.currentTarget.value)}
      />
      <NumberInput
        label={w.capacity}
        description={w.capacityHelp}
        min={1}
        max={100_000}
        allowDecimal={false}
        value={capacity ?? ''}
        onChange={(value) => setCapacity(typeof value === 'number' ? value : null)}
      />
    </PlanDialog>
  )
}
