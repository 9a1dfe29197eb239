/** The player: one large button, how far, how many plays are left, volume. */
import { fill, useWords } from '@leitai/design/language.ts'
import { IconPlayerPlayFilled, IconVolume, IconWaveSine } from '@tabler/icons-react'
import type { DictationRecordView } from '../types.ts'
import type { usePlayer } from './player.ts'
import style from './dictation.module.css'
import { dictationWords } from './words.ts'

interface Props {
  record: DictationRecordView
  player: ReturnType<typeof usePlayer>
  playsLeft: number
}

export function Player({ record, player, playsLeft }: Props) {
  const w = useWords(dictationWords)
  const { state, share, volume } = player
  const busy = state !== 'idle' && state !== 'failed'
  if (record.audio === null) return <p className={style.noRecording}>{w.noRecording}</p>
  const word =
    state === 'playing'
      ? w.playing
      : state === 'asking'
        ? w.asking
        : state === 'loading'
          ? w.asking
          : share === 1
            ? w.played
            : w.play
  return (
    <section className={style.player} aria-label={w.play}>
      <button
        type="button"
        className={style.play}
        disabled={busy || playsLeft === 0}
        onClick={() => void player.play()}
        aria-label={w.play}
        aria-keyshortcuts="F2 Space"
        data-state={state}
      >
        {state === 'playing' ? <IconWaveSine size={40} aria-hidden /> : <IconPlayerPlayFilled size={36} aria-hidden />}
      </button>
      <div className={style.track}>
        <p className={style.playWords}>
          <strong aria-live="polite">{word}</strong>
          <span data-none={playsLeft === 0 || undefined}>
            {playsLeft === 0 ? w.noPlaysLeft : fill(w.playsLeft, { n: playsLeft })}
          </span>
        </p>
        <div
          className={style.progress}
          role="progressbar"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(share * 100)}
          aria-label={w.playing}
        >
          <span style={{ width: `${share * 100}%` }} />
        </div>
        {state === 'failed' && (
          <p className={style.failed} role="alert">
            {w.failed}{' '}
            <button type="button" onClick={() => void player.load()}>
              {w.again}
            </button>
          </p>
        )}
      </div>
      <label className={style.volume}>
        <IconVolume size={20} aria-hidden />
        <input
          type="range"
          min={0.1}
          max={1}
          step={0.05}
          value={volume}
          aria-label={w.volume}
          onChange={(event) => player.setVolume(Number(event.currentTarget.value))}
        />
      </label>
    </section>
  )
}
