/** Appeals of a team leader for the own delegation, and the arbiters' rulings on them. */
import type { RunHead } from '@leitai/core/contest/acts.ts'
import { appealWindow, hasPart } from '@leitai/core/contest/appeals.ts'
import { appealViews } from '@leitai/core/contest/judging.ts'
import { placeOf } from '@leitai/core/contest/reading.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import type { Parts } from '../../parts.ts'
import { delegationOf } from '../../people/roles.ts'
import { newId } from '../../people/tokens.ts'
import { contestState } from '../contest-state.ts'
import { serverAct } from '../server-act.ts'

type Uses = Pick<Parts, 'host' | 'database'>

interface Leader {
  id: string
  name: string
}

/** What this leader may appeal, until when, and what became of it. */
export async function appealsOf(parts: Uses, contestId: string, leader: Leader) {
  const state = await contestState(parts.host, contestId)
  if (isRefusal(state)) return state
  const delegation = await delegationOf(parts, contestId, leader.id)
  const rulebook = state.rulebook?.rulebook
  const items = (rulebook?.stages ?? []).flatMap((stage) => stage.items.map((item) => ({ stage: stage.id, item })))
  return {
    delegation,
    clause: rulebook?.appeals?.clause ?? null,
    withinMinutes: rulebook?.appeals?.withinMinutes ?? null,
    after: rulebook?.appeals?.after ?? ('item' as const),
    entrants: Object.values(state.roster)
      .filter((entry) => delegation !== '' && entry.delegation === delegation)
      .map(({ entrantId, number, name }) => ({
        entrantId,
        number,
        name,
        items: items
          .filter(({ stage }) => hasPart(state, stage, entrantId))
          .map(({ stage, item: { id: item, title } }) => {
            const window = appealWindow(state, stage, item, entrantId)
            return { stage, item, title, from: window?.from ?? null, until: window?.until ?? null }
          }),
      })),
    clauses: items.flatMap(({ item: { clause, title, marking } }) => {
      const lines = marking.by === 'judges' ? marking.sheet : []
      return [{ clause, title }, ...lines.map((line) => ({ clause: line.clause, title: line.label }))].flatMap(
        ({ clause, title }) => (clause === undefined ? [] : [{ clause, title }]),
      )
    }),
    appeals: (delegation === '' ? [] : appealViews(state, delegation)).map(
      ({ appeal, stage, item, entrantId, entrant, clause, statement, at, withdrawn, ruling }) => ({
        appeal,
        stage,
        item,
        entrantId,
        entrant,
        clause,
        statement,
        at,
        withdrawn,
        ruling,
      }),
    ),
  }
}

/**
 * Freezes the evidence: where every stream of the item stands now. All of them, since while identities are sealed nobody may
 * know which is the entrant's.
 */
export async function fileAppeal(
  parts: Uses,
  contestId: string,
  leader: Leader,
  input: { stage: string; item: string; entrantId: string; clause: string; statement: string },
): Promise<{ appeal: string } | Refusal> {
  const state = await contestState(parts.host, contestId)
  if (isRefusal(state)) return state
  const delegation = await delegationOf(parts, contestId, leader.id)
  if (delegation === '' || state.roster[input.entrantId]?.delegation !== delegation)
    return refuse(
      'notYourDelegation',
      '只能为本代表队的参赛者申诉',
      'You may appeal for entrants of your own delegation only',
    )
  const evidence = (await parts.host.list(contestId)).flatMap(({ runId, version, head }): RunHead[] => {
    const place = placeOf(runId)
    return place?.stage === input.stage && place.item === input.item ? [{ runId, version, head }] : []
  })
  const appeal = newId()
  const refused = await serverAct(
    parts,
    contestId,
    'fileAppeal',
    { appeal, ...input, personId: leader.id, name: leader.name, evidence },
    leader.id,
  )
  return refused ?? { appeal }
}

export async function withdrawAppeal(
  parts: Uses,
  contestId: string,
  leader: Leader,
  { appeal, reason }: { appeal: string; reason: string },
): Promise<{ done: true } | Refusal> {
  const refused = await serverAct(
    parts,
    contestId,
    'withdrawAppeal',
    { appeal, personId: leader.id, reason },
    leader.id,
  )
  return refused ?? { done: true }
}

export async function ruleAppeal(
  parts: Pick<Parts, 'host' | 'accounts'>,
  contestId: string,
  arbiter: Leader,
  { password, ...ruling }: { appeal: string; upheld: boolean; reason: string; password: string },
): Promise<{ done: true } | Refusal> {
  const wrong = await parts.accounts.confirm(arbiter.id, password)
  if (wrong !== null) return wrong
  const refused = await serverAct(
    parts,
    contestId,
    'ruleAppeal',
    { ...ruling, personId: arbiter.id, name: arbiter.name },
    arbiter.id,
  )
  return refused ?? { done: true }
}
