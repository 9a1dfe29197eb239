/** One thing of the reading list: read in the page, or watched from where one stopped. */
import { readingPath } from '@leitai/core/api/paths.ts'
import { resumeAt } from '@leitai/core/training/progress.ts'
import { FileBody } from '@leitai/design/files/FileBody.tsx'
import { Player } from '@leitai/design/files/Player.tsx'
import { usePlayerKeys } from '@leitai/design/files/player-keys.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { IconCheck, IconDownload, IconExternalLink } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { api } from '../session/api.ts'
import { useCall } from '../staff/call.ts'
import { keptPosition, placeToGoOn } from './kept-position.ts'
import type { MyMaterial, MyProgress, Student } from './mine.ts'
import style from './training.module.css'
import { useStudy } from './use-study.ts'
import { trainingWords } from './words.ts'

interface Props {
  contestId: string
  material: MyMaterial
  student: Student
  progress: MyProgress | undefined
  onProgress(progress: MyProgress): void
}

export function Study(props: Props) {
  const w = useWords(trainingWords)
  const call = useCall()
  const { contestId, material, student, progress, onProgress } = props
  const url = material.hash === null ? null : readingPath(material.hash, contestId)
  const finished = progress?.finishedAt != null
  const [busy, setBusy] = useState(false)
  const mark = async () => {
    setBusy(true)
    const { entrantId, member } = student
    const noted = await call(
      api.training.note({ id: contestId, material: material.id, entrantId, member, finished: !finished }),
    )
    setBusy(false)
    if (noted !== null) onProgress(noted)
  }
  return (
    <article className={style.study}>
      <header>
        <h2>{material.title}</h2>
        {url !== null && material.kind === 'document' && (
          <Button
            component="a"
            href={url}
            download={material.title}
            variant="default"
            size="compact-md"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {w.download}
          </Button>
        )}
      </header>
      {material.kind === 'video' && url !== null ? (
        // another person begins where they stopped, not where this one is
        <Recording key={student.key} {...props} url={url} />
      ) : material.kind === 'link' ? (
        <p className={style.link}>
          <Button
            component="a"
            href={material.link ?? ''}
            target="_blank"
            rel="noreferrer"
            size="md"
            leftSection={<IconExternalLink size={18} aria-hidden />}
          >
            {w.openPage}
          </Button>
          <small>{material.link}</small>
        </p>
      ) : (
        url !== null && <FileBody name={material.title} mime={material.mime ?? ''} url={url} />
      )}
      {/* how long some recordings are cannot be told: then people say it themselves */}
      {(material.kind !== 'video' || material.seconds === null) && (
        <footer>
          <Button
            size="md"
            variant={finished ? 'default' : 'filled'}
            loading={busy}
            leftSection={finished ? undefined : <IconCheck size={18} aria-hidden />}
            onClick={() => void mark()}
          >
            {finished ? w.unmark : w.markRead}
          </Button>
        </footer>
      )}
    </article>
  )
}

function Recording({ contestId, material, student, progress, onProgress, url }: Props & { url: string }) {
  const w = useWords(trainingWords)
  const root = useRef<HTMLDivElement>(null)
  const media = useRef<HTMLVideoElement & HTMLAudioElement>(null)
  // asked once: what is saved while it plays must not move it
  const [onServer] = useState(progress?.position ?? 0)
  const [startAt] = useState(() =>
    resumeAt(placeToGoOn(keptPosition(material.id, student.key), onServer), material.seconds),
  )
  const saved = useStudy({ contestId, material: material.id, student, media, onServer, onSaved: onProgress })
  usePlayerKeys(root)
  const done = progress?.finishedAt != null
  return (
    <div ref={root}>
      <Player
        src={url}
        film={material.mime?.startsWith('video/') ?? true}
        label={material.title}
        startAt={startAt}
        media={media}
      />
      <p className={style.watched} role="status" data-saved={saved ?? undefined}>
        <span>{done ? w.watched : fill(w.watching, { percent: progress?.percent ?? 0 })}</span>
        {saved !== null && <span>{saved ? w.saved : w.unsaved}</span>}
      </p>
    </div>
  )
}
