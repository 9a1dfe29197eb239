/** Whom the hall's screen thanks. Kept in the browser that shows it: who opens the screen page writes it there. */
import { useSyncExternalStore } from 'react'

export interface SponsorList {
  lines: string[]
  /** Data URLs, small. */
  logos: string[]
}

const none: SponsorList = { lines: [], logos: [] }
const listeners = new Set<() => void>()
const known = new Map<string, { text: string | null; list: SponsorList }>()

function read(contestId: string): SponsorList {
  let text: string | null
  try {
    text = localStorage.getItem(keyOf(contestId))
  } catch {
    return none
  }
  const last = known.get(contestId)
  if (last !== undefined && last.text === text) return last.list
  const list = text === null ? none : parsed(text)
  known.set(contestId, { text, list })
  return list
}

function parsed(text: string): SponsorList {
  try {
    const { lines, logos } = JSON.parse(text) as Partial<SponsorList>
    return { lines: (lines ?? []).filter(isText), logos: (logos ?? []).filter(isText) }
  } catch {
    // written by another version: nobody is thanked, nothing breaks
    return none
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** False where the browser has no room for it. */
export function keepSponsors(contestId: string, list: SponsorList): boolean {
  try {
    localStorage.setItem(keyOf(contestId), JSON.stringify(list))
  } catch {
    return false
  }
  for (const listener of listeners) listener()
  return true
}

export function useSponsors(contestId: string): SponsorList {
  return useSyncExternalStore(subscribe, () => read(contestId))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // the host's desk in another window of this browser shows the same
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function keyOf(contestId: string): string {
  return `leitai.sponsors.${contestId}`
}

/** A logo as the screen needs it: at most 640 × 320, so that a dozen fit into the browser's store. */
export async function logoFrom(file: File): Promise<string> {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, 640 / picture.width, 320 / picture.height)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return canvas.toDataURL('image/webp', 0.9)
}
