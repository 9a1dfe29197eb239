/** When and where training is, and who of one's own was there. */
import { calendarPath } from '@leitai/core/api/paths.ts'
import { hourAndMinute } from '@leitai/design/clock.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { IconCalendarPlus, IconVideo } from '@tabler/icons-react'
import { dayAndTime, dayOf } from '../staff/times.ts'
import type { MyTraining } from './mine.ts'
import style from './training.module.css'
import { trainingWords } from './words.ts'

export function Sessions({ contestId, training, now }: { contestId: string; training: MyTraining; now: number }) {
  const w = useWords(trainingWords)
  const names = new Map(training.people.map(({ entrantId, name }) => [entrantId, name]))
  return (
    <section aria-labelledby={`sessions-${training.id}`}>
      <h3 id={`sessions-${training.id}`}>{w.sessions}</h3>
      {training.sessions.length === 0 ? (
        <p className={style.quiet}>{w.noSessions}</p>
      ) : (
        <ul className={style.sessions}>
          {training.sessions.map(({ id, title, startsAt, endsAt, place, link }) => {
            const marks = training.attendance.filter(({ session }) => session === id)
            const over = endsAt <= now
            const to = dayOf(endsAt) === dayOf(startsAt) ? hourAndMinute(endsAt) : dayAndTime(endsAt)
            return (
              <li key={id} data-over={over || undefined}>
                <div>
                  <time>
                    {dayAndTime(startsAt)} <small>{fill(w.until, { to })}</small>
                  </time>
                  <strong>{title}</strong>
                  {place !== '' && <span>{place}</span>}
                  {marks.length > 0 && (
                    <ul className={style.marks}>
                      {marks.map(({ entrantId, member, state }) => (
                        <li key={`${entrantId} ${member}`} data-state={state}>
                          {member === '' ? names.get(entrantId) : member} {w.states[state]}
                        </li>
                      ))}
                    </ul>
                  )}
                </div>
                <div className={style.acts}>
                  {over ? (
                    <small>{w.over}</small>
                  ) : (
                    <>
                      {link !== '' && (
                        <Button
                          component="a"
                          href={link}
                          target="_blank"
                          rel="noreferrer"
                          variant={startsAt <= now ? 'filled' : 'default'}
                          leftSection={<IconVideo size={18} aria-hidden />}
                        >
                          {w.join}
                        </Button>
                      )}
                      <Button
                        component="a"
                        href={calendarPath(contestId, id)}
                        variant="default"
                        leftSection={<IconCalendarPlus size={18} aria-hidden />}
                      >
                        {w.calendar}
                      </Button>
                    </>
                  )}
                </div>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
