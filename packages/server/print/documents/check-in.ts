/** 检录表: the roster with room to sign. */
import { groupOf } from '@leitai/core/contest/reading.ts'
import { refuse, type Refusal } from '@leitai/core/run.ts'
import { clockTime } from '@leitai/core/words.ts'
import type { Printed } from '../printer.ts'
import { contestData, type Subject } from '../subject.ts'

export function checkIn(subject: Subject): Printed | Refusal {
  const { state } = subject
  const roster = Object.values(state.roster)
  if (roster.length === 0)
    return refuse('noRoster', '报名截止后才有检录名单。', 'The check-in list follows the closing of registration.')
  const entrants = roster.map((entry) => {
    const at = state.checkedIn[entry.entrantId]
    return {
      number: entry.number,
      name: entry.name,
      delegation: entry.delegation,
      group: groupOf(state, entry.entrantId),
      absent: entry.entrantId in state.absent,
      at: at === undefined ? null : clockTime(at),
    }
  })
  return {
    template: 'check-in',
    data: { ...contestData(subject), entrants: entrants.toSorted((a, b) => (a.group ?? 0) - (b.group ?? 0)) },
  }
}
