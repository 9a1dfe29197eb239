/** 海报 with a QR code: to the registration form, to joining, or to signing in, as the rulebook has it. */
import { refuse, type Refusal } from '@leitai/core/run.ts'
import { longDate } from '../dates.ts'
import type { Printed } from '../printer.ts'
import { contestData, qrCode, type Subject } from '../subject.ts'

export async function poster(subject: Subject): Promise<Printed | Refusal> {
  const { contest, state, base } = subject
  const entry = state.rulebook?.rulebook.entrants.entry
  if (entry === undefined) return refuse('noRulebook', '请先发布赛项规程。', 'Publish the rulebook first.')
  const [path, call, callEn] = entry.includes('openLink')
    ? [`/join/${contest.slug}`, '扫码参赛', 'Scan to take part']
    : entry.includes('form')
      ? [`/e/${contest.slug}/apply`, '扫码报名', 'Scan to register']
      : [`/e/${contest.slug}`, '扫码查看赛程与规程', 'Scan for schedule and rulebook']
  const address = `${base}${path}`
  return {
    template: 'poster',
    data: {
      ...contestData(subject),
      call,
      callEn,
      address,
      qr: await qrCode(address),
      facts: [
        ...(contest.starts_on === null ? [] : [longDate(contest.starts_on)]),
        ...(contest.place === '' ? [] : [contest.place]),
      ],
    },
  }
}
