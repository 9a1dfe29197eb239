/** What a file holds, shown in the page, each kind in its own way. */
import { useState } from 'react'
import { useWords } from '../language.ts'
import { fileWords } from '../words.ts'
import { DocumentPreview } from './DocumentPreview.tsx'
import { Player } from './Player.tsx'
import style from './files.module.css'

interface Props {
  name: string
  mime: string
  url: string
}

export function FileBody({ name, mime, url }: Props) {
  if (mime.startsWith('image/')) return <Picture url={url} name={name} />
  if (mime === 'application/pdf')
    // oxlint-disable-next-line react/iframe-missing-sandbox -- the browser's PDF viewer does not run in one; the answer's own policy allows nothing else
    return <iframe className={style.pdf} src={`${url}#navpanes=0&view=FitH`} title={name} />
  if (/^(audio|video)\//.test(mime)) return <Player src={url} film={mime.startsWith('video/')} label={name} />
  return <DocumentPreview url={url} />
}

/** As wide as there is room; pressed, in its own size, to be moved about. */
function Picture({ url, name }: { url: string; name: string }) {
  const w = useWords(fileWords)
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
