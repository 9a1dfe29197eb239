/** Several words in one field. What is typed stays as it was typed; the words are read from it. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'

interface Props {
  label: string
  about: string
  words: readonly string[]
  between: string
  splits: RegExp
  most: number
  onChange(words: string[]): void
}

export function Listed({ label, about, words, between, splits, most, onChange }: Props) {
  const [typed, setTyped] = useState(words.join(between))
  return (
    <TextInput
      label={label}
      description={about}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange(
          event.currentTarget.value
            .split(splits)
            .map((word) => word.trim().slice(0, 40))
            .filter((word) => word !== '')
            .slice(0, most),
        )
      }}
    />
  )
}
