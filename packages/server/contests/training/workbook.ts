/** The overview of a training as a spreadsheet. */
import { minuteOf } from '../../print/dates.ts'
import { writeSheet } from '../../spreadsheets/write.ts'
import type { Overview } from './progress.ts'

export function overviewSheet({ sessions, materials, lines }: Overview): Promise<Uint8Array> {
  return writeSheet(
    '训练情况 Training',
    [
      { header: '参赛号', width: 12 },
      { header: '姓名或队名', width: 24 },
      { header: '代表队', width: 26 },
      { header: '队员', width: 16 },
      { header: '出席', width: 8 },
      { header: '迟到', width: 8 },
      { header: '缺席', width: 8 },
      { header: '学完资料', width: 10 },
      { header: '完成度 %', width: 10 },
      { header: '最近学习', width: 18 },
    ],
    lines.map((line) => [
      line.number,
      line.name,
      line.delegation,
      line.member,
      ...[line.present, line.late, line.absent, line.finished, line.percent].map(String),
      line.lastAt === null ? '' : minuteOf(line.lastAt),
    ]),
    [
      `共 ${sessions} 场、${materials} 份资料；完成度按必学资料计算。${sessions} sessions, ${materials} materials; percent is of what is required.`,
    ],
  )
}
