/**
 * The sealed mapping of codes to people: an onion of age files (https://age-encryption.org/v1), one layer an officer.
 *
 * Each layer is encrypted to two X25519 recipients: the officer's, whose identity is itself locked with the officer's
 * passphrase (scrypt), and the layer's recovery recipient, whose identity is printed once at enrolment and kept by
 * nobody else. Layer 1 is innermost; the highest layer is opened first. What is stored is ciphertext and recipients: a
 * reader of the database, a backup or the journal learns nothing of who holds which code.
 */
import { Decrypter, Encrypter, armor, generateX25519Identity, identityToRecipient } from 'age-encryption'

export interface OfficerKeys {
  recipient: string
  /** The officer's identity under the passphrase, armoured. */
  lockedIdentity: string
  recoveryRecipient: string
  /** `AGE-SECRET-KEY-1…`: shown once, to be printed. */
  recoveryKey: string
}

export interface Layer {
  recipient: string
  recoveryRecipient: string
}

export type Secret = { passphrase: string; lockedIdentity: string } | { recoveryKey: string }

export async function makeOfficerKeys(passphrase: string): Promise<OfficerKeys> {
  const identity = await generateX25519Identity()
  const recoveryKey = await generateX25519Identity()
  const lock = new Encrypter()
  lock.setPassphrase(passphrase.normalize('NFKC'))
  return {
    recipient: await identityToRecipient(identity),
    lockedIdentity: armor.encode(await lock.encrypt(identity)),
    recoveryRecipient: await identityToRecipient(recoveryKey),
    recoveryKey,
  }
}

/** @param layers from the innermost (1) outwards */
export async function seal(content: string, layers: readonly Layer[]): Promise<string> {
  let sealed = content
  for (const layer of layers) {
    const encrypter = new Encrypter()
    encrypter.addRecipient(layer.recipient)
    encrypter.addRecipient(layer.recoveryRecipient)
    sealed = armor.encode(await encrypter.encrypt(sealed))
  }
  return sealed
}

/** What lies under one layer, for each envelope; null when the passphrase or the key is not this layer's. */
export async function openLayer(envelopes: readonly string[], secret: Secret): Promise<string[] | null> {
  const identity = 'recoveryKey' in secret ? secret.recoveryKey.trim() : await unlock(secret)
  if (identity === null) return null
  try {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    const opened: string[] = []
    for (const envelope of envelopes) opened.push(await decrypter.decrypt(armor.decode(envelope), 'text'))
    return opened
  } catch {
    return null
  }
}

async function unlock(secret: { passphrase: string; lockedIdentity: string }): Promise<string | null> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(secret.passphrase.normalize('NFKC'))
  try {
    return await decrypter.decrypt(armor.decode(secret.lockedIdentity), 'text')
  } catch {
    return null
  }
}
