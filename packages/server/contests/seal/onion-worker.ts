/** Runs the passphrase work (scrypt, over a second of computing) off the thread that serves the live runs. */
import { makeOfficerKeys, openLayer, type Secret } from './onion.ts'

export type OnionTask =
  | { task: 'makeOfficerKeys'; passphrase: string }
  | { task: 'openLayer'; envelopes: string[]; secret: Secret }

export default function run(input: OnionTask): Promise<unknown> {
  switch (input.task) {
    case 'makeOfficerKeys':
      return makeOfficerKeys(input.passphrase)
    case 'openLayer':
      return openLayer(input.envelopes, input.secret)
  }
}
