import { useWords } from '@leitai/design/language.ts'
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { api } from '../../session/api.ts'
import { useCall } from '../../staff/call.ts'
import { useContestRow, useReread } from './row.tsx'
import { contestWords } from './words.ts'

/** Name, day and place, for as long as the contest goes on. */
export function ContestDetails({ onClose }: { onClose: () => void }) {
  const w = useWords(contestWords)
  const row = useContestRow()
  const reread = useReread()
  const call = useCall()
  const [titleZh, setTitleZh] = useState(row.title.zh)
  const [titleEn, setTitleEn] = useState(row.title.en)
  const [startsOn, setStartsOn] = useState(row.startsOn ?? '')
  const [place, setPlace] = useState(row.place)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const done = await call(
      api.contests.update({
        id: row.id,
        titleZh: titleZh.trim(),
        titleEn: titleEn.trim(),
        startsOn: startsOn === '' ? null : startsOn,
        place: place.trim(),
      }),
    )
    if (done !== null) await reread()
    setBusy(false)
    if (done !== null) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={w.detailsTitle}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <TextInput
            data-autofocus
            required
            label={w.titleZh}
            maxLength={80}
            value={titleZh}
            onChange={(event) => setTitleZh(event.currentTarget.value)}
          />
          <TextInput
            label={w.titleEn}
            maxLength={120}
            value={titleEn}
            onChange={(event) => setTitleEn(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={w.date}
            value={startsOn}
            onChange={(event) => setStartsOn(event.currentTarget.value)}
          />
          <TextInput
            label={w.place}
            maxLength={80}
            value={place}
            onChange={(event) => setPlace(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={titleZh.trim() === ''}>
              {w.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
