/** What there is to read and to watch, in an order that is dragged; films come in pieces and go on after breaks. */
import { readingPath } from '@leitai/core/api/paths.ts'
import { useWords } from '@leitai/design/language.ts'
import { ActionIcon, Button } from '@mantine/core'
import { IconEye, IconLink, IconPencil } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { api } from '../../session/api.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { fileSize, playTime } from '@leitai/design/sizes.ts'
import { OrderedList } from '../OrderedList.tsx'
import { MaterialDialog } from './MaterialDialog.tsx'
import { useRereadPlan, type PlannedMaterial, type PlannedTraining } from './plan.ts'
import style from './training.module.css'
import { UploadPlace } from './UploadPlace.tsx'
import { trainingPlanWords } from './words.ts'

/** A row that is dragged passes many places; the last one is saved. */
const quietMs = 500

export function ReadingListPanel({ training }: { training: PlannedTraining }) {
  const w = useWords(trainingPlanWords)
  const { id } = useContest()
  const call = useCall()
  const reread = useRereadPlan()
  const [editing, setEditing] = useState<PlannedMaterial | 'newLink' | null>(null)
  const [order, setOrder] = useState<string[] | null>(null)
  const known = new Map(training.materials.map((material) => [material.id, material]))
  const shown =
    order === null
      ? training.materials
      : [
          ...order.flatMap((one) => known.get(one) ?? []),
          ...training.materials.filter((material) => !order.includes(material.id)),
        ]

  useEffect(() => {
    if (order === null) return
    const timer = setTimeout(() => {
      void call(api.training.orderMaterials({ id, training: training.id, materials: order }))
        .then(reread)
        .then(() => setOrder(null))
    }, quietMs)
    return () => clearTimeout(timer)
  }, [order, id, training.id, call, reread])

  return (
    <>
      <UploadPlace training={training.id} onTaken={reread}>
        <Button
          variant="default"
          leftSection={<IconLink size={16} aria-hidden />}
          onClick={() => setEditing('newLink')}
        >
          {w.addLink}
        </Button>
      </UploadPlace>
      {shown.length === 0 ? (
        <p className={style.quiet}>{w.noList}</p>
      ) : (
        <OrderedList
          label={w.listLabel}
          rows={shown.map((material) => ({
            id: material.id,
            name: material.title,
            content: <Material material={material} />,
          }))}
          onOrder={setOrder}
          mark={(place) => place + 1}
          tail={(row) => {
            const material = known.get(row.id)!
            const href = material.hash === null ? (material.link ?? '') : readingPath(material.hash, id)
            return (
              <>
                <ActionIcon
                  component="a"
                  href={href}
                  target="_blank"
                  rel="noreferrer"
                  variant="subtle"
                  color="gray"
                  aria-label={`${w.look} ${row.name}`}
                  title={w.look}
                >
                  <IconEye size={16} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`${w.edit} ${row.name}`}
                  title={w.edit}
                  onClick={() => setEditing(material)}
                >
                  <IconPencil size={16} />
                </ActionIcon>
              </>
            )
          }}
        />
      )}
      {editing !== null && (
        <MaterialDialog
          training={training.id}
          material={editing === 'newLink' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  )
}

function Material({ material }: { material: PlannedMaterial }) {
  const w = useWords(trainingPlanWords)
  const { seconds, bytes, required, mime } = material
  const facts = [
    w.kinds[mime?.startsWith('audio/') ? 'audio' : material.kind],
    ...(seconds === null ? [] : [playTime(seconds)]),
    ...(bytes === null ? [] : [fileSize(bytes)]),
    ...(required ? [] : [w.optional]),
  ]
  return (
    <span className={style.material}>
      <strong>{material.title}</strong> <small>{facts.join(' · ')}</small>
    </span>
  )
}
