/** An entry list from Excel: read first, shown as it stands with the wrong cells marked, taken when one says so. */
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button, Checkbox, FileButton, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCircleCheck, IconAlertTriangle, IconUpload } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { api } from '../../session/api.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { saveFile } from '../download.ts'
import { PreviewTable } from './PreviewTable.tsx'
import style from './registration.module.css'
import { registrationWords } from './words.ts'

type Preview = Awaited<ReturnType<typeof api.entrants.importPreview>>

export function ImportDialog({ onClose, onTaken }: { onClose: () => void; onTaken: () => Promise<void> }) {
  const w = useWords(registrationWords)
  const text = useText()
  const { id } = useContest()
  const call = useCall()
  const [preview, setPreview] = useState<Preview | null>(null)
  const [onlyBad, setOnlyBad] = useState(false)
  const [busy, setBusy] = useState(false)
  const badRows = useMemo(() => new Set(preview?.problems.map((problem) => String(problem.row)) ?? []), [preview])

  const read = async (file: File | null) => {
    if (file === null) return
    setBusy(true)
    setPreview(await call(api.entrants.importPreview({ id, file })))
    setOnlyBad(false)
    setBusy(false)
  }
  const take = async () => {
    if (preview === null) return
    setBusy(true)
    const taken = await call(api.entrants.importTake({ id, previewId: preview.previewId, onlyGood: preview.bad > 0 }))
    if (taken !== null) await onTaken()
    setBusy(false)
    if (taken === null) return
    notifications.show({ color: 'jade', message: fill(w.taken, taken) })
    onClose()
  }
  const template = async () => {
    const file = await call(api.entrants.template({ id }))
    if (file !== null) saveFile(file, 'template.xlsx')
  }
  const pick = (variant: 'filled' | 'default', label: string) => (
    <FileButton
      accept=".xlsx,.xls,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv"
      onChange={(file) => void read(file)}
    >
      {(props) => (
        <Button {...props} variant={variant} loading={busy} leftSection={<IconUpload size={16} />}>
          {label}
        </Button>
      )}
    </FileButton>
  )
  return (
    <Modal opened onClose={onClose} title={w.importTitle} size={preview === null ? 'md' : '72rem'}>
      {preview === null ? (
        <Stack gap="md">
          <Text>{w.importHelp}</Text>
          <Group gap="xs">
            {pick('filled', w.pick)}
            <Button variant="default" onClick={() => void template()}>
              {w.template}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Stack gap="sm">
          <Group justify="space-between">
            <Group gap="lg">
              <span className={style.good}>
                <IconCircleCheck size={17} aria-hidden /> {fill(w.good, { count: preview.good })}
              </span>
              {preview.bad > 0 && (
                <span className={style.bad}>
                  <IconAlertTriangle size={17} aria-hidden /> {fill(w.bad, { count: preview.bad })}
                </span>
              )}
            </Group>
            {preview.bad > 0 && preview.rows.length > 0 && (
              <Checkbox
                label={w.showBad}
                checked={onlyBad}
                onChange={(event) => setOnlyBad(event.currentTarget.checked)}
              />
            )}
          </Group>
          {preview.rows.length > 0 && (
            <PreviewTable
              columns={preview.columns.map((column) => ({ key: column.key, label: text(column.label) }))}
              rows={onlyBad ? preview.rows.filter((row) => badRows.has(row['row'] ?? '')) : preview.rows}
              problems={preview.problems}
            />
          )}
          {preview.problems.length > 0 && (
            <ul className={style.problems} aria-label={w.problemsTitle}>
              {preview.problems.map((problem) => (
                <li key={`${problem.row}:${problem.column}:${problem.problem.zh}`}>
                  <span>{fill(w.cell, { row: problem.row, column: problem.column })}</span> {text(problem.problem)}
                </li>
              ))}
            </ul>
          )}
          <Group justify="flex-end" gap="xs">
            {pick('default', w.again)}
            <Button disabled={preview.good === 0} loading={busy} onClick={() => void take()}>
              {preview.bad > 0 ? fill(w.onlyGood, { count: preview.good }) : fill(w.takeAll, { count: preview.good })}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
