/** Typesets one document. Runs in a worker thread: fonts and layout must not hold the thread that serves the live runs. */
import { compile, compiler } from './typesetter.ts'

export interface TypstTask {
  template: string
  data: unknown
  /** Written into the PDF as the time at which it was made. */
  at: number
}

export default function typeset({ template, data, at }: TypstTask): Uint8Array {
  const pdf = compiler.pdf(compile(template, data), { creationTimestamp: Math.floor(at / 1000) })
  // Names and PINs of this document stay in no cache.
  compiler.evictCache(0)
  return new Uint8Array(pdf)
}
