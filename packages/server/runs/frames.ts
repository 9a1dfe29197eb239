/**
 * Frames as they go over the network. What a server sends is neither masked nor compressed here, so a frame is the same
 * bytes for everybody: it is made once and handed to every socket as it is.
 */
import type { FromServer } from '@leitai/core/wire.ts'

/** A whole text frame: the last of its message (0x80), of text (0x1). */
const finalText = 0x81

export function frameOf(message: FromServer): Buffer {
  return textFrame(JSON.stringify(message))
}

export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(head + length)
  frame[0] = finalText
  if (head === 2) frame[1] = length
  else if (head === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.write(text, head)
  return frame
}
