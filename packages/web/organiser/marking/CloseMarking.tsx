/** The end of a stage's marking; or, while something is owed, who owes what and the way there. */
import type { Stage } from '@leitai/core/rulebook/schema.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { api, refusalOf } from '../../session/api.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { AskConfirm } from '../../staff/dialogs.tsx'
import { resultsWords } from '../results/words.ts'
import style from './marking.module.css'
import { byJudge, itemCounts, owedPieces, type OwedPiece } from './owed.ts'
import { markingWords } from './words.ts'

interface Props {
  stage: Stage
  onClose(): void
  onShow(piece: { item: string; code: string }): void
}

export function CloseMarking({ stage, onClose, onShow }: Props) {
  const w = useWords(resultsWords)
  const text = useText()
  const { id } = useContest()
  const call = useCall()
  const [owed, setOwed] = useState<OwedPiece[]>([])
  const close = async () => {
    let left: OwedPiece[] = []
    const closing = api.marking.close({ id, stage: stage.id }).catch((error: unknown) => {
      left = owedPieces(refusalOf(error)?.details)
      // A list of pieces is told here; any other refusal as all are.
      if (left.length === 0) throw error
      return null
    })
    const done = await call(closing)
    if (left.length > 0) setOwed(left)
    return done !== null
  }
  if (owed.length > 0) return <OwedList stage={stage} pieces={owed} onClose={onClose} onShow={onShow} />
  return (
    <AskConfirm
      title={w.closeMarking}
      what={fill(w.closeWhat, { stage: text(stage.title) })}
      confirm={w.closeMarking}
      onClose={onClose}
      onConfirm={close}
    />
  )
}

function OwedList({ stage, pieces, onClose, onShow }: Props & { pieces: readonly OwedPiece[] }) {
  const m = useWords(markingWords)
  const text = useText()
  const titleOf = (item: string) => {
    const found = stage.items.find((one) => one.id === item)
    return found === undefined ? item : text(found.title)
  }
  return (
    <Modal opened onClose={onClose} size={620} title={fill(m.owedTitle, { count: pieces.length })}>
      <Stack gap="md">
        <Text c="dimmed">{m.owedWhat}</Text>
        {byJudge(pieces).map((one) => (
          <details
            key={one.personId ?? (one.waits ? 'waits' : 'none')}
            className={style.owedBy}
            open={one.pieces.length <= 8}
          >
            <summary>
              <strong>{one.personId !== null ? one.name : one.waits ? m.waits : m.noJudge}</strong>
              <span>{fill(m.owedCount, { count: one.pieces.length })}</span>
              <small>
                {itemCounts(one)
                  .map(([item, count]) => `${titleOf(item)} ${count}`)
                  .join(' · ')}
              </small>
              {one.personId === null && <small>{one.waits ? m.waitsHelp : m.noJudgeHelp}</small>}
            </summary>
            <ul>
              {one.pieces.map(({ item, code, lines, notHandedIn }) => (
                <li key={`${item}/${code}`}>
                  <button
                    type="button"
                    onClick={() => onShow({ item, code })}
                    aria-label={`${m.show} ${code} ${titleOf(item)}`}
                  >
                    <strong>{code}</strong>
                    <span>{titleOf(item)}</span>
                    <small>
                      {lines.length > 0
                        ? fill(m.lines, {
                            count: lines.length,
                            lines: lines.map((line) => text(line.label)).join('、'),
                          })
                        : notHandedIn && one.personId !== null
                          ? m.notHandedIn
                          : ''}
                    </small>
                  </button>
                </li>
              ))}
            </ul>
          </details>
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {m.close}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
