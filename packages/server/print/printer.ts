/** The press: hands documents to a worker thread and gives back PDFs. */
import { Piscina } from 'piscina'
import type { Clock } from '../runs/contract.ts'
import type { TypstTask } from './typst-worker.ts'

/** A template of `typst/` and what it prints. */
export interface Printed {
  template: string
  data: PrintData
}

export type PrintValue =
  | string
  | number
  | boolean
  | null
  | readonly PrintValue[]
  | { readonly [key: string]: PrintValue }
export type PrintData = { readonly [key: string]: PrintValue }

export interface Printer {
  print(document: Printed): Promise<Uint8Array>
  stop(): Promise<void>
}

export function openPrinter(clock: Clock): Printer {
  // One thread: fonts are large, and two documents at once are rare. It leaves when nobody prints.
  const workers = new Piscina<TypstTask, Uint8Array>({
    filename: new URL('typst-worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 60_000,
  })
  return {
    print: ({ template, data }) => workers.run({ template, data, at: clock.now() }),
    stop: () => workers.destroy(),
  }
}
