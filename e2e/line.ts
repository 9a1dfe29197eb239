/** The line between one window and the server: as slow as a hall's, and cut like one. */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Line {
  /** The server, seen through it. */
  url: string
  /** Bytes a second towards the server; null: as fast as it goes. */
  pace(bytes: number | null): void
  /** Everything that is on it breaks off, and nothing comes through until it is mended. */
  cut(): void
  mend(): void
  stop(): void
}

export async function openLine(serverUrl: string): Promise<Line> {
  const port = Number(new URL(serverUrl).port)
  const open = new Set<Socket>()
  let whole = true
  let rate: number | null = null

  const listener = createServer((near) => {
    if (!whole) return void near.destroy()
    const far = connect(port, '127.0.0.1')
    for (const end of [near, far]) {
      open.add(end)
      end.on('error', () => {})
      end.on('close', () => {
        open.delete(end)
        near.destroy()
        far.destroy()
      })
    }
    far.pipe(near)
    void carry(near, far)
  })

  async function carry(from: Socket, to: Socket): Promise<void> {
    try {
      for await (const part of from as AsyncIterable<Buffer>) {
        if (rate !== null) await sleep((1000 * part.length) / rate)
        if (!to.write(part)) await new Promise((resolve) => to.once('drain', resolve).once('close', resolve))
      }
      to.end()
    } catch {
      // it was cut
    }
  }

  function cut(): void {
    whole = false
    for (const end of open) end.destroy()
  }

  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    pace: (bytes) => {
      rate = bytes
    },
    cut,
    mend() {
      whole = true
    },
    stop() {
      cut()
      listener.close()
    },
  }
}
