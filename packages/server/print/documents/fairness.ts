/** 赛场公平性检测表: what each seat's test measured before the matches, with a word for each and lines to sign. */
import { keyTitle } from '@leitai/core/match/buzzer-keys.ts'
import type { SeatFlag, SeatReason } from '@leitai/core/match/seat-measure.ts'
import { refuse, type Refusal } from '@leitai/core/run.ts'
import type { SeatLine } from '../../contests/fairness/seat-measures.ts'
import { secondOf } from '../dates.ts'
import type { Printed } from '../printer.ts'
import { roleTitles } from '../role-titles.ts'
import { contestData, type Subject } from '../subject.ts'

const flags: Record<SeatFlag, string> = { good: '合格', fair: '可用', poor: '需处理' }
const reasons: Record<SeatReason, string> = {
  roundTrip: '网络延迟',
  unsteady: '网络抖动',
  clock: '对时误差',
  held: '本机卡顿',
  keyLate: '按键延迟',
  keyUnknown: '按键不能抢答',
  noKey: '未试抢答键',
  noSound: '未听到声音',
}
const networks = { wired: '有线', wifi: '无线', remote: '远程' }

export function fairness(subject: Subject, lines: readonly SeatLine[]): Printed | Refusal {
  if (lines.length === 0)
    return refuse('noCodes', '抽签后才有赛位可检测。', 'There are seats to test once the draw is done.')
  const measured = lines.flatMap(({ measured: one }) => (one === null ? [] : [one]))
  const needs = measured.some(({ verdict }) => verdict.network === 'remote')
    ? 'remote'
    : measured.some(({ verdict }) => verdict.network === 'wifi')
      ? 'wifi'
      : 'wired'
  return {
    template: 'fairness',
    data: {
      ...contestData(subject),
      all: lines.length,
      measured: measured.length,
      good: measured.filter(({ verdict }) => verdict.flag === 'good').length,
      network: measured.length === 0 ? '' : networks[needs],
      seats: lines.map(({ code, seat, measured: one }) =>
        one === null
          ? {
              code,
              seat,
              flag: '未检测',
              tone: 'open',
              why: '',
              best: '',
              p95: '',
              error: '',
              key: '',
              latency: '',
              at: '',
            }
          : {
              code,
              seat,
              flag: flags[one.verdict.flag],
              tone: one.verdict.flag,
              why: one.verdict.reasons.map((reason) => reasons[reason]).join('、'),
              best: tenth(one.measure.roundTripMs.best),
              p95: tenth(one.measure.roundTripMs.p95),
              error: `±${tenth(one.measure.errorMs)}`,
              key: one.measure.key === null ? '' : keyTitle(one.measure.key.name).zh,
              latency: one.measure.key === null ? '' : tenth(one.measure.key.latencyMs),
              at: secondOf(one.at),
            },
      ),
      signatures: (['staff', 'chiefJudge', 'supervisor'] as const).map((role) => ({
        title: roleTitles[role].zh,
        english: roleTitles[role].en,
        name: null,
        at: null,
      })),
    },
  }
}

function tenth(ms: number): string {
  return ms.toFixed(1)
}
