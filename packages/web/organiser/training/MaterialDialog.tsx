import { useWords } from '@leitai/design/language.ts'
import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../session/api.ts'
import { useContest } from '../../staff/contest.tsx'
import type { PlannedMaterial } from './plan.ts'
import { PlanDialog } from './PlanDialog.tsx'
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
  const [title, setTitle] = useState(material?.title ?? '')
  const [link, setLink] = useState(material?.link ?? '')
  const [required, setRequired] = useState(material?.required ?? true)
  const isLink = material === null || material.kind === 'link'
  const save = () =>
    api.training.saveMaterial({
      id,
      material: material?.id ?? 'new',
      training,
      title: title.trim(),
      link: isLink ? link.trim() : null,
      required,
      revision: material?.revision ?? 0,
    })
  return (
    <PlanDialog
      title={material === null ? w.newLink : w.editMaterial}
      whole={title.trim() !== '' && (!isLink || link.trim() !== '')}
      save={save}
      removal={
        material === null
          ? null
          : {
              title: w.removeMaterial,
              what: w.removeMaterialWhat,
              remove: () => api.training.removeMaterial({ id, material: material.id }),
            }
      }
      onClose={onClose}
    >
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
    </PlanDialog>
  )
}
