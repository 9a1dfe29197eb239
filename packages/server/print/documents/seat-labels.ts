/** 座位签, one for each seat of the room. */
import { refuse, type Refusal } from '@leitai/core/run.ts'
import type { Printed } from '../printer.ts'
import { contestData, type Subject } from '../subject.ts'

export function seatLabels(subject: Subject): Printed | Refusal {
  const { seats, spare } = subject.state.room
  if (seats.length === 0) return refuse('noRoom', '请先设置赛场座位。', 'Set up the room’s seats first.')
  return {
    template: 'seat-labels',
    data: {
      ...contestData(subject),
      address: `${subject.base}/c/${subject.contest.slug}`,
      seats: [...seats.map((seat) => ({ seat, spare: false })), ...spare.map((seat) => ({ seat, spare: true }))],
    },
  }
}
