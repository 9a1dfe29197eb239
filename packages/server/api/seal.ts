import { isRefusal, type Refusal, type Role } from '@leitai/core/run.ts'
import { beginTry, forgive } from '../people/guessing.ts'
import { failure, inContest, orRefuse, os } from './context.ts'

/** Who may be a sealing officer: anybody with a part in the contest. Which layer is whose, the desk asks. */
const anybody: readonly Role[] = [
  'organiser',
  'staff',
  'judge',
  'chiefJudge',
  'supervisor',
  'arbiter',
  'sealingOfficer',
  'host',
]
/** Who may open a layer with the key from the safe, where its officer cannot. */
const keyHolders: readonly Role[] = ['organiser', 'chiefJudge', 'supervisor', 'arbiter', 'sealingOfficer']

export const seal = {
  enrol: os.seal.enrol.handler(async ({ context, input: { id, layer, passphrase } }) => {
    const person = inContest(context, id, anybody)
    return orRefuse(await context.parts.sealDesk.enrol(id, layer, person, passphrase))
  }),

  open: os.seal.open.handler(async ({ context, input: { id, layer, passphrase, recoveryKey } }) => {
    const withKey = recoveryKey !== undefined
    const person = inContest(context, id, withKey ? keyHolders : anybody)
    if (withKey === (passphrase !== undefined)) {
      throw failure('BAD_REQUEST', {
        code: 'oneSecret',
        zh: '请填写口令或恢复密钥，二者取一。',
        en: 'Give the passphrase or the recovery key, one of the two.',
      })
    }
    const { sealDesk, database, clock } = context.parts
    // By layer and person: nobody can shut the officer out by guessing in their place.
    const account = `seal:${id}:${layer}:${person.id}`
    const wait: Refusal | null = await beginTry(database.db, account, clock.now())
    if (wait !== null) return orRefuse<never>(wait)
    const opened = await sealDesk.open(id, layer, person, withKey ? { recoveryKey } : { passphrase: passphrase! })
    // Refused before the secret was looked at: that was no guess.
    if (!isRefusal(opened) || opened.code !== 'wrongSecret') await forgive(database.db, account)
    return orRefuse(opened)
  }),
}
