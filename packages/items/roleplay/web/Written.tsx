/** A text in Chinese, and in English where somebody writes both. */
import type { Text } from '@leitai/core/score.ts'
import { useWords } from '@leitai/design/language.ts'
import { Textarea, TextInput } from '@mantine/core'
import style from './editor.module.css'
import { editorWords } from './editor-words.ts'

interface Props {
  label: string
  about?: string
  text: Text
  english: boolean
  /** One line. */
  line?: boolean
  required?: boolean
  onChange(text: Text): void
}

export function Written({ label, about, text, english, line = false, required = false, onChange }: Props) {
  const w = useWords(editorWords)
  const both = [
    { language: 'zh' as const, label, description: about, withAsterisk: required },
    ...(english
      ? [{ language: 'en' as const, label: `${label} · ${w.inEnglish}`, description: undefined, withAsterisk: false }]
      : []),
  ]
  return (
    <div className={style.written} data-both={english || undefined}>
      {both.map(({ language, ...field }) =>
        line ? (
          <TextInput
            key={language}
            {...field}
            value={text[language]}
            maxLength={200}
            onChange={(event) => onChange({ ...text, [language]: event.currentTarget.value })}
          />
        ) : (
          <Textarea
            key={language}
            {...field}
            autosize
            minRows={2}
            maxRows={16}
            maxLength={8000}
            value={text[language]}
            onChange={(event) => onChange({ ...text, [language]: event.currentTarget.value })}
          />
        ),
      )}
    </div>
  )
}
