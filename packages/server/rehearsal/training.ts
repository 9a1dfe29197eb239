/** Training before a stage: the organiser plans it, those who go on come and read, whoever is out gets nothing. */
import type { Training } from '@leitai/core/rulebook/schema.ts'
import { must, type Day, type House } from './day.ts'
import type { Entrant } from './entrant.ts'

export interface TrainingHeld {
  people: number
  present: number
  /** Those who are out and asked all the same. */
  turnedAway: number
}

export async function train(
  day: Day,
  house: House,
  training: Training,
  { going, out }: { going: readonly Entrant[]; out: readonly Entrant[] },
): Promise<TrainingHeld> {
  const { contestId: id, organiser, slug } = house
  const { api } = organiser.browser
  const startsAt = day.pace.now() + 3600_000
  const session = await api.training.saveSession({
    id,
    session: 'new',
    training: training.id,
    title: training.title.zh,
    startsAt,
    endsAt: startsAt + (training.minutes ?? 60) * 60_000,
    place: '一号教室 room 1',
    link: '',
    capacity: null,
    revision: 0,
  })
  const reading = await api.training.saveMaterial({
    id,
    material: 'new',
    training: training.id,
    title: '必读：服务心理与技巧 to be read',
    link: 'https://example.org/reading',
    required: true,
    revision: 0,
  })
  const planned = (await api.training.plan({ id })).find((one) => one.id === training.id)
  const people = planned?.people ?? null
  must(people?.length === going.length, `培训名单应有 ${going.length} 人`, `${going.length} should be trained`)
  const absent = people!.at(-1)!.entrantId
  const marks = people!.flatMap(({ entrantId, members }) =>
    (members.length === 0 ? [''] : members).map((member) => ({
      entrantId,
      member,
      state: entrantId === absent ? ('absent' as const) : ('present' as const),
    })),
  )
  await api.training.mark({ id, session: session.id, marks })

  const reader = going[0]!
  await reader.browser.api.seat.signIn({ contest: slug, code: reader.slip.code, pin: reader.slip.pin })
  const own = (await reader.browser.api.training.mine({ id })).trainings.find((one) => one.id === training.id)
  must(own !== undefined && own.open, '晋级者看不到培训', 'one who goes on sees no training')
  const [person] = own!.people
  for (const member of person!.members.length === 0 ? [''] : person!.members)
    await reader.browser.api.training.note({
      id,
      material: reading.id,
      entrantId: person!.entrantId,
      member,
      watched: [],
      finished: true,
    })
  await reader.browser.api.seat.signOut()

  let turnedAway = 0
  for (const { browser, slip } of out.slice(0, 2)) {
    await browser.api.seat.signIn({ contest: slug, code: slip.code, pin: slip.pin })
    const seen = await browser.api.training.mine({ id }).then(
      ({ trainings }) => trainings.some((one) => one.id === training.id),
      () => false,
    )
    must(!seen, `${slip.code} 已淘汰却能看培训`, `${slip.code} is out and sees the training`)
    await browser.api.seat.signOut()
    turnedAway += 1
  }
  const { lines } = await api.training.overview({ id, training: training.id })
  const finished = lines.filter((line) => line.entrantId === person!.entrantId)
  must(
    finished.length > 0 && finished.every(({ percent }) => percent === 100),
    '阅读进度没有记下',
    'what was read is not in the overview',
  )
  const present = lines.filter((line) => line.present > 0).length
  must(present === marks.filter(({ state }) => state === 'present').length, '签到人数不符', 'the attendance differs')
  return { people: marks.length, present, turnedAway }
}
