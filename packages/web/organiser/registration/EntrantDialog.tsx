/** One entrant, to add or to change. Where somebody else saved meanwhile, both stand side by side and one chooses. */
import type { Entrant } from '@leitai/core/api/contract.ts'
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'
import { fill, language, useText, useWords } from '@leitai/design/language.ts'
import {
  Alert,
  Button,
  Group,
  Modal,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState, type FormEvent } from 'react'
import { api, refusalOf, sentenceOf } from '../../session/api.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { AskConfirm } from '../../staff/dialogs.tsx'
import { floorWords } from '../../staff/words.ts'
import { namesIn } from './listing.ts'
import { registrationWords } from './words.ts'

interface Props {
  entrant: Entrant | 'new'
  rules: Rulebook['entrants']
  readOnly: boolean
  onClose: () => void
  onChanged: () => Promise<void>
}

const blank = {
  number: '',
  name: '',
  gender: '',
  birthDate: null as string | null,
  delegation: '',
  coaches: '',
  members: '',
  phone: '',
  extraTimePercent: 0,
  fields: {} as Record<string, string>,
}
type Draft = typeof blank

function draftOf(entrant: Entrant): Draft {
  const { number, name, gender, birthDate, delegation, phone, extraTimePercent, fields } = entrant
  return {
    number,
    name,
    gender,
    birthDate,
    delegation,
    phone,
    extraTimePercent,
    fields,
    coaches: entrant.coaches.join('、'),
    members: entrant.members.join('、'),
  }
}

/** The rulebook's own fields; with a rule about former winners, one for what was won before. */
function furtherFields({ fields, eligibility }: Rulebook['entrants']): Rulebook['entrants']['fields'] {
  const former =
    eligibility.some(({ rule }) => rule === 'notFormerWinner') && !fields.some(({ id }) => id === 'formerAwards')
  return former
    ? [...fields, { id: 'formerAwards', label: { zh: '曾获奖项', en: 'Former awards' }, required: false }]
    : fields
}

export function EntrantDialog({ entrant, rules, readOnly, onClose, onChanged }: Props) {
  const w = useWords(registrationWords)
  const floor = useWords(floorWords)
  const text = useText()
  const { id } = useContest()
  const call = useCall()
  const [draft, setDraft] = useState<Draft>(entrant === 'new' ? blank : draftOf(entrant))
  const [revision, setRevision] = useState(entrant === 'new' ? 0 : entrant.revision)
  const [theirs, setTheirs] = useState<Entrant | null>(null)
  const [removing, setRemoving] = useState(false)
  const [busy, setBusy] = useState(false)
  const team = rules.kind === 'team'
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })

  const save = async (on: number) => {
    setBusy(true)
    try {
      await api.entrants.save({
        id,
        entrantId: entrant === 'new' ? 'new' : entrant.id,
        revision: on,
        ...draft,
        coaches: namesIn(draft.coaches),
        members: namesIn(draft.members),
      })
      await onChanged()
      onClose()
    } catch (error) {
      const refusal = refusalOf(error)
      const current =
        refusal?.code === 'conflict' ? (refusal.details as { current?: Entrant } | undefined)?.current : undefined
      if (current === undefined)
        notifications.show({
          color: 'red',
          title: floor.refused,
          message: sentenceOf(error, language()),
          autoClose: 8000,
        })
      else setTheirs(current)
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save(revision)
  }
  const field = (
    name: 'number' | 'name' | 'delegation' | 'coaches' | 'phone',
    label: string,
    more: { required?: boolean; description?: string; maxLength?: number } = {},
  ) => (
    <TextInput
      label={label}
      value={draft[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
      readOnly={readOnly}
      {...more}
    />
  )
  return (
    <Modal opened onClose={onClose} title={entrant === 'new' ? w.newEntrant : `${w.edit} ${entrant.number}`} size="lg">
      <form onSubmit={submit}>
        <Stack gap="md">
          {entrant !== 'new' && entrant.problems.length > 0 && (
            <Alert color="amber" py="xs">
              {entrant.problems.map((problem) => (
                <Text key={text(problem.text)} size="sm">
                  {text(problem.text)}{' '}
                  {problem.clause !== null && (
                    <Text span c="dimmed">
                      {problem.clause}
                    </Text>
                  )}
                </Text>
              ))}
            </Alert>
          )}
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" verticalSpacing="sm">
            {field('name', team ? w.columns.team : w.columns.name, { required: true, maxLength: 60 })}
            {field('number', w.columns.number, { description: w.numberHelp, maxLength: 20 })}
            {field('delegation', w.columns.delegation, { maxLength: 80 })}
            {field('coaches', w.columns.coaches, { description: w.coachesHelp })}
            {!team && (
              <Select
                label={w.columns.gender}
                allowDeselect={false}
                data={[
                  { value: '', label: w.unsaid },
                  { value: '男', label: w.male },
                  { value: '女', label: w.female },
                ]}
                value={draft.gender}
                onChange={(value) => set({ gender: value ?? '' })}
                readOnly={readOnly}
              />
            )}
            {!team && (
              <TextInput
                type="date"
                label={w.columns.birthDate}
                value={draft.birthDate ?? ''}
                onChange={(event) =>
                  set({ birthDate: event.currentTarget.value === '' ? null : event.currentTarget.value })
                }
                readOnly={readOnly}
              />
            )}
            {field('phone', w.columns.phone, { maxLength: 20 })}
            <NumberInput
              label={w.extraTime}
              description={w.extraTimeHelp}
              min={0}
              max={100}
              value={draft.extraTimePercent}
              onChange={(value) => set({ extraTimePercent: Number(value) || 0 })}
              readOnly={readOnly}
            />
            {furtherFields(rules).map((one) => (
              <TextInput
                key={one.id}
                label={text(one.label)}
                required={one.required}
                value={draft.fields[one.id] ?? ''}
                onChange={(event) => set({ fields: { ...draft.fields, [one.id]: event.currentTarget.value } })}
                readOnly={readOnly}
              />
            ))}
          </SimpleGrid>
          {team && (
            <Textarea
              label={w.members}
              description={w.coachesHelp}
              autosize
              minRows={2}
              value={draft.members}
              onChange={(event) => set({ members: event.currentTarget.value })}
              readOnly={readOnly}
            />
          )}
          {theirs !== null && (
            <Alert color="amber">
              <Text mb={4}>{w.conflict}</Text>
              <Text size="sm" mb="xs">
                {fill(w.theirs, {
                  summary: [
                    theirs.number,
                    theirs.name,
                    theirs.delegation,
                    theirs.coaches.join('、'),
                    theirs.birthDate,
                    theirs.phone,
                  ]
                    .filter(Boolean)
                    .join(' · '),
                })}
              </Text>
              <Group gap="xs">
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => {
                    setDraft(draftOf(theirs))
                    setRevision(theirs.revision)
                    setTheirs(null)
                  }}
                >
                  {w.takeTheirs}
                </Button>
                <Button size="xs" onClick={() => void save(theirs.revision)}>
                  {w.keepMine}
                </Button>
              </Group>
            </Alert>
          )}
          {!readOnly && (
            <Group justify="space-between">
              {entrant === 'new' ? (
                <span />
              ) : (
                <Button variant="subtle" color="gray" onClick={() => setRemoving(true)}>
                  {w.remove}
                </Button>
              )}
              <Group gap="xs">
                <Button variant="default" onClick={onClose}>
                  {w.cancel}
                </Button>
                <Button type="submit" loading={busy} disabled={draft.name.trim() === '' || theirs !== null}>
                  {w.save}
                </Button>
              </Group>
            </Group>
          )}
        </Stack>
      </form>
      {removing && entrant !== 'new' && (
        <AskConfirm
          title={w.remove}
          what={fill(w.removeWhat, { name: entrant.name })}
          confirm={w.remove}
          onClose={() => setRemoving(false)}
          onConfirm={async () => {
            if ((await call(api.entrants.remove({ id, entrantId: entrant.id }))) === null) return false
            await onChanged()
            onClose()
            return true
          }}
        />
      )}
    </Modal>
  )
}
