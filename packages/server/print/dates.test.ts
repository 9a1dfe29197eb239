import { expect, test } from 'vitest'
import { dateOf, longDate, minuteOf, monthOf, secondOf, writtenDate } from './dates.ts'

test('papers show Chinese time, whatever the machine is set to', () => {
  const beforeMidnightInChina = Date.UTC(2026, 10, 22, 15, 59, 58)
  expect(secondOf(beforeMidnightInChina)).toBe('11-22 23:59:58')
  expect(dateOf(beforeMidnightInChina + 2000)).toBe('2026-11-23')
  expect(minuteOf(beforeMidnightInChina + 2000)).toBe('2026-11-23 00:00')
})

test.each([
  ['2026-11-22', '2026年11月22日', '二〇二六年十一月二十二日'],
  ['2026-10-10', '2026年10月10日', '二〇二六年十月十日'],
  ['2030-01-30', '2030年1月30日', '二〇三〇年一月三十日'],
  ['2029-12-01', '2029年12月1日', '二〇二九年十二月一日'],
])('%s is %s, on a certificate %s', (date, long, written) => {
  expect(longDate(date)).toBe(long)
  expect(monthOf(date)).toBe(long.slice(0, long.indexOf('月') + 1))
  expect(writtenDate(date)).toBe(written)
})
