/** 赛项场次: the timetable and its sessions, and the room while they run. */
import type { SessionLine } from '@leitai/core/contest/view.ts'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button, Group, Modal, NumberInput, Select, Stack, Tabs, Text, TextInput } from '@mantine/core'
import { useMemo, useState, type FormEvent } from 'react'
import { heldRulebook } from '../../spectator/rulebook/reading.ts'
import { LinkButton } from '../../shell/LinkButton.tsx'
import { useContest } from '../../staff/contest.tsx'
import { RoomPlan } from '../../staff/RoomPlan.tsx'
import { Sessions } from '../../staff/Sessions.tsx'
import { dayAndTime, fromField, toField } from '../../staff/times.ts'
import { useContestRow } from '../contest/row.tsx'
import { StepPage } from '../contest/StepPage.tsx'
import { hasMatches, Matches } from './Matches.tsx'
import { matchesWords } from './matches-words.ts'
import { plannedItems } from './planned-items.ts'
import { minutesOf, timetable, type Timing } from './timetable.ts'
import { floorPageWords } from './words.ts'

type Tab = 'matches' | 'plan' | 'room'

export function SessionsPage() {
  const w = useWords(floorPageWords)
  const { id, view } = useContest()
  const lacksPanel = view.steps.some((step) => step.missing.some((one) => one.act === 'appointPanel'))
  const running = view.sessions.some((session) => session.phase === 'open' || session.phase === 'paused')
  const row = useContestRow()
  const rulebook = useMemo(() => {
    const read = heldRulebook(row.rulebookYaml)
    return 'rulebook' in read ? read.rulebook : null
  }, [row.rulebookYaml])
  const inMatches = hasMatches(rulebook)
  const toDraw = view.steps.some((step) => step.missing.some((one) => one.act === 'drawMatches'))
  const toPlan = view.steps.some((step) => step.missing.some((one) => one.act === 'planSessions'))
  const [tab, setTab] = useState<Tab>(running ? 'room' : toDraw ? 'matches' : 'plan')
  const m = useWords(matchesWords)
  const [session, setSession] = useState<string | null>(null)
  const [planning, setPlanning] = useState(false)
  const [moving, setMoving] = useState<SessionLine | null>(null)
  const planned = view.sessions.length > 0
  return (
    <StepPage
      id="sessions"
      acts={{ drawMatches: () => setTab('matches') }}
      beside={
        lacksPanel && (
          <LinkButton to="/contests/$contestId/marking" params={{ contestId: id }} variant="default">
            {w.panels}
          </LinkButton>
        )
      }
      primary={
        // The draw has its own button, in its panel.
        toDraw ||
        view.archive !== null ||
        (planned && !toPlan && view.sessions.every((one) => one.phase === 'closed')) ? (
          <span />
        ) : planned && !toPlan ? (
          <Button variant="default" onClick={() => setPlanning(true)}>
            {w.planAgain}
          </Button>
        ) : (
          <Button onClick={() => setPlanning(true)} disabled={view.rulebook === null}>
            {w.plan}
          </Button>
        )
      }
    >
      {!planned && !inMatches ? (
        <EmptyState title={w.empty} about={view.rulebook === null ? w.waitRulebook : w.emptyHelp} />
      ) : (
        <Tabs
          value={tab}
          onChange={(value) => setTab((value ?? 'plan') as typeof tab)}
          keepMounted={false}
          color="gray.9"
        >
          <Tabs.List mb="lg">
            {inMatches && <Tabs.Tab value="matches">{m.tab}</Tabs.Tab>}
            {(['plan', 'room'] as const).map((one) => (
              <Tabs.Tab key={one} value={one}>
                {w.sessionsTabs[one]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="matches">{rulebook !== null && <Matches rulebook={rulebook} />}</Tabs.Panel>
          <Tabs.Panel value="plan">
            {planned ? (
              <Sessions
                edit={setMoving}
                onRoom={(id) => {
                  setSession(id)
                  setTab('room')
                }}
              />
            ) : (
              <EmptyState title={w.empty} about={w.emptyHelp} />
            )}
          </Tabs.Panel>
          <Tabs.Panel value="room">
            <RoomPlan session={session} onSession={setSession} />
          </Tabs.Panel>
        </Tabs>
      )}
      {planning && <Plan onClose={() => setPlanning(false)} />}
      {moving !== null && <Move session={moving} onClose={() => setMoving(null)} />}
    </StepPage>
  )
}

/** The stored part of a session line: what `planSessions` takes. */
function stored({ id, stage, item, group, startsAt, endsAt }: SessionLine) {
  return { id, stage, item, group, startsAt, ...(endsAt === undefined ? {} : { endsAt }) }
}

function Plan({ onClose }: { onClose: () => void }) {
  const w = useWords(floorPageWords)
  const text = useText()
  const { view, act, acting, now } = useContest()
  const row = useContestRow()
  const morning = row.startsOn === null ? toField(Math.ceil(now() / 1_800_000) * 1_800_000) : `${row.startsOn}T09:00`
  const [starts, setStarts] = useState(morning)
  const [gapMinutes, setGap] = useState(10)
  const [order, setOrder] = useState<Timing['order']>('byItem')
  const items = useMemo(() => {
    const read = heldRulebook(row.rulebookYaml)
    const available = new Set(row.items.filter((item) => item.available).map(({ stage, id }) => `${stage}/${id}`))
    return 'rulebook' in read ? plannedItems(read.rulebook, view, available) : []
  }, [row.rulebookYaml, row.items, view])
  const groups = Math.max(1, ...items.map((item) => item.groups))
  const titles = new Map(row.items.map((item) => [`${item.stage}/${item.id}`, text(item.title)]))
  const turns = items.flatMap((item) =>
    item.turns === null
      ? []
      : [
          fill(w.turn, {
            item: titles.get(`${item.stage}/${item.id}`) ?? item.id,
            minutes: item.minutes,
            count: item.turns.reduce((sum, size) => sum + size, 0),
          }),
        ],
  )
  const skipped = row.items.filter((item) => !item.available)
  const kept = view.sessions.filter((session) => session.phase !== 'planned').map(stored)
  const startsAt = fromField(starts)
  const sessions = startsAt === null ? [] : timetable(items, { startsAt, gapMinutes, order }, kept)
  const last = sessions.at(-1)
  const lastItem = items.find((item) => item.stage === last?.stage && item.id === last.item)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await act('planSessions', { sessions })) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={w.planTitle}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <Text c="dimmed">{w.planHelp}</Text>
          <TextInput
            data-autofocus
            type="datetime-local"
            label={w.first}
            value={starts}
            onChange={(event) => setStarts(event.currentTarget.value)}
          />
          <NumberInput
            label={w.gap}
            min={0}
            max={600}
            value={gapMinutes}
            onChange={(value) => setGap(Number(value) || 0)}
          />
          {groups > 1 && (
            <Select
              label={w.orderBy}
              allowDeselect={false}
              data={[
                { value: 'byItem', label: w.byItem },
                { value: 'byGroup', label: w.byGroup },
              ]}
              value={order}
              onChange={(value) => setOrder(value === 'byGroup' ? 'byGroup' : 'byItem')}
            />
          )}
          {last !== undefined && (
            <Text>
              {fill(w.preview, {
                count: sessions.length,
                from: dayAndTime(sessions[0]!.startsAt),
                to: dayAndTime(last.startsAt + (lastItem === undefined ? 0 : minutesOf(lastItem, last.group)) * 60_000),
              })}
            </Text>
          )}
          {turns.length > 0 && <Text c="dimmed">{fill(w.turns, { items: turns.join(w.separator) })}</Text>}
          {skipped.length > 0 && (
            <Text c="dimmed">{fill(w.skipped, { items: skipped.map((item) => text(item.title)).join('、') })}</Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.cancel}
            </Button>
            <Button type="submit" disabled={sessions.length === 0} loading={acting === 'planSessions'}>
              {w.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Move({ session, onClose }: { session: SessionLine; onClose: () => void }) {
  const w = useWords(floorPageWords)
  const text = useText()
  const { view, act, acting } = useContest()
  const [starts, setStarts] = useState(toField(session.startsAt))
  const [ends, setEnds] = useState(session.endsAt === undefined ? null : toField(session.endsAt))
  const startsAt = fromField(starts)
  const endsAt = ends === null ? undefined : fromField(ends)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (startsAt === null || endsAt === null) return
    const moved = { ...stored(session), startsAt, ...(endsAt === undefined ? {} : { endsAt }) }
    if (
      await act('planSessions', { sessions: view.sessions.map((one) => (one.id === session.id ? moved : stored(one))) })
    )
      onClose()
  }
  return (
    <Modal opened onClose={onClose} title={`${text(session.title)} · ${session.group}`}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <TextInput
            data-autofocus
            type="datetime-local"
            label={w.starts}
            value={starts}
            onChange={(event) => setStarts(event.currentTarget.value)}
          />
          {ends !== null && (
            <TextInput
              type="datetime-local"
              label={w.ends}
              value={ends}
              onChange={(event) => setEnds(event.currentTarget.value)}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.cancel}
            </Button>
            <Button type="submit" disabled={startsAt === null || endsAt === null} loading={acting === 'planSessions'}>
              {w.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
