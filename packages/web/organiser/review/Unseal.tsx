/** 解密: layer by layer, each officer in person, outermost first. */
import type { OfficerLine } from '@leitai/core/contest/view.ts'
import { clockTime } from '@leitai/core/words.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { Button, Group, Modal, PasswordInput, Stack, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconLock, IconLockOpen } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { api } from '../../session/api.ts'
import { useSession } from '../../session/use-session.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { Panel } from '../../staff/Panel.tsx'
import { useRoles } from '../contest/row.tsx'
import style from '../results/results.module.css'
import { resultsWords } from '../results/words.ts'

export interface Opening {
  officer: OfficerLine
  withKey: boolean
}

/** The layer that is next to be opened, and whether it is this person's and its time has come. */
export function useNextLayer(): { officer: OfficerLine | undefined; mine: boolean; markingDone: boolean } {
  const { view } = useContest()
  const me = useSession().data?.person?.id
  const markingDone = view.steps.find((step) => step.id === 'marking')?.state === 'done' || view.results.length > 0
  const officer = view.officers.toSorted((a, b) => b.layer - a.layer).find((one) => one.openedAt === null)
  return { officer, mine: officer !== undefined && officer.personId === me && markingDone, markingDone }
}

export function Unseal({ onOpen }: { onOpen(opening: Opening): void }) {
  const w = useWords(resultsWords)
  const { view } = useContest()
  const roles = useRoles()
  const { officer: next, mine, markingDone } = useNextLayer()
  const outside = view.officers.toSorted((a, b) => b.layer - a.layer)
  const holdsKey = roles.some((role) => role === 'sealingOfficer' || role === 'supervisor' || role === 'organiser')
  return (
    <Panel title={w.sealTitle}>
      <Text c="dimmed" maw="60em">
        {w.sealWhat}
      </Text>
      <ol className={style.layers}>
        {outside.map((officer, place) => (
          <li
            key={officer.layer}
            data-open={officer.openedAt !== null || undefined}
            data-next={officer === next || undefined}
          >
            {officer.openedAt === null ? (
              <IconLock size={20} stroke={1.6} aria-hidden />
            ) : (
              <IconLockOpen size={20} stroke={1.6} aria-hidden />
            )}
            <span className={style.layer}>
              {fill(w.layer, { layer: officer.layer })}
              <small>{place === 0 ? w.outermost : place === outside.length - 1 ? w.innermost : ''}</small>
            </span>
            <strong>{officer.name}</strong>
            <span className={style.layerState}>
              {officer.openedAt !== null
                ? fill(w.openedAt, { time: clockTime(officer.openedAt) })
                : !markingDone
                  ? w.waitsMarking
                  : officer !== next
                    ? w.waitsOuter
                    : mine
                      ? ''
                      : fill(w.waitsFor, { name: officer.name })}
            </span>
            {officer === next && markingDone && holdsKey && (
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                onClick={() => onOpen({ officer, withKey: true })}
              >
                {w.openRecovery}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  )
}

export function OpenLayer({ opening: { officer, withKey }, onClose }: { opening: Opening; onClose: () => void }) {
  const w = useWords(resultsWords)
  const { id } = useContest()
  const call = useCall()
  const [secret, setSecret] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const opened = await call(
      api.seal.open({
        id,
        layer: officer.layer,
        ...(withKey ? { recoveryKey: secret.trim() } : { passphrase: secret }),
      }),
    )
    setBusy(false)
    if (opened === null) return
    notifications.show({
      color: 'jade',
      message: opened.unsealed ? w.unsealed : fill(w.layerOpened, { layer: officer.layer }),
    })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={`${fill(w.openTitle, { layer: officer.layer })} · ${officer.name}`}>
      <form onSubmit={(event) => void submit(event)} autoComplete="off">
        <Stack gap="md">
          {withKey ? (
            <Textarea
              data-autofocus
              label={w.recoveryKey}
              description={w.recoveryHelp}
              autosize
              minRows={2}
              value={secret}
              onChange={(event) => setSecret(event.currentTarget.value)}
              spellCheck={false}
            />
          ) : (
            <PasswordInput
              data-autofocus
              label={w.passphrase}
              autoComplete="off"
              value={secret}
              onChange={(event) => setSecret(event.currentTarget.value)}
            />
          )}
          {busy && (
            <Text c="dimmed" size="sm" role="status">
              {w.opening}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={secret.trim() === ''}>
              {w.open}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
