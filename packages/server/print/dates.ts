/** Dates as papers show them, in Chinese time. */
import type { Instant } from '@leitai/core/run.ts'
import { clockTime } from '@leitai/core/words.ts'

const china = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })

/** `2026-11-22` */
export const dateOf = (at: Instant): string => china.format(at)
/** `2026-11-22 15:02` */
export const minuteOf = (at: Instant): string => `${dateOf(at)} ${clockTime(at).slice(0, 5)}`
/** `11-22 15:02:09` */
export const secondOf = (at: Instant): string => `${dateOf(at).slice(5)} ${clockTime(at)}`

const parts = (date: string): [string, number, number] => {
  const [year = '', month = '1', day = '1'] = date.split('-')
  return [year, Number(month), Number(day)]
}

/** `2026年11月22日`, from `2026-11-22` */
export function longDate(date: string): string {
  const [year, month, day] = parts(date)
  return `${year}年${month}月${day}日`
}

/** `2026年11月` */
export const monthOf = (date: string): string => longDate(date).replace(/月.*/, '月')

const digits = '〇一二三四五六七八九'
const upToHundred = (count: number): string => {
  const [tens, ones] = [Math.floor(count / 10), count % 10]
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? digits[ones] : ''}`
}

/** `二〇二六年十一月二十二日`, as it is written on certificates. */
export function writtenDate(date: string): string {
  const [year, month, day] = parts(date)
  return `${[...year].map((digit) => digits[Number(digit)]).join('')}年${upToHundred(month)}月${upToHundred(day)}日`
}
