/** What staff want to know of: full screen left, another window in front. It is reported, never punished here. */
import type { ActResult } from '@leitai/items/web-plug.ts'
import { useCallback, useEffect, useState } from 'react'
import type { SeatRun } from './seat.ts'

export function canFullScreen(): boolean {
  return document.fullscreenEnabled
}

export async function enterFullScreen(): Promise<boolean> {
  try {
    await document.documentElement.requestFullscreen({ navigationUI: 'hide' })
    return true
  } catch {
    return false
  }
}

export function useFullScreen(): boolean {
  const [full, setFull] = useState(() => document.fullscreenElement !== null)
  useEffect(() => {
    const changed = () => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', changed)
    return () => document.removeEventListener('fullscreenchange', changed)
  }, [])
  return full
}

export function useConduct(
  conduct: SeatRun['conduct'],
  running: boolean,
  act: (name: string, payload: unknown) => Promise<ActResult>,
) {
  const full = useFullScreen()
  const [left, setLeft] = useState(false)
  const watched = running && conduct.fullScreen && canFullScreen()

  useEffect(() => {
    if (!watched) return
    const changed = () => {
      if (document.fullscreenElement !== null) return
      setLeft(true)
      void act('reportIncident', { kind: 'leftFullScreen' })
    }
    document.addEventListener('fullscreenchange', changed)
    return () => document.removeEventListener('fullscreenchange', changed)
  }, [watched, act])

  useEffect(() => {
    if (!running) return
    const hidden = () => {
      if (document.visibilityState === 'hidden') void act('reportIncident', { kind: 'windowLost' })
    }
    document.addEventListener('visibilitychange', hidden)
    return () => document.removeEventListener('visibilitychange', hidden)
  }, [running, act])

  const enter = useCallback(() => void enterFullScreen(), [])
  return { outside: watched && !full, left, enter }
}
