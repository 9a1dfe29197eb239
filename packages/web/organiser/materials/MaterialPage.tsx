/** One material in its item type's own editor. A file is read into the editor first, with its problems; saving keeps it. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import { filePath } from '@leitai/core/api/paths.ts'
import { clockTime } from '@leitai/core/words.ts'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { fill, language, useText, useWords } from '@leitai/design/language.ts'
import { PageHeader } from '@leitai/design/PageHeader.tsx'
import { Loading } from '@leitai/design/states.tsx'
import { itemWeb } from '@leitai/items/web.ts'
import { Alert, Button, FileButton, Group, Menu, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconChevronDown, IconUpload } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, getRouteApi, useBlocker, useNavigate } from '@tanstack/react-router'
import { Suspense, useRef, useState } from 'react'
import { api, query, refusalOf, sentenceOf } from '../../session/api.ts'
import { useCall } from '../../staff/call.ts'
import { floorWords } from '../../staff/words.ts'
import home from '../home/home.module.css'
import style from './materials.module.css'
import { materialWords } from './words.ts'
import { LinkButton } from '../../shell/LinkButton.tsx'

const route = getRouteApi('/signed-in/materials/$materialId')

export function MaterialPage() {
  const w = useWords(materialWords)
  const { materialId } = route.useParams()
  const { type } = route.useSearch()
  const isNew = materialId === 'new'
  const material = useQuery({
    ...query.materials.get.queryOptions({ input: { id: materialId } }),
    enabled: !isNew,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
  if (isNew && type !== undefined)
    return <Work key={type} id="new" type={type} title="" body={null} revision={0} updatedAt={null} />
  if (material.isPending && !isNew) return <Loading page />
  if (material.data === undefined)
    return <ErrorState page what={w.gone} act={<LinkButton to="/materials">{w.back}</LinkButton>} />
  const { id, title, body, revision, updatedAt } = material.data
  return (
    <Work
      key={id}
      id={id}
      type={material.data.type}
      title={title}
      body={body}
      revision={revision}
      updatedAt={updatedAt}
    />
  )
}

interface Start {
  id: string
  type: string
  title: string
  body: unknown
  revision: number
  updatedAt: number | null
}
interface Theirs {
  title: string
  body: unknown
  revision: number
}
interface Reading {
  good: number
  bad: number
  problems: CellProblem[]
}

function Work({ id, type, title: firstTitle, body: firstBody, revision: firstRevision, updatedAt }: Start) {
  const w = useWords(materialWords)
  const floor = useWords(floorWords)
  const text = useText()
  const call = useCall()
  const client = useQueryClient()
  const navigate = useNavigate()
  const types = useQuery(query.materials.types.queryOptions({ staleTime: 300_000 }))
  const about = types.data?.find((one) => one.type === type)
  const web = itemWeb(type)
  const [title, setTitle] = useState(firstTitle)
  const [body, setBody] = useState<unknown>(firstBody)
  /** Raised when a file or somebody else's version takes the place of what the editor holds: it starts anew. */
  const [copy, setCopy] = useState(0)
  const [revision, setRevision] = useState(firstRevision)
  const [savedAt, setSavedAt] = useState(updatedAt)
  const [dirty, setDirty] = useState(false)
  const [busy, setBusy] = useState(false)
  const [theirs, setTheirs] = useState<Theirs | null>(null)
  const [reading, setReading] = useState<Reading | null>(null)
  const leaving = useRef(false)
  useBlocker({
    shouldBlockFn: () => dirty && !leaving.current && !window.confirm(w.leave),
    enableBeforeUnload: () => dirty && !leaving.current,
  })

  const put = (next: unknown) => {
    setBody(next)
    setDirty(true)
  }
  const replace = (next: unknown) => {
    put(next)
    setCopy(copy + 1)
  }
  const save = async (on: number) => {
    setBusy(true)
    try {
      const saved = await api.materials.save({ id, type, title: title.trim(), body, revision: on })
      setRevision(saved.revision)
      setDirty(false)
      setTheirs(null)
      await client.invalidateQueries({ queryKey: query.materials.list.key() })
      client.removeQueries({ queryKey: query.materials.get.key() })
      if (id === 'new') {
        leaving.current = true
        await navigate({ to: '/materials/$materialId', params: { materialId: saved.id }, search: {}, replace: true })
      } else setSavedAt((await api.me()).now)
    } catch (error) {
      const refusal = refusalOf(error)
      const current =
        refusal?.code === 'conflict' ? (refusal.details as { current?: Theirs } | undefined)?.current : undefined
      if (current === undefined)
        notifications.show({
          color: 'red',
          title: floor.refused,
          message: sentenceOf(error, language()),
          autoClose: 8000,
        })
      else setTheirs(current)
    } finally {
      setBusy(false)
    }
  }
  const read = async (format: string, file: File | null) => {
    if (file === null) return
    setBusy(true)
    const got = await call(api.materials.read({ type, format, file }))
    setBusy(false)
    if (got === null) return
    setReading({ good: got.good, bad: got.bad, problems: got.problems })
    if (got.body === null || got.body === undefined) return
    replace(got.body)
    if (title === '') setTitle(file.name.replace(/\.[^.]+$/, ''))
  }
  return (
    <main className={home.page}>
      <PageHeader
        above={<Link to="/materials">{w.title}</Link>}
        title={title === '' ? w.newTitle : title}
        about={about === undefined ? undefined : text(about.title)}
        act={
          <>
            <span className={style.saved} role="status">
              {dirty ? w.unsaved : savedAt === null ? '' : fill(w.saved, { time: clockTime(savedAt) })}
            </span>
            {about !== undefined && about.imports.length > 0 && (
              <ImportMenu formats={about.imports} busy={busy} onRead={(format, file) => void read(format, file)} />
            )}
            <Button
              loading={busy}
              disabled={!dirty || title.trim() === '' || body === null || theirs !== null}
              onClick={() => void save(revision)}
            >
              {w.save}
            </Button>
          </>
        }
      />
      {theirs !== null && (
        <Alert color="amber" mb="md">
          <Text mb="xs">{w.conflict}</Text>
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                setTitle(theirs.title)
                replace(theirs.body)
                setRevision(theirs.revision)
                setDirty(false)
                setTheirs(null)
              }}
            >
              {w.takeTheirs}
            </Button>
            <Button size="xs" onClick={() => void save(theirs.revision)}>
              {w.keepMine}
            </Button>
          </Group>
        </Alert>
      )}
      {reading !== null && (
        <Alert
          color={reading.bad > 0 || reading.good === 0 ? 'amber' : 'jade'}
          mb="md"
          withCloseButton
          onClose={() => setReading(null)}
        >
          <Text fw={500}>
            {reading.good === 0 ? w.nothingRead : fill(w.read, { good: reading.good })}{' '}
            {reading.bad > 0 && fill(w.bad, { count: reading.bad })}
          </Text>
          {reading.good > 0 && <Text size="sm">{w.replaces}</Text>}
          {reading.problems.length > 0 && (
            <ul className={style.problems}>
              {reading.problems.map((problem) => (
                <li key={`${problem.sheet}:${problem.row}:${problem.column}:${problem.problem.zh}`}>
                  <span>
                    {problem.sheet === undefined
                      ? fill(w.cell, { row: problem.row, column: problem.column })
                      : fill(w.sheet, { sheet: problem.sheet, row: problem.row, column: problem.column })}
                  </span>{' '}
                  {text(problem.problem)}
                </li>
              ))}
            </ul>
          )}
        </Alert>
      )}
      <TextInput
        label={w.name}
        required
        maxLength={120}
        maw={480}
        mb="lg"
        value={title}
        onChange={(event) => {
          setTitle(event.currentTarget.value)
          setDirty(true)
        }}
      />
      {web === null ? (
        <ErrorState what={w.unsupported} />
      ) : (
        <Suspense fallback={<Loading />}>
          <web.Editor
            key={copy}
            body={body}
            onChange={put}
            upload={(file) => api.materials.upload({ file })}
            fileUrl={(hash) => filePath(hash)}
          />
        </Suspense>
      )}
    </main>
  )
}

function ImportMenu({
  formats,
  busy,
  onRead,
}: {
  formats: { format: string; label: { zh: string; en: string }; accept: string }[]
  busy: boolean
  onRead: (format: string, file: File | null) => void
}) {
  const w = useWords(materialWords)
  const text = useText()
  const [open, setOpen] = useState(false)
  const [only, ...more] = formats
  if (only !== undefined && more.length === 0)
    return (
      <FileButton accept={only.accept} onChange={(file) => onRead(only.format, file)}>
        {(props) => (
          <Button {...props} variant="default" loading={busy} leftSection={<IconUpload size={16} />}>
            {w.import} · {text(only.label)}
          </Button>
        )}
      </FileButton>
    )
  return (
    <Menu position="bottom-end" keepMounted opened={open} onChange={setOpen}>
      <Menu.Target>
        <Button
          variant="default"
          loading={busy}
          leftSection={<IconUpload size={16} />}
          rightSection={<IconChevronDown size={15} />}
        >
          {w.fromFile}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <FileButton
            key={format.format}
            accept={format.accept}
            onChange={(file) => {
              setOpen(false)
              onRead(format.format, file)
            }}
          >
            {(props) => (
              <Menu.Item {...props} closeMenuOnClick={false}>
                {text(format.label)}
              </Menu.Item>
            )}
          </FileButton>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
