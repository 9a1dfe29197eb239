/**
 * One value of the rulebook. Read, it is text in the sentence; where an organiser may edit, it is a button in the same
 * place that opens a small field. What differs from the shipped rulebook is marked, with the old value at hand.
 */
import type { Text } from '@leitai/core/score.ts'
import { ActionIcon, Button, Group, Popover, Stack, Textarea, TextInput, Tooltip } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { createContext, useContext, useState, type FormEvent, type ReactNode } from 'react'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import style from './rulebook.module.css'
import { rulebookWords } from './words.ts'

export type ValuePath = readonly (string | number)[]

export interface Editing {
  setValue(path: ValuePath, value: string | number): void
  setText(path: ValuePath, text: Text): void
  remove(path: ValuePath): void
  /** What the shipped rulebook said here; undefined where nothing differs. */
  difference(path: ValuePath): { before: string | null } | undefined
}

export const EditingContext = createContext<Editing | null>(null)

type Kind = 'integer' | 'decimal' | 'date' | 'words'

interface ValueProps {
  path: ValuePath
  value: string | number
  kind: Kind
  max?: number
}

function useShownDifference(path: ValuePath) {
  const editing = useContext(EditingContext)
  const w = useWords(rulebookWords)
  const difference = editing?.difference(path)
  if (difference === undefined) return { changed: false, note: '' }
  return { changed: true, note: difference.before === null ? w.added : fill(w.was, { before: difference.before }) }
}

function Slot({
  shown,
  label,
  path,
  children,
}: {
  shown: ReactNode
  label: string
  path: ValuePath
  children: (close: () => void) => ReactNode
}) {
  const [open, setOpen] = useState(false)
  const { changed, note } = useShownDifference(path)
  const w = useWords(rulebookWords)
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Tooltip label={note} disabled={!changed || open}>
          <button
            type="button"
            className={style.value}
            data-changed={changed || undefined}
            aria-label={fill(w.editValue, { value: label }) + (changed ? `（${note}）` : '')}
            onClick={() => setOpen(!open)}
          >
            {shown}
          </button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        {changed && <p className={style.note}>{note}</p>}
        {open && children(() => setOpen(false))}
      </Popover.Dropdown>
    </Popover>
  )
}

export function Value({ path, value, kind, max }: ValueProps) {
  const editing = useContext(EditingContext)
  if (editing === null) return <span className={style.figure}>{value}</span>
  return (
    <Slot shown={value} label={String(value)} path={path}>
      {(close) => <ValueForm editing={editing} path={path} value={value} kind={kind} max={max} close={close} />}
    </Slot>
  )
}

function ValueForm({
  editing,
  path,
  value,
  kind,
  max,
  close,
}: ValueProps & { max: number | undefined; editing: Editing; close: () => void }) {
  const w = useWords(rulebookWords)
  const [typed, setTyped] = useState(String(value))
  const save = (event: FormEvent) => {
    event.preventDefault()
    const numeric = kind === 'integer' || kind === 'decimal'
    // Decimals stay as they were typed: 17.50 is not made 17.5 by a number field.
    const decimalText = typeof value === 'string'
    if (typed.trim() !== '' && typed !== String(value))
      editing.setValue(path, numeric ? (decimalText && Number.isNaN(Number(typed)) ? typed : Number(typed)) : typed)
    close()
  }
  return (
    <form onSubmit={save}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <TextInput
          data-autofocus
          aria-label={w.edit}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          {...(kind === 'date' ? { type: 'date' } : {})}
          {...(kind === 'integer' || kind === 'decimal'
            ? { type: 'number', min: 0, max, step: kind === 'integer' ? 1 : 'any', w: 110 }
            : {})}
        />
        <Button type="submit">{w.save}</Button>
      </Group>
    </form>
  )
}

export function TextValue({ path, text, long }: { path: ValuePath; text: Text; long?: boolean }) {
  const editing = useContext(EditingContext)
  const shown = useText()(text)
  if (editing === null) return shown
  return (
    <Slot shown={shown} label={shown} path={path}>
      {(close) => <TextForm editing={editing} path={path} text={text} long={long ?? false} close={close} />}
    </Slot>
  )
}

function TextForm({
  editing,
  path,
  text,
  long,
  close,
}: {
  editing: Editing
  path: ValuePath
  text: Text
  long: boolean
  close: () => void
}) {
  const w = useWords(rulebookWords)
  const [zh, setZh] = useState(text.zh)
  const [en, setEn] = useState(text.en)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (zh.trim() !== '' && (zh !== text.zh || en !== text.en))
      editing.setText(path, { zh: zh.trim(), en: en.trim() || zh.trim() })
    close()
  }
  const Field = long ? Textarea : TextInput
  const size = long ? { minRows: 3, autosize: true } : {}
  return (
    <form onSubmit={save}>
      <Stack gap="xs" w={long ? 420 : 300} maw="80vw">
        <Field
          data-autofocus
          label={w.chinese}
          value={zh}
          onChange={(event) => setZh(event.currentTarget.value)}
          {...size}
        />
        <Field label={w.english} value={en} onChange={(event) => setEn(event.currentTarget.value)} {...size} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {w.cancel}
          </Button>
          <Button type="submit">{w.save}</Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Leaves out a whole clause: it can be brought back by the YAML view, so it asks nothing. */
export function Removal({ path }: { path: ValuePath }) {
  const editing = useContext(EditingContext)
  const w = useWords(rulebookWords)
  if (editing === null) return null
  return (
    <Tooltip label={w.remove}>
      <ActionIcon
        className={style.removal}
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={w.remove}
        onClick={() => editing.remove(path)}
      >
        <IconTrash size={15} />
      </ActionIcon>
    </Tooltip>
  )
}
