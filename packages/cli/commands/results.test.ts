import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { c18Rows, csv, even, heading, replace, type Marks } from '../marks/testing/c18.ts'

const leitai = fileURLToPath(new URL('../leitai.ts', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leitai-results-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

interface Output {
  stage: string
  standings: {
    entrant: string
    total: string
    rank: number | null
    award: string | null
    items: Record<string, string>
    secondsUsed: number
    decidedBy?: string
    clause?: string
    score: unknown
  }[]
  openTies: { entrants: string[]; rank: number; why: string }[]
  awards: { id: string; due: number; entrants: string[]; undecided: string[]; clause: string }[]
  advancing?: { entrants: string[]; undecided: { entrants: string[]; seats: number }[] }
  earlierStages?: Output[]
  untimed: string[]
}

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [leitai, ...args], { cwd: folder, encoding: 'utf8' })
  return { status, stdout, stderr }
}

function results(rulebook: string, marks: string, ...options: string[]): Output {
  writeFileSync(join(folder, 'MARKS.csv'), marks)
  const { status, stdout, stderr } = run('results', rulebook, 'MARKS.csv', '--json', ...options)
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return JSON.parse(stdout) as Output
}

const half: Marks = { dictation: 10, inbound: 60, outbound: 50, online: 50, data: 50 }

/** Seven entrants, worked out by hand. */
function seven(): string[] {
  // E: inbound (15 × 60 + 10 × 181/3 + 35 × 60 + 35 × 60 + 5 × 64/3) ÷ 100 × 15 ÷ 100 = 8.715 → 8.72
  let halves = c18Rows('E', half)
  halves = replace(halves, 'E,inbound,J1,voice,', 'E,inbound,J1,voice,61,1000')
  halves = replace(halves, 'E,inbound,J1,initiative,', 'E,inbound,J1,initiative,64,1000')
  halves = replace(halves, 'E,inbound,J2,initiative,', 'E,inbound,J2,initiative,0,1000')
  halves = replace(halves, 'E,inbound,J3,initiative,', 'E,inbound,J3,initiative,0,1000')
  return [
    ...c18Rows('G', { dictation: 0, inbound: 0, outbound: 0, online: 0, data: 0 }),
    ...halves,
    ...c18Rows('D', even, 1020),
    ...c18Rows('C', even, 1000),
    ...c18Rows('F', { ...half, inbound: 58 }),
    ...c18Rows('B', even, 1000),
    ...c18Rows('A', { dictation: 20, inbound: 100, outbound: 100, online: 100, data: 100 }),
  ]
}

describe('C18 seven entrants by hand', () => {
  let output: Output
  const line = (entrant: string) => output.standings.find((one) => one.entrant === entrant)!
  beforeAll(() => {
    output = results('C18', csv(...seven()), '--why')
  })

  test('C18.total the sum of the rounded item scores, as decimal text', () => {
    expect(line('B')).toMatchObject({
      total: '82.36',
      items: { dictation: '17.36', inbound: '12.00', outbound: '27.00', online: '17.00', data: '9.00' },
      secondsUsed: 5000,
    })
    expect(line('A').total).toBe('100.00')
    expect(line('G').total).toBe('0.00')
  })

  test('C18.inbound.score a mean with thirds that ends on half a hundredth goes up', () => {
    expect(line('E')).toMatchObject({ total: '51.22', items: { inbound: '8.72' } })
    expect(line('F')).toMatchObject({ total: '51.20', items: { inbound: '8.70' } })
  })

  test('C18.rank.1 C18.rank.2 less time first; equal on both share the rank: 1, 2, 2, 4', () => {
    expect(output.standings.map((one) => `${one.rank} ${one.entrant}`)).toEqual([
      '1 A',
      '2 B',
      '2 C',
      '4 D',
      '5 E',
      '6 F',
      '7 G',
    ])
    expect(line('D')).toMatchObject({ decidedBy: 'timeUsed', clause: 'C18.rank.1' })
    expect(output.openTies).toEqual([])
  })

  test('C18.awards 10, 20, 30 % of 7 are 1, 1, 2; the tie across the second prize’s border is all in', () => {
    expect(output.awards.map(({ id, due, entrants, clause }) => [id, due, entrants, clause])).toEqual([
      ['first', 1, ['A'], 'C18.awards.1'],
      ['second', 1, ['B', 'C'], 'C18.awards.2'],
      ['third', 2, ['D', 'E'], 'C18.awards.3'],
    ])
    expect(output.standings.map((one) => one.award)).toEqual([
      'first',
      'second',
      'second',
      'third',
      'third',
      null,
      null,
    ])
  })

  test('the tree answers why: item, criterion with its clause, judge', () => {
    expect(line('E').score).toMatchObject({
      points: '51.22',
      clause: 'C18.total',
      children: [
        { id: 'dictation', clause: 'C18.dictation.score' },
        {
          id: 'inbound',
          points: '8.72',
          facts: { exact: '1743/200' },
          children: [
            { id: 'phrases' },
            {
              id: 'voice',
              clause: 'C18.inbound.voice',
              points: '0.905',
              rule: { zh: '(61 + 60 + 60) ÷ 3 ÷ 100 × 10 % × 15' },
              children: [
                { id: 'J1', points: '61' },
                { id: 'J2', points: '60' },
                { id: 'J3', points: '60' },
              ],
            },
            {},
            {},
            {},
          ],
        },
        {},
        {},
        {},
      ],
    })
  })

  test('the order of the rows, quotes, CRLF, BOM and the order of the columns change nothing', () => {
    const rows = seven()
      .toReversed()
      .map((row) => row.split(',').map((cell, index) => (index === 0 ? `"${cell}"` : cell)))
    const turned = [heading.split(','), ...rows].map((row) => row.toReversed().join(',')).join('\r\n')
    expect(results('C18', `\uFEFF${turned}\r\n`, '--why')).toEqual(output)
  })

  test('as a table for people', () => {
    writeFileSync(join(folder, 'MARKS.csv'), csv(...seven()))
    const { status, stdout } = run('results', 'C18', 'MARKS.csv')
    expect(status).toBe(0)
    expect(stdout.split('\n').slice(3, 8)).toEqual([
      '名次 Rank  参赛者 Entrant  听打录入  语音呼入  语音呼出  在线客服  数据分析  总分 Total  用时 Time  奖项 Award',
      '─────────  ──────────────  ────────  ────────  ────────  ────────  ────────  ──────────  ─────────  ──────────',
      '        1  A                  20.00     15.00     30.00     20.00     15.00      100.00    1:23:20  一等奖',
      '        2  B                  17.36     12.00     27.00     17.00      9.00       82.36    1:23:20  二等奖',
      '        2  C                  17.36     12.00     27.00     17.00      9.00       82.36    1:23:20  二等奖',
    ])
  })
})

test('C18.awards 10, 20, 30 % of 37 are 4, 7, 11', () => {
  const rows = Array.from({ length: 37 }, (_, index) =>
    c18Rows(`E${String(index + 1).padStart(2, '0')}`, { ...even, dictation: (20 - index / 4).toFixed(2) }),
  )
  const { awards, standings } = results('C18', csv(...rows.flat()))
  expect(awards.map((award) => award.entrants.length)).toEqual([4, 7, 11])
  expect(standings.filter((line) => line.award === null)).toHaveLength(15)
})

test('times that nobody wrote down count as 0 for everybody, and it is said', () => {
  const rows = [...c18Rows('A', even, 5), ...c18Rows('B', even, 7)].map((row) =>
    row.includes(',data,') ? row.replace(/\d+$/, '') : row,
  )
  const { standings, untimed } = results('C18', csv(...rows))
  expect(standings.map((line) => [line.entrant, line.secondsUsed])).toEqual([
    ['A', 20],
    ['B', 28],
  ])
  expect(untimed).toEqual(['data'])
})

test('the time may stand on one of an item’s rows only', () => {
  const rows = c18Rows('A', even, 5).map((row) =>
    row.includes(',J2,') || row.includes(',J3,') ? row.replace(/\d+$/, '') : row,
  )
  expect(results('C18', csv(...rows)).standings[0]?.secondsUsed).toBe(25)
})

describe('marks that are not in order', () => {
  test('row and column of every problem in both languages, exit code 2, nothing on standard output', () => {
    writeFileSync(
      join(folder, 'MARKS.csv'),
      csv(...replace(c18Rows('A', even), 'A,inbound,J2,voice,', 'A,inbound,J2,voice,101,1000')),
    )
    expect(run('results', 'C18', 'MARKS.csv')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'MARKS.csv: 第 9 行 points 列 row 9, column points: 101 超出范围，允许 0–100 / 101 is out of range; 0 to 100 is allowed\n',
    })
  })

  test('a file or rulebook that is not there, a call that lacks one', () => {
    expect(run('results', 'C18', 'nowhere.csv').status).toBe(2)
    expect(run('results', 'C99', 'MARKS.csv').status).toBe(2)
    expect(run('results', 'C18').status).toBe(2)
  })
})

describe('rulebooks of an organiser’s own', () => {
  const twoStages = `leitai: 1
id: T2
title: 两阶段
entrants: { kind: individual }
stages:
  - id: first
    title: 初赛
    advancement: { by: top, count: 1 }
    items:
      - { id: paper, type: exam, title: 理论, points: 100, minutes: 60 }
    ranking: { tieBreaks: [{ by: shared }] }
  - id: final
    title: 决赛
    items:
      - { id: duel, type: drama, title: 擂台, points: 10, minutes: 10 }
    ranking:
      tieBreaks: [{ by: deliberation, clause: T2.rank.1 }]
awards:
  - { by: rank, id: champion, title: 冠军, from: 1, to: 1 }
`

  test('a stage comes for itself; equals at the border of advancement are shown, not chosen', () => {
    writeFileSync(join(folder, 'T2.yaml'), twoStages)
    const output = results('T2.yaml', csv('A,paper,,,90,', 'B,paper,,,90,'))
    expect(output).toMatchObject({
      stage: 'first',
      openTies: [],
      awards: [],
      advancing: { entrants: [], undecided: [{ entrants: ['A', 'B'], seats: 1 }] },
    })
  })

  test('a tie for the judges is shown and never broken; its award waits', () => {
    writeFileSync(join(folder, 'T2.yaml'), twoStages)
    const output = results('T2.yaml', csv('A,paper,,,91,', 'B,paper,,,90,', 'A,duel,,,7,60', 'B,duel,,,7,61'))
    expect(output.standings.map((line) => [line.rank, line.entrant, line.award])).toEqual([
      [1, 'A', null],
      [1, 'B', null],
    ])
    expect(output.openTies).toEqual([{ entrants: ['A', 'B'], rank: 1, why: 'deliberation', clause: 'T2.rank.1' }])
    expect(output.awards[0]).toMatchObject({ entrants: [], undecided: ['A', 'B'], waits: 'tie' })
    expect(output.earlierStages).toMatchObject([{ stage: 'first', advancing: { entrants: ['A'] } }])
    const { stdout } = run('results', 'T2.yaml', 'MARKS.csv')
    expect(stdout).toContain('并列第 1 名，由裁判合议决定：A、B')
    expect(stdout).toContain('冠军待定：A、B')
  })
})

describe('leitai check', () => {
  test('says that a rulebook is in order, or every problem with file, line and column', () => {
    expect(run('check', 'C20')).toMatchObject({ status: 0, stderr: '' })
    writeFileSync(join(folder, 'bad.yaml'), 'leitai: 1\nid: X\ntitel: x\nentrants: { kind: team }\nstages: []\n')
    const { status, stderr } = run('check', 'bad.yaml')
    expect(status).toBe(2)
    expect(stderr).toContain('bad.yaml:3:1 titel: 未知的键“titel”，是否想写“title”')
    expect(stderr).toContain('bad.yaml:5:9 stages: 至少要有 1 项 / At least 1 entries are needed')
  })

  test('--schema prints the JSON Schema', () => {
    const { status, stdout } = run('check', '--schema')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
    })
  })

  test('an unknown command lists those that there are', () => {
    const { status, stderr } = run('chekc')
    expect(status).toBe(2)
    expect(stderr).toContain('leitai results RULEBOOK.yaml MARKS.csv')
  })
})
