import { stat } from 'node:fs/promises'
import { fromBufferPromise, openPromise, type ZipFile } from 'yauzl'

const mostBytes = 300_000_000
const mostEntries = 5000
/** XML packs to a twentieth; a bomb to a thousandth. Small files may pack as they like. */
const mostRatio = 150
const smallBytes = 20_000_000

export const isZip = (content: Uint8Array): boolean => content[0] === 0x50 && content[1] === 0x4b

/** Whether what a zip says of itself is fit to be unpacked. One that lies is stopped by the limits on the process. */
export async function zipIsFit(content: Uint8Array): Promise<boolean> {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  return isFit(await fromBufferPromise(buffer, { lazyEntries: true }), content.byteLength, mostBytes)
}

/** As `zipIsFit`, of a file on disk that is worked on entry by entry: together the entries may be more. */
export async function zipFileIsFit(path: string, mostBytes: number): Promise<boolean> {
  return isFit(await openPromise(path, { lazyEntries: true, autoClose: false }), (await stat(path)).size, mostBytes)
}

async function isFit(zip: ZipFile, packedBytes: number, mostBytes: number): Promise<boolean> {
  let bytes = 0
  let entries = 0
  try {
    for await (const { uncompressedSize } of zip.eachEntry()) {
      bytes += uncompressedSize
      entries += 1
      if (bytes > mostBytes || entries > mostEntries) return false
    }
    return bytes <= smallBytes || bytes / packedBytes <= mostRatio
  } finally {
    zip.close()
  }
}
