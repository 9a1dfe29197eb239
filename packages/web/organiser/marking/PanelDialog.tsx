/** A panel being made: people with the role of judge in an order, for one group or all, and for other items in the same act. */
import type { PanelLine } from '@leitai/core/contest/view.ts'
import type { Stage } from '@leitai/core/rulebook/schema.ts'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { fill, language, useLanguage, useText, useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { ActionIcon, Alert, Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconSearch, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api, query, sentenceOf } from '../../session/api.ts'
import { LinkButton } from '../../shell/LinkButton.tsx'
import { useContest } from '../../staff/contest.tsx'
import { useRoles } from '../contest/row.tsx'
import { OrderedList } from '../OrderedList.tsx'
import style from './marking.module.css'
import { isChanged, judgesOn, ownEntrants } from './panel-draft.ts'
import { markingWords } from './words.ts'

type Person = Awaited<ReturnType<typeof api.people.list>>[number]

interface Props {
  stage: Stage
  line: PanelLine
  others: readonly PanelLine[]
  onClose(): void
}

export function PanelDialog(props: Props) {
  const m = useWords(markingWords)
  const text = useText()
  const chosen = useLanguage()
  const { id } = useContest()
  const roles = useRoles()
  const people = useQuery(query.people.list.queryOptions({ input: { id } }))
  const judges = (people.data ?? []).filter((person) => person.roles.includes('judge'))
  const title = fill(m.panelTitle, { item: text(props.line.title) })
  if (people.isSuccess && judges.length > 0) return <Editor {...props} judges={judges} title={title} />
  return (
    <Modal opened onClose={props.onClose} title={title}>
      {people.isPending && <Loading />}
      {people.isError && (
        <ErrorState
          what={m.lost}
          todo={sentenceOf(people.error, chosen)}
          act={
            <Button variant="default" onClick={() => void people.refetch()}>
              {m.retry}
            </Button>
          }
        />
      )}
      {people.isSuccess && (
        <EmptyState
          title={m.noJudges}
          about={roles.includes('organiser') ? m.noJudgesHelp : m.noJudgesAsk}
          {...(roles.includes('organiser')
            ? {
                act: (
                  <LinkButton to="/contests/$contestId/people" params={{ contestId: id }}>
                    {m.toPeople}
                  </LinkButton>
                ),
              }
            : {})}
        />
      )}
    </Modal>
  )
}

function Editor({ stage, line, others, onClose, judges, title }: Props & { judges: readonly Person[]; title: string }) {
  const m = useWords(markingWords)
  const text = useText()
  const { id, view } = useContest()
  const groups = [...new Set(view.sessions.filter((one) => one.stage === stage.id).map((one) => one.group))].toSorted(
    (a, b) => a - b,
  )
  const [group, setGroup] = useState<number | null>(null)
  const [picked, setPicked] = useState<string[]>(() => judgesOn(line, null))
  const [copies, setCopies] = useState<string[]>([])
  const [failed, setFailed] = useState<string[]>([])
  const [busy, setBusy] = useState(false)
  const changed = isChanged(line, group, picked)
  const byId = new Map(judges.map((person) => [person.id, person]))
  const missing = Math.max(0, line.due - picked.length)
  const rows = picked.map((personId) => {
    const person = byId.get(personId)
    const standing = line.panels.flatMap((panel) => panel.judges).find((judge) => judge.personId === personId)
    const name = person?.name ?? standing?.name ?? personId
    return {
      id: personId,
      name,
      content: <Judge name={name} delegation={person?.delegation ?? standing?.delegation ?? ''} />,
    }
  })

  const pick = (next: string[]) => {
    setPicked(next)
    setFailed([])
  }
  /** One after the other: a refusal says for which item, and what was taken before it stands. */
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const targets = [...(changed ? [line] : []), ...others.filter((other) => copies.includes(other.item))]
    const refused: string[] = []
    const left: string[] = []
    for (const target of targets) {
      try {
        await api.marking.appointPanel({ id, stage: stage.id, item: target.item, group, judges: picked })
      } catch (error) {
        const why = sentenceOf(error, language())
        refused.push(targets.length === 1 ? why : fill(m.failedFor, { item: text(target.title), why }))
        left.push(target.item)
      }
    }
    setFailed(refused)
    setCopies(left.filter((item) => item !== line.item))
    setBusy(false)
    if (refused.length === 0) onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={640}
      // A click beside it, or Escape, would lose what was arranged.
      closeOnClickOutside={!changed}
      closeOnEscape={!changed}
    >
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          {groups.length > 1 && (
            <Select
              label={m.forGroup}
              allowDeselect={false}
              data={[
                { value: 'all', label: m.groupAll },
                ...groups.map((one) => ({ value: String(one), label: fill(m.group, { group: one }) })),
              ]}
              value={group === null ? 'all' : String(group)}
              onChange={(value) => {
                const next = value === 'all' || value === null ? null : Number(value)
                setGroup(next)
                pick(judgesOn(line, next))
              }}
              w={200}
            />
          )}
          <div>
            <p className={style.help}>{fill(m.panelHelp, { due: line.due })}</p>
            {picked.length === 0 ? (
              <p className={style.nobody}>{m.nobodyYet}</p>
            ) : (
              <OrderedList
                label={m.order}
                rows={rows}
                onOrder={pick}
                mark={(place) => (place < line.due ? place + 1 : '')}
                divider={{ before: line.due, words: m.standIns }}
                tail={(row) => (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`${m.takeOut} ${row.name}`}
                    title={m.takeOut}
                    onClick={() => pick(picked.filter((one) => one !== row.id))}
                  >
                    <IconX size={16} />
                  </ActionIcon>
                )}
              />
            )}
            {missing > 0 && picked.length > 0 && <p className={style.need}>{fill(m.need, { count: missing })}</p>}
          </div>
          <Candidates
            judges={judges.filter((person) => !picked.includes(person.id))}
            onAdd={(personId) => pick([...picked, personId])}
          />
          {others.length > 1 && (
            <Checkbox.Group label={m.alsoFor} value={copies} onChange={setCopies}>
              <Group gap="md" mt={6}>
                {others
                  .filter((other) => other.item !== line.item)
                  .map((other) => (
                    <Checkbox key={other.item} value={other.item} label={text(other.title)} />
                  ))}
              </Group>
            </Checkbox.Group>
          )}
          {failed.length > 0 && (
            <Alert color="red" role="alert">
              {failed.map((one) => (
                <p key={one}>{one}</p>
              ))}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs" className={style.footer}>
            {changed && <span className={style.unsaved}>{m.unsaved}</span>}
            <Button variant="default" onClick={onClose}>
              {changed ? m.discard : m.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={picked.length === 0 || (!changed && copies.length === 0)}>
              {m.savePanel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Judge({ name, delegation }: { name: string; delegation: string }) {
  const m = useWords(markingWords)
  const { view } = useContest()
  const own = ownEntrants(view.entrants, delegation)
  return (
    <span className={style.judge}>
      <strong>{name}</strong>
      {delegation !== '' && <span>{delegation}</span>}
      {own > 0 && <span className={style.own}>{fill(m.own, { count: own })}</span>}
    </span>
  )
}

function Candidates({ judges, onAdd }: { judges: readonly Person[]; onAdd(personId: string): void }) {
  const m = useWords(markingWords)
  const [typed, setTyped] = useState('')
  const found = judges.filter(
    (person) => person.name.includes(typed.trim()) || person.delegation.includes(typed.trim()),
  )
  if (judges.length === 0) return <p className={style.about}>{m.allIn}</p>
  return (
    <div>
      <p className={style.label}>{m.candidates}</p>
      {judges.length > 8 && (
        <TextInput
          size="xs"
          leftSection={<IconSearch size={15} />}
          placeholder={m.search}
          aria-label={m.search}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          mb={4}
        />
      )}
      <ul className={style.candidates}>
        {found.length === 0 && <li className={style.nobody}>{m.nobodyFound}</li>}
        {found.map((person) => (
          <li key={person.id}>
            <button type="button" onClick={() => onAdd(person.id)} aria-label={`${m.add} ${person.name}`}>
              <IconPlus size={15} aria-hidden />
              <Judge name={person.name} delegation={person.delegation} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
