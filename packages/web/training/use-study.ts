/**
 * Keeps where one is in a recording: every few seconds while it plays, at every pause and jump, and when the page goes. What
 * the server has not taken yet stays on this device and is sent again.
 */
import { studyPath } from '@leitai/core/api/paths.ts'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { api } from '../session/api.ts'
import { dropPosition, keepPosition, keptPosition, placeToGoOn, type KeptPosition } from './kept-position.ts'
import type { MyProgress, Student } from './mine.ts'

const everyMs = 4000
/** What one message holds at most; the first ones have been sent before. */
const mostRanges = 400

interface Study {
  contestId: string
  material: string
  student: Student
  media: RefObject<HTMLMediaElement | null>
  /** Where the server had it when the page was opened. */
  onServer: number
  onSaved(progress: MyProgress): void
}

/** Whether all is with the server; null before anything was played. */
export function useStudy({ contestId, material, student, media, onServer, onSaved }: Study): boolean | null {
  const { key, entrantId, member } = student
  const [saved, setSaved] = useState<boolean | null>(null)
  const told = useRef(onSaved)
  useEffect(() => {
    told.current = onSaved
  })

  useEffect(() => {
    const element = media.current
    if (element === null) return
    let base = onServer
    // what an earlier page could not send
    const kept = keptPosition(material, key)
    let before = kept?.watched ?? []
    let dirty = kept !== null
    let sending = false
    let moved = false

    const now = (): KeptPosition => ({
      position: moved ? element.currentTime : placeToGoOn(kept, onServer),
      base,
      watched: [...before, ...playedIn(element)],
    })
    const changed = () => {
      // a recording that is only opened, or sought through to learn its length, says nothing
      if (element.played.length === 0) return
      moved = true
      dirty = true
      keepPosition(material, key, now())
    }
    const send = async () => {
      if (!dirty || sending) return
      sending = true
      dirty = false
      const { position, watched } = now()
      try {
        const progress = await api.training.note({
          id: contestId,
          material,
          entrantId,
          member,
          position,
          watched: watched.slice(-mostRanges),
        })
        before = []
        base = progress.position
        if (!dirty) dropPosition(material, key)
        setSaved(!dirty)
        told.current(progress)
      } catch {
        // the next round tries again; it lies on this device meanwhile
        dirty = true
        setSaved(false)
      } finally {
        sending = false
      }
    }
    const atOnce = () => {
      changed()
      void send()
    }
    const leave = () => {
      changed()
      if (!dirty && !sending) return
      const { position, watched } = now()
      const body = JSON.stringify({ entrantId, member, position, watched: watched.slice(-mostRanges) })
      // it lies on this device as well, until a later page has seen it arrive
      navigator.sendBeacon(studyPath(contestId, material), new Blob([body], { type: 'application/json' }))
    }
    const hidden = () => {
      if (document.visibilityState === 'hidden') leave()
    }

    const timer = setInterval(() => void send(), everyMs)
    element.addEventListener('timeupdate', changed)
    for (const name of ['pause', 'seeked', 'ended'] as const) element.addEventListener(name, atOnce)
    addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      clearInterval(timer)
      element.removeEventListener('timeupdate', changed)
      for (const name of ['pause', 'seeked', 'ended'] as const) element.removeEventListener(name, atOnce)
      removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', hidden)
      leave()
    }
  }, [contestId, material, key, entrantId, member, media, onServer])

  return saved
}

function playedIn({ played }: HTMLMediaElement): [number, number][] {
  return Array.from({ length: played.length }, (_, i): [number, number] => [played.start(i), played.end(i)])
}
