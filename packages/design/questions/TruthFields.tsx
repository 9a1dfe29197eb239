/** Whether a statement in a bank is true. */
import style from './questions.module.css'

interface Props {
  legend: string
  value: boolean
  words: { true: string; false: string }
  onChange(value: boolean): void
}

export function TruthFields({ legend, value, words, onChange }: Props) {
  return (
    <fieldset className={style.truth}>
      <legend>{legend}</legend>
      {[true, false].map((one) => (
        <label key={String(one)}>
          <input type="radio" name="truth" checked={value === one} onChange={() => onChange(one)} />{' '}
          {one ? words.true : words.false}
        </label>
      ))}
    </fieldset>
  )
}
