/** 报名: the entry list, from Excel or a form, judged against the rulebook, until it is closed. */
import type { Entrant } from '@leitai/core/api/contract.ts'
import { DataTable } from '@leitai/design/DataTable.tsx'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { fill, useLanguage, useText, useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import {
  ActionIcon,
  Button,
  Group,
  Menu,
  SegmentedControl,
  Select,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core'
import { IconAlertTriangle, IconArrowDown, IconArrowUp, IconDots, IconSearch } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { api, query, sentenceOf } from '../../session/api.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { AskConfirm, AskReason } from '../../staff/dialogs.tsx'
import { readRulebook } from '../../spectator/rulebook/reading.ts'
import { useContestRow, useReread } from '../contest/row.tsx'
import { StepPage } from '../contest/StepPage.tsx'
import { saveFile } from '../download.ts'
import { EntrantDialog } from './EntrantDialog.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { LinkPanel } from './LinkPanel.tsx'
import { countsOf, listed, type Filter, type Listing, type SortKey } from './listing.ts'
import style from './registration.module.css'
import { registrationWords } from './words.ts'

export function RegistrationPage() {
  const w = useWords(registrationWords)
  const language = useLanguage()
  const text = useText()
  const { view, id, act } = useContest()
  const row = useContestRow()
  const call = useCall()
  const client = useQueryClient()
  const reread = useReread()
  const entrants = useQuery(query.entrants.list.queryOptions({ input: { id } }))
  const [listing, setListing] = useState<Listing>({
    query: '',
    filter: 'all',
    delegation: null,
    sort: { by: 'number', descending: false },
  })
  const [editing, setEditing] = useState<Entrant | 'new' | null>(null)
  const [importing, setImporting] = useState(false)
  const [closing, setClosing] = useState(false)
  const [reopening, setReopening] = useState(false)
  const all = useMemo(() => entrants.data ?? [], [entrants.data])
  const shown = useMemo(() => listed(all, listing), [all, listing])
  const counts = useMemo(() => countsOf(all), [all])
  const delegations = useMemo(() => [...new Set(all.map((one) => one.delegation))].filter((name) => name !== ''), [all])
  const book = useMemo(() => readRulebook(row.rulebookYaml), [row.rulebookYaml])
  const rules = 'rulebook' in book ? book.rulebook.entrants : null
  const fixed = view.registration === 'closed'

  const changed = async () => {
    await client.invalidateQueries({ queryKey: query.entrants.list.queryKey({ input: { id } }) })
    await reread()
  }
  const judge = async (one: Entrant, accept: boolean) => {
    if ((await call(api.entrants.judge({ id, entrantId: one.id, accept }))) !== null) await changed()
  }
  const acceptAll = async () => {
    for (const one of all.filter((entrant) => entrant.status === 'pending')) {
      if ((await call(api.entrants.judge({ id, entrantId: one.id, accept: true }))) === null) break
    }
    await changed()
  }
  const download = async (file: Promise<File>, name: string) => {
    const got = await call(file)
    if (got !== null) saveFile(got, name)
  }
  const sortHead = (by: SortKey, label: string) => (
    <SortHead
      label={label}
      active={listing.sort.by === by}
      descending={listing.sort.descending}
      onSort={() =>
        setListing({ ...listing, sort: { by, descending: listing.sort.by === by && !listing.sort.descending } })
      }
    />
  )

  return (
    <StepPage
      id="registration"
      acts={{
        openRegistration: () => void act('openRegistration', {}),
        closeRegistration: () => (counts.accepted > 0 ? setClosing(true) : setImporting(true)),
      }}
      {...(view.registration === 'open' && counts.accepted === 0
        ? { primary: <Button onClick={() => setImporting(true)}>{w.import}</Button> }
        : {})}
      {...(view.registration === 'open' && counts.accepted > 0
        ? { primary: <Button onClick={() => setClosing(true)}>{w.close}</Button> }
        : {})}
      {...(fixed ? { about: fill(w.closed, { count: view.entrants.length }) } : {})}
      beside={
        <>
          {!fixed && all.length > 0 && (
            <>
              <Button variant="default" onClick={() => setEditing('new')}>
                {w.add}
              </Button>
              {counts.accepted > 0 && (
                <Button variant="default" onClick={() => setImporting(true)}>
                  {w.import}
                </Button>
              )}
            </>
          )}
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="default" size={36} aria-label={w.more}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => void download(api.entrants.template({ id }), 'template.xlsx')}>
                {w.template}
              </Menu.Item>
              <Menu.Item
                disabled={all.length === 0}
                onClick={() => void download(api.entrants.export({ id }), 'entrants.xlsx')}
              >
                {w.export}
              </Menu.Item>
              {!fixed && counts.pending > 0 && (
                <Menu.Item onClick={() => void acceptAll()}>{fill(w.acceptAll, { count: counts.pending })}</Menu.Item>
              )}
              {fixed && <Menu.Item onClick={() => setReopening(true)}>{w.reopen}</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        </>
      }
    >
      {rules !== null && (rules.entry.includes('form') || rules.entry.includes('openLink')) && (
        <LinkPanel contestId={row.id} slug={row.slug} entry={rules.entry} registration={view.registration} />
      )}
      {entrants.isPending && <Loading />}
      {entrants.isError && entrants.data === undefined && (
        <ErrorState
          what={w.failed}
          todo={sentenceOf(entrants.error, language)}
          act={
            <Button variant="default" onClick={() => void entrants.refetch()}>
              {w.retry}
            </Button>
          }
        />
      )}
      {entrants.isSuccess && all.length === 0 && (
        <EmptyState
          title={w.empty}
          about={w.emptyHelp}
          act={
            <Group gap="xs">
              <Button variant="default" onClick={() => void download(api.entrants.template({ id }), 'template.xlsx')}>
                {w.template}
              </Button>
              {!fixed && (
                <Button variant="default" onClick={() => setEditing('new')}>
                  {w.add}
                </Button>
              )}
            </Group>
          }
        />
      )}
      {all.length > 0 && (
        <>
          <div className={style.tools}>
            <TextInput
              className={style.search}
              leftSection={<IconSearch size={16} />}
              placeholder={w.search}
              aria-label={w.search}
              value={listing.query}
              onChange={(event) => setListing({ ...listing, query: event.currentTarget.value })}
            />
            <SegmentedControl
              value={listing.filter}
              onChange={(value) => setListing({ ...listing, filter: value as Filter })}
              data={(['all', 'pending', 'accepted', 'declined', 'problems'] as const)
                .filter((value) => value === 'all' || value === listing.filter || counts[value] > 0)
                .map((value) => ({ value, label: `${w.filters[value]} ${counts[value]}` }))}
            />
            {delegations.length > 1 && (
              <Select
                aria-label={w.delegation}
                placeholder={w.allDelegations}
                data={delegations}
                value={listing.delegation}
                onChange={(value) => setListing({ ...listing, delegation: value })}
                searchable
                clearable
                w={170}
              />
            )}
            <Text className={style.count}>{fill(w.count, { shown: shown.length, all: all.length })}</Text>
          </div>
          <DataTable
            label={w.columns.name}
            maxHeight="max(320px, calc(100dvh - 250px))"
            rows={shown}
            rowKey={(one) => one.id}
            onOpen={setEditing}
            empty={<p className={style.none}>{w.noneFound}</p>}
            tone={(one) => (one.status === 'declined' ? 'quiet' : one.problems.length > 0 ? 'attention' : undefined)}
            columns={[
              { key: 'number', head: sortHead('number', w.columns.number), width: '92px', cell: (one) => one.number },
              {
                key: 'name',
                head: sortHead('name', rules?.kind === 'team' ? w.columns.team : w.columns.name),
                cell: (one) => (
                  <>
                    <strong className={style.name}>{one.name}</strong>
                    {one.problems.map((problem) => (
                      <span key={text(problem.text)} className={style.problem}>
                        <IconAlertTriangle size={13} aria-hidden /> {text(problem.text)}
                        {problem.clause !== null && <small>{problem.clause}</small>}
                      </span>
                    ))}
                  </>
                ),
              },
              { key: 'delegation', head: sortHead('delegation', w.columns.delegation), cell: (one) => one.delegation },
              { key: 'coaches', head: w.columns.coaches, cell: (one) => one.coaches.join('、') },
              ...(rules?.kind === 'team'
                ? []
                : [
                    {
                      key: 'birthDate',
                      head: sortHead('birthDate', w.columns.birthDate),
                      width: '112px',
                      cell: (one: Entrant) => <time className={style.date}>{one.birthDate}</time>,
                    },
                  ]),
              {
                key: 'status',
                head: sortHead('status', w.columns.status),
                width: '172px',
                cell: (one) =>
                  one.status === 'pending' && !fixed ? (
                    <Group gap={6} wrap="nowrap" onClick={(event) => event.stopPropagation()}>
                      <Button size="compact-sm" variant="default" onClick={() => void judge(one, true)}>
                        {w.accept}
                      </Button>
                      <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void judge(one, false)}>
                        {w.decline}
                      </Button>
                    </Group>
                  ) : (
                    <span className={style.status} data-status={one.status}>
                      {w.status[one.status]}
                      {one.source !== 'list' && <small>{w.source[one.source]}</small>}
                    </span>
                  ),
              },
            ]}
          />
        </>
      )}
      {editing !== null && rules !== null && (
        <EntrantDialog
          entrant={editing}
          rules={rules}
          readOnly={fixed}
          onClose={() => setEditing(null)}
          onChanged={changed}
        />
      )}
      {importing && <ImportDialog onClose={() => setImporting(false)} onTaken={changed} />}
      {closing && (
        <AskConfirm
          title={w.close}
          what={fill(w.closeWhat, {
            accepted: counts.accepted,
            pending: [
              ...(counts.pending > 0 ? [fill(w.closePending, { count: counts.pending })] : []),
              ...(all.some((one) => one.status === 'accepted' && one.problems.length > 0)
                ? [
                    fill(w.closeProblems, {
                      count: all.filter((one) => one.status === 'accepted' && one.problems.length > 0).length,
                    }),
                  ]
                : []),
            ].join(''),
          })}
          confirm={w.close}
          onClose={() => setClosing(false)}
          onConfirm={async () => {
            const done = await call(api.contests.closeRegistration({ id }))
            if (done !== null) await changed()
            return done !== null
          }}
        />
      )}
      {reopening && (
        <AskReason
          title={w.reopen}
          what={w.reopenWhat}
          confirm={w.reopen}
          suggestions={w.reopenReasons}
          onClose={() => setReopening(false)}
          onConfirm={(reason) => act('reopenRegistration', { reason })}
        />
      )}
    </StepPage>
  )
}

function SortHead({
  label,
  active,
  descending,
  onSort,
}: {
  label: string
  active: boolean
  descending: boolean
  onSort: () => void
}) {
  const Arrow = descending ? IconArrowDown : IconArrowUp
  return (
    <UnstyledButton className={style.sort} data-active={active || undefined} onClick={onSort}>
      {label} {active && <Arrow size={13} aria-hidden />}
    </UnstyledButton>
  )
}
