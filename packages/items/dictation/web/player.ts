/** One recording at a time. Playing begins only after the server has counted the play; a failed load is tried again without a second count. */
import type { ContestantProps } from '@leitai/items/web-plug.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { DictationRecordView, DictationWorkView } from '../types.ts'

export type PlayerState = 'idle' | 'asking' | 'loading' | 'playing' | 'failed'

const volumeKey = 'leitai.volume'

function storedVolume(): number {
  try {
    const stored = Number(localStorage.getItem(volumeKey) ?? '1')
    return stored > 0 && stored <= 1 ? stored : 1
  } catch {
    return 1
  }
}

export function usePlayer(record: DictationRecordView, act: ContestantProps<DictationWorkView>['act'], fileUrl: (hash: string) => string) {
  const [state, setState] = useState<PlayerState>('idle')
  const [share, setShare] = useState(0)
  const [volume, setVolumeState] = useState(storedVolume)
  const audio = useRef<HTMLAudioElement | null>(null)
  const loudness = useRef(volume)

  const stop = useCallback(() => {
    const playing = audio.current
    audio.current = null
    if (playing === null) return
    playing.pause()
    URL.revokeObjectURL(playing.src)
  }, [])

  // another record: whatever still plays is over
  useEffect(() => {
    setState('idle')
    setShare(0)
    return stop
  }, [record.id, stop])

  const load = useCallback(async () => {
    if (record.audio === null) return
    stop()
    setState('loading')
    setShare(0)
    try {
      const response = await fetch(fileUrl(record.audio.hash), { credentials: 'same-origin' })
      if (!response.ok) throw new Error(String(response.status))
      const element = new Audio(URL.createObjectURL(await response.blob()))
      element.volume = loudness.current
      element.ontimeupdate = () => setShare(Number.isFinite(element.duration) ? element.currentTime / element.duration : 0)
      element.onended = () => {
        setShare(1)
        setState('idle')
      }
      element.onerror = () => setState('failed')
      audio.current = element
      await element.play()
      setState('playing')
    } catch {
      setState('failed')
    }
  }, [record, fileUrl, stop])

  const play = useCallback(async () => {
    setState('asking')
    const result = await act('play', { record: record.id })
    if (result.ok) await load()
    else setState('idle')
  }, [act, record.id, load])

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
