/** 主持台: what comes next on the left, what is on in the middle under one big key, what the hall sees on the right. */
import { runIdOf } from '@leitai/core/contest/reading.ts'
import type { SessionLine } from '@leitai/core/contest/view.ts'
import type { Role } from '@leitai/core/run.ts'
import { ConnectionMark } from '@leitai/design/ConnectionMark.tsx'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { LanguageSwitch } from '@leitai/design/LanguageSwitch.tsx'
import { itemWeb } from '@leitai/items/web.ts'
import { Select } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { sessionOnStage } from '../screen/on-stage.ts'
import { LinkButton } from '../shell/LinkButton.tsx'
import { useContest } from '../staff/contest.tsx'
import { Phase } from '../staff/Sessions.tsx'
import { dayAndTime } from '../staff/times.ts'
import { HallPreview } from './HallPreview.tsx'
import style from './host.module.css'
import { useDeskKeys } from './keys.ts'
import { MatchDesk } from './MatchDesk.tsx'
import { OnStage } from './OnStage.tsx'
import { PanelProgress } from './PanelProgress.tsx'
import { orderOf, queueOf } from './queue.ts'
import { Queue } from './Queue.tsx'
import { useAfterwards, useTurns } from './turns.ts'
import { useOrder } from './use-order.ts'
import { hostWords } from './words.ts'

const route = getRouteApi('/host/$contestId')

export function Desk({ as, roles }: { as: string; roles: readonly Role[] }) {
  const w = useWords(hostWords)
  const text = useText()
  const navigate = useNavigate()
  const { id, view, connection } = useContest()
  const session = sessionOnStage(view.sessions, route.useSearch().session)
  const hosted = view.sessions.filter(({ turn, match }) => turn || match)
  return (
    <div className={style.page}>
      <header className={style.head}>
        <h1>
          {text(view.title)}
          <span>{w.title}</span>
        </h1>
        {session !== null && (
          <>
            <Select
              aria-label={w.pick}
              size="sm"
              allowDeselect={false}
              className={style.pick}
              data={hosted.map((one) => ({
                value: one.id,
                label: `${dayAndTime(one.startsAt)} ${text(one.title)} · ${fill(one.match ? w.matchOf : w.group, { group: one.group })}`,
              }))}
              value={session.id}
              onChange={(value) =>
                value !== null && void navigate({ to: '.', search: { session: value }, replace: true })
              }
            />
            <Phase session={session} />
          </>
        )}
        <span className={style.grow} />
        {session?.match === true &&
          session.phase === 'planned' &&
          itemWeb(session.type)?.MatchRehearsal !== undefined && (
            <LinkButton
              to="/host/$contestId"
              params={{ contestId: id }}
              search={{ session: session.id, rehearse: session.item }}
              size="sm"
              variant="default"
            >
              {w.rehearsal.try}
            </LinkButton>
          )}
        <ConnectionMark connection={connection} />
        <LanguageSwitch />
      </header>
      {session === null ? (
        <main className={style.empty}>
          <EmptyState title={w.noTurns} about={w.noTurnsHelp} />
        </main>
      ) : session.match ? (
        <MatchDesk key={session.id} session={session} as={as} roles={roles} />
      ) : (
        <SessionDesk key={session.id} session={session} as={as} roles={roles} />
      )}
    </div>
  )
}

function SessionDesk({ session, as, roles }: { session: SessionLine; as: string; roles: readonly Role[] }) {
  const w = useWords(hostWords)
  const { id, view } = useContest()
  const desk = useRef<HTMLElement>(null)
  const guard = useDeskKeys(desk)
  const [kept, keep] = useOrder(`${id}.${session.id}`)
  const [together, setTogether] = useState(Math.max(1, session.onStage.length))

  // Until the session is open there are no runs to look at.
  const begun = session.phase !== 'planned'
  const runIds = useMemo(
    () => (begun ? session.codes.map((code) => runIdOf(id, session.stage, session.item, code)) : []),
    [begun, id, session.stage, session.item, session.codes],
  )
  const phases = useTurns(runIds, as)
  const afterwards = useAfterwards(runIds, as)
  const phaseOf = (code: string) => phases[session.codes.indexOf(code)] ?? 'unknown'
  const rows = queueOf(session, orderOf(session.codes, kept), view.codes, phaseOf, together)
  const next = rows.filter(({ state }) => state === 'next').map(({ code }) => code)

  return (
    <main className={style.desk} ref={desk} onClickCapture={guard}>
      <Queue
        session={session}
        rows={rows}
        as={as}
        afterwardsOf={(code) => afterwards[session.codes.indexOf(code)] ?? null}
        onOrder={keep}
        together={together}
        onTogether={setTogether}
        mayMark={roles.some((role) => role === 'organiser' || role === 'staff' || role === 'chiefJudge')}
      />
      <OnStage
        session={session}
        next={next}
        phaseOf={phaseOf}
        as={as}
        ofTheFloor={roles.some((role) => role === 'organiser' || role === 'staff')}
      />
      <aside className={style.side}>
        <HallPreview session={session.id} />
        {session.onStage.map((code) => (
          <PanelProgress key={code} session={session} code={code} as={as} named={session.onStage.length > 1} />
        ))}
        <Coming codes={next} />
        <p className={style.keys}>
          <KeyHint keys={['Space', 'Enter']}>{w.keys.next}</KeyHint>
          <KeyHint keys={['U']}>{w.keys.undo}</KeyHint>
        </p>
      </aside>
    </main>
  )
}

/** How the host announces them: number, name, delegation; the number alone while identities are sealed. */
function Coming({ codes }: { codes: readonly string[] }) {
  const w = useWords(hostWords)
  const { view } = useContest()
  if (codes.length === 0) return null
  return (
    <section aria-label={w.coming}>
      <header className={style.zoneHead}>
        <h2>{w.coming}</h2>
      </header>
      <ul className={style.coming}>
        {codes.map((code) => {
          const entrant = view.entrants.find((one) => one.code === code)
          return (
            <li key={code}>
              <strong>{code}</strong>
              <span>{entrant?.name}</span>
              {entrant !== undefined && entrant.delegation !== '' && <small>{entrant.delegation}</small>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
