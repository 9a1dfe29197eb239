/** The recording, brought once the performance is over. */
import { useWords } from '@leitai/design/language.ts'
import type { AfterwardsProps } from '@leitai/items/web-plug.ts'
import type { RoleplayConduct, RoleplayWork } from '../types.ts'
import { BringRecording } from './BringRecording.tsx'
import style from './recording.module.css'
import { recordingWords } from './recording-words.ts'

export default function Afterwards({ view, uploads, now }: AfterwardsProps<RoleplayWork | RoleplayConduct>) {
  const w = useWords(recordingWords)
  const { recording } = view.work
  if (recording === undefined) return null
  return (
    <div className={style.afterwards}>
      <h2>{w.title}</h2>
      <BringRecording box={recording} uploads={uploads} now={now} />
    </div>
  )
}
