/** The new value: of one judge's mark, picked on the sheets, or of the item's score; with what is allowed there. */
import type { SheetLine } from '@leitai/core/rulebook/schema.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Radio, Stack, TextInput } from '@mantine/core'
import { useContest } from '../../staff/contest.tsx'
import style from './review.module.css'
import { Sheets, standingMark, useMarking, type PickedMark } from './Sheets.tsx'
import { reviewWords } from './words.ts'

interface Value {
  value: string
  onValue(value: string): void
}

export function ScoreField({ max, now, value, onValue }: Value & { max: string; now: string }) {
  const w = useWords(reviewWords)
  return (
    <TextInput
      data-autofocus
      label={w.newValue}
      description={`${fill(w.scoreIs, { mark: now })} · ${fill(w.allowed.score, { max })}`}
      inputMode="decimal"
      maw={260}
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  )
}

export function MarkField({
  where,
  picked,
  onPick,
  value,
  onValue,
}: Value & {
  where: { stage: string; item: string; code: string }
  picked: PickedMark | null
  onPick(mark: PickedMark): void
}) {
  const w = useWords(reviewWords)
  const text = useText()
  const { view } = useContest()
  const marking = useMarking(where)
  const line = marking?.lines.find(({ id }) => id === picked?.line)
  const sheet = marking?.sheets?.find(({ personId }) => personId === picked?.judge)
  const corrections = (view.results.find((one) => one.stage === where.stage)?.corrections ?? []).filter(
    ({ item, code }) => item === where.item && code === where.code,
  )
  return (
    <>
      <Sheets where={where} picking={{ picked, onPick }} />
      {picked === null || line === undefined || sheet === undefined ? (
        <p className={style.quiet}>{w.pickMark}</p>
      ) : (
        <NewMark
          key={`${picked.judge} ${picked.line}`}
          line={line}
          now={fill(w.nowIs, {
            judge: sheet.name,
            line: text(line.label),
            mark: standingMark(sheet.marks, corrections, picked).now,
          })}
          value={value}
          onValue={onValue}
        />
      )}
    </>
  )
}

function NewMark({ line, now, value, onValue }: Value & { line: SheetLine; now: string }) {
  const w = useWords(reviewWords)
  const text = useText()
  if (line.kind === 'levels')
    return (
      <Radio.Group label={w.newValue} description={now} value={value} onChange={onValue}>
        <Stack gap={6} mt={8}>
          {line.levels.map((level) => (
            <Radio key={level.points} value={level.points} label={`${level.points} · ${text(level.label)}`} />
          ))}
        </Stack>
      </Radio.Group>
    )
  return (
    <TextInput
      autoFocus
      label={w.newValue}
      description={`${now} · ${allowed(line, w)}`}
      inputMode="decimal"
      maw={360}
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  )
}

function allowed(line: Exclude<SheetLine, { kind: 'levels' }>, { allowed: w }: typeof reviewWords.zh): string {
  switch (line.kind) {
    case 'points':
    case 'weight':
      return fill(w.range, { max: line.max, step: line.step })
    case 'deduction':
      return w.count
    case 'overtime':
      return w.seconds
    case 'measured':
      return fill(w.score, { max: line.max })
  }
}
