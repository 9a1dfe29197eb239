/**
 * A round is a stage. What a rulebook writes as one stage of several rounds (a knockout, groups that meet more than once)
 * becomes a stage a round, so that sessions, marks, results, signatures and advancement need no second kind of thing: each
 * round is held, ranked and published as every stage is.
 */
import type { Text } from '../score.ts'
import type { Advancement, Award, Matches, Rulebook, Stage, TieBreak } from './schema.ts'

type Knockout = Extract<Matches, { by: 'knockout' }>

interface Round {
  /** What is put behind the stage's and the items' ids. */
  suffix: string
  title: Text
  matches: Matches
  advancement: Advancement | undefined
  clause?: string | undefined
}

/**
 * The rulebook with a stage for each round. Ids of copied items are `<item>-<round>`; tie-breaks, awards and training follow them.
 * A rulebook without rounds, and one whose rounds are stages already, stays as it is.
 */
export function withRounds(written: Rulebook): Rulebook {
  if (!written.stages.some(isInRounds)) return written
  const stages = written.stages.flatMap(stagesOf)
  const last = stages.at(-1)!
  const renamed = new Map(last.items.map((item) => [writtenItem(last, item.id), item.id]))
  const awards = written.awards.map((award): Award =>
    award.by === 'item' ? { ...award, item: renamed.get(award.item) ?? award.item } : award,
  )
  // Who competes in a stage of rounds is known before its first one.
  const training = written.training?.map((one) => ({
    ...one,
    before: stages.find((stage) => stage.round?.of === one.before)?.id ?? one.before,
  }))
  return { ...written, stages, awards, ...(training === undefined ? {} : { training }) }
}

/** The id under which the rulebook writes an item: without the round's name. */
export function writtenItem(stage: Pick<Stage, 'id' | 'round'>, item: string): string {
  const suffix = stage.round === undefined ? '' : stage.id.slice(stage.round.of.length)
  return suffix !== '' && item.endsWith(suffix) ? item.slice(0, -suffix.length) : item
}

/** The rounds of the same written stage that come before this one, first to last. */
export function roundsBefore(rulebook: Pick<Rulebook, 'stages'>, stage: Stage): Stage[] {
  const { round } = stage
  return round === undefined
    ? []
    : rulebook.stages.filter((one) => one.round?.of === round.of && one.round.number < round.number)
}

/** Whether a stage of rounds ends with this one; of a stage without rounds it is the end itself. */
export function isLastRound({ round }: Pick<Stage, 'round'>): boolean {
  return round === undefined || round.number === round.count
}

/** How many are left before each round of a knockout: 8, 4, 2. */
export function knockoutSizes(size: number): number[] {
  return size < 2 ? [] : [size, ...knockoutSizes(size / 2)]
}

/** What a knockout's round is called: 八强赛, 半决赛, 冠亚军赛. */
export function knockoutTitle(size: number, thirdPlace: boolean): Text {
  switch (size) {
    case 2:
      return thirdPlace
        ? { zh: '冠亚军赛与季军赛', en: 'Final and third place' }
        : { zh: '冠亚军赛', en: 'Championship' }
    case 4:
      return { zh: '半决赛', en: 'Semi-finals' }
    case 8:
      return { zh: '八强赛', en: 'Quarter-finals' }
    case 16:
      return { zh: '十六强赛', en: 'Round of 16' }
    default:
      return { zh: `${size} 强赛`, en: `Round of ${size}` }
  }
}

function isInRounds(stage: Stage): boolean {
  return stage.round === undefined && (stage.matches?.by === 'knockout' || stage.rounds !== undefined)
}

function stagesOf(stage: Stage): Stage[] {
  if (!isInRounds(stage) || stage.matches === undefined) return [stage]
  const rounds = stage.matches.by === 'knockout' ? knockoutRounds(stage, stage.matches) : groupRounds(stage)
  const { rounds: _written, advancement: _own, ...shared } = stage
  return rounds.map((round, index): Stage => {
    const named = (item: string) => `${item}-${round.suffix}`
    return {
      ...shared,
      id: `${stage.id}-${round.suffix}`,
      title: {
        zh: `${stage.title.zh} · ${round.title.zh}`,
        en: `${stage.title.en} · ${round.title.en}`,
      },
      items: stage.items.map((item) => ({ ...item, id: named(item.id) })),
      matches: round.matches,
      round: { of: stage.id, number: index + 1, count: rounds.length },
      ranking: { ...stage.ranking, tieBreaks: stage.ranking.tieBreaks.map((step) => renamedStep(step, named)) },
      ...(round.advancement === undefined ? {} : { advancement: round.advancement }),
      ...(round.clause === undefined ? {} : { clause: round.clause }),
    }
  })
}

function knockoutRounds(stage: Stage, matches: Knockout): Round[] {
  const clause = matches.clause === undefined ? {} : { clause: matches.clause }
  return knockoutSizes(matches.size).map((size): Round => ({
    suffix: `r${size}`,
    title: knockoutTitle(size, matches.thirdPlace && matches.size > 2),
    matches: { ...matches, size: size as Knockout['size'], thirdPlace: matches.thirdPlace && matches.size > 2 },
    // Whoever loses a semi-final plays once more where the third place is played for.
    advancement:
      size === 2 ? stage.advancement : { by: 'winners', losersToo: size === 4 && matches.thirdPlace, ...clause },
  }))
}

/** The last round lets on whom the stage lets on. */
function groupRounds(stage: Stage): Round[] {
  const rounds = stage.rounds ?? []
  return rounds.map(({ id, title, advancement, clause }, index): Round => ({
    suffix: id,
    title,
    matches: stage.matches!,
    advancement: index === rounds.length - 1 ? stage.advancement : advancement,
    clause,
  }))
}

function renamedStep(step: TieBreak, named: (item: string) => string): TieBreak {
  switch (step.by) {
    case 'item':
    case 'suddenDeath':
      return { ...step, item: named(step.item) }
    case 'timeUsed':
      return step.items === undefined ? step : { ...step, items: step.items.map(named) }
    case 'deliberation':
    case 'shared':
      return step
  }
}
