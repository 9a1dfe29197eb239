/** 规程: read clause by clause and edited in place; its differences, its YAML, and the materials of its items. */
import { fill, useWords } from '@leitai/design/language.ts'
import { Alert, Button, Group, Modal, Stack, Tabs, Text, TextInput } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState, type FormEvent } from 'react'
import { api } from '../../session/api.ts'
import { readRulebook } from '../../spectator/rulebook/reading.ts'
import { RulebookDocument } from '../../spectator/rulebook/RulebookDocument.tsx'
import type { Editing } from '../../spectator/rulebook/Value.tsx'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { useReread, useRoles } from '../contest/row.tsx'
import { StepPage } from '../contest/StepPage.tsx'
import { differenceAt } from './difference-paths.ts'
import { Differences } from './Differences.tsx'
import { ItemMaterials } from './ItemMaterials.tsx'
import { removeAt, setText, setValue } from './yaml-edit.ts'
import { useRulebookEdits } from './use-rulebook.ts'
import { rulebookPageWords } from './words.ts'
import { YamlEditor } from './YamlEditor.tsx'

type Tab = 'document' | 'materials' | 'differences' | 'yaml'
const route = getRouteApi('/signed-in/contests/$contestId/rulebook')

export function RulebookPage() {
  const w = useWords(rulebookPageWords)
  const { contestId } = route.useParams()
  const { view } = useContest()
  const organiser = useRoles().includes('organiser')
  const { row, save, edit } = useRulebookEdits()
  const [tab, setTab] = useState<Tab>('document')
  const [publishing, setPublishing] = useState(false)
  const read = useMemo(() => readRulebook(row.rulebookYaml), [row.rulebookYaml])
  const book = 'rulebook' in read ? read.rulebook : null
  const begun = view.sessions.some((session) => session.phase !== 'planned')
  const available = useMemo(
    () => new Set(row.items.filter((item) => item.available).map((item) => item.type)),
    [row.items],
  )
  const editing: Editing | undefined = useMemo(
    () =>
      book === null || !organiser || begun
        ? undefined
        : {
            setValue: (path, value) => void edit((yaml) => setValue(yaml, path, value)),
            setText: (path, text) => void edit((yaml) => setText(yaml, path, text)),
            remove: (path) => void edit((yaml) => removeAt(yaml, path)),
            difference: (path) => differenceAt(row.differences, book, path),
          },
    [book, organiser, begun, edit, row.differences],
  )
  const unpublished = row.publishedEdition !== null && row.unpublishedChanges && !begun
  const publish = (label: string) => (
    <Button onClick={() => setPublishing(true)} disabled={row.problems.length > 0}>
      {label}
    </Button>
  )
  return (
    <StepPage
      id="rulebook"
      acts={
        organiser
          ? {
              publishRulebook: () => setPublishing(true),
              editRulebook: () => setTab('materials'),
              assignMaterial: () => setTab('materials'),
            }
          : {}
      }
      {...(organiser && unpublished
        ? { primary: publish(w.publishChanges) }
        : organiser && row.publishedEdition === null
          ? { primary: publish(w.publish) }
          : {})}
    >
      {unpublished && (
        <Alert color="amber" mb="md" py="xs">
          {fill(w.unpublished, { edition: row.publishedEdition ?? '' })}
        </Alert>
      )}
      {row.problems.length > 0 && (
        <Alert color="red" mb="md" py="xs">
          <Group justify="space-between">
            {fill(w.problems, { count: row.problems.length })}
            <Button size="compact-sm" variant="default" onClick={() => setTab('yaml')}>
              {w.openYaml}
            </Button>
          </Group>
        </Alert>
      )}
      <Tabs value={tab} onChange={(value) => setTab((value ?? 'document') as Tab)} keepMounted={false} color="gray.9">
        <Tabs.List mb="lg">
          <Tabs.Tab value="document">{w.tabs.document}</Tabs.Tab>
          {organiser && <Tabs.Tab value="materials">{w.tabs.materials}</Tabs.Tab>}
          <Tabs.Tab value="differences">
            {w.tabs.differences}
            {row.differences.length > 0 && ` · ${row.differences.length}`}
          </Tabs.Tab>
          {organiser && <Tabs.Tab value="yaml">{w.tabs.yaml}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="document">
          {book === null ? (
            <Text c="dimmed">{w.invalidDocument}</Text>
          ) : (
            <>
              {editing && (
                <Text c="dimmed" size="sm" mb="md">
                  {w.editHelp}
                </Text>
              )}
              <RulebookDocument rulebook={book} available={available} {...(editing ? { editing } : {})} />
            </>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="materials">
          <ItemMaterials rulebook={book} onRemove={(path) => void edit((yaml) => removeAt(yaml, path))} />
        </Tabs.Panel>
        <Tabs.Panel value="differences">
          <Differences differences={row.differences} />
        </Tabs.Panel>
        <Tabs.Panel value="yaml">
          <YamlEditor key={contestId} row={row} save={save} readOnly={begun} />
        </Tabs.Panel>
      </Tabs>
      {publishing && <Publish onClose={() => setPublishing(false)} />}
    </StepPage>
  )
}

/** The next whole number after the last edition, where editions are numbers. */
function nextEdition(last: string | null): string {
  if (last === null) return '1'
  return /^\d+$/.test(last) ? String(Number(last) + 1) : ''
}

function Publish({ onClose }: { onClose: () => void }) {
  const w = useWords(rulebookPageWords)
  const { row } = useRulebookEdits()
  const reread = useReread()
  const call = useCall()
  const [edition, setEdition] = useState(nextEdition(row.publishedEdition))
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const done = await call(api.contests.publishRulebook({ id: row.id, edition: edition.trim() }))
    if (done !== null) await reread()
    setBusy(false)
    if (done !== null) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={w.publishTitle} size="lg">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <Text>{w.publishWhat}</Text>
          <TextInput
            data-autofocus
            label={w.edition}
            description={w.editionHelp}
            maxLength={20}
            w={200}
            value={edition}
            onChange={(event) => setEdition(event.currentTarget.value)}
          />
          {row.differences.length === 0 ? (
            <Text c="dimmed">{w.unchanged}</Text>
          ) : (
            <div>
              <Text mb="xs">{fill(w.changed, { count: row.differences.length })}</Text>
              <Differences differences={row.differences} maxHeight="34vh" />
            </div>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={edition.trim() === ''}>
              {w.publish}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
