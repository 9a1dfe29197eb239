/** Sound or film, for judges and those who study: faster and slower, five seconds back and forth. */
import { fill, useWords } from '../language.ts'
import { KeyHint } from '../KeyHint.tsx'
import { Button } from '@mantine/core'
import { IconRewindBackward5, IconRewindForward5 } from '@tabler/icons-react'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { jumpSeconds, speeds } from './player-keys.ts'
import style from './files.module.css'
import { fileWords } from '../words.ts'

type Media = HTMLVideoElement & HTMLAudioElement

interface Props {
  src: string
  film: boolean
  label: string
  /** Where to begin, in seconds. */
  startAt?: number
  /** For whoever follows what is played. */
  media?: RefObject<Media | null>
}

export function Player({ src, film, label, startAt = 0, media: followed }: Props) {
  const w = useWords(fileWords)
  const own = useRef<Media>(null)
  const media = followed ?? own
  const [speed, setSpeed] = useState(1)
  const [broken, setBroken] = useState(false)

  // keys and the browser's own menu change it too
  useEffect(() => {
    const element = media.current
    if (element === null) return
    const changed = () => setSpeed(element.playbackRate)
    element.addEventListener('ratechange', changed)
    return () => element.removeEventListener('ratechange', changed)
  }, [media])

  // a browser's own recording does not say how long it is: sent far beyond its end, it finds out
  const measure = () => {
    const element = media.current
    if (element === null) return
    if (element.duration !== Infinity) {
      if (startAt > 0) element.currentTime = startAt
      return
    }
    const found = () => {
      if (element.duration === Infinity) return
      element.removeEventListener('durationchange', found)
      element.currentTime = startAt
    }
    element.addEventListener('durationchange', found)
    element.currentTime = 1e7
  }

  const jump = (seconds: number) => {
    if (media.current !== null) media.current.currentTime += seconds
  }
  const shared = {
    ref: media,
    src,
    controls: true,
    preload: 'metadata' as const,
    'aria-label': label,
    onError: () => setBroken(true),
    onLoadedMetadata: measure,
  }
  return (
    <div className={style.player} data-player>
      {film ? (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- brought by people; there are no captions
        <video {...shared} className={style.video} />
      ) : (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- as above
        <audio {...shared} className={style.audio} />
      )}
      {broken && <p role="alert">{w.unplayable}</p>}
      <div className={style.playerBar}>
        <Button
          variant="default"
          size="compact-md"
          aria-label={w.back}
          title={w.back}
          onClick={() => jump(-jumpSeconds)}
        >
          <IconRewindBackward5 size={20} aria-hidden />
        </Button>
        <Button
          variant="default"
          size="compact-md"
          aria-label={w.forward}
          title={w.forward}
          onClick={() => jump(jumpSeconds)}
        >
          <IconRewindForward5 size={20} aria-hidden />
        </Button>
        <div className={style.speeds} role="group" aria-label={w.speed}>
          {speeds.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={speed === one}
              onClick={() => {
                if (media.current !== null) media.current.playbackRate = one
              }}
            >
              {fill('{n}×', { n: one })}
            </button>
          ))}
        </div>
        <span className={style.playerKeys}>
          <KeyHint keys={['J', 'L']}>{w.keyJump}</KeyHint>
          <KeyHint keys={['K']}>{w.keyPlay}</KeyHint>
          <KeyHint keys={[',', '.']}>{w.keySpeed}</KeyHint>
        </span>
      </div>
    </div>
  )
}
