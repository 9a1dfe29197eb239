/** Always says whether all is saved. Shape and words say it too, not the colour alone. */
import { IconCheck, IconCloudOff, IconLoader2 } from '@tabler/icons-react'
import { clockTime } from '@leitai/core/words.ts'
import { fill, useWords } from './language.ts'
import style from './SaveState.module.css'
import { designWords } from './words.ts'

export type Connection = 'connected' | 'connecting' | 'offline'

interface Props {
  connection: Connection
  /** Commands that the server has not acknowledged yet. */
  unsaved: number
  lastSavedAt: number | null
}

export function SaveState({ connection, unsaved, lastSavedAt }: Props) {
  const w = useWords(designWords)
  if (connection !== 'connected')
    return (
      <output className={style.state} data-state="kept">
        <IconCloudOff size={18} aria-hidden />
        {unsaved === 0 ? w.keptNothing : fill(w.keptHere, { n: unsaved })}
      </output>
    )
  if (unsaved > 0)
    return (
      <output className={style.state} data-state="saving">
        <IconLoader2 size={18} aria-hidden />
        {w.saving}
      </output>
    )
  return (
    <output className={style.state} data-state="saved">
      <IconCheck size={18} aria-hidden />
      {lastSavedAt === null ? w.saved : fill(w.savedAt, { at: clockTime(lastSavedAt) })}
    </output>
  )
}
