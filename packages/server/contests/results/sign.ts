/** A signature under a stage's result: by a person who holds the role in this contest and gives the password again. */
import { resultDigest } from '@leitai/core/contest/results.ts'
import { isRefusal, refuse, type Refusal, type Role } from '@leitai/core/run.ts'
import type { Parts } from '../../parts.ts'
import { contestState } from '../contest-state.ts'
import { serverAct } from '../server-act.ts'

export interface Signer {
  id: string
  name: string
  roles: readonly Role[]
}

/** @param read digest of the result as the signer read it; without it, of what stands now. Refuses `changed` where they differ. */
export async function signResults(
  parts: Pick<Parts, 'host' | 'accounts'>,
  contestId: string,
  signer: Signer,
  input: { stage: string; role: Role; password: string; digest?: string | undefined },
): Promise<{ done: true } | Refusal> {
  const { stage, role, password, digest: read } = input
  if (!signer.roles.includes(role))
    return refuse(
      'notYourRole',
      '您在本赛事中没有这个角色，不能以此签字。',
      'You do not hold this role in the contest and cannot sign as it.',
    )
  const state = await contestState(parts.host, contestId)
  if (isRefusal(state)) return state
  const wrong = await parts.accounts.confirm(signer.id, password)
  if (wrong !== null) return wrong
  const digest = read ?? resultDigest(state, stage)
  const refused = await serverAct(
    parts,
    contestId,
    'recordSignature',
    { stage, role, personId: signer.id, name: signer.name, digest },
    signer.id,
  )
  return refused ?? { done: true }
}
