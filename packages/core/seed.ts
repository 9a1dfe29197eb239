/**
 * Chance that anybody can compute again. A seed is a text; its stream is SHA-256(seed + ":" + counter), read as 32-bit
 * big-endian words. Draws, shuffles and samples use nothing else, so a public draw can be checked with any SHA-256 tool.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

export interface Chance {
  /** A whole number in [0, below), without modulo bias (words over the last whole multiple are passed over). */
  below(below: number): number
  /** Fisher–Yates from the last place down; the input is left alone. */
  shuffle<T>(items: readonly T[]): T[]
  /** `count` different items in drawn order. */
  sample<T>(items: readonly T[], count: number): T[]
}

export function chance(seed: string): Chance {
  let counter = 0
  let block: Uint8Array = new Uint8Array(0)
  let at = 0

  function word(): number {
    if (at + 4 > block.length) {
      block = sha256(utf8ToBytes(`${seed}:${counter}`))
      counter += 1
      at = 0
    }
    const value = ((block[at]! << 24) | (block[at + 1]! << 16) | (block[at + 2]! << 8) | block[at + 3]!) >>> 0
    at += 4
    return value
  }

  function below(limit: number): number {
    if (!Number.isInteger(limit) || limit < 1 || limit > 0x1_0000_0000) throw new RangeError(`below(${limit})`)
    const usable = 0x1_0000_0000 - (0x1_0000_0000 % limit)
    let value = word()
    while (value >= usable) value = word()
    return value % limit
  }

  function shuffle<T>(items: readonly T[]): T[] {
    const out = [...items]
    for (let last = out.length - 1; last > 0; last -= 1) {
      const other = below(last + 1)
      const kept = out[last]!
      out[last] = out[other]!
      out[other] = kept
    }
    return out
  }

  return {
    below,
    shuffle,
    sample: (items, count) => {
      if (count > items.length) throw new RangeError(`sample ${count} of ${items.length}`)
      return shuffle(items).slice(0, count)
    },
  }
}

/** A seed for one purpose, made from another: `deriveSeed(contestSeed, 'order')`. */
export function deriveSeed(seed: string, purpose: string): string {
  return sha256Hex(`${seed}/${purpose}`)
}

/** SHA-256 of the text's UTF-8 bytes, as 64 hex digits. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}
