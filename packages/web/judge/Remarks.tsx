import { useWords } from '@leitai/design/language.ts'
import { useKeptText } from '@leitai/design/use-kept-text.ts'
import { Textarea } from '@mantine/core'
import style from './sheet.module.css'
import { judgeWords } from './words.ts'

interface Props {
  /** What stands there when the sheet is opened; from then on the field is the judge's own. */
  text: string
  shut: boolean
  onWrite(text: string): void
}

/** Kept while it is written, like every mark. */
export function Remarks({ text, shut, onWrite }: Props) {
  const w = useWords(judgeWords)
  const { field } = useKeptText({ initial: text, keep: onWrite })
  return (
    <div className={style.remarks}>
      <Textarea
        label={w.remarks}
        placeholder={w.remarksHelp}
        size="lg"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        readOnly={shut}
        {...field}
      />
    </div>
  )
}
