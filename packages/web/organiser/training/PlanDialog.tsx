/** What training dialogs share: a form that is saved or cancelled, and a key that removes what is there after asking. */
import { useWords } from '@leitai/design/language.ts'
import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useCall } from '../../staff/call.ts'
import { AskConfirm } from '../../staff/dialogs.tsx'
import { useRereadPlan } from './plan.ts'
import { trainingPlanWords } from './words.ts'

interface Props {
  title: string
  /** Whether what was filled in can be saved. */
  whole: boolean
  /** Called only when it is whole. */
  save(): Promise<unknown>
  /** Null: there is nothing yet that could be removed. */
  removal: { title: string; what: string; remove(): Promise<unknown> } | null
  onClose(): void
  children: ReactNode
}

export function PlanDialog({ title, whole, save, removal, onClose, children }: Props) {
  const w = useWords(trainingPlanWords)
  const call = useCall()
  const reread = useRereadPlan()
  const [busy, setBusy] = useState(false)
  const [removing, setRemoving] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!whole) return
    setBusy(true)
    const saved = await call(save())
    if (saved !== null) await reread()
    setBusy(false)
    if (saved !== null) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          {children}
          <Group justify="space-between">
            {removal === null ? (
              <span />
            ) : (
              <Button variant="subtle" color="vermilion" onClick={() => setRemoving(true)}>
                {w.remove}
              </Button>
            )}
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {w.cancel}
              </Button>
              <Button type="submit" loading={busy} disabled={!whole}>
                {w.save}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
      {removing && removal !== null && (
        <AskConfirm
          title={removal.title}
          what={removal.what}
          confirm={w.remove}
          danger
          onClose={() => setRemoving(false)}
          onConfirm={async () => {
            const done = await call(removal.remove())
            if (done !== null) {
              await reread()
              onClose()
            }
            return done !== null
          }}
        />
      )}
    </Modal>
  )
}
