/** The one live client of this page. */
import { livePath } from '@leitai/core/api/paths.ts'
import { Live } from './live.ts'

export const live = new Live(
  (as) =>
    `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${livePath}${as === 'seat' ? '?as=seat' : ''}`,
)
