/** One article to write, and how it will look. */
import { fill, useWords } from '@leitai/design/language.ts'
import { Checkbox, FileButton, Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { IconPaperclip, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { EditorProps } from '@leitai/items/web-plug.ts'
import type { Article } from '../types.ts'
import { Listed } from './Listed.tsx'
import { Markdown } from './Markdown.tsx'
import style from './editor.module.css'
import { editorWords } from './editor-words.ts'

interface Props extends Pick<EditorProps<unknown>, 'upload' | 'fileUrl'> {
  article: Article
  /** Another one has its id. */
  taken: boolean
  /** So many questions name it. */
  used: number
  onChange(article: Article): void
}

export function ArticleForm({ article, taken, used, onChange, upload, fileUrl }: Props) {
  const w = useWords(editorWords)
  const [face, setFace] = useState<'write' | 'preview'>('write')
  const [failed, setFailed] = useState(false)
  const change = (part: Partial<Article>) => onChange({ ...article, ...part })
  const attach = async (file: File | null) => {
    if (file === null) return
    try {
      const stored = await upload(file)
      setFailed(false)
      change({ attachments: [...article.attachments, { name: file.name.slice(0, 160), ...stored }] })
    } catch {
      setFailed(true)
    }
  }
  return (
    <div className={style.form}>
      <div className={style.titleRow}>
        <TextInput
          label={w.title}
          required
          maxLength={120}
          value={article.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <TextInput
          label={w.id}
          description={used > 0 ? fill(w.usedBy, { n: used }) : w.idHelp}
          maxLength={40}
          value={article.id}
          error={taken ? w.idTaken : undefined}
          onChange={(event) => change({ id: event.currentTarget.value })}
        />
      </div>
      <div className={style.titleRow}>
        <Listed
          key={`category ${article.id}`}
          label={w.category}
          about={w.categoryHelp}
          words={article.category}
          between=" / "
          splits={/[/／>＞]/}
          most={4}
          onChange={(category) => change({ category })}
        />
        <TextInput
          label={w.updated}
          type="date"
          value={article.updated}
          onChange={(event) => change({ updated: event.currentTarget.value })}
        />
      </div>
      <Listed
        key={`tags ${article.id}`}
        label={w.tags}
        about={w.tagsHelp}
        words={article.tags}
        between="、"
        splits={/[,，、;；]/}
        most={20}
        onChange={(tags) => change({ tags })}
      />
      <Checkbox
        label={w.pinned}
        checked={article.pinned}
        onChange={(event) => change({ pinned: event.currentTarget.checked })}
      />
      <div className={style.face}>
        <span>{w.body}</span>
        <SegmentedControl
          size="xs"
          value={face}
          onChange={(value) => setFace(value as typeof face)}
          data={[
            { value: 'write', label: w.write },
            { value: 'preview', label: w.preview },
          ]}
        />
      </div>
      {face === 'write' ? (
        <Textarea
          aria-label={w.body}
          autosize
          minRows={12}
          maxRows={28}
          maxLength={60_000}
          value={article.body}
          classNames={{ input: style.source! }}
          onChange={(event) => change({ body: event.currentTarget.value })}
        />
      ) : (
        <div className={style.preview}>
          <Markdown text={article.body} attachments={article.attachments} fileUrl={fileUrl} />
        </div>
      )}
      <section className={style.files} aria-label={w.attachments}>
        {article.attachments.map(({ name, hash }, i) => (
          <p key={hash}>
            <a href={fileUrl(hash)} target="_blank" rel="noopener noreferrer">
              {name}
            </a>
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              aria-label={fill(w.removeAttachment, { name })}
              onClick={() => change({ attachments: article.attachments.toSpliced(i, 1) })}
            >
              <IconX size={14} />
            </Button>
          </p>
        ))}
        <FileButton onChange={(file) => void attach(file)}>
          {(button) => (
            <Button {...button} variant="default" size="xs" leftSection={<IconPaperclip size={14} />}>
              {w.attach}
            </Button>
          )}
        </FileButton>
        {failed && <p role="alert">{w.attachFailed}</p>}
      </section>
    </div>
  )
}
