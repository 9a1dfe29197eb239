/** A file that the run holds: its name, how large and long, to look at once more, and to take away again. */
import { useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { OwnFile } from '../types.ts'
import { fileSize, playTime } from '@leitai/design/sizes.ts'
import style from './submission.module.css'
import { submissionWords } from './words.ts'

interface Props {
  file: OwnFile
  fileUrl(hash: string): string
  /** Null: nothing can be taken away any more. */
  onRemove: (() => void) | null
}

export function OwnFileLine({ file, fileUrl, onRemove }: Props) {
  const w = useWords(submissionWords)
  const [shown, setShown] = useState(false)
  const [asking, setAsking] = useState(false)
  const recording = /^(audio|video)\//.test(file.mime)
  const source = { src: fileUrl(file.hash), controls: true, preload: 'metadata', 'aria-label': file.name }
  return (
    <div className={style.file} data-state="there">
      <IconCheck size={22} aria-hidden />
      <div className={style.fileName}>
        <strong>{file.name}</strong>
        <small>
          {[w.received, fileSize(file.bytes), ...(file.seconds === undefined ? [] : [playTime(file.seconds)])].join(
            ' · ',
          )}
        </small>
      </div>
      {asking ? (
        <>
          <Button color="red" size="compact-md" onClick={onRemove ?? undefined}>
            {w.removeSure}
          </Button>
          <Button variant="default" size="compact-md" onClick={() => setAsking(false)}>
            {w.keep}
          </Button>
        </>
      ) : (
        <>
          {recording || file.mime.startsWith('image/') ? (
            <Button variant="default" size="compact-md" aria-expanded={shown} onClick={() => setShown(!shown)}>
              {shown ? w.hide : recording ? w.play : w.open}
            </Button>
          ) : (
            <Button
              component="a"
              variant="default"
              size="compact-md"
              href={fileUrl(file.hash)}
              {...(file.mime === 'application/pdf' ? { target: '_blank', rel: 'noreferrer' } : { download: file.name })}
            >
              {w.open}
            </Button>
          )}
          {onRemove !== null && (
            <Button variant="subtle" color="gray" size="compact-md" onClick={() => setAsking(true)}>
              {w.remove}
            </Button>
          )}
        </>
      )}
      {shown && (
        <div className={style.shown}>
          {file.mime.startsWith('video/') ? (
            // oxlint-disable-next-line jsx-a11y/media-has-caption -- the contestant's own film
            <video {...source} />
          ) : recording ? (
            // oxlint-disable-next-line jsx-a11y/media-has-caption -- as above
            <audio {...source} />
          ) : (
            <img src={fileUrl(file.hash)} alt={file.name} />
          )}
        </div>
      )}
    </div>
  )
}
