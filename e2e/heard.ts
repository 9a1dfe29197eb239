/** What reached a page, whether it shows it or not: every frame of its sockets and every answer of the API. */
import type { Page } from 'playwright-core'

export interface Heard {
  has(text: string): boolean
}

export function listenIn(page: Page): Heard {
  const all: string[] = []
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => all.push(String(payload))))
  page.on('response', (response) => {
    if (response.url().includes('/rpc/'))
      void response.text().then(
        (body) => all.push(body),
        () => {},
      )
  })
  // as it stands in JSON
  return { has: (text) => all.some((frame) => frame.includes(JSON.stringify(text).slice(1, -1))) }
}
