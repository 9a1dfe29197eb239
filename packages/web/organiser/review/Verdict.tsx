/** Right or wrong; an error is written down, for the chief judge to answer. */
import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { useWords } from '@leitai/design/language.ts'
import { Button, Chip, Group, Textarea } from '@mantine/core'
import { useState, type FormEvent, type KeyboardEvent } from 'react'
import style from './review.module.css'
import { reviewWords } from './words.ts'

interface Props {
  /** What was written before, where the finding is made again. */
  note: string
  writing: boolean
  busy: boolean
  onWrite(open: boolean): void
  onFound(right: boolean, note: string): Promise<boolean>
}

export function Verdict({ note: before, writing, busy, onWrite, onFound }: Props) {
  const w = useWords(reviewWords)
  const [note, setNote] = useState(before)
  if (!writing)
    return (
      <Group gap="xs" wrap="nowrap">
        <Button
          size="md"
          color="jade"
          loading={busy}
          rightSection={<KeyHint keys={['1']} />}
          onClick={() => void onFound(true, '')}
        >
          {w.right}
        </Button>
        <Button size="md" variant="default" rightSection={<KeyHint keys={['2']} />} onClick={() => onWrite(true)}>
          {w.wrong}
        </Button>
      </Group>
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (note.trim() !== '') void onFound(false, note.trim())
  }
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onWrite(false)
    }
    // Enter while an input method composes chooses a word
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) submit(event)
  }
  return (
    <form className={style.noteForm} onSubmit={submit}>
      <Textarea
        label={w.noteLabel}
        placeholder={w.notePlaceholder}
        autoFocus
        autosize
        minRows={1}
        maxRows={4}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <Group gap="xs" justify="space-between">
        <Chip.Group value={note} onChange={(value) => setNote(value)}>
          <Group gap={6}>
            {w.noteSuggestions.map((one) => (
              <Chip key={one} value={one} size="xs" variant="outline" icon={null}>
                {one}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <Group gap="xs">
          <Button variant="default" onClick={() => onWrite(false)}>
            {w.cancel}
          </Button>
          <Button type="submit" loading={busy} disabled={note.trim() === ''}>
            {w.saveNote}
          </Button>
        </Group>
      </Group>
    </form>
  )
}
