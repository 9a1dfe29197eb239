/** What a rulebook says of groups, knockout and rounds, and what contradicts itself there. */
import { twice, type Report } from './report.ts'
import type { Advancement, Rulebook, Stage } from './schema.ts'

/** How many can meet in one match: a team has a light, a key and a place on the stage. */
const mostInMatch = 10

export function checkMatches(rulebook: Rulebook, report: Report): void {
  rulebook.stages.forEach((stage, s) => {
    const at = ['stages', s]
    if (stage.round !== undefined)
      report(
        [...at, 'round'],
        '“round”由系统填写，规程里请写 rounds 或 matches',
        '"round" is filled in by the program; write rounds or matches',
      )
    const before = rulebook.stages[s - 1]
    if (stage.matches !== undefined) checkMeeting(stage, before, [...at, 'matches'], report)
    checkRounds(stage, at, report)
    checkAdvancement(stage, stage.advancement, [...at, 'advancement'], report)
    checkItems(rulebook, stage, before, at, report)
  })
}

function checkMeeting(stage: Stage, before: Stage | undefined, at: PropertyKey[], report: Report): void {
  const matches = stage.matches!
  if (matches.seeding === 'rank' && before === undefined)
    report(
      [...at, 'seeding'],
      '第一个阶段之前没有名次，不能按名次（rank）编排，请写 draw',
      'There is no rank before the first stage; seeding must be "draw"',
    )
  if (matches.by === 'groups') {
    const { min, max } = matches.size
    if (min > max)
      report(
        [...at, 'size'],
        `每组下限 ${min} 大于上限 ${max}`,
        `The smallest group ${min} is above the largest ${max}`,
      )
    return
  }
  stage.ranking.tieBreaks.forEach((step, i) => {
    if (step.by === 'shared')
      report(
        [...at.slice(0, -1), 'ranking', 'tieBreaks', i],
        '淘汰赛须分出胜负，不能并列（shared）',
        'A knockout needs a winner; "shared" cannot be the end',
      )
  })
  const coming = before === undefined ? null : goingOn(before)
  if (coming !== null && coming > matches.size)
    report(
      [...at, 'size'],
      `「${before!.title.zh}」晋级 ${coming}，淘汰赛只容 ${matches.size}`,
      `${coming} go on from “${before!.title.en}”, the knockout holds ${matches.size}`,
    )
  else if (coming !== null && coming * 2 <= matches.size)
    report(
      [...at, 'size'],
      `「${before!.title.zh}」只晋级 ${coming}，${matches.size} 强淘汰赛的第一轮无人对阵`,
      `Only ${coming} go on from “${before!.title.en}”: nobody would meet in the first round of ${matches.size}`,
    )
}

/** How many a stage lets on for certain; null where that depends on how many came. */
function goingOn({ advancement }: Pick<Stage, 'advancement'>): number | null {
  return advancement?.by === 'top' ? advancement.count : null
}

function checkRounds(stage: Stage, at: PropertyKey[], report: Report): void {
  const { rounds } = stage
  if (rounds === undefined) return
  if (stage.matches?.by !== 'groups') {
    report(
      [...at, 'rounds'],
      stage.matches === undefined
        ? '分轮（rounds）的阶段须写 matches: { by: groups, … }'
        : '淘汰赛的轮次由 size 得出，不写 rounds',
      stage.matches === undefined
        ? 'A stage with rounds needs matches: { by: groups, … }'
        : 'The rounds of a knockout follow from its size; leave rounds out',
    )
    return
  }
  twice(
    rounds.map((round) => round.id),
    (i) => [...at, 'rounds', i, 'id'],
    report,
  )
  rounds.forEach((round, i) => {
    const last = i === rounds.length - 1
    if (!last && round.advancement === undefined)
      report(
        [...at, 'rounds', i],
        '缺少“advancement”：不是最后一轮，须写明如何晋级',
        '"advancement" is missing: this is not the last round, so who goes on must be said',
      )
    if (last && round.advancement !== undefined)
      report(
        [...at, 'rounds', i, 'advancement'],
        '最后一轮的晋级写在阶段的 advancement 里',
        'Who goes on from the last round is said by the stage’s own advancement',
      )
    checkAdvancement(stage, round.advancement, [...at, 'rounds', i, 'advancement'], report)
  })
}

function checkAdvancement(stage: Stage, advancement: Advancement | undefined, at: PropertyKey[], report: Report): void {
  if (advancement?.by === 'winners' && stage.matches?.by !== 'knockout')
    report(
      at,
      'winners（胜者晋级）只用于淘汰赛；分组请用 perGroup',
      '"winners" is for a knockout only; with groups use perGroup',
    )
}

function checkItems(
  { entrants }: Rulebook,
  stage: Stage,
  before: Stage | undefined,
  at: PropertyKey[],
  report: Report,
): void {
  stage.ranking.tieBreaks.forEach((step, i) => {
    if (step.by !== 'suddenDeath') return
    const item = stage.items.find(({ id }) => id === step.item)
    if (item !== undefined && item.start !== 'match')
      report(
        [...at, 'ranking', 'tieBreaks', i, 'item'],
        `加赛（suddenDeath）只在 start: match 的赛项里举行，“${item.id}”不是`,
        `A sudden death is held in an item that starts as a match; "${item.id}" does not`,
      )
  })
  const most = stage.matches?.by === 'groups' ? stage.matches.size.max : null
  const coming = before === undefined ? null : goingOn(before)
  stage.items.forEach((item, i) => {
    if (item.start !== 'match') return
    const path = [...at, 'items', i, 'start']
    if (most !== null && most > mostInMatch)
      report(
        path,
        `同场对抗至多 ${mostInMatch} 方，每组却可达 ${most}`,
        `At most ${mostInMatch} meet in a match, but a group may hold ${most}`,
      )
    if (stage.matches === undefined && entrants.kind === 'team' && coming !== null && coming > mostInMatch)
      report(
        path,
        `同场对抗至多 ${mostInMatch} 队，「${before!.title.zh}」晋级 ${coming} 队，须写 matches 分组`,
        `At most ${mostInMatch} teams meet in a match; ${coming} go on from “${before!.title.en}”, so matches are needed`,
      )
  })
}
