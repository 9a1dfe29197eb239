/** What a seat's test comes to, in words: on the seat's own page and on the staff's sheet. */
import type { SeatFlag, SeatReason } from '@leitai/core/match/seat-measure.ts'

const flags: Record<SeatFlag, string> = { good: '合格', fair: '可用', poor: '需处理' }
const reasons: Record<SeatReason, string> = {
  roundTrip: '网络延迟偏大',
  unsteady: '网络抖动偏大',
  clock: '对时误差偏大',
  held: '本机有卡顿',
  keyLate: '按键延迟偏大',
  keyUnknown: '按键不能用于抢答',
  noKey: '还没试抢答键',
  noSound: '没有确认声音',
}
const networks = { wired: '有线', wifi: '无线', remote: '远程' }
const zh = { flags, reasons, networks }
const en: typeof zh = {
  flags: { good: 'Good', fair: 'Usable', poor: 'To be seen to' },
  reasons: {
    roundTrip: 'the network is slow',
    unsteady: 'the network is unsteady',
    clock: 'the clock is not sure enough',
    held: 'this computer stalls',
    keyLate: 'the key is slow',
    keyUnknown: 'this key does not press',
    noKey: 'the buzzer was not tried',
    noSound: 'the sound was not confirmed',
  },
  networks: { wired: 'wired', wifi: 'Wi-Fi', remote: 'remote' },
}
export const flagWords = { zh, en }
