/** Who somebody is in this contest: a new account or one that is there, the roles, and the delegation they belong to. */
import { roles as allRoles, type Role } from '@leitai/core/run.ts'
import { useWords } from '@leitai/design/language.ts'
import { Autocomplete, Button, Checkbox, Group, Modal, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api, query } from '../../session/api.ts'
import { rulebookWords } from '../../spectator/rulebook/words.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { peopleWords } from './words.ts'

type Person = Awaited<ReturnType<typeof api.people.list>>[number]
export interface Password {
  name: string
  username: string
  password: string
}

export function PersonDialog({
  person,
  onClose,
  onDone,
}: {
  person: Person | 'new'
  onClose: () => void
  onDone: (made: Password | null) => Promise<void>
}) {
  const w = useWords(peopleWords)
  const names = useWords(rulebookWords).roles
  const { id } = useContest()
  const call = useCall()
  const [name, setName] = useState(person === 'new' ? '' : person.name)
  const [username, setUsername] = useState(person === 'new' ? '' : person.username)
  const [delegation, setDelegation] = useState(person === 'new' ? '' : person.delegation)
  const [roles, setRoles] = useState<Role[]>(person === 'new' ? [] : person.roles)
  const [busy, setBusy] = useState(false)
  const isNew = person === 'new'
  const leads = roles.includes('leader')
  // As the entry list writes them: a leader or a judge belongs to one of these, or their conflicts would not be seen.
  const entrants = useQuery(query.entrants.list.queryOptions({ input: { id } }))
  const delegations = [...new Set((entrants.data ?? []).map((one) => one.delegation).filter((one) => one !== ''))]
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    if (isNew) {
      const made = await call(
        api.people.add({ id, name: name.trim(), username: username.trim(), delegation: delegation.trim(), roles }),
      )
      if (made !== null)
        await onDone(
          made.password === null ? null : { name: name.trim(), username: username.trim(), password: made.password },
        )
    } else if (
      (await call(api.people.setRoles({ id, personId: person.id, roles, delegation: delegation.trim() }))) !== null
    )
      await onDone(null)
    setBusy(false)
  }
  return (
    <Modal opened onClose={onClose} title={isNew ? w.add : person.name}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          {isNew && (
            <>
              <TextInput
                data-autofocus
                required
                label={w.name}
                maxLength={60}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <TextInput
                required
                label={w.username}
                description={w.usernameHelp}
                minLength={3}
                maxLength={40}
                autoCapitalize="none"
                spellCheck={false}
                value={username}
                onChange={(event) => setUsername(event.currentTarget.value)}
              />
            </>
          )}
          <Checkbox.Group label={w.roles} value={roles} onChange={(value) => setRoles(value as Role[])}>
            <SimpleGrid cols={2} spacing="xs" mt={6}>
              {allRoles.map((role) => (
                <Checkbox key={role} value={role} label={names[role]} />
              ))}
            </SimpleGrid>
          </Checkbox.Group>
          <Autocomplete
            label={w.delegation}
            description={leads ? w.delegationLeader : roles.includes('judge') ? w.delegationJudge : w.delegationOther}
            required={leads}
            maxLength={80}
            data={delegations}
            limit={20}
            value={delegation}
            onChange={setDelegation}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.cancel}
            </Button>
            <Button
              type="submit"
              loading={busy}
              disabled={
                roles.length === 0 ||
                name.trim() === '' ||
                username.trim().length < 3 ||
                (leads && delegation.trim() === '')
              }
            >
              {w.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
