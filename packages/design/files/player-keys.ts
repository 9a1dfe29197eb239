/**
 * Keys for whatever is played in this part of the page: J and L jump, K or space plays and pauses, `,` and `.` change the speed. While
 * marks are typed beside it a point belongs to the mark, and a space to the button that has the focus.
 */
import { useEffect, type RefObject } from 'react'

export const speeds = [0.75, 1, 1.25, 1.5, 2]
export const jumpSeconds = 5

export type PlayerKey = { jump: number } | { speed: 1 | -1 } | 'play'

/** What a key does; `elsewhere`: the focus is in the sheet or on something that takes the key itself. */
export function playerKey(key: string, elsewhere: boolean): PlayerKey | null {
  switch (key.toLowerCase()) {
    case 'j':
      return { jump: -jumpSeconds }
    case 'l':
      return { jump: jumpSeconds }
    case 'k':
      return 'play'
    case ' ':
      return elsewhere ? null : 'play'
    case ',':
      return elsewhere ? null : { speed: -1 }
    case '.':
      return elsewhere ? null : { speed: 1 }
    default:
      return null
  }
}

export function nextSpeed(now: number, by: 1 | -1): number {
  const faster = speeds.filter((one) => (by > 0 ? one > now : one < now))
  return (by > 0 ? faster[0] : faster.at(-1)) ?? now
}

/** Of several recordings the one that was played last. */
export function usePlayerKeys(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const piece = root.current
    if (piece === null) return
    let last: HTMLMediaElement | null = null
    const played = (event: Event) => {
      if (event.target instanceof HTMLMediaElement) last = event.target
    }
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      const target = event.target instanceof Element ? event.target : null
      if (target?.closest('input, textarea, select, [role=dialog], [contenteditable]')) return
      const media = last !== null && piece.contains(last) ? last : piece.querySelector<HTMLMediaElement>('video, audio')
      if (media === null) return
      const inPlayer = target === media || target?.closest('[data-player]') != null
      const nowhere = target === document.body || target?.matches('[data-work]') === true
      const does = playerKey(event.key, !nowhere && !(inPlayer && target?.closest('button') == null))
      if (does === null) return
      event.preventDefault()
      if (does === 'play') void (media.paused ? media.play().catch(() => {}) : media.pause())
      else if ('jump' in does) media.currentTime = Math.max(0, media.currentTime + does.jump)
      else media.playbackRate = nextSpeed(media.playbackRate, does.speed)
    }
    piece.addEventListener('play', played, true)
    addEventListener('keydown', pressed)
    return () => {
      piece.removeEventListener('play', played, true)
      removeEventListener('keydown', pressed)
    }
  }, [root])
}
