/** The analysis as a spreadsheet: what to look at first, then every number behind it. */
import { writeXlsx, type CellValue } from 'hucre'
import type { ItemAnalysis, PaperAnalysis, StageAnalysis } from '@leitai/core/analysis/analysis.ts'
import { safeCell } from '../../spreadsheets/cells.ts'

type Row = readonly CellValue[]

/** Numbers go in as numbers with as many places as mean something. */
function rounded(value: number | null | undefined, places = 3): number | null {
  return value === null || value === undefined ? null : Number(value.toFixed(places))
}

export function analysisWorkbook({ items, papers }: StageAnalysis): Promise<Uint8Array> {
  const names = new Map(items.flatMap(({ judges }) => judges.map(({ id, name }) => [id, name])))
  const nameOf = (id: string) => safeCell(names.get(id) ?? id)
  const sheets = [
    sheet(
      '值得一看',
      ['赛项', '说明', '复看'],
      [...items, ...papers].flatMap(({ title, findings }) =>
        findings.map(({ text, codes }) => [safeCell(title.zh), safeCell(text.zh), safeCell(codes.join('、'))]),
      ),
    ),
    sheet('裁判', judgeHead, items.flatMap(judgeRows)),
    sheet(
      '逐件差值',
      ['赛项', '裁判', '赛位号', '与其他裁判均分之差'],
      items.flatMap(({ title, judges }) =>
        judges.flatMap(({ name, severity }) =>
          (severity.value?.byPiece ?? []).map(({ code, difference }) => [
            safeCell(title.zh),
            safeCell(name),
            safeCell(code),
            rounded(difference),
          ]),
        ),
      ),
    ),
    sheet(
      '裁判相关',
      ['赛项', '裁判', '裁判', '等级相关 ρ', '肯德尔 τ-b', '共同件数', '备注'],
      items.flatMap(({ title, pairs }) =>
        pairs.map(({ a, b, correlation: { value, why } }) => [
          safeCell(title.zh),
          nameOf(a),
          nameOf(b),
          rounded(value?.spearman),
          rounded(value?.kendall),
          value?.pieces ?? null,
          why?.zh ?? '',
        ]),
      ),
    ),
    sheet(
      '一致性',
      ['赛项', '肯德尔 W', 'χ²', '自由度', 'p', '裁判', '裁判总数', '件数', '总件数', '备注'],
      items.map(({ title, concordance: { value, why } }) => [
        safeCell(title.zh),
        rounded(value?.w),
        rounded(value?.chiSquare),
        value?.degreesOfFreedom ?? null,
        rounded(value?.p, 6),
        value?.judges ?? null,
        value?.judgesInAll ?? null,
        value?.pieces ?? null,
        value?.piecesInAll ?? null,
        why?.zh ?? '',
      ]),
    ),
    sheet('评分项', criterionHead, items.flatMap(criterionRows)),
    sheet('试题', questionHead, papers.flatMap(questionRows)),
  ]
  return writeXlsx({ sheets: sheets.filter(({ rows }) => rows.length > 1) })
}

const judgeHead = [
  '赛项',
  '裁判',
  '件数',
  '平均分',
  '与其他裁判均分之差',
  '标准误',
  '差值标准差',
  '与其他裁判等级相关 ρ',
  '肯德尔 τ-b',
  'Rasch 严厉度（logit）',
  '标准误（logit）',
  '加权拟合 infit',
  '未加权拟合 outfit',
  '备注',
]

function judgeRows({ title, judges, rasch: model }: ItemAnalysis): Row[] {
  return judges.map(({ name, pieces, mean, severity, agreement, rasch }) => [
    safeCell(title.zh),
    safeCell(name),
    pieces,
    rounded(mean),
    rounded(severity.value?.difference),
    rounded(severity.value?.standardError),
    rounded(severity.value?.inconsistency),
    rounded(agreement.value?.spearman),
    rounded(agreement.value?.kendall),
    rounded(rasch?.measure),
    rounded(rasch?.standardError),
    rounded(rasch?.infit),
    rounded(rasch?.outfit),
    [...new Set([severity.why?.zh, agreement.why?.zh, model.why?.zh].filter((why) => why !== undefined))].join('；'),
  ])
}

const criterionHead = [
  '赛项',
  '评分项',
  '最低可得',
  '最高可得',
  '打分数',
  '平均',
  '得分率',
  '最低',
  '下四分位',
  '中位数',
  '上四分位',
  '最高',
  '裁判间标准差',
  '作品间标准差',
  '组平均信度',
  '满分比例',
  '最低分比例',
  'Rasch 难度（logit）',
]

function criterionRows({ title, criteria, rasch }: ItemAnalysis): Row[] {
  return criteria.map((one) => [
    safeCell(title.zh),
    safeCell(one.label.zh),
    one.from,
    one.to,
    one.marks,
    rounded(one.mean),
    rounded(one.shareUsed),
    one.lowest,
    one.lowerQuartile,
    one.median,
    one.upperQuartile,
    one.highest,
    rounded(one.betweenJudges),
    rounded(one.betweenPieces),
    rounded(one.reliability),
    rounded(one.atTop),
    rounded(one.atBottom),
    rasch.value?.converged === true ? rounded(rasch.value.criteria.find(({ id }) => id === one.id)?.measure) : null,
  ])
}

const questionHead = [
  '赛项',
  '试题',
  '编号',
  '分值',
  '作答人数',
  '得分率',
  '区分度（题总相关）',
  '高低分组差',
  '作答分布（* 为正确）',
  '备注',
]

function questionRows({ title, questions }: PaperAnalysis): Row[] {
  return questions.map(({ id, label, points, entrants, difficulty, choices, discrimination: { value, why } }) => [
    safeCell(title.zh),
    safeCell(label.zh),
    safeCell(id),
    points,
    entrants,
    rounded(difficulty),
    rounded(value?.correlation),
    rounded(value?.upperLower),
    (choices ?? []).map(({ chosen, count, right }) => `${chosen || '未答'}${right ? '*' : ''} ${count}`).join('；'),
    why?.zh ?? '',
  ])
}

function sheet(name: string, head: readonly string[], rows: readonly Row[]) {
  const bold = { font: { bold: true } }
  const width = (at: number) =>
    Math.min(60, Math.max(10, ...[head, ...rows].map((row) => String(row[at] ?? '').length * 1.7)))
  return {
    name,
    columns: head.map((_, at) => ({ width: width(at) })),
    rows: [[...head], ...rows.map((row) => [...row])] as CellValue[][],
    cells: new Map(head.map((value, at) => [`0,${at}`, { value, type: 'string' as const, style: bold }])),
    freezePane: { rows: 1 },
  }
}
