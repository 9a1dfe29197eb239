/** Who takes part in a rehearsal: officials by name, as many judges as the rulebook needs, and how entrants are to be made up. */
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'
import type { CrowdOf, Someone } from '@leitai/server/rehearsal/crowd.ts'

export const names = {
  staff: { name: '周怀远', username: 'rehearsal.staff' },
  chiefJudge: { name: '沈秋林', username: 'rehearsal.chief' },
  supervisor: { name: '何慕青', username: 'rehearsal.supervisor' },
  arbiter: { name: '丁海宁', username: 'rehearsal.arbiter' },
  host: { name: '白若溪', username: 'rehearsal.host' },
  leader: { name: '程远山', username: 'rehearsal.leader' },
  judges: ['苏明哲', '江映雪', '韩立群', '许知远', '曹静姝', '贺云帆', '卢一鸣', '谭雅琴', '邹文博', '孟晓棠'],
  sealingOfficers: [
    { name: '陆知行', username: 'rehearsal.seal1' },
    { name: '叶青禾', username: 'rehearsal.seal2' },
    { name: '方明远', username: 'rehearsal.seal3' },
  ],
}

export function crowdOf({ entrants }: Rulebook): CrowdOf {
  const most = entrants.eligibility.flatMap((rule) => (rule.rule === 'maxPerDelegation' ? [rule.count] : []))
  return {
    teamSize: entrants.kind === 'team' ? (entrants.teamSize?.min ?? 3) : 0,
    perDelegation: Math.min(4, ...most),
  }
}

/** Enough for the largest panel, one more for conflicts of interest, and one who sits on none of the smaller ones. */
export function judgesFor(
  rulebook: Rulebook,
  people: readonly Someone[],
): { name: string; username: string; delegation?: string }[] {
  const due = rulebook.stages
    .flatMap(({ items }) => items)
    .map(({ marking }) => (marking.by === 'judges' ? marking.judges : (marking.byHand?.judges ?? 0)))
  const most = Math.max(...due)
  if (most === 0) return []
  return names.judges.slice(0, most + 1).map((name, index) => ({
    name,
    username: `rehearsal.judge${index + 1}`,
    ...(index === 0 ? { delegation: people[0]!.delegation } : {}),
  }))
}
