import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { parseRulebook, type KnownItems } from './parse.ts'

const good = `leitai: 1
id: T1
title: { zh: 测试赛, en: Test }
entrants:
  kind: individual
  fields:
    - { id: school, label: 学校 }
stages:
  - id: first
    title: 初赛
    advancement: { by: top, count: 8 }
    items:
      - { id: paper, type: exam, title: 理论, points: 100, minutes: 60 }
  - id: final
    title: 决赛
    items:
      - id: theory
        type: exam
        title: 理论
        points: 40
        weight: 30
        minutes: 60
        options: { shuffle: true }
      - id: show
        type: roleplay
        title: 展示
        points: 10
        weight: 70
        minutes: 5
        marking:
          by: judges
          judges: 3
          sheet:
            - { kind: points, id: manner, label: 仪态, max: 6, step: 0.5 }
            - { kind: points, id: speech, label: 表达, max: 4 }
    ranking:
      tieBreaks:
        - { by: timeUsed, items: [theory] }
        - { by: item, item: show }
        - { by: shared }
awards:
  - { by: percent, id: prize, title: 一等奖, percent: 10 }
signatures: [chiefJudge, supervisor]
`

const known: KnownItems = {
  optionsOf: (type) => (type === 'exam' ? z.strictObject({ shuffle: z.boolean().default(true) }) : undefined),
}

/** The good rulebook with one text replaced: `line:column path | message` of every problem. */
function problemsWith(from: string, to: string, language: 'zh' | 'en' = 'en'): string[] {
  const text = good.replace(from, to)
  expect(text).not.toBe(good)
  return (parseRulebook(text, known).problems ?? []).map(
    ({ line, column, path, message }) => `${line}:${column} ${path} | ${message[language]}`,
  )
}

test('a good rulebook is read, with defaults, decimals as text and titles in both languages', () => {
  const { rulebook, problems } = parseRulebook(good, known)
  expect(problems).toBeUndefined()
  expect(rulebook).toMatchObject({
    title: { zh: '测试赛', en: 'Test' },
    edition: '1',
    sealing: { layers: 0 },
    stages: [
      { title: { zh: '初赛', en: '初赛' } },
      {
        items: [
          { points: '40', marking: { by: 'system' }, rounding: { places: 2 } },
          {
            marking: {
              sheet: [
                { max: '6', step: '0.5' },
                { max: '4', step: '1' },
              ],
            },
          },
        ],
      },
    ],
  })
})

describe('what the schema refuses is named with line, column, path and what is allowed', () => {
  test.each([
    [
      'kind: individual',
      'kind: indivdual',
      '5:9 entrants.kind | "indivdual" is not allowed; allowed: "individual", "team"',
    ],
    [
      'kind: individual',
      'knd: individual',
      '5:3 entrants.knd | Unknown key "knd", did you mean "kind"; allowed here: kind, teamSize, entry, fields, eligibility, clause',
    ],
    ['points: 40', 'points: forty', '20:17 stages[1].items[0].points | Must be a decimal number with at most 6 places'],
    ['points: 40', 'points: -40', '20:17 stages[1].items[0].points | May not be negative'],
    ['points: 40', 'points: 0', '20:17 stages[1].items[0].points | Must be more than 0'],
    ['weight: 30', 'weight: 101', '21:17 stages[1].items[0].weight | A percentage is at most 100'],
    ['        minutes: 60\n', '', '17:9 stages[1].items[0].minutes | "minutes" is missing: a number is needed'],
    [
      'by: judges',
      'by: judge',
      '31:15 stages[1].items[1].marking.by | "judge" is not allowed; allowed: "system", "judges"',
    ],
    [
      'kind: points, id: manner',
      'kind: point, id: manner',
      '34:23 stages[1].items[1].marking.sheet[0].kind | "point" is not allowed; allowed: "points", "weight", "levels", "deduction", "overtime", "measured"',
    ],
    ['judges: 3', 'judges: 2.5', '32:19 stages[1].items[1].marking.judges | Must be a whole number, but is 2.5'],
    [
      'id: theory',
      'id: Theory',
      '17:13 stages[1].items[0].id | An id begins with a lower-case letter; letters, digits and hyphens follow',
    ],
    ['{ zh: 测试赛, en: Test }', '{ zh: 测试赛 }', '3:8 title.en | "en" is missing: a text is needed'],
    [
      'signatures: [chiefJudge, supervisor]',
      'signatures: [chief]',
      '43:14 signatures[0] | "chief" is not allowed; allowed: "organiser", "staff", "judge", "chiefJudge", "supervisor", "arbiter", "sealingOfficer", "host", "leader"',
    ],
    ['leitai: 1', 'leitai: 2', '1:9 leitai | 2 is not allowed; allowed: 1'],
  ])('%j → %j', (from, to, expected) => {
    expect(problemsWith(from, to)).toContain(expected)
  })

  test('in Chinese too', () => {
    expect(problemsWith('kind: individual', 'knd: individual', 'zh')).toContain(
      '5:3 entrants.knd | 未知的键“knd”，是否想写“kind”；允许的键：kind、teamSize、entry、fields、eligibility、clause',
    )
    expect(problemsWith('points: 40', 'points: 0', 'zh')).toEqual(['20:17 stages[1].items[0].points | 应大于 0'])
  })

  test('all of them at once, in the order of the lines', () => {
    const broken = good
      .replace('kind: individual', 'kind: x')
      .replace('points: 40', 'points: 0')
      .replace('judges: 3', 'judges: none')
    expect(parseRulebook(broken).problems?.map((problem) => problem.line)).toEqual([5, 20, 32])
  })

  test('YAML that cannot be read says where', () => {
    expect(problemsWith('  kind: individual', '  kind: individual\n  kind: team', 'zh')).toEqual([
      '6:3  | YAML 写法有误：同一层里有重复的键',
    ])
    expect(problemsWith('[chiefJudge, supervisor]', '[chiefJudge', 'zh')[0]).toMatch(/^4[45]:\d+ {2}\| YAML 写法有误/)
    expect(parseRulebook('').problems).toHaveLength(1)
    expect(parseRulebook('- 1').problems?.[0]?.message.en).toBe('Must be keys with values, but is [1]')
  })
})

describe('what contradicts itself is named', () => {
  test.each([
    ['id: show', 'id: theory', '24:13 stages[1].items[1].id | "theory" occurs twice'],
    ['id: speech', 'id: manner', '35:35 stages[1].items[1].marking.sheet[1].id | "manner" occurs twice'],
    [
      'items: [theory]',
      'items: [theory, typing]',
      '38:43 stages[1].ranking.tieBreaks[0].items[1] | There is no item "typing"; allowed: theory, show',
    ],
    [
      'item: show',
      'item: paper',
      '39:29 stages[1].ranking.tieBreaks[1].item | There is no item "paper"; allowed: theory, show',
    ],
    [
      '{ by: shared }',
      '{ by: shared }\n        - { by: deliberation }',
      '40:11 stages[1].ranking.tieBreaks[2] | Nothing may follow "shared"',
    ],
    ['weight: 30', 'weight: 40', '17:7 stages[1].items | The weights of the items must add up to 100, but are 110'],
    ['        weight: 30\n', '', '17:9 stages[1].items[0] | Either all items of a stage have a weight, or none'],
    [
      'max: 4 }',
      'max: 5 }',
      `34:13 stages[1].items[1].marking.sheet | The sheet's maximum is 11; it must equal the item's 10 points`,
    ],
    [
      'max: 6, step: 0.5',
      'max: 6, step: 0.7',
      '34:68 stages[1].items[1].marking.sheet[0].step | The maximum 6 is not a whole number of steps of 0.7',
    ],
    [
      'judges: 3',
      'judges: 3\n          dropHighest: 2\n          dropLowest: 1',
      '31:11 stages[1].items[1].marking | Of 3 judges none is left after dropping 2 highest and 1 lowest',
    ],
    [
      'judges: 3',
      'judges: 3\n          aggregate: sum',
      `35:13 stages[1].items[1].marking.sheet | The sheet's maximum is 10; it must be the item's 10 points ÷ 3 judges that count = 3.333333`,
    ],
    [
      'kind: individual',
      'kind: individual\n  teamSize: { min: 1, max: 3 }',
      '6:13 entrants.teamSize | Individuals have no team size',
    ],
    [
      'kind: individual',
      'kind: team\n  teamSize: { min: 4, max: 3 }',
      '6:13 entrants.teamSize | The smallest size 4 is above the largest 3',
    ],
    [
      '    - { id: school, label: 学校 }',
      '    - { id: school, label: 学校 }\n  eligibility:\n    - { rule: requiredField, field: town }',
      '9:37 entrants.eligibility[0].field | There is no field "town"; allowed: name, number, gender, birthDate, delegation, coaches, members, phone, school',
    ],
    ['id: final', 'id: first', '14:9 stages[1].id | "first" occurs twice'],
    [
      '    advancement: { by: top, count: 8 }\n',
      '',
      '9:5 stages[0] | "advancement" is missing: this is not the last stage, so who goes on must be said',
    ],
    [
      'title: 决赛',
      'title: 决赛\n    advancement: { by: top, count: 8 }',
      '16:18 stages[1].advancement | The last stage has no advancement',
    ],
    [
      'percent: 10 }',
      'percent: 60 }\n  - { by: percent, id: more, title: 二等奖, percent: 50 }',
      '42:3 awards | The awards by percent add up to 110 %, more than 100 %',
    ],
    [
      '{ by: percent, id: prize, title: 一等奖, percent: 10 }',
      '{ by: item, id: best, title: 单项奖, item: paper }',
      '42:45 awards[0].item | There is no item "paper"; allowed: theory, show',
    ],
    [
      '{ by: percent, id: prize, title: 一等奖, percent: 10 }',
      '{ by: rank, id: best, title: 冠军, from: 2, to: 1 }',
      '42:44 awards[0].from | The rank from 2 is above to 1',
    ],
    [
      'signatures:',
      'training: [{ id: course, title: 培训, before: semi }]\nsignatures:',
      '43:45 training[0].before | There is no stage "semi"; allowed: first, final',
    ],
    [
      'signatures:',
      'training: [{ id: a, title: 培训, before: final }, { id: a, title: 培训, before: first }]\nsignatures:',
      '43:55 training[1].id | "a" occurs twice',
    ],
    ['[chiefJudge, supervisor]', '[chiefJudge, chiefJudge]', '43:26 signatures[1] | "chiefJudge" occurs twice'],
    [
      '[chiefJudge, supervisor]',
      '[staff]',
      '43:14 signatures[0] | "staff" does not sign results; allowed: organiser, chiefJudge, supervisor, arbiter, judge, host',
    ],
    [
      'signatures:',
      'review: { restPercent: 15, recheckAllOverPercent: 5 }\nsignatures:',
      '43:9 review | Exactly one of topPercent and topCount is needed',
    ],
  ])('%j → %j', (from, to, expected) => {
    expect(problemsWith(from, to)).toContain(expected)
  })
})

describe('options of items', () => {
  test('are checked by the item’s own schema, where its type is known', () => {
    expect(problemsWith('{ shuffle: true }', '{ shufle: 1 }')).toEqual([
      '23:20 stages[1].items[0].options.shufle | Unknown key "shufle", did you mean "shuffle"; allowed here: shuffle',
    ])
    expect(problemsWith('{ shuffle: true }', '{ shuffle: yes please }')).toEqual([
      '23:29 stages[1].items[0].options.shuffle | Must be true or false, but is "yes please"',
    ])
  })

  test('are taken as they are where the type is not built', () => {
    const text = good.replace('type: roleplay', 'type: roleplay\n        options: { anything: [goes] }')
    expect(parseRulebook(text, known).rulebook?.stages[1]?.items[1]?.options).toEqual({ anything: ['goes'] })
  })
})
