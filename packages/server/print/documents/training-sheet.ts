/** 训练签到表: everybody who is trained, with room to sign. */
import { refuse, type Refusal } from '@leitai/core/run.ts'
import { membersOf, trained, trainingOf } from '@leitai/core/training/trained.ts'
import { clockTime } from '@leitai/core/words.ts'
import type { SessionRow } from '../../contests/training/sessions.ts'
import { dateOf } from '../dates.ts'
import type { Printed } from '../printer.ts'
import { contestData, type Subject } from '../subject.ts'

export function trainingSheet(subject: Subject, session: SessionRow | undefined): Printed | Refusal {
  const training = session === undefined ? undefined : trainingOf(subject.state, session.training)
  if (session === undefined || training === undefined)
    return refuse('noSession', '没有这场训练。', 'There is no such training session.')
  const people = trained(subject.state, training)
  if (people === null)
    return refuse(
      'notKnownYet',
      '晋级名单产生后才有训练名单。',
      'Who is trained follows from who goes on to the stage.',
    )
  const { starts_at: from, ends_at: to } = session
  const day = dateOf(from)
  return {
    template: 'training-sheet',
    data: {
      ...contestData(subject),
      training: training.title.zh,
      session: session.title,
      when: `${day} ${clockTime(from).slice(0, 5)}–${dateOf(to) === day ? '' : `${dateOf(to)} `}${clockTime(to).slice(0, 5)}`,
      where: session.place,
      people: people.flatMap((entry) =>
        membersOf(entry).map((member) => ({
          number: entry.number,
          name: entry.name,
          member,
          delegation: entry.delegation,
        })),
      ),
    },
  }
}
