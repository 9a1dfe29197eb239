/**
 * A file's bytes, read in windows and changed where they lie: a recording of two gigabytes is never in memory. Synchronous,
 * since it works in a process of its own that has nothing else to do.
 */
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'

/** What is not as its format wants it, so that nothing can be said of what it holds. */
export class Damaged extends Error {}

const windowBytes = 1 << 18
const zeros = Buffer.alloc(1 << 20)

export class Bytes {
  readonly #file: number
  #size: number
  #window = Buffer.alloc(0)
  #from = 0

  constructor(path: string) {
    this.#file = openSync(path, 'r+')
    this.#size = fstatSync(this.#file).size
  }

  get size(): number {
    return this.#size
  }

  /** Exactly so many bytes; throws `Damaged` where the file ends before. Not to be kept: read again instead. */
  read(at: number, length: number): Buffer {
    if (at < 0 || length < 0 || at + length > this.#size) throw new Damaged(`no ${length} bytes at ${at}`)
    if (at < this.#from || at + length > this.#from + this.#window.length) {
      const size = Math.min(this.#size - at, Math.max(length, windowBytes))
      const window = Buffer.alloc(size)
      let got = 0
      while (got < size) {
        const more = readSync(this.#file, window, got, size - got, at + got)
        if (more === 0) throw new Damaged('the file became shorter')
        got += more
      }
      this.#window = window
      this.#from = at
    }
    return this.#window.subarray(at - this.#from, at - this.#from + length)
  }

  text(at: number, length: number): string {
    return at + length > this.#size || at < 0 ? '' : this.read(at, length).toString('latin1')
  }

  write(at: number, content: Uint8Array): void {
    if (at + content.length > this.#size) throw new Damaged(`no ${content.length} bytes at ${at}`)
    this.#forget()
    let done = 0
    while (done < content.length) done += writeSync(this.#file, content, done, content.length - done, at + done)
  }

  /** Nothing but zeros from here on for so many bytes. */
  blank(at: number, length: number): void {
    for (let done = 0; done < length; done += zeros.length)
      this.write(at + done, zeros.subarray(0, Math.min(zeros.length, length - done)))
  }

  /** Takes away what lies after. */
  cut(size: number): void {
    this.#forget()
    ftruncateSync(this.#file, size)
    this.#size = size
  }

  close(): void {
    fsyncSync(this.#file)
    closeSync(this.#file)
  }

  #forget(): void {
    this.#window = Buffer.alloc(0)
    this.#from = 0
  }
}
