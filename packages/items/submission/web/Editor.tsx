/** The tasks of a material: a list at the left, the chosen one at the right. */
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { freeId } from '@leitai/design/free-id.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { PickAndEdit } from '@leitai/design/PickAndEdit.tsx'
import type { EditorProps } from '@leitai/items/web-plug.ts'
import { Button, FileButton, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { SubmissionMaterial, Task } from '../types.ts'
import { fileSize } from '@leitai/design/sizes.ts'
import style from './editor.module.css'
import { editorWords } from './editor-words.ts'

const empty: SubmissionMaterial = { title: { zh: '提交任务', en: '' }, tasks: [] }

export default function Editor({ body, onChange, upload, fileUrl }: EditorProps<SubmissionMaterial>) {
  const w = useWords(editorWords)
  const text = useText()
  const material = body ?? empty
  const { tasks } = material
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, tasks.length - 1)
  const task = tasks[at]

  const put = (next: Task) => onChange({ ...material, tasks: tasks.map((one, index) => (index === at ? next : one)) })
  const add = () => {
    const id = freeId(tasks, (n) => `task-${n}`)
    const blank = { zh: '', en: '' }
    onChange({
      ...material,
      tasks: [...tasks, { id, title: blank, text: blank, attachments: [], lookFor: blank }],
    })
    setChosen(tasks.length)
  }

  if (task === undefined)
    return <EmptyState title={w.none} about={w.noneAbout} act={<Button onClick={add}>{w.add}</Button>} />
  return (
    <PickAndEdit
      rows={tasks.map(({ id, title, attachments: { length: n } }) => ({
        id,
        name: text(title) || id,
        note: n === 0 ? null : fill(w.files, { n }),
      }))}
      picked={at}
      onPick={setChosen}
      acts={
        <Button variant="default" size="xs" onClick={add}>
          {w.add}
        </Button>
      }
    >
      <TaskForm
        key={task.id}
        task={task}
        onChange={put}
        upload={upload}
        fileUrl={fileUrl}
        onRemove={() => onChange({ ...material, tasks: tasks.filter((_, index) => index !== at) })}
      />
    </PickAndEdit>
  )
}

interface FormProps extends Pick<EditorProps<SubmissionMaterial>, 'upload' | 'fileUrl'> {
  task: Task
  onChange(task: Task): void
  onRemove(): void
}

function TaskForm({ task, onChange, onRemove, upload, fileUrl }: FormProps) {
  const w = useWords(editorWords)
  const [failed, setFailed] = useState(false)
  const field = (key: 'title' | 'text' | 'lookFor', language: 'zh' | 'en') => ({
    value: task[key][language],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...task, [key]: { ...task[key], [language]: event.currentTarget.value } }),
  })
  const long = { autosize: true, minRows: 3, maxRows: 14, maxLength: 8000 }

  async function attach(file: File | null) {
    if (file === null) return
    setFailed(false)
    try {
      const stored = await upload(file)
      const kept = { ...stored, name: file.name.slice(-120) }
      if (!task.attachments.some(({ hash }) => hash === kept.hash))
        onChange({ ...task, attachments: [...task.attachments, kept] })
    } catch {
      setFailed(true)
    }
  }

  return (
    <div className={style.form}>
      <div className={style.two}>
        <TextInput label={w.title} maxLength={120} {...field('title', 'zh')} />
        <TextInput label={w.titleEn} maxLength={120} {...field('title', 'en')} />
      </div>
      <Textarea label={w.text} {...long} {...field('text', 'zh')} />
      <Textarea label={w.textEn} {...long} {...field('text', 'en')} />
      <Textarea label={w.lookFor} {...long} {...field('lookFor', 'zh')} />
      <Textarea label={w.lookForEn} {...long} minRows={2} {...field('lookFor', 'en')} />
      <div>
        <p className={style.label}>{w.attachments}</p>
        <ul className={style.attachments}>
          {task.attachments.map((file) => (
            <li key={file.hash}>
              <a href={fileUrl(file.hash)} target="_blank" rel="noreferrer">
                {file.name}
              </a>
              <small>{fileSize(file.bytes)}</small>
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                aria-label={fill(w.removeFile, { name: file.name })}
                onClick={() =>
                  onChange({ ...task, attachments: task.attachments.filter(({ hash }) => hash !== file.hash) })
                }
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
        <FileButton accept=".pdf,image/*,audio/*" onChange={(file) => void attach(file)}>
          {(props) => (
            <Button {...props} variant="default" size="xs">
              {w.addFile}
            </Button>
          )}
        </FileButton>
        {failed && (
          <p className={style.failed} role="alert">
            {w.uploadFailed}
          </p>
        )}
      </div>
      <div className={style.foot}>
        <Button variant="subtle" color="gray" size="xs" onClick={onRemove}>
          {w.remove}
        </Button>
      </div>
    </div>
  )
}
