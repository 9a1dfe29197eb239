/** The arbiter's ruling: for or against, with the reason that the leader will read, under the arbiter's password. */
import type { AppealView } from '@leitai/core/contest/view.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { Button, Group, Modal, PasswordInput, Radio, Stack, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState, type FormEvent } from 'react'
import { api } from '../../session/api.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import style from './appeals.module.css'
import { appealsWords } from './words.ts'

export function RuleDialog({ appeal, item, onClose }: { appeal: AppealView; item: string; onClose: () => void }) {
  const w = useWords(appealsWords)
  const { id } = useContest()
  const call = useCall()
  const [upheld, setUpheld] = useState<boolean | null>(null)
  const [reason, setReason] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (upheld === null) return
    setBusy(true)
    const done = await call(api.appeals.rule({ id, appeal: appeal.appeal, upheld, reason: reason.trim(), password }))
    setBusy(false)
    if (done === null) return
    notifications.show({ color: 'jade', message: w.done })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} size={620} title={fill(w.ruleTitle, { entrant: appeal.entrant, item })}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <p className={style.quoted}>{appeal.statement}</p>
          <Radio.Group
            value={upheld === null ? '' : String(upheld)}
            onChange={(value) => setUpheld(value === 'true')}
            aria-label={w.ruling}
          >
            <Stack gap="xs">
              <Radio value="true" label={w.upheld} description={w.upheldHelp} />
              <Radio value="false" label={w.rejected} description={w.rejectedHelp} />
            </Stack>
          </Radio.Group>
          <Textarea
            label={w.reason}
            description={w.reasonHelp}
            autosize
            minRows={3}
            maxRows={10}
            maxLength={2000}
            required
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Text size="sm">{w.final}</Text>
          <Group justify="space-between" align="flex-end" gap="md">
            <PasswordInput
              label={w.password}
              autoComplete="current-password"
              w={260}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {w.cancel}
              </Button>
              <Button
                type="submit"
                loading={busy}
                disabled={upheld === null || reason.trim() === '' || password === ''}
              >
                {w.sign}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
