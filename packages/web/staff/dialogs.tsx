/** What official acts ask: a reason for the record, a yes to what cannot be taken back, a signature under the password. */
import { Button, Chip, Group, Modal, PasswordInput, Stack, Text, Textarea } from '@mantine/core'
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
          <ReasonField
            value={reason}
            onChange={setReason}
            suggestions={suggestions}
            minRows={2}
            focus={children === undefined}
          />
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

/** A reason for the record, with the usual ones to tap. */
export function ReasonField({
  value,
  onChange,
  suggestions,
  minRows = 1,
  focus = false,
}: {
  value: string
  onChange: (reason: string) => void
  suggestions: readonly string[]
  minRows?: number
  focus?: boolean
}) {
  const w = useWords(floorWords)
  return (
    <div>
      <Textarea
        label={w.reason}
        description={w.reasonNeeded}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        autosize
        minRows={minRows}
        maxLength={300}
        data-autofocus={focus || undefined}
        required
      />
      <Chip.Group value={value} onChange={(next) => onChange(next)}>
        <Group gap={6} mt={8}>
          {suggestions.map((one) => (
            <Chip key={one} value={one} size="xs" variant="outline" icon={null}>
              {one}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </div>
  )
}

/** What is signed stands above the password. Stays open, with everything typed, until the signature is in the record. */
export function AskPassword({
  title,
  confirm,
  children,
  ready = true,
  wide,
  onClose,
  onConfirm,
}: Omit<AskProps, 'what' | 'danger'> & {
  children: ReactNode
  ready?: boolean
  /** Something to fill in comes first: the password stands beside the buttons then. */
  wide?: { size: number; fullScreen?: boolean }
  onConfirm: (password: string) => Promise<boolean>
}) {
  const w = useWords(floorWords)
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      if (await onConfirm(password)) onClose()
    } finally {
      setBusy(false)
    }
  }
  const field = (
    <PasswordInput
      {...(wide === undefined ? { 'data-autofocus': true } : { w: 260 })}
      label={w.password}
      autoComplete="current-password"
      value={password}
      onChange={(event) => setPassword(event.currentTarget.value)}
    />
  )
  const buttons = (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={onClose}>
        {w.cancel}
      </Button>
      <Button type="submit" loading={busy} disabled={!ready || password === ''}>
        {confirm}
      </Button>
    </Group>
  )
  return (
    <Modal opened onClose={onClose} title={title} {...wide}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          {children}
          {wide === undefined ? (
            <>
              {field}
              {buttons}
            </>
          ) : (
            <Group justify="space-between" align="flex-end" gap="md">
              {field}
              {buttons}
            </Group>
          )}
        </Stack>
      </form>
    </Modal>
  )
}
