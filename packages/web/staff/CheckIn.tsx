/**
 * 检录: one field takes a scanned card, a number or a name, and Enter checks in; the list below is for picking and for
 * what went wrong. Who is checked in is shown from the record only.
 */
import type { EntrantLine } from '@leitai/core/contest/view.ts'
import { clockTime } from '@leitai/core/words.ts'
import { Button, Group, Menu, SegmentedControl, Text, TextInput, ActionIcon } from '@mantine/core'
import { IconDots, IconScan } from '@tabler/icons-react'
import { useMemo, useRef, useState, type FormEvent } from 'react'
import { fill, useWords } from '@leitai/design/language.ts'
import { DataTable } from '@leitai/design/DataTable.tsx'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { useContest } from './contest.tsx'
import { AskReason } from './dialogs.tsx'
import style from './floor.module.css'
import { matching } from './matching.ts'
import { floorWords } from './words.ts'

type Filter = 'all' | 'open' | 'here' | 'absent'
type Asking = { what: 'undo' | 'absent'; entrant: EntrantLine } | { what: 'rest' } | null

function stateOf(one: EntrantLine): Exclude<Filter, 'all'> {
  if (one.checkedInAt !== null) return 'here'
  return one.absent === null ? 'open' : 'absent'
}

export function CheckIn() {
  const w = useWords(floorWords)
  const { view, act } = useContest()
  const [query, setQuery] = useState('')
  const [filter, setFilter] = useState<Filter>('all')
  const [said, setSaid] = useState<{ text: string; good: boolean } | null>(null)
  const [asking, setAsking] = useState<Asking>(null)
  const field = useRef<HTMLInputElement>(null)

  const found = useMemo(() => matching(view.entrants, query), [view.entrants, query])
  const shown = filter === 'all' ? found : found.filter((one) => stateOf(one) === filter)
  const here = view.entrants.filter((one) => one.checkedInAt !== null).length
  const absent = view.entrants.filter((one) => stateOf(one) === 'absent').length
  const open = view.entrants.filter((one) => stateOf(one) === 'open')
  const grouped = view.order !== null

  const checkIn = async (entrant: EntrantLine) => {
    if (entrant.checkedInAt !== null) {
      setSaid({
        text: fill(w.checkIn.already, { name: entrant.name, time: clockTime(entrant.checkedInAt) }),
        good: false,
      })
    } else if (await act('checkIn', { entrantId: entrant.entrantId })) {
      setSaid({ text: fill(w.checkIn.done, { name: `${entrant.number} ${entrant.name}` }), good: true })
    }
    setQuery('')
    field.current?.focus()
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const [only, ...more] = found
    if (query.trim() === '') return
    if (only === undefined) setSaid({ text: fill(w.checkIn.none, { query }), good: false })
    else if (more.length > 0) setSaid({ text: fill(w.checkIn.several, { count: found.length }), good: false })
    else void checkIn(only)
  }

  if (view.entrants.length === 0) return <EmptyState title={w.checkIn.empty} about={w.checkIn.emptyHelp} />
  return (
    <section aria-label={w.checkIn.title}>
      <form onSubmit={submit} className={style.scan}>
        <TextInput
          ref={field}
          size="lg"
          autoFocus
          leftSection={<IconScan size={22} stroke={1.6} />}
          placeholder={w.checkIn.search}
          aria-label={w.checkIn.search}
          description={w.checkIn.searchHelp}
          inputWrapperOrder={['input', 'description']}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <p className={style.said} data-good={said?.good} role="status">
          {said?.text}
        </p>
      </form>
      <Group justify="space-between" mb="xs" gap="sm">
        <SegmentedControl
          value={filter}
          onChange={(value) => setFilter(value as Filter)}
          data={(['all', 'open', 'here', 'absent'] as const).map((value) => ({
            value,
            label: w.checkIn.filter[value],
          }))}
        />
        <Group gap="md">
          <Text className={style.count}>
            {fill(w.checkIn.counts, { here, all: view.entrants.length })}
            {absent > 0 && <span className={style.muted}> · {fill(w.checkIn.absent, { absent })}</span>}
          </Text>
          {open.length > 0 && here > 0 && (
            <Button variant="default" size="xs" onClick={() => setAsking({ what: 'rest' })}>
              {w.checkIn.markAllAbsent}
            </Button>
          )}
        </Group>
      </Group>
      <DataTable
        label={w.checkIn.title}
        rows={shown}
        rowKey={(one) => one.entrantId}
        empty={
          <p className={style.nobody}>{query.trim() === '' ? w.checkIn.nobody : fill(w.checkIn.none, { query })}</p>
        }
        tone={(one) => (stateOf(one) === 'absent' ? 'quiet' : undefined)}
        columns={[
          { key: 'number', head: w.checkIn.number, width: '96px', cell: (one) => one.number },
          {
            key: 'name',
            head: w.checkIn.name,
            cell: (one) => (
              <span className={style.person}>
                <strong>{one.name}</strong>
                <small>{one.delegation}</small>
              </span>
            ),
          },
          ...(grouped
            ? [{ key: 'group', head: w.checkIn.group, width: '64px', cell: (one: EntrantLine) => one.group }]
            : []),
          { key: 'state', head: w.checkIn.state, width: '30%', cell: (one) => <Presence entrant={one} /> },
          {
            key: 'acts',
            head: '',
            width: '132px',
            cell: (one) => (
              <Group gap={4} justify="flex-end" wrap="nowrap">
                {stateOf(one) !== 'here' && (
                  <Button size="xs" variant="default" onClick={() => void checkIn(one)}>
                    {w.checkIn.act}
                  </Button>
                )}
                {!one.drawn && stateOf(one) !== 'absent' && (
                  <Menu position="bottom-end">
                    <Menu.Target>
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        size="lg"
                        aria-label={fill(w.checkIn.more, { name: one.name })}
                      >
                        <IconDots size={18} />
                      </ActionIcon>
                    </Menu.Target>
                    <Menu.Dropdown>
                      {stateOf(one) === 'here' ? (
                        <Menu.Item onClick={() => setAsking({ what: 'undo', entrant: one })}>
                          {w.checkIn.undo}
                        </Menu.Item>
                      ) : (
                        <Menu.Item onClick={() => setAsking({ what: 'absent', entrant: one })}>
                          {w.checkIn.markAbsent}
                        </Menu.Item>
                      )}
                    </Menu.Dropdown>
                  </Menu>
                )}
              </Group>
            ),
          },
        ]}
      />
      {asking !== null && asking.what !== 'rest' && (
        <AskReason
          title={asking.what === 'undo' ? w.checkIn.undo : w.checkIn.markAbsent}
          what={fill(asking.what === 'undo' ? w.checkIn.undoWhat : w.checkIn.markAbsentWhat, {
            name: asking.entrant.name,
          })}
          confirm={asking.what === 'undo' ? w.checkIn.undo : w.checkIn.markAbsent}
          suggestions={asking.what === 'undo' ? w.reasons.checkIn : w.reasons.absent}
          onClose={() => setAsking(null)}
          onConfirm={(reason) =>
            act(asking.what === 'undo' ? 'undoCheckIn' : 'markAbsent', { entrantId: asking.entrant.entrantId, reason })
          }
        />
      )}
      {asking?.what === 'rest' && (
        <AskReason
          title={w.checkIn.markAllAbsent}
          what={fill(w.checkIn.markAllWhat, { count: open.length })}
          confirm={w.checkIn.markAllAbsent}
          suggestions={w.reasons.absent}
          onClose={() => setAsking(null)}
          onConfirm={async (reason) => {
            for (const one of open) if (!(await act('markAbsent', { entrantId: one.entrantId, reason }))) return false
            return true
          }}
        />
      )}
    </section>
  )
}

function Presence({ entrant }: { entrant: EntrantLine }) {
  const w = useWords(floorWords)
  const state = stateOf(entrant)
  if (state === 'open') return <span className={style.muted}>{w.checkIn.filter.open}</span>
  return (
    <span className={style.presence} data-state={state}>
      {state === 'here'
        ? fill(w.checkIn.here, { time: clockTime(entrant.checkedInAt!).slice(0, 5) })
        : fill(w.checkIn.isAbsent, { reason: entrant.absent ?? '' })}
      {entrant.drawn && <span className={style.muted}> · {w.checkIn.drawn}</span>}
    </span>
  )
}
