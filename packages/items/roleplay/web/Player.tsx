/** A recording of the performance, in the browser's own player. */
import { useWords } from '@leitai/design/language.ts'
import type { Recording } from '../types.ts'
import style from './piece.module.css'
import { roleplayWords } from './words.ts'

interface Props {
  recording: Pick<Recording, 'hash' | 'mime'>
  fileUrl(hash: string): string
}

export function Player({ recording, fileUrl }: Props) {
  const w = useWords(roleplayWords)
  const source = { src: fileUrl(recording.hash), controls: true, preload: 'metadata', 'aria-label': w.recording }
  return recording.mime.startsWith('video/') ? (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- filmed on the spot; there are no captions
    <video className={style.video} {...source} />
  ) : (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- as above
    <audio className={style.audio} {...source} />
  )
}
