/**
 * 更正: which number, what it becomes, why; what that changes in standings and awards before anybody signs; then the chief
 * judge's password.
 */
import type { Item } from '@leitai/core/rulebook/schema.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Alert, SegmentedControl } from '@mantine/core'
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { api } from '../../session/api.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { AskPassword, ReasonField } from '../../staff/dialogs.tsx'
import { CorrectionPreview, usePreview } from './CorrectionPreview.tsx'
import { MarkField, ScoreField } from './CorrectedValue.tsx'
import { nameOf } from './naming.ts'
import style from './review.module.css'
import { useIsMarked, type PickedMark } from './Sheets.tsx'
import { useRulebookRead } from './use-rulebook.ts'
import { reviewWords } from './words.ts'

export interface Correcting {
  stage: string
  code: string
  item: string
  cause: 'review' | 'appeal' | 'error'
  appeal: string | null
}

export function CorrectDialog({ correcting, onClose }: { correcting: Correcting; onClose: () => void }) {
  const { stage, code, item: itemId, cause, appeal } = correcting
  const w = useWords(reviewWords)
  const text = useText()
  const { id, view } = useContest()
  const call = useCall()
  const book = useRulebookRead()
  const marked = useIsMarked()(stage, itemId)
  const [target, setTarget] = useState<'mark' | 'score'>(marked ? 'mark' : 'score')
  const [picked, setPicked] = useState<PickedMark | null>(null)
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const phone = useMediaQuery('(max-width: 640px)') ?? false
  const item: Item | undefined = book?.stages.find((one) => one.id === stage)?.items.find((one) => one.id === itemId)
  const result = view.results.find((one) => one.stage === stage)
  const note = view.reviews
    .find((one) => one.stage === stage)
    ?.pieces.find((one) => one.code === code && one.item === itemId)?.finding?.note
  const where = { stage, item: itemId, code }
  const mark = target === 'mark' ? picked : null
  const typed = value.trim()
  const [asked] = useDebouncedValue(typed, 250)
  const preview = usePreview(
    (target === 'mark' && picked === null) || asked === ''
      ? null
      : { id, ...where, judge: mark?.judge ?? null, line: mark?.line ?? null, new: asked },
  )
  const certain = preview.data !== undefined && !preview.isError && !preview.isPlaceholderData && asked === typed
  const stands = result !== undefined && (result.signatures.length > 0 || result.published !== null)

  const sign = async (password: string) => {
    const done = await call(
      api.marking.correct({
        id,
        ...where,
        judge: mark?.judge ?? null,
        line: mark?.line ?? null,
        new: typed,
        reason: reason.trim(),
        cause,
        appeal,
        password,
      }),
    )
    if (done === null) return false
    notifications.show({ color: 'jade', message: w.done })
    return true
  }

  return (
    <AskPassword
      title={fill(w.correctTitle, { code: nameOf(result, code), item: item === undefined ? itemId : text(item.title) })}
      confirm={w.sign}
      ready={certain && reason.trim() !== ''}
      wide={{ size: 880, fullScreen: phone }}
      onClose={onClose}
      onConfirm={sign}
    >
      {note !== undefined && note !== '' && <p className={style.finding}>{note}</p>}
      {marked && (
        <SegmentedControl
          value={target}
          onChange={(next) => {
            setTarget(next as typeof target)
            setValue('')
          }}
          data={[
            { value: 'mark', label: w.targetMark },
            { value: 'score', label: w.targetScore },
          ]}
          aria-label={w.target}
        />
      )}
      {target === 'mark' ? (
        <MarkField
          where={where}
          picked={picked}
          onPick={(next) => {
            setPicked(next)
            setValue('')
          }}
          value={value}
          onValue={setValue}
        />
      ) : (
        item !== undefined && (
          <ScoreField
            max={item.points}
            now={result?.lines.find((one) => one.code === code)?.items[itemId] ?? '—'}
            value={value}
            onValue={setValue}
          />
        )
      )}
      {item !== undefined && result !== undefined && (
        <CorrectionPreview preview={preview} item={item} result={result} code={code} waits={asked === ''} />
      )}
      <ReasonField value={reason} onChange={setReason} suggestions={w.correctReasons} />
      {stands && <Alert color="amber">{w.voids}</Alert>}
    </AskPassword>
  )
}
