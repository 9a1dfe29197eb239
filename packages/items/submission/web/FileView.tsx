/** One file of the piece, each kind in its own way; by its neutral name alone. */
import { fill, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { PieceFile } from '../types.ts'
import { DocumentPreview } from './DocumentPreview.tsx'
import { Player } from './Player.tsx'
import { fileSize, playTime } from './sizes.ts'
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
      <Shown file={file} url={url} />
    </figure>
  )
}

function Shown({ file, url }: { file: PieceFile; url: string }) {
  if (file.mime.startsWith('image/')) return <Picture url={url} name={file.name} />
  if (file.mime === 'application/pdf')
    // oxlint-disable-next-line react/iframe-missing-sandbox -- the browser's PDF viewer does not run in one; the answer's own policy allows nothing else
    return <iframe className={style.pdf} src={`${url}#navpanes=0&view=FitH`} title={file.name} />
  if (/^(audio|video)\//.test(file.mime))
    return <Player src={url} film={file.mime.startsWith('video/')} label={file.name} />
  return <DocumentPreview url={url} />
}

/** As wide as there is room; pressed, in its own size, to be moved about. */
function Picture({ url, name }: { url: string; name: string }) {
  const w = useWords(submissionWords)
  const [large, setLarge] = useState(false)
  return (
    <button
      type="button"
      className={style.picture}
      data-large={large || undefined}
      aria-label={large ? w.zoomOut : w.zoomIn}
      aria-pressed={large}
      onClick={() => setLarge(!large)}
    >
      <img src={url} alt={name} draggable={false} />
    </button>
  )
}
