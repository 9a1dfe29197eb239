/** 检录抽签: the room and who seals, then check-in, then the draw. Officials see the layer they keep. */
import { useWords } from '@leitai/design/language.ts'
import { Button, Tabs } from '@mantine/core'
import { useState } from 'react'
import { CheckIn } from '../../staff/CheckIn.tsx'
import { useContest } from '../../staff/contest.tsx'
import { Order, SeatDraw } from '../../staff/Draw.tsx'
import { Officers } from '../../staff/Officers.tsx'
import { Seats } from '../../staff/Seats.tsx'
import { useRoles } from '../contest/row.tsx'
import { StepPage } from '../contest/StepPage.tsx'
import { printUrl } from '../results/prints.ts'
import { floorPageWords } from './words.ts'
import { LinkButton } from '../../shell/LinkButton.tsx'

type Tab = 'prepare' | 'checkIn' | 'draw'

export function CheckInPage() {
  const w = useWords(floorPageWords)
  const { id, view } = useContest()
  const organiser = useRoles().includes('organiser')
  const ready = view.room.seats.length > 0 && view.officers.filter((officer) => officer.enrolled).length >= view.layers
  const present = view.entrants.filter((one) => one.checkedInAt !== null)
  const waiting = present.some((one) => !one.drawn)
  const [tab, setTab] = useState<Tab>(
    !ready ? 'prepare' : waiting && present.length === view.entrants.length ? 'draw' : 'checkIn',
  )
  if (!organiser)
    return (
      <StepPage id="checkIn">
        <Officers mayAppoint={false} />
      </StepPage>
    )
  const to = (next: Tab) => () => setTab(next)
  return (
    <StepPage
      id="checkIn"
      acts={{
        setRoom: to('prepare'),
        appointOfficer: to('prepare'),
        enrolOfficer: to('prepare'),
        drawOrder: to('draw'),
        checkIn: to('checkIn'),
        draw: to('draw'),
      }}
      // Inside the tabs the next act has its own button; a second one that only turns the tab would be two primaries.
      primary={
        <LinkButton to="/staff/$contestId" params={{ contestId: id }} variant="default" title={w.staffHelp}>
          {w.staffPage}
        </LinkButton>
      }
    >
      <Tabs value={tab} onChange={(value) => setTab((value ?? 'checkIn') as Tab)} keepMounted={false} color="gray.9">
        <Tabs.List mb="lg">
          {(['prepare', 'checkIn', 'draw'] as const).map((one) => (
            <Tabs.Tab key={one} value={one}>
              {w.tabs[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="prepare">
          <Seats />
          {view.codes.length > 0 && (
            <Button
              component="a"
              href={printUrl(id, 'seat-labels')}
              target="_blank"
              variant="default"
              size="xs"
              my="sm"
            >
              {w.printLabels}
            </Button>
          )}
          <Officers mayAppoint />
        </Tabs.Panel>
        <Tabs.Panel value="checkIn">
          <CheckIn />
          {view.entrants.length > 0 && (
            <Button component="a" href={printUrl(id, 'check-in')} target="_blank" variant="default" size="xs" mt="md">
              {w.printCheckIn}
            </Button>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="draw">
          <Order />
          <SeatDraw mayVoid />
        </Tabs.Panel>
      </Tabs>
    </StepPage>
  )
}
