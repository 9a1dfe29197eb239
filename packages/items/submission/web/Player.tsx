/** Sound or film, as judges hear it: faster and slower, five seconds back and forth. */
import { fill, useWords } from '@leitai/design/language.ts'
import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { Button } from '@mantine/core'
import { IconRewindBackward5, IconRewindForward5 } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { jumpSeconds, speeds } from './player-keys.ts'
import style from './piece.module.css'
import { submissionWords } from './words.ts'

export function Player({ src, film, label }: { src: string; film: boolean; label: string }) {
  const w = useWords(submissionWords)
  const media = useRef<HTMLVideoElement & HTMLAudioElement>(null)
  const [speed, setSpeed] = useState(1)
  const [broken, setBroken] = useState(false)

  // keys and the browser's own menu change it too
  useEffect(() => {
    const element = media.current
    if (element === null) return
    const changed = () => setSpeed(element.playbackRate)
    element.addEventListener('ratechange', changed)
    return () => element.removeEventListener('ratechange', changed)
  }, [])

  // a browser's own recording does not say how long it is: sent far beyond its end, it finds out
  const measure = () => {
    const element = media.current
    if (element === null || element.duration !== Infinity) return
    const found = () => {
      if (element.duration === Infinity) return
      element.removeEventListener('durationchange', found)
      element.currentTime = 0
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
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- filmed by an entrant; there are no captions
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
