/** 参赛凭条, from the box in which a draw left them: the only paper that joins a name, a code and a PIN. */
import { layersOf } from '@leitai/core/contest/reading.ts'
import type { SlipBatch } from '../../contests/draw/slip-box.ts'
import type { Printed } from '../printer.ts'
import { contestData, qrCode, type Subject } from '../subject.ts'

export async function slips(subject: Subject, batch: SlipBatch): Promise<Printed> {
  const address = `${subject.base}/c/${subject.contest.slug}`
  // In the order in which entrants are called, not in that of the seats.
  const called = batch.slips.toSorted(
    (a, b) => a.group - b.group || a.number.localeCompare(b.number, 'en', { numeric: true }),
  )
  return {
    template: 'slips',
    data: {
      ...contestData(subject),
      address,
      sealed: layersOf(subject.state) > 0,
      groups: subject.state.order?.groups.length ?? 1,
      slips: await Promise.all(
        called.map(async ({ name, number, delegation, code, seat, group, pin }) => ({
          name,
          number,
          delegation,
          code,
          seat,
          group,
          pin: pin.replace(/(\d{3})(?=\d)/g, '$1 '),
          qr: await qrCode(`${address}?code=${encodeURIComponent(code)}`),
        })),
      ),
    },
  }
}
