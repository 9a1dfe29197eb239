/** A team's score as a tree: rounds, in them lines, each with what gave it. */
import { shortDecimal, exact } from '@leitai/core/scoring/decimal.ts'
import type { Score, Text } from '@leitai/core/score.ts'
import type { Play } from './play.ts'
import { pointsOf, sumOf } from './points.ts'
import { roundNames, roundRules } from './round-words.ts'
import type { PointLine } from './types.ts'

export function score(play: Play, code: string): Score {
  const rounds = play.rounds.slice(0, play.round + 1)
  return {
    id: 'quiz',
    label: { zh: '知识竞赛', en: 'Quiz' },
    points: pointsOf(play, code),
    ...(play.sudden === null ? {} : { facts: { suddenDeath: play.sudden.winner === code ? '1' : '0' } }),
    children: play.crowd === null ? rounds.map((_, index) => roundScore(play, code, index)) : crowdScore(play, code),
  }
}

function roundScore(play: Play, code: string, index: number): Score {
  const round = play.rounds[index]!
  const lines = play.lines.filter((line) => line.round === index && line.code === code)
  return {
    id: `round-${index + 1}`,
    label: roundNames[round.kind],
    points: sumOf(lines),
    rule: roundRules(round),
    ...(round.clause === undefined ? {} : { clause: round.clause }),
    children: lines.map((line, place) => ({
      id: `line-${place + 1}`,
      label: lineLabel(line),
      points: line.struck === null ? shortDecimal(exact(line.points)) : '0',
      ...(line.struck === null
        ? {}
        : {
            rule: { zh: `不计：${line.struck}`, en: `Does not count: ${line.struck}` },
            facts: { struck: line.points },
          }),
    })),
  }
}

function lineLabel({ no, why, right }: PointLine): Text {
  switch (why) {
    case 'answer':
    case 'overruled':
      return right === true
        ? { zh: `第 ${no} 题 答对`, en: `Question ${no}, right` }
        : { zh: `第 ${no} 题 答错`, en: `Question ${no}, wrong` }
    case 'foul':
      return { zh: `第 ${no} 题 抢跑犯规`, en: `Question ${no}, foul` }
    case 'defence':
      return { zh: '守擂成功', en: 'Kept the stage' }
    case 'lostRound':
      return { zh: `第 ${no} 题 答错，本环节清零`, en: `Question ${no}, wrong: this round is lost` }
    case 'rapid':
      return { zh: '限时快答', en: 'Against the clock' }
  }
}

/** Thousands of players: one node a question that counted. */
function crowdScore(play: Play, code: string): Score[] {
  return play.asked
    .filter(({ results, voided }) => results !== null && voided === null)
    .map(({ no, round, results }) => {
      const { clause } = play.rounds[round]!
      return {
        id: `question-${no}`,
        label: { zh: `第 ${no} 题`, en: `Question ${no}` },
        points: results!.gained[code] ?? '0',
        ...(clause === undefined ? {} : { clause }),
      }
    })
}
