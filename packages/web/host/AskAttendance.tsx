/** Absent, forfeited, disqualified, or back: always with a reason, and in the record. */
import { fill, useWords } from '@leitai/design/language.ts'
import { Select } from '@mantine/core'
import { useState } from 'react'
import { useContest } from '../staff/contest.tsx'
import { AskReason } from '../staff/dialogs.tsx'
import { floorWords } from '../staff/words.ts'
import { hostWords } from './words.ts'

const ways = ['forfeited', 'absent', 'disqualified'] as const

export function AskAttendance({ code, onClose }: { code: string; onClose: () => void }) {
  const w = useWords(hostWords)
  const floor = useWords(floorWords)
  const { view, act } = useContest()
  const [way, setWay] = useState<(typeof ways)[number]>('forfeited')
  const title = fill(w.attendance.title, { code })
  if (view.codes.find((line) => line.code === code)?.attendance !== 'present')
    return (
      <AskReason
        title={title}
        confirm={w.queue.present}
        suggestions={w.reasonsPresent}
        onClose={onClose}
        onConfirm={(reason) => act('setAttendance', { code, attendance: 'present', reason })}
      />
    )
  return (
    <AskReason
      danger
      title={title}
      what={w.attendance.what}
      confirm={floor.room.attendance[way]}
      suggestions={floor.reasons.attendance}
      onClose={onClose}
      onConfirm={(reason) => act('setAttendance', { code, attendance: way, reason })}
    >
      <Select
        data-autofocus
        label={w.attendance.state}
        allowDeselect={false}
        data={ways.map((value) => ({ value, label: floor.room.attendance[value] }))}
        value={way}
        onChange={(value) => setWay(ways.find((one) => one === value) ?? way)}
      />
    </AskReason>
  )
}
