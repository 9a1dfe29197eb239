/** The arbiter's ruling: for or against, with the reason that the leader will read, under the arbiter's password. */
import type { AppealView } from '@leitai/core/contest/view.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { Radio, Stack, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { api } from '../../session/api.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { AskPassword } from '../../staff/dialogs.tsx'
import style from './appeals.module.css'
import { appealsWords } from './words.ts'

export function RuleDialog({ appeal, item, onClose }: { appeal: AppealView; item: string; onClose: () => void }) {
  const w = useWords(appealsWords)
  const { id } = useContest()
  const call = useCall()
  const [upheld, setUpheld] = useState<boolean | null>(null)
  const [reason, setReason] = useState('')
  const sign = async (password: string) => {
    if (upheld === null) return false
    const done = await call(api.appeals.rule({ id, appeal: appeal.appeal, upheld, reason: reason.trim(), password }))
    if (done === null) return false
    notifications.show({ color: 'jade', message: w.done })
    return true
  }
  return (
    <AskPassword
      title={fill(w.ruleTitle, { entrant: appeal.entrant, item })}
      confirm={w.sign}
      ready={upheld !== null && reason.trim() !== ''}
      wide={{ size: 620 }}
      onClose={onClose}
      onConfirm={sign}
    >
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
    </AskPassword>
  )
}
