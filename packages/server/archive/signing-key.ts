/** The server's own key, made at the first archive and kept in the data folder: archives and prints carry its fingerprint. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface SigningKey {
  publicKey: string
  sign(content: Uint8Array): Buffer
}

export async function signingKey(home: string): Promise<SigningKey> {
  const folder = join(home, 'keys')
  const file = join(folder, 'archive-ed25519.pem')
  const key = await readFile(file, 'utf8').then(createPrivateKey, (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return make(folder, file)
    throw error
  })
  return {
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
    sign: (content) => sign(null, content, key),
  }
}

async function make(folder: string, file: string): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync('ed25519')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
    return privateKey
  } catch (error) {
    // Two papers at once, the first of this folder: the key that is there counts.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return createPrivateKey(await readFile(file, 'utf8'))
  }
}

export function signatureHolds(content: Uint8Array, signature: Uint8Array, publicKey: string): boolean {
  try {
    return verify(null, content, createPublicKey(publicKey), signature)
  } catch {
    return false
  }
}
