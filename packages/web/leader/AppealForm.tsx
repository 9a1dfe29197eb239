/** Writing an appeal: by which clause, and what happened. What is typed stays on this device until it is filed. */
import { clockTime } from '@leitai/core/words.ts'
import { Countdown } from '@leitai/design/Countdown.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { useServerTime } from '@leitai/design/ServerTime.tsx'
import { useKeptText } from '@leitai/design/use-kept-text.ts'
import { Alert, Autocomplete, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { api } from '../session/api.ts'
import { useCall } from '../staff/call.ts'
import { useContest } from '../staff/contest.tsx'
import { dropDraft, keepDraft, readDraft } from './kept-draft.ts'
import style from './leader.module.css'
import { receiptNumber } from './receipt.ts'
import { appealKey, type Appealable, type Mine } from './windows.ts'
import { leaderWords } from './words.ts'

interface Props {
  about: Appealable
  clauses: Mine['clauses']
  onClose(): void
  onFiled(): void
}

const longest = 4000

export function AppealForm({ about, clauses, onClose, onFiled }: Props) {
  const w = useWords(leaderWords)
  const text = useText()
  const { id } = useContest()
  const call = useCall()
  const now = useServerTime()
  const phone = useMediaQuery('(max-width: 640px)') ?? true
  const key = appealKey(about)
  const [first] = useState(() => readDraft(id, key))
  const [clause, setClause] = useState(first.clause)
  const [kept, setKept] = useState(first.statement !== '')
  const [busy, setBusy] = useState(false)
  const [receipt, setReceipt] = useState<{ number: string; at: number } | null>(null)
  const statement = useKeptText({
    initial: first.statement,
    keep: (value) => setKept(keepDraft(id, key, { clause, statement: value })),
  })
  const written = statement.value.trim()
  // the page counts the seconds: once it is over, the draft stays and nothing can be filed
  const over = about.state === 'over'

  const chooseClause = (value: string) => {
    setClause(value)
    keepDraft(id, key, { clause: value, statement: statement.value })
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    statement.flush()
    setBusy(true)
    const filed = await call(
      api.appeals.file({
        id,
        stage: about.item.stage,
        item: about.item.item,
        entrantId: about.entrant.entrantId,
        clause: clause.trim(),
        statement: written,
      }),
    )
    setBusy(false)
    if (filed === null) return
    dropDraft(id, key)
    setReceipt({ number: receiptNumber(filed.appeal), at: now() })
    onFiled()
  }
  const titles = new Map(clauses.map((one) => [one.clause, text(one.title)]))
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen={phone}
      size={640}
      title={`${w.formTitle} · ${about.entrant.name} · ${text(about.item.title)}`}
    >
      {receipt !== null ? (
        <Stack gap="md" className={style.receipt}>
          <IconCircleCheck size={40} stroke={1.4} aria-hidden />
          <h2>{w.filed}</h2>
          <p>{fill(w.filedWhat, { number: receipt.number, time: clockTime(receipt.at) })}</p>
          <Button size="md" onClick={onClose}>
            {w.done}
          </Button>
        </Stack>
      ) : (
        <form onSubmit={(event) => void submit(event)}>
          <Stack gap="md">
            {about.item.until !== null &&
              (over ? (
                <Alert color="amber">{fill(w.closedNow, { time: clockTime(about.item.until) })}</Alert>
              ) : (
                <div className={style.formLeft}>
                  <span>{w.left}</span> <Countdown to={about.item.until} />
                  <small>{fill(w.until, { time: clockTime(about.item.until) })}</small>
                </div>
              ))}
            <Autocomplete
              size="md"
              label={w.clause}
              description={w.clauseHelp}
              data={[...titles.keys()]}
              renderOption={({ option }) => (
                <span className={style.option}>
                  <span>{titles.get(option.value)}</span> <small>{option.value}</small>
                </span>
              )}
              filter={({ options, search }) =>
                options.filter(
                  (one) =>
                    'value' in one &&
                    `${one.value} ${titles.get(one.value) ?? ''}`.toLowerCase().includes(search.trim().toLowerCase()),
                )
              }
              maxLength={80}
              required
              value={clause}
              onChange={chooseClause}
            />
            <div>
              <Textarea
                size="md"
                label={w.statement}
                description={w.statementHelp}
                autosize
                minRows={phone ? 8 : 7}
                maxRows={16}
                maxLength={longest}
                required
                {...statement.field}
              />
              <p className={style.kept}>
                <span>{kept ? w.kept : ''}</span>
                <span>{fill(w.count, { count: statement.value.length, max: longest })}</span>
              </p>
            </div>
            <Text size="sm" c="dimmed">
              {w.frozen}
            </Text>
            <Group justify="flex-end" gap="xs">
              <Button size="md" variant="default" onClick={onClose}>
                {w.cancel}
              </Button>
              <Button size="md" type="submit" loading={busy} disabled={clause.trim() === '' || written === '' || over}>
                {w.file}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
