/** Keys on a line of the attendance list. */
export const states = ['present', 'late', 'absent'] as const
export type AttendanceState = (typeof states)[number]

interface Pressed {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

export function attendanceKey({
  key,
  ctrlKey,
  metaKey,
  altKey,
}: Pressed): { move: 1 | -1 } | { state: AttendanceState | null } | 'undo' | null {
  if (ctrlKey || metaKey) return key.toLowerCase() === 'z' ? 'undo' : null
  if (altKey) return null
  switch (key) {
    case 'ArrowDown':
      return { move: 1 }
    case 'ArrowUp':
      return { move: -1 }
    case '1':
    case ' ':
      return { state: 'present' }
    case '2':
      return { state: 'late' }
    case '3':
      return { state: 'absent' }
    case '0':
    case 'Backspace':
    case 'Delete':
      return { state: null }
    default:
      return null
  }
}
