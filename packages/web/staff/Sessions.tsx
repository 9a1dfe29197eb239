/** The sessions of the day and what may be done with each: start, pause, resume, close, give everybody time. */
import type { SessionLine } from '@leitai/core/contest/view.ts'
import { clockTime } from '@leitai/core/words.ts'
import { Button, Group, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { Countdown } from '@leitai/design/Countdown.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { LinkButton } from '../shell/LinkButton.tsx'
import { dayAndTime } from './times.ts'
import { useContest } from './contest.tsx'
import { AskConfirm, AskReason } from './dialogs.tsx'
import style from './floor.module.css'
import { floorWords } from './words.ts'

type Asking = { what: 'open' | 'pause' | 'close' | 'give'; session: SessionLine } | null

export function Sessions({
  onRoom,
  edit,
}: {
  onRoom?: (session: string) => void
  edit?: (session: SessionLine) => void
}) {
  const w = useWords(floorWords)
  const text = useText()
  const { id, view } = useContest()
  const [asking, setAsking] = useState<Asking>(null)
  // The next one to start is the page's primary act; the others wait.
  const next = view.sessions.find((session) => session.phase === 'planned' && session.available)
  return (
    <>
      <div className={style.sessionHead} aria-hidden="true">
        <span>{w.sessions.time}</span>
        <span>{w.sessions.item}</span>
        <span>{w.sessions.seats}</span>
        <span>{w.sessions.state}</span>
      </div>
      <ol className={style.sessions} aria-label={w.sessions.title}>
        {view.sessions.map((session) => (
          <li key={session.id} data-phase={session.phase}>
            <time>{dayAndTime(session.startsAt)}</time>
            <span>
              <strong className={style.item}>{text(session.title)}</strong>
              <span className={style.aside}>
                {session.available ? fill(w.group, { group: session.group }) : w.sessions.notAvailable}
              </span>
            </span>
            <span className={style.sessionSeats}>{session.codes.length}</span>
            <Phase session={session} />
            <Group gap={6} className={style.sessionActs}>
              <SessionActs
                session={session}
                primary={session.id === next?.id}
                ask={(what) => setAsking({ what, session })}
              />
              {onRoom && session.phase !== 'planned' && (
                <Button size="xs" variant="subtle" color="gray" onClick={() => onRoom(session.id)}>
                  {w.sessions.room}
                </Button>
              )}
              {(session.turn || session.match) && session.phase !== 'closed' && (
                <LinkButton
                  size="xs"
                  variant="default"
                  to="/host/$contestId"
                  params={{ contestId: id }}
                  search={{ session: session.id }}
                >
                  {w.sessions.host}
                </LinkButton>
              )}
              {edit && session.phase === 'planned' && (
                <Button size="xs" variant="subtle" color="gray" onClick={() => edit(session)}>
                  {w.sessions.edit}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ol>
      {asking !== null && <SessionQuestion asking={asking} onClose={() => setAsking(null)} />}
    </>
  )
}

export function Phase({ session }: { session: SessionLine }) {
  const w = useWords(floorWords)
  return (
    <span className={style.phase} data-phase={session.phase}>
      {w.sessions.phases[session.phase]}
      {session.phase === 'open' && session.deadline !== null && (
        <span className={style.figure}>
          <Countdown to={session.deadline} />
        </span>
      )}
      {session.phase === 'closed' && session.closedAt !== null && (
        <span className={style.muted}>{clockTime(session.closedAt).slice(0, 5)}</span>
      )}
    </span>
  )
}

function SessionActs({
  session,
  primary,
  ask,
}: {
  session: SessionLine
  primary: boolean
  ask: (what: 'open' | 'pause' | 'close' | 'give') => void
}) {
  const w = useWords(floorWords)
  const { act, acting } = useContest()
  switch (session.phase) {
    case 'planned':
      return session.available ? (
        <Button size="xs" variant={primary ? 'filled' : 'default'} onClick={() => ask('open')}>
          {w.sessions.open}
        </Button>
      ) : null
    case 'open':
      return (
        <>
          {!session.turn && (
            <Button size="xs" variant="default" onClick={() => ask('give')}>
              {w.sessions.giveAll}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => ask('pause')}>
            {w.sessions.pause}
          </Button>
          <Button size="xs" variant="default" onClick={() => ask('close')}>
            {w.sessions.close}
          </Button>
        </>
      )
    case 'paused':
      return (
        <>
          <Button
            size="xs"
            loading={acting === 'resumeSession'}
            onClick={() => void act('resumeSession', { session: session.id })}
          >
            {w.sessions.resume}
          </Button>
          <Button size="xs" variant="default" onClick={() => ask('close')}>
            {w.sessions.close}
          </Button>
        </>
      )
    case 'closed':
      return null
  }
}

function SessionQuestion({ asking, onClose }: { asking: NonNullable<Asking>; onClose: () => void }) {
  const w = useWords(floorWords)
  const text = useText()
  const { act } = useContest()
  const [minutes, setMinutes] = useState(5)
  const { session } = asking
  const name = `${text(session.title)} · ${fill(w.group, { group: session.group })}`
  switch (asking.what) {
    case 'open':
      return (
        <AskConfirm
          title={`${w.sessions.openTitle} · ${name}`}
          what={fill(session.turn ? w.sessions.openTurnConfirm : w.sessions.openConfirm, {
            item: text(session.title),
            group: session.group,
            count: session.codes.length,
          })}
          confirm={w.sessions.open}
          onClose={onClose}
          onConfirm={() => act('openSession', { session: session.id })}
        />
      )
    case 'pause':
      return (
        <AskReason
          title={`${w.sessions.pause} · ${name}`}
          what={w.sessions.pauseWhat}
          confirm={w.sessions.pause}
          suggestions={w.reasons.pause}
          onClose={onClose}
          onConfirm={(reason) => act('pauseSession', { session: session.id, reason })}
        />
      )
    case 'close':
      return (
        <AskReason
          danger
          title={`${w.sessions.close} · ${name}`}
          what={session.turn ? w.sessions.closeTurnWhat : w.sessions.closeWhat}
          confirm={w.sessions.close}
          suggestions={w.reasons.close}
          onClose={onClose}
          onConfirm={(reason) => act('closeSession', { session: session.id, reason })}
        />
      )
    case 'give':
      return (
        <AskReason
          title={`${w.sessions.giveAll} · ${name}`}
          what={w.room.giveAllWhat}
          confirm={w.room.acts.giveTime}
          suggestions={w.reasons.time}
          ready={minutes > 0}
          onClose={onClose}
          onConfirm={(reason) =>
            act('giveTime', { session: session.id, codes: 'all', seconds: Math.round(minutes * 60), reason })
          }
        >
          <NumberInput
            data-autofocus
            label={w.room.minutes}
            value={minutes}
            onChange={(value) => setMinutes(Number(value) || 0)}
            min={0.5}
            max={360}
            step={1}
            decimalScale={1}
            w={140}
          />
        </AskReason>
      )
  }
}
