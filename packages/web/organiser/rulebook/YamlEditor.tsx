/** The rulebook as YAML: line numbers, problems at their lines, and a saved text that somebody else's never overwrites. */
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Alert, Button, Code, Collapse, FileButton, Group, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { Row } from '../contest/row.tsx'
import style from './yaml.module.css'
import type { Saved, Stand } from './use-rulebook.ts'
import { rulebookPageWords } from './words.ts'

export function YamlEditor({
  row,
  save,
  readOnly,
}: {
  row: Row
  save: (yaml: string, revision: number) => Promise<Saved>
  readOnly: boolean
}) {
  const w = useWords(rulebookPageWords)
  const text = useText()
  /** Null: nothing typed, the saved text is shown. */
  const [draft, setDraft] = useState<Stand | null>(null)
  const [theirs, setTheirs] = useState<Stand | null>(null)
  const [comparing, setComparing] = useState(false)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const yaml = draft?.yaml ?? row.rulebookYaml
  const lines = yaml.split('\n')
  const wrong = new Set(draft === null ? row.problems.map((problem) => problem.line) : [])

  const type = (next: string) => setDraft({ yaml: next, revision: draft?.revision ?? row.rulebookRevision })
  const submit = async (revision: number) => {
    setBusy(true)
    const result = await save(yaml, revision)
    setBusy(false)
    if (result.saved) {
      setDraft(null)
      setTheirs(null)
    } else setTheirs(result.standing)
  }
  const jump = (line: number, column: number) => {
    const at = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1
    const element = field.current
    if (element === null) return
    element.focus()
    element.setSelectionRange(at, at + Math.max(1, (lines[line - 1]?.length ?? 1) - column + 1))
    element.parentElement?.scrollTo({ top: (line - 6) * 20 })
  }
  return (
    <>
      {theirs !== null && (
        <Alert color="amber" mb="md" title={w.conflictTitle}>
          <Text mb="xs">{w.conflictWhat}</Text>
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={() => setComparing(!comparing)}>
              {w.showTheirs}
            </Button>
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                setDraft(null)
                setTheirs(null)
              }}
            >
              {w.takeTheirs}
            </Button>
            <Button size="xs" onClick={() => void submit(theirs.revision)}>
              {w.keepMine}
            </Button>
          </Group>
          <Collapse expanded={comparing}>
            <Code block mt="sm" className={style.theirs}>
              {theirs.yaml}
            </Code>
          </Collapse>
        </Alert>
      )}
      {draft === null && row.problems.length > 0 && (
        <ul className={style.problems}>
          {row.problems.map((problem) => (
            <li key={`${problem.line}:${problem.column}:${problem.path}:${problem.message.zh}`}>
              <button type="button" onClick={() => jump(problem.line, problem.column)}>
                <span>{fill(w.line, { line: problem.line })}</span> {text(problem.message)}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className={style.editor}>
        <ol className={style.numbers} aria-hidden="true">
          {lines.map((_, index) => (
            <li key={index} data-wrong={wrong.has(index + 1) || undefined}>
              {index + 1}
            </li>
          ))}
        </ol>
        <textarea
          ref={field}
          className={style.text}
          aria-label="YAML"
          spellCheck={false}
          wrap="off"
          readOnly={readOnly}
          rows={lines.length}
          value={yaml}
          onChange={(event) => type(event.currentTarget.value)}
        />
      </div>
      <Group justify="space-between" mt="sm">
        <Text c="dimmed" size="sm">
          {w.yamlHelp}
        </Text>
        {!readOnly && (
          <Group gap="xs">
            <FileButton accept=".yaml,.yml,text/yaml" onChange={(file) => void file?.text().then(type)}>
              {(props) => (
                <Button {...props} variant="subtle" color="gray" leftSection={<IconUpload size={16} />}>
                  {w.upload}
                </Button>
              )}
            </FileButton>
            <Button variant="default" disabled={draft === null} onClick={() => setDraft(null)}>
              {w.revert}
            </Button>
            <Button
              variant="default"
              loading={busy}
              disabled={draft === null}
              onClick={() => void submit(draft?.revision ?? row.rulebookRevision)}
            >
              {w.save}
            </Button>
          </Group>
        )}
      </Group>
    </>
  )
}
