/** Standings as JSON and as a table. Decimals stay text in both. */
import type { Rulebook, Stage } from '@leitai/core/rulebook/schema.ts'
import { advance } from '@leitai/core/scoring/advancement.ts'
import type { Standings } from '@leitai/core/scoring/standings.ts'
import { say } from '../say.ts'
import { table } from '../table.ts'
import type { StageMarks } from './read-marks.ts'

export interface StageResult {
  marks: StageMarks
  standings: Standings
}

/**
 * The last stage that has marks stands at the top; stages before it come under `earlierStages`. `why`: every total with
 * its whole tree, which is most of the text.
 */
export function standingsJson(
  rulebook: Rulebook,
  results: readonly StageResult[],
  why: boolean,
): Record<string, unknown> {
  const last = results.at(-1)!
  const earlier = results.slice(0, -1)
  return {
    rulebook: { id: rulebook.id, edition: rulebook.edition, title: rulebook.title },
    ...stageJson(last, why),
    ...(earlier.length === 0 ? {} : { earlierStages: earlier.map((result) => stageJson(result, why)) }),
  }
}

function stageJson({ marks, standings }: StageResult, why: boolean): Record<string, unknown> {
  const going = advancing(marks.stage, standings)
  return {
    stage: standings.stage,
    standings: standings.lines.map((line) => ({
      entrant: line.entrant,
      total: line.total,
      rank: line.rank,
      award: line.awards[0] ?? null,
      items: line.items,
      awards: line.awards,
      secondsUsed: line.secondsUsed,
      ...(line.decidedBy === undefined ? {} : { decidedBy: line.decidedBy, clause: line.decidedByClause ?? null }),
      ...(why ? { score: line.score } : {}),
    })),
    openTies: standings.openTies,
    awards: standings.awards.map(({ id, title, due, entrants, undecided, waits, clause }) => ({
      id,
      title,
      due: due ?? null,
      entrants,
      undecided,
      waits,
      clause: clause ?? null,
    })),
    ...(going === null ? {} : { advancing: going }),
    untimed: marks.untimed,
  }
}

export function standingsText(rulebook: Rulebook, results: readonly StageResult[]): string {
  return [`${rulebook.id} ${say(rulebook.title)}`, ...results.flatMap((result) => ['', ...stageText(result)]), ''].join(
    '\n',
  )
}

function stageText({ marks, standings }: StageResult): string[] {
  const { stage } = marks
  const titles = new Map(standings.awards.map((award) => [award.id, award.title.zh]))
  const rows = standings.lines.map((line) => [
    line.rank === null ? '—' : String(line.rank),
    line.entrant,
    ...stage.items.map((item) => line.items[item.id] ?? '—'),
    line.total,
    clock(line.secondsUsed),
    line.awards.map((id) => titles.get(id) ?? id).join('、'),
  ])
  const out = [
    say(stage.title),
    ...table(
      [
        { title: '名次 Rank', align: 'right' },
        { title: '参赛者 Entrant', align: 'left' },
        ...stage.items.map((item) => ({ title: item.title.zh, align: 'right' as const })),
        { title: '总分 Total', align: 'right' },
        { title: '用时 Time', align: 'right' },
        { title: '奖项 Award', align: 'left' },
      ],
      rows,
    ),
  ]
  for (const tie of standings.openTies) {
    const who = tie.entrants.join('、')
    out.push(
      '',
      say(
        tie.why === 'deliberation'
          ? {
              zh: `并列第 ${tie.rank} 名，由裁判合议决定：${who}`,
              en: `Equal at rank ${tie.rank}, for the judges to decide: ${who}`,
            }
          : {
              zh: `并列第 ${tie.rank} 名，规程未再区分，待决定：${who}`,
              en: `Equal at rank ${tie.rank}, the rulebook says no more, to be decided: ${who}`,
            },
      ),
    )
  }
  for (const award of standings.awards) {
    if (award.waits === 'tie')
      out.push(
        say({
          zh: `${award.title.zh}待定：${award.undecided.join('、')}`,
          en: `${award.title.en} waits for: ${award.undecided.join(', ')}`,
        }),
      )
    if (award.waits === 'decision')
      out.push(say({ zh: `${award.title.zh}由评委决定`, en: `${award.title.en} is given by decision` }))
  }
  const going = advancing(stage, standings)
  if (going !== null) {
    if (going.entrants.length > 0)
      out.push(say({ zh: `晋级：${going.entrants.join('、')}`, en: `Going on: ${going.entrants.join(', ')}` }))
    for (const { entrants, seats } of going.undecided)
      out.push(
        say({
          zh: `晋级待定（${seats} 个名额）：${entrants.join('、')}`,
          en: `To be decided (${seats} places): ${entrants.join(', ')}`,
        }),
      )
  }
  if (marks.untimed.length > 0)
    out.push(
      say({
        zh: `未记录用时的赛项按 0 秒计：${marks.untimed.join('、')}`,
        en: `No time was recorded for ${marks.untimed.join(', ')}; it counts as 0 for everybody`,
      }),
    )
  return out
}

/** Null where nobody goes on, or where who goes on depends on groups and decisions that marks do not say. */
function advancing(stage: Stage, standings: Standings): ReturnType<typeof advance> | null {
  if (stage.advancement?.by !== 'top' && stage.advancement?.by !== 'percent') return null
  return advance(
    stage.advancement,
    standings.lines.flatMap(({ entrant, rank }) => (rank === null ? [] : [{ entrant, rank }])),
  )
}

/** `1:02:05`, `20:00` */
function clock(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
