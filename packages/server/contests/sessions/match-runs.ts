/** Makes the run in which all of a session's group meet. */
import { isCrowd, isSealed, matchIdOf, stageOf } from '@leitai/core/contest/reading.ts'
import { itemKey, type CodeState, type ContestState, type SessionState } from '@leitai/core/contest/state.ts'
import type { MatchSetup, MatchTeam } from '@leitai/core/match/types.ts'
import type { Item } from '@leitai/core/rulebook/schema.ts'
import type { Text } from '@leitai/core/score.ts'
import { rulesOf } from '@leitai/items/rules.ts'
import type { Parts } from '../../parts.ts'

type Uses = Pick<Parts, 'host'>

/** The run of a match: what is played in it, by whom, and what earlier matches have used up of the same material. */
export async function matchRun(
  parts: Uses,
  state: ContestState,
  session: SessionState,
  codes: readonly CodeState[],
  item: Item,
): Promise<{ runId: string; setup: MatchSetup }> {
  const crowd = isCrowd(item)
  return {
    runId: matchIdOf(state.contestId, session.stage, session.item, session.group),
    setup: {
      number: session.group,
      title: titleOf(state, session, item),
      teams: crowd ? [] : codes.map(({ code }) => teamOf(state, code)),
      crowd,
      used: await usedUp(parts, state, session),
      seconds: Math.round(item.minutes * 60),
    },
  }
}

/** Names are for the hall; while identities are sealed the code stands for them. */
function teamOf(state: ContestState, code: string): MatchTeam {
  const entry = isSealed(state) ? undefined : state.roster[state.mapping[code] ?? '']
  return {
    code,
    name: entry?.name ?? null,
    delegation: entry === undefined || entry.delegation === '' ? null : entry.delegation,
    members: entry?.members ?? [],
  }
}

/** 八强赛 · 第 2 场; where a stage has more than its matches (a show, a scene), what is played in them names them. */
function titleOf(state: ContestState, { stage: id, group }: SessionState, item: Item): Text {
  const stage = stageOf(state.rulebook!.rulebook, id)!
  const { title } = stage.items.length > 1 ? item : stage
  const several = (state.matches[id]?.groups.length ?? 1) > 1 || Object.values(state.codes).some((one) => one.group > 1)
  return several ? { zh: `${title.zh} · 第 ${group} 场`, en: `${title.en} · match ${group}` } : title
}

/** What earlier matches drew from the same material, in any stage of the contest. */
async function usedUp({ host }: Uses, state: ContestState, session: SessionState): Promise<MatchSetup['used']> {
  const sha256 = state.materials[itemKey(session.stage, session.item)]?.sha256
  const byMatches = new Set<string>()
  const byOtherItems = new Set<string>()
  for (const other of Object.values(state.sessions)) {
    if (other.id === session.id || other.openedAt === null) continue
    if (state.materials[itemKey(other.stage, other.item)]?.sha256 !== sha256) continue
    const runId = matchIdOf(state.contestId, other.stage, other.item, other.group)
    const run = await host.state(runId)
    const drawn = run === null ? [] : (rulesOf(run.type)?.match?.drawn(run.state) ?? [])
    const same = other.stage === session.stage && other.item === session.item
    for (const id of drawn) {
      byMatches.add(id)
      if (!same) byOtherItems.add(id)
    }
  }
  return { byMatches: [...byMatches].toSorted(), byOtherItems: [...byOtherItems].toSorted() }
}
