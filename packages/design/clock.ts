/** Times as people read them. */

/** `mm:ss`; from one hour on still minutes (`95:00`): a contestant compares it with the minutes of the rulebook. */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}

const chinaMinute = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })

/** `14:30`, China standard time: contests run on it. */
export function hourAndMinute(at: number): string {
  return chinaMinute.format(at)
}
