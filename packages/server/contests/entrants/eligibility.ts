/** Which rules of the rulebook an entrant breaks. Pure: the whole list goes in, since some rules count. */
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'
import type { Text } from '@leitai/core/score.ts'
import { fieldValue, formerAwardsField } from './columns.ts'

export interface Judged {
  id: string
  name: string
  gender: string
  birthDate: string | null
  delegation: string
  coaches: readonly string[]
  members: readonly string[]
  phone: string
  fields: Readonly<Record<string, string>>
  status: 'pending' | 'accepted' | 'declined'
}

export interface EligibilityProblem {
  clause: string | null
  text: Text
}

export function eligibilityProblems(
  entrants: readonly Judged[],
  rulebook: Rulebook,
): Map<string, EligibilityProblem[]> {
  const perDelegation = new Map<string, number>()
  for (const { delegation, status } of entrants) {
    if (delegation !== '' && status !== 'declined')
      perDelegation.set(delegation, (perDelegation.get(delegation) ?? 0) + 1)
  }
  return new Map(entrants.map((entrant) => [entrant.id, problemsOf(entrant, rulebook.entrants, perDelegation)]))
}

function problemsOf(
  entrant: Judged,
  rules: Rulebook['entrants'],
  perDelegation: ReadonlyMap<string, number>,
): EligibilityProblem[] {
  const out: EligibilityProblem[] = []
  const add = (clause: string | undefined, zh: string, en: string) =>
    out.push({ clause: clause ?? null, text: { zh, en } })

  for (const rule of rules.eligibility) {
    switch (rule.rule) {
      case 'bornOnOrAfter':
      case 'bornOnOrBefore': {
        const after = rule.rule === 'bornOnOrAfter'
        const bound = after ? { zh: '之后', en: 'after' } : { zh: '之前', en: 'before' }
        if (entrant.birthDate === null)
          add(
            rule.clause,
            `缺出生日期（须在 ${rule.date} 当日或${bound.zh}）`,
            `No birth date (must be on or ${bound.en} ${rule.date})`,
          )
        else if (after ? entrant.birthDate < rule.date : entrant.birthDate > rule.date) {
          add(
            rule.clause,
            `出生日期 ${entrant.birthDate}，须在 ${rule.date} 当日或${bound.zh}`,
            `Born ${entrant.birthDate}; must be on or ${bound.en} ${rule.date}`,
          )
        }
        break
      }
      case 'maxPerDelegation': {
        const count = perDelegation.get(entrant.delegation) ?? 0
        if (entrant.delegation === '') add(rule.clause, '缺代表队', 'No delegation')
        else if (count > rule.count)
          add(
            rule.clause,
            `代表队“${entrant.delegation}”有 ${count} 人，最多 ${rule.count} 人`,
            `Delegation “${entrant.delegation}” has ${count} entrants, at most ${rule.count}`,
          )
        break
      }
      case 'maxCoaches':
        if (entrant.coaches.length > rule.count)
          add(
            rule.clause,
            `指导老师 ${entrant.coaches.length} 名，最多 ${rule.count} 名`,
            `${entrant.coaches.length} coaches, at most ${rule.count}`,
          )
        break
      case 'notFormerWinner':
        if ((entrant.fields[formerAwardsField] ?? '').includes(rule.award))
          add(
            rule.clause,
            `曾获“${rule.award}”，不得再次参赛`,
            `Has won “${rule.award}” before and may not enter again`,
          )
        break
      case 'requiredField':
        if (fieldValue(entrant, rule.field) === '') add(rule.clause, `缺“${rule.field}”`, `“${rule.field}” is missing`)
        break
    }
  }
  for (const field of rules.fields) {
    if (field.required && (entrant.fields[field.id] ?? '') === '')
      add(undefined, `缺“${field.label.zh}”`, `“${field.label.en}” is missing`)
  }
  if (rules.kind === 'team' && rules.teamSize !== undefined) {
    const { min, max } = rules.teamSize
    const size = entrant.members.length
    if (size < min || size > max)
      add(rules.clause, `队员 ${size} 人，须为 ${min}–${max} 人`, `${size} members; must be ${min} to ${max}`)
  }
  return out
}
