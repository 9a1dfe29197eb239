/** The options of a choice question in a bank, with a mark at the right ones. */
import { Button, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { fill } from '../language.ts'
import style from './questions.module.css'

interface Props {
  options: readonly string[]
  /** Places of the right ones, from 0. */
  right: readonly number[]
  /** Whether several may be right. */
  several: boolean
  letters: string | readonly string[]
  words: { options: string; option: string; rightOption: string; removeOption: string; addOption: string }
  mostLength?: number
  onChange(options: string[], right: number[]): void
}

export function OptionsFields({ options, right, several, letters, words, mostLength, onChange }: Props) {
  const pick = (place: number) => {
    const others = several ? right.filter((one) => one !== place) : []
    onChange([...options], several && right.includes(place) ? others : [...others, place].toSorted((a, b) => a - b))
  }
  const remove = (place: number) =>
    // the options after the removed one move up, and what is right with them
    onChange(
      options.filter((_, index) => index !== place),
      right.filter((one) => one !== place).map((one) => (one > place ? one - 1 : one)),
    )
  return (
    <fieldset className={style.options}>
      <legend>{words.options}</legend>
      {options.map((option, place) => {
        const letter = letters[place]!
        return (
          <div key={letter} className={style.option}>
            <input
              type={several ? 'checkbox' : 'radio'}
              name="right"
              checked={right.includes(place)}
              aria-label={fill(words.rightOption, { letter })}
              onChange={() => pick(place)}
            />
            <span>{letter}</span>
            <TextInput
              aria-label={fill(words.option, { letter })}
              value={option}
              {...(mostLength === undefined ? {} : { maxLength: mostLength })}
              onChange={(event) => {
                const { value } = event.currentTarget
                onChange(
                  options.map((old, index) => (index === place ? value : old)),
                  [...right],
                )
              }}
            />
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              aria-label={fill(words.removeOption, { letter })}
              disabled={options.length <= 2}
              onClick={() => remove(place)}
            >
              <IconTrash size={15} aria-hidden />
            </Button>
          </div>
        )
      })}
      <div>
        <Button
          variant="default"
          size="xs"
          disabled={options.length >= letters.length}
          onClick={() => onChange([...options, ''], [...right])}
        >
          {words.addOption}
        </Button>
      </div>
    </fieldset>
  )
}
