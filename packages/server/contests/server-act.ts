import type { ActName, Payload } from '@leitai/core/contest/acts.ts'
import { isRefusal, type Actor, type Refusal } from '@leitai/core/run.ts'
import type { Parts } from '../parts.ts'
import { newId } from '../people/tokens.ts'

/** An act of the program itself in the contest's run, after it checked what a rule cannot; `personId`: for whom. */
export async function serverAct<N extends ActName>(
  { host }: Pick<Parts, 'host'>,
  contestId: string,
  name: N,
  payload: Payload<N>,
  personId?: string,
): Promise<Refusal | null> {
  const by: Actor = personId === undefined ? { kind: 'server' } : { kind: 'server', for: personId }
  const answer = await host.submit({ runId: contestId, commandId: `${name}-${newId()}`, name, payload, by })
  return isRefusal(answer) ? answer : null
}
