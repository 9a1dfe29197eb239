/**
 * Recordings on their way from this page, one for each performance. They belong to the page, not to the screen that began
 * them: a long one goes on while the host has called the next entrant.
 */
import type { Text } from '@leitai/core/score.ts'
import type { UploadProgress, Uploads } from '@leitai/items/web-plug.ts'
import { useSyncExternalStore } from 'react'

interface OnItsWay {
  name: string
  progress: UploadProgress
  stop: AbortController
  /** Why it was not taken; it stands until it is read. */
  refused: Text | null
}

const all = new Map<string, OnItsWay>()
const listeners = new Set<() => void>()

/** Resolves when it is there, refused or cancelled. */
export async function bringRecording({ runId, upload }: Uploads, file: File): Promise<void> {
  const stop = new AbortController()
  const name = file.name
  put(runId, { name, progress: { state: 'sending', sent: 0, total: file.size }, stop, refused: null })
  const outcome = await upload(
    'recording',
    file,
    // a word that comes late does not bring back what was cancelled
    (progress) => all.has(runId) && put(runId, { name, progress, stop, refused: null }),
    stop.signal,
  )
  if (outcome.ok || outcome.code === 'cancelled') forgetRecording(runId)
  else put(runId, { name, progress: { state: 'checking', sent: 0, total: file.size }, stop, refused: outcome })
}

export function forgetRecording(runId: string): void {
  all.delete(runId)
  tell()
}

export function useOnItsWay(runId: string): OnItsWay | null {
  return useSyncExternalStore(watch, () => all.get(runId) ?? null)
}

function put(runId: string, one: OnItsWay): void {
  all.set(runId, one)
  tell()
}

function tell(): void {
  // the browser asks once more before it throws a film away
  removeEventListener('beforeunload', ask)
  if ([...all.values()].some(({ refused }) => refused === null)) addEventListener('beforeunload', ask)
  for (const listener of listeners) listener()
}

const ask = (event: BeforeUnloadEvent) => event.preventDefault()

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
