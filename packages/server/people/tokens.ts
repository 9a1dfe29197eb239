/** Names and secrets that the server gives out. */
import { createHash, randomBytes, randomInt } from 'node:crypto'

/** Letters and digits without those that look alike on paper. */
const readable = '23456789abcdefghjkmnpqrstuvwxyz'

export function readableText(length: number): string {
  let out = ''
  while (out.length < length) out += readable[randomInt(readable.length)]
  return out
}

/** A name for a row: 16 signs, 79 bits. */
export const newId = (): string => readableText(16)

/** For cookies and links. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of a token: a reader of the database cannot use it. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

export const newPin = (): string => String(randomInt(1_000_000)).padStart(6, '0')

/** A first password that can be read from a slip: four groups, 59 bits. */
export const newPassword = (): string => [3, 3, 3, 3].map((length) => readableText(length)).join('-')
