/** One file of the piece, each kind in its own way; by its neutral name alone. */
import { FileBody } from '@leitai/design/files/FileBody.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { PieceFile } from '../types.ts'
import { fileSize, playTime } from '@leitai/design/sizes.ts'
import style from './piece.module.css'
import { submissionWords } from './words.ts'

interface Props {
  file: PieceFile
  mostSeconds: number | undefined
  fileUrl(hash: string): string
}

export function FileView({ file, mostSeconds, fileUrl }: Props) {
  const w = useWords(submissionWords)
  const url = fileUrl(file.hash)
  const facts = [fileSize(file.bytes)]
  if (file.seconds !== undefined)
    facts.push(
      mostSeconds === undefined
        ? playTime(file.seconds)
        : fill(w.limit, { time: playTime(mostSeconds), is: playTime(file.seconds) }),
    )
  return (
    <figure className={style.file}>
      <figcaption>
        <span>
          {file.name} <small>{facts.join(' · ')}</small>
        </span>
        <Button
          component="a"
          href={url}
          download={file.name}
          variant="default"
          size="compact-md"
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {w.download}
        </Button>
      </figcaption>
      <FileBody name={file.name} mime={file.mime} url={url} />
    </figure>
  )
}
