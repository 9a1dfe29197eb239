/** The staff's frame: four screens, large enough for a thumb on a tablet in the hall. */
import { ConnectionMark } from '@leitai/design/ConnectionMark.tsx'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { useText, useWords } from '@leitai/design/language.ts'
import { LanguageSwitch } from '@leitai/design/LanguageSwitch.tsx'
import { Button, Group, SegmentedControl } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { CheckIn } from './CheckIn.tsx'
import { ContestProvider, useContest } from './contest.tsx'
import { Order, SeatDraw } from './Draw.tsx'
import { FairnessSheet } from './FairnessSheet.tsx'
import { Officers } from './Officers.tsx'
import { RoomPlan } from './RoomPlan.tsx'
import { staffTabs } from './routes.tsx'
import { Seats } from './Seats.tsx'
import { Sessions } from './Sessions.tsx'
import style from './floor.module.css'
import { floorWords } from './words.ts'

const route = getRouteApi('/staff/$contestId')

export function StaffPage() {
  const { contestId } = route.useParams()
  const w = useWords(floorWords)
  return (
    <ContestProvider
      id={contestId}
      gone={
        <ErrorState
          page
          what={w.gone}
          act={
            <Button component="a" href="/">
              {w.back}
            </Button>
          }
        />
      }
    >
      <Frame />
    </ContestProvider>
  )
}

function Frame() {
  const w = useWords(floorWords)
  const text = useText()
  const { id: contestId, view, connection } = useContest()
  const running = view.sessions.some((session) => session.phase === 'open' || session.phase === 'paused')
  const navigate = useNavigate()
  const tab = route.useSearch().tab ?? (running ? 'room' : 'checkIn')
  const [session, setSession] = useState<string | null>(null)
  const ready = view.room.seats.length > 0 && view.officers.filter((officer) => officer.enrolled).length >= view.layers
  // What is prepared is out of the way; what is missing comes first.
  const preparation = (
    <>
      <Seats />
      <Officers mayAppoint={false} />
    </>
  )
  return (
    <div className={style.frame} data-touch>
      <header className={style.frameHead}>
        <h1>
          {text(view.title)}
          <span className={style.aside}>{w.staffTitle}</span>
        </h1>
        <Group gap="md">
          <ConnectionMark connection={connection} />
          <LanguageSwitch />
        </Group>
      </header>
      <SegmentedControl
        size="md"
        mb="lg"
        value={tab}
        onChange={(value) => void navigate({ to: '.', search: { tab: value as typeof tab }, replace: true })}
        data={staffTabs.map((value) => ({ value, label: w.tabs[value] }))}
      />
      {tab === 'checkIn' && <CheckIn />}
      {tab === 'draw' && (
        <div>
          {!ready && preparation}
          <Order />
          <SeatDraw mayVoid={false} />
          {ready && preparation}
        </div>
      )}
      {tab === 'fairness' && <FairnessSheet contestId={contestId} />}
      {tab === 'room' && (
        <>
          {view.sessions.length > 0 && (
            <section className={style.roomSessions}>
              <Sessions onRoom={setSession} />
            </section>
          )}
          <RoomPlan session={session} onSession={setSession} />
        </>
      )}
    </div>
  )
}
