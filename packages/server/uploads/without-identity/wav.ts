/** WAV: the sound and what is needed to play it stay; lists of names, broadcast and XML chunks become JUNK, zeroed. */
import { Damaged, type Bytes } from './bytes.ts'

const needed = new Set(['fmt ', 'data', 'fact'])

export function wav(bytes: Bytes): void {
  if (bytes.text(0, 4) !== 'RIFF' || bytes.text(8, 4) !== 'WAVE') throw new Damaged('no WAVE')
  let at = 12
  let sound = false
  while (at + 8 <= bytes.size) {
    const id = bytes.text(at, 4)
    const said = bytes.read(at + 4, 4).readUInt32LE(0)
    const room = bytes.size - at - 8
    // a recorder that was cut off never wrote how much came
    const size = id === 'data' && (said === 0xffffffff || said > room || (said === 0 && !sound)) ? room : said
    if (size > room) throw new Damaged(`${id} is longer than the file`)
    if (id === 'data') sound = true
    if (!needed.has(id)) {
      bytes.write(at, Buffer.from('JUNK'))
      bytes.blank(at + 8, size)
    }
    at += 8 + size
    // a chunk of an odd length is followed by one byte that belongs to nobody
    if (size % 2 === 1 && at < bytes.size) {
      bytes.blank(at, 1)
      at += 1
    }
  }
  if (!sound) throw new Damaged('no sound')
  if (at < bytes.size) bytes.cut(at)
}
