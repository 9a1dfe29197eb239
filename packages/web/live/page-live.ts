/** The one live client of this page. */
import { livePath } from '@leitai/core/api/paths.ts'
import { Live, type LiveAs } from './live.ts'

export function liveUrl(as: LiveAs): string {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  return `${scheme}://${location.host}${livePath}${as === 'seat' ? '?as=seat' : ''}`
}

export const live = new Live(liveUrl)
