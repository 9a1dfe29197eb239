/** Orders of equals that the judges sign together. */
import type { ContestState } from '@leitai/core/contest/state.ts'
import { stageStandings } from '@leitai/core/contest/results.ts'
import { isSealed } from '@leitai/core/contest/reading.ts'
import { sameSet } from '@leitai/core/contest/same-set.ts'
import type { Refusal } from '@leitai/core/run.ts'
import type { Parts } from '../../parts.ts'
import { serverAct } from '../server-act.ts'

/** What waits for signatures in which this person has a part. */
export function tiesToSign(state: ContestState, personId: string) {
  return Object.entries(state.results).flatMap(([stage, result]) => {
    const table = stageStandings(state, stage)
    return result.proposals
      .filter(
        ({ order, signers }) =>
          signers.includes(personId) && table?.openTies.some(({ entrants }) => sameSet(entrants, order)),
      )
      .map(({ order, reason, signers, signed }) => ({
        stage,
        order: order.map((code) => ({
          code,
          name: isSealed(state) ? '' : (state.roster[state.mapping[code] ?? '']?.name ?? ''),
          total: table?.lines.find(({ entrant }) => entrant === code)?.total ?? '',
        })),
        reason,
        signed: signed.length,
        signers: signers.length,
        mine: signed.some((one) => one.personId === personId),
      }))
  })
}

export async function signTie(
  parts: Pick<Parts, 'host' | 'accounts'>,
  contestId: string,
  signer: { id: string; name: string },
  { stage, order, password }: { stage: string; order: string[]; password: string },
): Promise<{ done: true } | Refusal> {
  const wrong = await parts.accounts.confirm(signer.id, password)
  if (wrong !== null) return wrong
  const refused = await serverAct(
    parts,
    contestId,
    'signTie',
    { stage, order, personId: signer.id, name: signer.name },
    signer.id,
  )
  return refused ?? { done: true }
}
