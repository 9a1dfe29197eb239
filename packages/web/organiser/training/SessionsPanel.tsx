import { hourAndMinute } from '@leitai/design/clock.ts'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { IconPencil, IconPlus, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useContest } from '../../staff/contest.tsx'
import { dayAndTime, dayOf } from '../../staff/times.ts'
import { printUrl } from '../results/prints.ts'
import { AttendanceDialog } from './AttendanceDialog.tsx'
import { attendeesOf, type PlannedSession, type PlannedTraining } from './plan.ts'
import { SessionDialog } from './SessionDialog.tsx'
import style from './training.module.css'
import { trainingPlanWords } from './words.ts'

export function SessionsPanel({ training }: { training: PlannedTraining }) {
  const w = useWords(trainingPlanWords)
  const { id } = useContest()
  const [editing, setEditing] = useState<PlannedSession | 'new' | null>(null)
  const [ticking, setTicking] = useState<PlannedSession | null>(null)
  const attendees = attendeesOf(training)
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
      {w.addSession}
    </Button>
  )
  return (
    <>
      {training.sessions.length === 0 ? (
        <EmptyState title={w.noSessions} about={w.noSessionsHelp} act={add} />
      ) : (
        <>
          <div className={style.tools}>{add}</div>
          <ul className={style.sessions}>
            {training.sessions.map((session) => {
              const { startsAt, endsAt, present, late, absent, capacity } = session
              const to = dayOf(endsAt) === dayOf(startsAt) ? hourAndMinute(endsAt) : dayAndTime(endsAt)
              const left = attendees.length - present - late - absent
              const where = [session.place, session.link].filter((one) => one !== '').join(' · ')
              return (
                <li key={session.id}>
                  <div className={style.sessionWords}>
                    <time>
                      {dayAndTime(startsAt)} – {to}
                    </time>
                    <strong>{session.title}</strong>
                    {where !== '' && <small>{where}</small>}
                    <small className={style.counts}>
                      {fill(w.counts, { present, late, absent })}
                      {left > 0 && ` · ${fill(w.unmarked, { n: left })}`}
                    </small>
                    {capacity !== null && attendees.length > capacity && (
                      <small className={style.warning}>{fill(w.tooMany, { n: attendees.length, capacity })}</small>
                    )}
                  </div>
                  <div className={style.acts}>
                    <Button variant="default" disabled={training.people === null} onClick={() => setTicking(session)}>
                      {w.attendance}
                    </Button>
                    <Button
                      component="a"
                      href={printUrl(id, 'training', { session: session.id })}
                      target="_blank"
                      rel="noreferrer"
                      variant="default"
                      leftSection={<IconPrinter size={16} aria-hidden />}
                      {...(training.people === null ? { 'data-disabled': true } : {})}
                    >
                      {w.print}
                    </Button>
                    <Button
                      variant="subtle"
                      color="gray"
                      leftSection={<IconPencil size={16} aria-hidden />}
                      onClick={() => setEditing(session)}
                    >
                      {w.edit}
                    </Button>
                  </div>
                </li>
              )
            })}
          </ul>
        </>
      )}
      {editing !== null && (
        <SessionDialog
          training={training.id}
          session={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
      {ticking !== null && <AttendanceDialog training={training} session={ticking} onClose={() => setTicking(null)} />}
    </>
  )
}
