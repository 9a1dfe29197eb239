/** Times as people read them. */

/** `mm:ss`; from one hour on still minutes (`95:00`): a contestant compares it with the minutes of the rulebook. */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}

const chinaDay = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})
const chinaMinute = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })

/** `2026-11-22`, China standard time: contests run on it. */
export function day(at: number): string {
  return chinaDay.format(at)
}

/** `14:30` */
export function hourAndMinute(at: number): string {
  return chinaMinute.format(at)
}
