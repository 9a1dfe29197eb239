/** The texts of a typing material: a list at the left, the chosen one at the right. */
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { freeId } from '@leitai/design/free-id.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { PickAndEdit } from '@leitai/design/PickAndEdit.tsx'
import type { EditorProps } from '@leitai/items/web-plug.ts'
import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { TypingMaterial, TypingText } from '../types.ts'
import style from './editor.module.css'
import { typingWords } from './words.ts'

export default function Editor({ body, onChange }: EditorProps<TypingMaterial>) {
  const w = useWords(typingWords)
  const texts = body?.texts ?? []
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, texts.length - 1)
  const text = texts[at]

  const change = (next: TypingText) => onChange({ texts: texts.map((one, index) => (index === at ? next : one)) })
  const add = () => {
    onChange({ texts: [...texts, { id: freeId(texts, (n) => `text-${n}`), title: '', text: '' }] })
    setChosen(texts.length)
  }

  if (text === undefined)
    return <EmptyState title={w.none} about={w.noneAbout} act={<Button onClick={add}>{w.add}</Button>} />
  return (
    <PickAndEdit
      rows={texts.map(({ id, title, text }) => ({ id, name: title || id, note: fill(w.count, { n: lengthOf(text) }) }))}
      picked={at}
      onPick={setChosen}
      acts={
        <Button variant="default" size="xs" onClick={add}>
          {w.add}
        </Button>
      }
    >
      <div className={style.text}>
        <TextInput
          label={w.title}
          value={text.title}
          maxLength={120}
          onChange={(event) => change({ ...text, title: event.currentTarget.value })}
        />
        <Textarea
          label={w.text}
          value={text.text}
          autosize
          minRows={14}
          maxRows={26}
          onChange={(event) => change({ ...text, text: event.currentTarget.value })}
        />
        <div className={style.foot}>
          <span>{fill(w.count, { n: lengthOf(text.text) })}</span>
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            onClick={() => onChange({ texts: texts.filter((_, index) => index !== at) })}
          >
            {w.remove}
          </Button>
        </div>
      </div>
    </PickAndEdit>
  )
}

/** Characters to type; spaces do not count. */
const lengthOf = (text: string) => [...text.replace(/\s/g, '')].length
