/** A simulated race: the host asks, teams search, open and answer by their skill, judges say right or wrong where it is theirs. */
import type { ItemRehearsal, MatchMove, MatchRehearsal } from '@leitai/items/plug.ts'
import type { LeadPlay, TeamPlay } from './types.ts'

/** The host reads a question out; a judge thinks; people look at the screen. */
const readsMs = 4000
const thinksMs = 2000
const looksMs = 2500

export const rehearsal: ItemRehearsal = {
  type: 'lookup',
  // Nobody sits it alone.
  plan: () => [],

  play(input) {
    const lead = input.host.work.play as LeadPlay
    const no = lead.question?.no ?? 0
    if (lead.at === 'over') return [{ by: 'host', afterMs: looksMs, name: 'finish', payload: {} }]
    if (lead.next === 'ask')
      return [{ by: 'host', afterMs: readsMs, name: 'step', payload: { step: 'ask', no: no + 1 } }]
    if (lead.next === 'reveal') return [{ by: 'host', afterMs: looksMs, name: 'step', payload: { step: 'reveal', no } }]
    const [id] = lead.toRule
    if (id !== undefined) {
      const answer = lead.answers.find((one) => one.id === id)!
      const right = answer.matches && answer.evidenceFits
      return [{ by: 'judge', afterMs: thinksMs, name: 'rule', payload: { no, answer: id, right } }]
    }
    if (!lead.mayStop) return []
    const moves = searches(input, lead)
    // Nobody will find it any more: the host does not let the hall wait.
    return moves.length > 0
      ? moves
      : [{ by: 'host', afterMs: looksMs, name: 'step', payload: { step: 'stop', no }, mayFail: true }]
  },
}

/** Each team that still may: what it looks for, what it opens, what it answers; the skilled sooner and more often right. */
function searches({ teams, skillOf, chance }: MatchRehearsal, lead: LeadPlay): MatchMove[] {
  const { no, text } = lead.question!
  const key = lead.key!
  const timed = Object.entries(teams).flatMap(([code, { work }]): (MatchMove & { at: number })[] => {
    const { own } = work.play as TeamPlay
    const skill = skillOf(code)
    if (!own.mayAnswer) return []
    const finds = chance.below(100) < 30 + skill * 65
    // Some guess, some look on.
    if (!finds && chance.below(2) === 0) return []
    const by = { seat: code }
    const begins = 3000 + chance.below(3000)
    const found = begins + 4000 + chance.below(16_000) - Math.round(skill * 3500)
    const article = key.evidence[0]!.id
    const query = text.slice(0, 8)
    const answer = finds ? key.answers[0]! : `不确定 ${own.answers.length + 1}`
    return [
      { at: begins, by, afterMs: 0, name: 'search', payload: {}, asks: { search: query }, mayFail: true },
      { at: found - 1500, by, afterMs: 0, name: 'open', payload: {}, asks: { open: article }, mayFail: true },
      { at: found, by, afterMs: 0, name: 'answer', payload: { no, text: answer, evidence: article }, mayFail: true },
    ]
  })
  return timed
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, ...move }, i, all) => ({ ...move, afterMs: at - (all[i - 1]?.at ?? 0) }))
}
