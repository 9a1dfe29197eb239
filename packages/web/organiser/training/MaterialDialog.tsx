import { useWords } from '@leitai/design/language.ts'
import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { api } from '../../session/api.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { AskConfirm } from '../../staff/dialogs.tsx'
import { useRereadPlan, type PlannedMaterial } from './plan.ts'
import { trainingPlanWords } from './words.ts'

interface Props {
  training: string
  /** Null: a new link. */
  material: PlannedMaterial | null
  onClose(): void
}

export function MaterialDialog({ training, material, onClose }: Props) {
  const w = useWords(trainingPlanWords)
  const { id } = useContest()
  const call = useCall()
  const reread = useRereadPlan()
  const [title, setTitle] = useState(material?.title ?? '')
  const [link, setLink] = useState(material?.link ?? '')
  const [required, setRequired] = useState(material?.required ?? true)
  const [busy, setBusy] = useState(false)
  const [removing, setRemoving] = useState(false)
  const isLink = material === null || material.kind === 'link'
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const saved = await call(
      api.training.saveMaterial({
        id,
        material: material?.id ?? 'new',
        training,
        title: title.trim(),
        link: isLink ? link.trim() : null,
        required,
        revision: material?.revision ?? 0,
      }),
    )
    if (saved !== null) await reread()
    setBusy(false)
    if (saved !== null) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={material === null ? w.newLink : w.editMaterial}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <TextInput
            data-autofocus
            required
            label={w.materialTitle}
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          {isLink && (
            <TextInput
              required
              type="url"
              label={w.url}
              description={w.urlHelp}
              maxLength={500}
              value={link}
              onChange={(event) => setLink(event.currentTarget.value)}
            />
          )}
          <Checkbox
            label={w.mustStudy}
            description={w.mustStudyHelp}
            checked={required}
            onChange={(event) => setRequired(event.currentTarget.checked)}
          />
          <Group justify="space-between">
            {material === null ? (
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
              <Button type="submit" loading={busy} disabled={title.trim() === '' || (isLink && link.trim() === '')}>
                {w.save}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
      {removing && material !== null && (
        <AskConfirm
          title={w.removeMaterial}
          what={w.removeMaterialWhat}
          confirm={w.remove}
          danger
          onClose={() => setRemoving(false)}
          onConfirm={async () => {
            const done = await call(api.training.removeMaterial({ id, material: material.id }))
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
