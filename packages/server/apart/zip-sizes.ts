import { fromBuffer } from 'yauzl'

const mostBytes = 300_000_000
const mostEntries = 5000
/** XML packs to a twentieth; a bomb to a thousandth. Small files may pack as they like. */
const mostRatio = 150
const smallBytes = 20_000_000

export const isZip = (content: Uint8Array): boolean => content[0] === 0x50 && content[1] === 0x4b

/** Whether what a zip says of itself is fit to be unpacked. One that lies is stopped by the limits on the process. */
export function zipIsFit(content: Uint8Array): Promise<boolean> {
  return new Promise((resolve, reject) => {
    fromBuffer(
      Buffer.from(content.buffer, content.byteOffset, content.byteLength),
      { lazyEntries: true },
      (error, zip) => {
        if (error) return reject(error)
        let bytes = 0
        let entries = 0
        zip.on('error', reject)
        zip.on('end', () => resolve(bytes <= smallBytes || bytes / content.byteLength <= mostRatio))
        zip.on('entry', (entry: { uncompressedSize: number }) => {
          bytes += entry.uncompressedSize
          entries += 1
          if (bytes > mostBytes || entries > mostEntries) resolve(false)
          else zip.readEntry()
        })
        zip.readEntry()
      },
    )
  })
}
