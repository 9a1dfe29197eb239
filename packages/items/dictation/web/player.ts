/** One recording at a time. Playing begins only after the server has counted the play; a failed load is tried again without a second count. */
import type { ContestantProps } from '@leitai/items/web-plug.ts'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { DictationRecordView, DictationWorkView } from '../types.ts'

export type PlayerState = 'idle' | 'asking' | 'loading' | 'playing' | 'failed'

interface Playing {
  record: string
  state: PlayerState
  share: number
}

const idle = { state: 'idle', share: 0 } as const

const volumeKey = 'leitai.volume'

function storedVolume(): number {
  try {
    const stored = Number(localStorage.getItem(volumeKey) ?? '1')
    return stored > 0 && stored <= 1 ? stored : 1
  } catch {
    return 1
  }
}

export function usePlayer(
  record: DictationRecordView,
  act: ContestantProps<DictationWorkView>['act'],
  fileUrl: (hash: string) => string,
) {
  // Of the record it was said of: the next one is idle from its first moment on, not an effect later.
  const [known, setKnown] = useState<Playing>({ record: record.id, ...idle })
  const { state, share } = known.record === record.id ? known : idle
  const { id } = record
  const [setState, setShare] = useMemo(() => {
    const change = (part: Partial<Playing>) =>
      setKnown((before) => ({ ...(before.record === id ? before : idle), record: id, ...part }))
    return [(next: PlayerState) => change({ state: next }), (next: number) => change({ share: next })] as const
  }, [id])
  const [volume, setVolumeState] = useState(storedVolume)
  const audio = useRef<HTMLAudioElement | null>(null)
  const loudness = useRef(volume)

  /** Counts up with every stop, so that a recording that arrives too late is not played. */
  const turn = useRef(0)
  const stop = useCallback(() => {
    turn.current += 1
    const playing = audio.current
    audio.current = null
    if (playing === null) return
    playing.pause()
    URL.revokeObjectURL(playing.src)
  }, [])

  // another record: whatever still plays is over, before a key can start the next
  useLayoutEffect(() => stop, [record.id, stop])

  const load = useCallback(async () => {
    if (record.audio === null) return
    stop()
    const mine = turn.current
    setState('loading')
    setShare(0)
    try {
      const response = await fetch(fileUrl(record.audio.hash), { credentials: 'same-origin' })
      if (!response.ok) throw new Error(String(response.status))
      const content = await response.blob()
      if (turn.current !== mine) return
      const element = new Audio(URL.createObjectURL(content))
      element.volume = loudness.current
      // pausing still tells the time once, which would be taken for the next record's
      const whileOn = (heard: () => void) => () => {
        if (turn.current === mine) heard()
      }
      element.addEventListener(
        'timeupdate',
        whileOn(() => setShare(Number.isFinite(element.duration) ? element.currentTime / element.duration : 0)),
      )
      element.addEventListener(
        'ended',
        whileOn(() => {
          setShare(1)
          setState('idle')
        }),
      )
      element.addEventListener(
        'error',
        whileOn(() => setState('failed')),
      )
      audio.current = element
      await element.play()
      setState('playing')
    } catch {
      if (turn.current === mine) setState('failed')
    }
  }, [record, fileUrl, stop, setState, setShare])

  const play = useCallback(async () => {
    setState('asking')
    const mine = turn.current
    const result = await act('play', { record: record.id })
    // the record was left meanwhile: its play is counted, but nothing is heard
    if (turn.current !== mine) return
    if (result.ok) await load()
    else setState('idle')
  }, [act, record.id, load, setState])

  const setVolume = useCallback((next: number) => {
    loudness.current = next
    setVolumeState(next)
    if (audio.current !== null) audio.current.volume = next
    try {
      localStorage.setItem(volumeKey, String(next))
    } catch {
      // storage is blocked: the volume holds until the page is left
    }
  }, [])

  return { state, share, volume, setVolume, play, load }
}
