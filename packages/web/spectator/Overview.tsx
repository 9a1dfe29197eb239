import type { SessionLine } from '@leitai/core/contest/view.ts'
import { hourAndMinute } from '@leitai/design/clock.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { useQuery } from '@tanstack/react-query'
import { query } from '../session/api.ts'
import { dayAndTime, dayOf } from '../staff/times.ts'
import { usePublic } from './public-contest.ts'
import style from './public.module.css'
import { publicWords } from './words.ts'

function byDay(sessions: readonly SessionLine[]): Map<string, SessionLine[]> {
  const days = new Map<string, SessionLine[]>()
  for (const session of sessions)
    days.set(dayOf(session.startsAt), [...(days.get(dayOf(session.startsAt)) ?? []), session])
  return days
}

/** The schedule by day. */
export function Overview() {
  const w = useWords(publicWords)
  const { view } = usePublic()
  if (view === null) return <Loading />
  const days = byDay(view.sessions)
  return (
    <>
      <TrainingDays />
      <section aria-label={w.schedule}>
        {days.size === 0 && <p className={style.quiet}>{w.noSchedule}</p>}
        {[...days].map(([day, sessions]) => (
          <section key={day} className={style.day}>
            <h2>{day}</h2>
            <ol className={style.sessions}>
              {sessions.map((session) => (
                <Session
                  key={session.id}
                  session={session}
                  groups={new Set(view.sessions.map((one) => one.group)).size}
                />
              ))}
            </ol>
          </section>
        ))}
      </section>
    </>
  )
}

/** That there is training, and when; where it is, those who are trained are told. */
function TrainingDays() {
  const w = useWords(publicWords)
  const text = useText()
  const { slug } = usePublic()
  const { data = [] } = useQuery(query.training.schedule.queryOptions({ input: { slug }, staleTime: 60_000 }))
  if (data.length === 0) return null
  return (
    <section className={style.day}>
      <h2>{w.training}</h2>
      <ol className={style.sessions}>
        {data.map(({ id, training, title, startsAt, endsAt }) => (
          <li key={id}>
            <time>{dayAndTime(startsAt)}</time>
            <span>
              <strong>{title}</strong>
              <small>{text(training)}</small>
              <small>
                {fill(w.until, { to: dayOf(endsAt) === dayOf(startsAt) ? hourAndMinute(endsAt) : dayAndTime(endsAt) })}
              </small>
            </span>
            <span className={style.phase} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Session({ session, groups }: { session: SessionLine; groups: number }) {
  const w = useWords(publicWords)
  const text = useText()
  // A window says when it ends; a session that was opened early ends before it was to begin, and says nothing here.
  const { startsAt, endsAt } = session
  const until =
    endsAt === undefined || endsAt <= startsAt || session.phase === 'closed'
      ? null
      : dayOf(endsAt) === dayOf(startsAt)
        ? hourAndMinute(endsAt)
        : dayAndTime(endsAt)
  return (
    <li data-phase={session.phase}>
      <time>{hourAndMinute(session.startsAt)}</time>
      <span>
        <strong>{text(session.title)}</strong>
        {groups > 1 && <small>{fill(w.group, { group: session.group })}</small>}
        {until !== null && <small>{fill(w.until, { to: until })}</small>}
      </span>
      <span className={style.phase}>{w.phases[session.phase]}</span>
    </li>
  )
}
