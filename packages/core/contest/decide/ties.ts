/** 并列: the order that people give to equals. Where the rulebook asks the judges together, each of them signs it. */
import { refuse } from '../../run.ts'
import type { Payload } from '../acts.ts'
import { openTies } from '../results.ts'
import { sameSet } from '../same-set.ts'
import type { ContestState } from '../state.ts'
import type { Out } from './refusals.ts'

/** Everybody who is on a panel of the stage. */
function judgesOfStage(state: ContestState, stage: string): string[] {
  const panels = Object.values(state.panels).filter((panel) => panel.stage === stage)
  return [...new Set(panels.flatMap(({ judges }) => judges.map(({ personId }) => personId)))].toSorted()
}

export function settleTie(state: ContestState, payload: Payload<'settleTie'>): Out {
  const tie = openTies(state, payload.stage).find(({ entrants }) => sameSet(entrants, payload.order))
  if (tie === undefined) return refuse('noSuchTie', '没有这组待定的并列', 'There is no such open tie')
  if (state.results[payload.stage]!.signatures.length > 0) return refuse('signed', '成绩已签字', 'The result is signed')
  const signers = judgesOfStage(state, payload.stage)
  return tie.why === 'deliberation' && signers.length > 0
    ? [{ name: 'tieProposed', payload: { ...payload, signers } }]
    : [{ name: 'tieSettled', payload }]
}

export function signTie(state: ContestState, payload: Payload<'signTie'>): Out {
  const { stage, order, personId } = payload
  const proposal = state.results[stage]?.proposals.find((one) => one.order.join('\n') === order.join('\n'))
  if (proposal === undefined || !openTies(state, stage).some(({ entrants }) => sameSet(entrants, order)))
    return refuse('noSuchTie', '没有这份待签的排序', 'There is no such order to sign')
  if (!proposal.signers.includes(personId))
    return refuse('notSigner', '您不在需要签字的裁判之列', 'You are not one of the judges who sign')
  if (proposal.signed.some((one) => one.personId === personId)) return []
  const all = proposal.signers.every((id) => id === personId || proposal.signed.some((one) => one.personId === id))
  return all
    ? [
        { name: 'tieSigned', payload },
        { name: 'tieSettled', payload: { stage, order, reason: proposal.reason } },
      ]
    : [{ name: 'tieSigned', payload }]
}
