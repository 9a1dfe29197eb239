/** Two questions that official acts ask: a reason for the record, or a yes to what cannot be taken back. */
import { Button, Chip, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useWords } from '@leitai/design/language.ts'
import { floorWords } from './words.ts'

interface AskProps {
  title: string
  /** What will happen, said before it happens. */
  what?: ReactNode
  confirm: string
  danger?: boolean
  onClose: () => void
}

/** The dialog stays open, and keeps what was typed, until the act is in the record. */
export function AskReason({
  title,
  what,
  confirm,
  danger,
  suggestions,
  children,
  ready = true,
  onClose,
  onConfirm,
}: AskProps & {
  suggestions: readonly string[]
  /** Further fields above the reason. */
  children?: ReactNode
  ready?: boolean
  onConfirm: (reason: string) => Promise<boolean>
}) {
  const w = useWords(floorWords)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      if (await onConfirm(reason.trim())) onClose()
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={title} centered>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          {what !== undefined && <Text>{what}</Text>}
          {children}
          <div>
            <Textarea
              label={w.reason}
              description={w.reasonNeeded}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              autosize
              minRows={2}
              maxLength={300}
              data-autofocus={children === undefined ? true : undefined}
              required
            />
            <Chip.Group value={reason} onChange={(value) => setReason(value)}>
              <Group gap={6} mt={8}>
                {suggestions.map((one) => (
                  <Chip key={one} value={one} size="xs" variant="outline" icon={null}>
                    {one}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </div>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.cancel}
            </Button>
            <Button
              type="submit"
              loading={busy}
              disabled={reason.trim() === '' || !ready}
              {...(danger ? { color: 'vermilion' } : {})}
            >
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

export function AskConfirm({
  title,
  what,
  confirm,
  children,
  ready = true,
  onClose,
  onConfirm,
}: AskProps & { children?: ReactNode; ready?: boolean; onConfirm: () => Promise<boolean> }) {
  const w = useWords(floorWords)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      if (await onConfirm()) onClose()
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={title} centered>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          {what !== undefined && <Text>{what}</Text>}
          {children}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={!ready} data-autofocus>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
