/** What is said, and above all what is not said where the evidence is thin. */
import { describe, expect, test } from 'vitest'
import { analyse, type ItemAnalysis } from './analysis.ts'
import type { MarkedPieces } from './pieces.ts'
import type { Paper } from './questions.ts'
import { numbers, panelOf, pointsLine } from './testing/panel.ts'

const title = { zh: '接待礼仪', en: 'Reception' }

function analysed(marked: MarkedPieces): ItemAnalysis {
  return analyse({ items: [{ id: 'reception', title, marked }], papers: [] }).items[0]!
}
const said = (marked: MarkedPieces) => analysed(marked).findings.map(({ text }) => text.zh)

/** Judges who see the same work with an error of `noise` each, and add what `bias` says. */
function honest(pieces: number, bias: readonly number[], noise: readonly number[], seed = 'honest'): MarkedPieces {
  const { normal } = numbers(seed)
  return panelOf(
    Array.from({ length: pieces }, () => {
      const worth = 80 + 6 * normal()
      return bias.map((own, at) => Math.round((worth + own + noise[at]! * normal()) * 2) / 2)
    }),
  )
}
const same = (value: number, judges = 5) => Array.from({ length: judges }, () => value)

describe('judges', () => {
  test('one severe judge is named with margin and pieces; the others are not called generous for it', () => {
    const findings = analysed(honest(40, [0, -6, 0, 0, 0], same(1.5))).findings
    const severities = findings.filter(({ kind }) => kind === 'severity')
    expect(severities).toHaveLength(1)
    expect(severities[0]!.text.zh).toMatch(
      /^裁判 B 比同组平均严 [56]\.\d 分（±0\.\d，40 件），建议复看 A\d\d、A\d\d、A\d\d$/,
    )
    expect(severities[0]!.text.en).toMatch(
      /^Judge B is [56]\.\d points more severe than the mean of the others \(±0\.\d, 40 pieces\); look again at A\d\d/,
    )
    expect(severities[0]!.codes).toHaveLength(3)
  })

  test('a second judge off is measured without the first', () => {
    const severities = said(honest(40, [0, -9, 0, 5, 0], same(1.5))).filter((text) => /[严宽] \d/.test(text))
    expect(severities).toHaveLength(2)
    expect(severities[0]).toMatch(/^裁判 B 比同组平均严/)
    expect(severities[1]).toMatch(/^裁判 D 比同组平均（不计 B）宽 [45]\.\d 分/)
  })

  test('of two judges nobody is accused', () => {
    const [finding] = said(honest(30, [3, -3], [1, 1]))
    expect(finding).toMatch(/^裁判 A 平均比裁判 B 高 [56]\.\d 分（±0\.\d，30 件）；只有两人，不能判断谁偏离/)
  })

  test('a judge who swings is named with the usual swing', () => {
    const findings = analysed(honest(60, same(0), [1.5, 1.5, 8, 1.5, 1.5])).findings
    expect(findings.filter(({ kind }) => kind === 'inconsistency').map(({ text }) => text.zh)).toEqual([
      expect.stringMatching(/^裁判 C 忽严忽宽：与同组的差距波动 \d\.\d 分，其他裁判一般为 \d\.\d 分，建议复看/),
    ])
  })

  test('a judge with an order of its own is named', () => {
    const { normal } = numbers('own order')
    const marked = honest(40, same(0), same(1))
    for (const { sheets } of marked.pieces) sheets['E']!.total = String(Math.round(80 + 6 * normal()))
    expect(said(marked)).toContainEqual(
      expect.stringMatching(/^裁判 E 的名次与其他裁判差别大（等级相关 −?0\.\d\d，40 件）/),
    )
  })

  test('an honest panel is left in peace, in at least nineteen contests of twenty', () => {
    const loud = Array.from({ length: 60 }, (_, at) => analysed(honest(30, same(0), same(2.5), `quiet ${at}`))).filter(
      ({ findings }) => findings.some(({ kind }) => ['severity', 'inconsistency', 'otherOrder'].includes(kind)),
    )
    expect(loud.length).toBeLessThanOrEqual(3)
  })

  test('nine pieces say nothing, however large the difference', () => {
    expect(said(honest(9, [0, -30, 0, 0, 0], same(1)))).toEqual([])
  })

  test('a panel without a common order is told so', () => {
    const { normal } = numbers('no order')
    const marked = panelOf(Array.from({ length: 20 }, () => same(0).map(() => Math.round(80 + 6 * normal()))))
    expect(said(marked)).toContainEqual(expect.stringMatching(/^五名裁判对 20 件作品没有共同的名次（W = 0\.\d\d/))
  })
})

describe('criteria', () => {
  function withLine(marks: (piece: number, judge: number) => number): MarkedPieces {
    const marked = honest(20, same(0), same(1))
    return {
      ...marked,
      lines: [{ ...pointsLine('tone', 10, '语音语调') }],
      pieces: marked.pieces.map(({ code, sheets }, piece) => ({
        code,
        sheets: Object.fromEntries(
          Object.entries(sheets).map(([id, sheet], judge) => [
            id,
            { ...sheet, marks: { tone: String(marks(piece, judge)) } },
          ]),
        ),
      })),
    }
  }

  test('a ceiling is called one', () => {
    expect(said(withLine((piece, judge) => (piece === 3 && judge < 4 ? 9 : 10)))).toContain(
      '“语音语调”一项五名裁判几乎都给满分（96%），区分不出选手',
    )
  })

  test('judges who differ more than entrants do are told of the line', () => {
    expect(said(withLine((piece, judge) => 2 + ((piece * 3 + judge * 5) % 7)))).toContain(
      '“语音语调”一项裁判之间的分歧盖过了选手之间的差别，评分标准需要说明得更清楚',
    )
  })

  test('a line that works is not mentioned', () => {
    expect(said(withLine((piece, judge) => Math.min(10, 2 + (piece % 7) + (judge === 0 ? 1 : 0))))).toEqual([])
  })
})

describe('questions', () => {
  /** Question 12 has a wrong key; 1 is a gift; 2 nobody knows. */
  function papers(entrants: number): Paper[] {
    const { normal, even } = numbers('paper')
    return Array.from({ length: entrants }, (_, at) => {
      const ability = normal()
      return {
        code: `A${String(at + 1).padStart(2, '0')}`,
        questions: Array.from({ length: 20 }, (_, question) => {
          const right = even() < 1 / (1 + Math.exp(-1.6 * ability))
          const earned = question === 0 ? 1 : question === 1 ? 0 : question === 11 ? Number(!right) : Number(right)
          const number = question + 1
          return { id: `q${number}`, label: { zh: `第 ${number} 题`, en: `Question ${number}` }, earned, points: 1 }
        }),
      }
    })
  }
  const saidOf = (entrants: number) =>
    analyse({ items: [], papers: [{ id: 'theory', title, papers: papers(entrants) }] }).papers[0]!.findings.map(
      ({ text }) => text.zh,
    )

  test('a wrong key shows', () => {
    const found = saidOf(60)
    expect(found).toHaveLength(3)
    expect(found[0]).toMatch(/^第 12 题区分度为负（−0\.\d\d，得分率 \d\d%）：总分高的选手反而答错，检查答案是否有误$/)
    expect(found[1]).toBe('第 2 题几乎无人答对（得分率 10% 以下），检查是否超出范围或答案有误')
    expect(found[2]).toBe('第 1 题几乎人人答对（得分率 95% 以上），区分不出选手')
  })

  test('fewer than twenty answers accuse no question', () => {
    expect(saidOf(19)).toEqual([])
  })
})

test('items that nobody marked and papers of less than two questions are left out', () => {
  expect(
    analyse({
      items: [{ id: 'x', title, marked: panelOf([]) }],
      papers: [{ id: 'y', title, papers: [{ code: 'A', questions: [] }] }],
    }),
  ).toEqual({ items: [], papers: [] })
})
