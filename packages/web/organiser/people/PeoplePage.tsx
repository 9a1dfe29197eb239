/** 人员与角色: who works in this contest, and as what. */
import type { Role } from '@leitai/core/run.ts'
import { DataTable } from '@leitai/design/DataTable.tsx'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { fill, useLanguage, useWords } from '@leitai/design/language.ts'
import { PageHeader } from '@leitai/design/PageHeader.tsx'
import { Loading } from '@leitai/design/states.tsx'
import { ActionIcon, Button, CopyButton, Group, Menu, Modal, Stack, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { api, query, sentenceOf } from '../../session/api.ts'
import { useSession } from '../../session/use-session.ts'
import { readRulebook } from '../../spectator/rulebook/reading.ts'
import { rulebookWords } from '../../spectator/rulebook/words.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { AskConfirm } from '../../staff/dialogs.tsx'
import floor from '../../staff/floor.module.css'
import { useContestRow } from '../contest/row.tsx'
import { PersonDialog, type Password } from './PersonDialog.tsx'
import { peopleWords } from './words.ts'

type Person = Awaited<ReturnType<typeof api.people.list>>[number]

export function PeoplePage() {
  const w = useWords(peopleWords)
  const names = useWords(rulebookWords)
  const language = useLanguage()
  const { id, view } = useContest()
  const row = useContestRow()
  const me = useSession().data?.person?.id
  const call = useCall()
  const client = useQueryClient()
  const people = useQuery(query.people.list.queryOptions({ input: { id } }))
  const [editing, setEditing] = useState<Person | 'new' | null>(null)
  const [removing, setRemoving] = useState<Person | null>(null)
  const [resetting, setResetting] = useState<Person | null>(null)
  const [password, setPassword] = useState<Password | null>(null)
  const read = useMemo(() => readRulebook(row.rulebookYaml), [row.rulebookYaml])
  const changed = () => client.invalidateQueries({ queryKey: query.people.list.queryKey({ input: { id } }) })

  const has = (role: Role) => (people.data ?? []).filter((person) => person.roles.includes(role)).length
  const layers = 'rulebook' in read ? read.rulebook.sealing.layers : view.layers
  const missing = [
    ...('rulebook' in read ? read.rulebook.signatures : [])
      .filter((role) => has(role) === 0)
      .map((role) => names.roles[role]),
    ...(has('sealingOfficer') < layers ? [fill(w.layersNeeded, { count: layers - has('sealingOfficer') })] : []),
    ...(has('staff') === 0 ? [names.roles.staff] : []),
  ]
  return (
    <>
      <PageHeader title={w.title} about={w.about} act={<Button onClick={() => setEditing('new')}>{w.add}</Button>} />
      {people.isPending && <Loading />}
      {people.isError && (
        <ErrorState
          what={w.failed}
          todo={sentenceOf(people.error, language)}
          act={
            <Button variant="default" onClick={() => void people.refetch()}>
              {w.retry}
            </Button>
          }
        />
      )}
      {people.isSuccess && (
        <>
          {missing.length > 0 && (
            <Text c="amber.7" mb="md">
              {fill(w.missing, { roles: missing.join(names.listSeparator) })}
            </Text>
          )}
          <DataTable
            label={w.title}
            dense={false}
            rows={people.data}
            rowKey={(person) => person.id}
            columns={[
              { key: 'name', head: w.name, width: '150px', cell: (person) => <strong>{person.name}</strong> },
              { key: 'username', head: w.username, width: '150px', cell: (person) => person.username },
              {
                key: 'roles',
                head: w.roles,
                cell: (person) => (
                  <>
                    {person.roles.map((role) => names.roles[role]).join(names.listSeparator)}
                    {person.delegation !== '' && <Text span c="dimmed">{` · ${person.delegation}`}</Text>}
                    {person.delegation === '' && person.roles.includes('leader') && (
                      <Text span c="amber.7" size="sm" ml="sm">
                        {w.leaderWithout}
                      </Text>
                    )}
                    {person.enrolledLayers.length > 0 && (
                      <Text span c="jade" size="sm" ml="sm">
                        {fill(w.layers, { layers: person.enrolledLayers.join('、') })}
                      </Text>
                    )}
                  </>
                ),
              },
              {
                key: 'acts',
                head: '',
                width: '140px',
                cell: (person) => (
                  <Group gap={4} justify="flex-end" wrap="nowrap">
                    <Button size="compact-sm" variant="default" onClick={() => setEditing(person)}>
                      {w.edit}
                    </Button>
                    <Menu position="bottom-end">
                      <Menu.Target>
                        <ActionIcon variant="subtle" color="gray" aria-label={person.name}>
                          <IconDots size={18} />
                        </ActionIcon>
                      </Menu.Target>
                      <Menu.Dropdown>
                        <Menu.Item onClick={() => setResetting(person)}>{w.reset}</Menu.Item>
                        {person.id !== me && <Menu.Item onClick={() => setRemoving(person)}>{w.remove}</Menu.Item>}
                      </Menu.Dropdown>
                    </Menu>
                  </Group>
                ),
              },
            ]}
          />
        </>
      )}
      {editing !== null && (
        <PersonDialog
          person={editing}
          onClose={() => setEditing(null)}
          onDone={async (made) => {
            await changed()
            setEditing(null)
            setPassword(made)
          }}
        />
      )}
      {removing !== null && (
        <AskConfirm
          title={w.remove}
          what={fill(w.removeWhat, { name: removing.name })}
          confirm={w.remove}
          onClose={() => setRemoving(null)}
          onConfirm={async () => {
            const done = await call(api.people.setRoles({ id, personId: removing.id, roles: [] }))
            if (done !== null) await changed()
            return done !== null
          }}
        />
      )}
      {resetting !== null && (
        <AskConfirm
          title={w.reset}
          what={fill(w.resetWhat, { name: resetting.name })}
          confirm={w.reset}
          onClose={() => setResetting(null)}
          onConfirm={async () => {
            const reset = await call(api.people.resetPassword({ id, personId: resetting.id }))
            if (reset !== null)
              setPassword({ name: resetting.name, username: resetting.username, password: reset.password })
            return reset !== null
          }}
        />
      )}
      {password !== null && <PasswordOnce given={password} onClose={() => setPassword(null)} />}
    </>
  )
}

function PasswordOnce({ given, onClose }: { given: Password; onClose: () => void }) {
  const w = useWords(peopleWords)
  return (
    <Modal opened onClose={onClose} title={fill(w.passwordTitle, { name: given.name })} closeOnClickOutside={false}>
      <Stack gap="md">
        <Text>{fill(w.passwordWhat, { username: given.username })}</Text>
        <output className={floor.key}>{given.password}</output>
        <Group justify="flex-end" gap="xs">
          <CopyButton value={given.password}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? w.copied : w.copy}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{w.done}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
