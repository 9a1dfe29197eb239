/**
 * 加密员: who keeps which layer. The passphrase is typed by the officer in person, twice; the recovery key is shown
 * once, on a sheet that prints alone.
 */
import { clockTime } from '@leitai/core/words.ts'
import type { OfficerLine } from '@leitai/core/contest/view.ts'
import { Button, Checkbox, CopyButton, Group, Modal, PasswordInput, Select, Stack, Text } from '@mantine/core'
import { IconCheck, IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { fill, useWords } from '@leitai/design/language.ts'
import { api, query } from '../session/api.ts'
import { useSession } from '../session/use-session.ts'
import { useCall } from './call.ts'
import { useContest } from './contest.tsx'
import { Panel } from './Panel.tsx'
import style from './floor.module.css'
import { floorWords } from './words.ts'

export function Officers({ mayAppoint }: { mayAppoint: boolean }) {
  const w = useWords(floorWords)
  const { view } = useContest()
  const [appointing, setAppointing] = useState<number | null>(null)
  const [enrolling, setEnrolling] = useState<OfficerLine | null>(null)
  const me = useSession().data?.person?.id
  const fixed = view.draws.some((draw) => draw.voided === null)
  if (view.layers === 0) return null
  return (
    <Panel title={w.officers.title}>
      <Text className={style.muted}>{w.officers.what}</Text>
      <Stack gap={0} mt="xs">
        {Array.from({ length: view.layers }, (_, index) => index + 1).map((layer) => {
          const officer = view.officers.find((one) => one.layer === layer)
          return (
            <div key={layer} className={style.officer}>
              <span className={style.muted}>{fill(w.officers.layer, { layer })}</span>
              <span className={style.officerName}>
                {officer?.name ?? <span className={style.muted}>{w.officers.vacant}</span>}
              </span>
              <span className={style.presence} data-state={officer?.enrolled ? 'here' : 'open'}>
                {officer === undefined
                  ? ''
                  : officer.openedAt !== null
                    ? fill(w.officers.opened, { time: clockTime(officer.openedAt) })
                    : officer.enrolled
                      ? w.officers.enrolled
                      : w.officers.waiting}
              </span>
              {!fixed && (
                <Group gap="xs" wrap="nowrap" justify="flex-end">
                  {/* nobody else's passphrase would be taken */}
                  {officer !== undefined && !officer.enrolled && officer.personId === me && (
                    <Button size="xs" onClick={() => setEnrolling(officer)}>
                      {w.officers.enrol}
                    </Button>
                  )}
                  {mayAppoint && (
                    <Button size="xs" variant="default" onClick={() => setAppointing(layer)}>
                      {officer === undefined ? w.officers.appoint : w.officers.change}
                    </Button>
                  )}
                </Group>
              )}
            </div>
          )
        })}
      </Stack>
      {appointing !== null && <Appoint layer={appointing} onClose={() => setAppointing(null)} />}
      {enrolling !== null && <Enrol officer={enrolling} onClose={() => setEnrolling(null)} />}
    </Panel>
  )
}

function Appoint({ layer, onClose }: { layer: number; onClose: () => void }) {
  const w = useWords(floorWords)
  const { id, act, acting } = useContest()
  const people = useQuery(query.people.list.queryOptions({ input: { id } }))
  const officers = (people.data ?? []).filter((person) => person.roles.includes('sealingOfficer'))
  const [personId, setPersonId] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const person = officers.find((one) => one.id === personId)
    if (person && (await act('appointOfficer', { layer, personId: person.id, name: person.name }))) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={`${w.officers.appoint} · ${fill(w.officers.layer, { layer })}`} centered>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          {people.isSuccess && officers.length === 0 ? (
            <Text>{w.officers.noPeople}</Text>
          ) : (
            <Select
              data-autofocus
              label={w.officers.who}
              data={officers.map((person) => ({ value: person.id, label: person.name }))}
              value={personId}
              onChange={setPersonId}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.cancel}
            </Button>
            <Button type="submit" disabled={personId === null} loading={acting === 'appointOfficer'}>
              {w.officers.appoint}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Enrol({ officer, onClose }: { officer: OfficerLine; onClose: () => void }) {
  const w = useWords(floorWords)
  const { id } = useContest()
  const call = useCall()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [busy, setBusy] = useState(false)
  const [key, setKey] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const enrolled = await call(api.seal.enrol({ id, layer: officer.layer, passphrase }))
    setBusy(false)
    if (enrolled === null) return
    setPassphrase('')
    setAgain('')
    setKey(enrolled.recoveryKey)
  }
  if (key !== null) return <RecoveryKey officer={officer} value={key} onClose={onClose} />
  const short = passphrase !== '' && passphrase.length < 10
  const different = again !== '' && again !== passphrase
  return (
    <Modal
      opened
      onClose={onClose}
      title={fill(w.officers.enrolTitle, { layer: officer.layer, name: officer.name })}
      centered
      closeOnClickOutside={false}
    >
      <form onSubmit={(event) => void submit(event)} autoComplete="off">
        <Stack gap="md">
          <Text>{fill(w.officers.handOver, { name: officer.name })}</Text>
          <PasswordInput
            data-autofocus
            label={w.officers.passphrase}
            description={w.officers.rule}
            autoComplete="new-password"
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            error={short ? w.officers.short : null}
          />
          <PasswordInput
            label={w.officers.again}
            autoComplete="new-password"
            value={again}
            onChange={(event) => setAgain(event.currentTarget.value)}
            error={different ? w.officers.different : null}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={passphrase.length < 10 || again !== passphrase}>
              {w.officers.set}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function RecoveryKey({ officer, value, onClose }: { officer: OfficerLine; value: string; onClose: () => void }) {
  const w = useWords(floorWords)
  const { view } = useContest()
  const [kept, setKept] = useState(false)
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={fill(w.officers.keyTitle, { layer: officer.layer })}
      size="lg"
      centered
    >
      <Stack gap="md">
        <Text>{fill(w.officers.keyWhat, { name: officer.name })}</Text>
        <div className={style.printSheet}>
          <p className={style.printOnly}>
            {view.title.zh} · {fill(w.officers.keyTitle, { layer: officer.layer })} · {officer.name}
          </p>
          <output className={style.key}>{value}</output>
        </div>
        <Group gap="xs">
          <Button leftSection={<IconPrinter size={18} />} onClick={() => window.print()}>
            {w.officers.print}
          </Button>
          <CopyButton value={value}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy} {...(copied ? { leftSection: <IconCheck size={16} /> } : {})}>
                {copied ? w.officers.copied : w.officers.copy}
              </Button>
            )}
          </CopyButton>
        </Group>
        <Group justify="space-between">
          <Checkbox label={w.officers.kept} checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />
          <Button variant="default" disabled={!kept} onClick={onClose}>
            {w.room.done}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
