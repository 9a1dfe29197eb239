/** One score after another, over the whole screen: its evidence, and the supervisor's finding. J, K, 1 and 2 do it all. */
import type { ReviewView } from '@leitai/core/contest/view.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { Button, Modal } from '@mantine/core'
import { IconArrowLeft, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useContest } from '../../staff/contest.tsx'
import { useRoles } from '../contest/row.tsx'
import type { Correcting } from './CorrectDialog.tsx'
import { FindingMark } from './FindingMark.tsx'
import { itemTitle, nameOf } from './naming.ts'
import { PieceEvidence } from './PieceEvidence.tsx'
import { bandOf, nextOpen, type Piece } from './pieces.ts'
import style from './review.module.css'
import { useRulebookRead } from './use-rulebook.ts'
import { Verdict } from './Verdict.tsx'
import { reviewWords } from './words.ts'

interface Props {
  review: ReviewView
  piece: { item: string; code: string }
  /** Something lies on top: keys and Escape are its. */
  shut: boolean
  onGo(piece: Piece): void
  onClose(): void
  /** Null: not the chief judge. */
  onCorrect: ((correcting: Correcting) => void) | null
}

export function PieceDesk({ review, piece, shut, onGo, onClose, onCorrect }: Props) {
  const w = useWords(reviewWords)
  const text = useText()
  const book = useRulebookRead()
  const { view, act } = useContest()
  const supervisor = useRoles().includes('supervisor')
  const [writing, setWriting] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  /** What was just found, until the next one is shown. */
  const [leaving, setLeaving] = useState<string | null>(null)
  const { stage, pieces } = review
  const place = pieces.findIndex(({ code, item }) => code === piece.code && item === piece.item)
  const shown = pieces[place]
  const finding = shown?.finding ?? null
  const key = `${piece.code}/${piece.item}`
  const answered = finding !== null && !finding.right && finding.answer !== null
  const mayFind = supervisor && shown !== undefined && !answered
  const result = view.results.find((one) => one.stage === stage)
  const line = result?.lines.find((one) => one.code === piece.code)
  const max = book?.stages.find((one) => one.id === stage)?.items.find((one) => one.id === piece.item)?.points

  const go = (step: 1 | -1) => {
    const next = pieces[place + step]
    if (next !== undefined) onGo(next)
  }
  const record = async (right: boolean, note: string): Promise<boolean> => {
    setBusy(true)
    const taken = await act('recordFinding', { stage, code: piece.code, item: piece.item, right, note })
    setBusy(false)
    if (!taken) return false
    setWriting(null)
    setLeaving(key)
    return true
  }
  // Once the record has it: the last of a sample may have widened the list by then.
  useEffect(() => {
    if (leaving !== key || finding === null) return
    setLeaving(null)
    const next = nextOpen(pieces, place)
    if (next !== null) onGo(pieces[next]!)
  }, [leaving, key, finding, pieces, place, onGo])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (shut || busy || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      switch (event.key.toLowerCase()) {
        case 'j':
        case 'arrowright':
          return go(1)
        case 'k':
        case 'arrowleft':
          return go(-1)
        case '1':
          if (mayFind) void record(true, '')
          return
        case '2':
          // the digit must not be typed into the note that opens
          event.preventDefault()
          if (mayFind) setWriting(key)
      }
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })

  return (
    <Modal
      opened
      fullScreen
      onClose={onClose}
      withCloseButton={false}
      closeOnEscape={!shut && writing === null}
      padding={0}
      transitionProps={{ duration: 0 }}
      aria-label={w.desk}
    >
      <div className={style.desk}>
        <header className={style.deskHead}>
          <Button variant="subtle" color="gray" leftSection={<IconArrowLeft size={17} />} onClick={onClose}>
            {w.leave}
          </Button>
          <h2>
            {nameOf(result, piece.code)} <span>{text(itemTitle(book, stage, piece.item))}</span>
          </h2>
          <strong className={style.deskScore}>
            {line?.items[piece.item] ?? '—'} {max !== undefined && <small>/ {max}</small>}
          </strong>
          <span className={style.deskPlace}>
            {shown !== undefined && `${w.bands[bandOf(review, piece.code)]} · `}
            {fill(w.of, { place: place + 1, all: pieces.length })}
          </span>
          <Button.Group>
            <Button
              variant="default"
              aria-label={w.previous}
              title={`${w.previous} (K)`}
              px={10}
              disabled={place <= 0}
              onClick={() => go(-1)}
            >
              <IconChevronLeft size={18} />
            </Button>
            <Button
              variant="default"
              aria-label={w.next}
              title={`${w.next} (J)`}
              px={10}
              disabled={place < 0 || place >= pieces.length - 1}
              onClick={() => go(1)}
            >
              <IconChevronRight size={18} />
            </Button>
          </Button.Group>
        </header>
        <PieceEvidence key={key} stage={stage} item={piece.item} code={piece.code} />
        <footer className={style.deskFoot}>
          <div className={style.verdict}>
            <FindingMark finding={finding} />
            {finding !== null && finding.note !== '' && writing === null && (
              <span className={style.said}>{finding.note}</span>
            )}
          </div>
          {mayFind && (
            <Verdict
              key={key}
              note={finding?.note ?? ''}
              writing={writing === key}
              busy={busy}
              onWrite={(open) => setWriting(open ? key : null)}
              onFound={record}
            />
          )}
          {!supervisor && finding === null && <span className={style.quiet}>{w.onlySupervisor}</span>}
          {onCorrect !== null && (
            <Button
              variant={finding !== null && !finding.right && finding.answer === null ? 'filled' : 'default'}
              onClick={() =>
                onCorrect({
                  stage,
                  code: piece.code,
                  item: piece.item,
                  cause: finding !== null && !finding.right ? 'review' : 'error',
                  appeal: null,
                })
              }
            >
              {w.correct}
            </Button>
          )}
          <span className={style.keys}>
            <KeyHint keys={['K', 'J']}>{`${w.previous} ${w.next}`}</KeyHint>
          </span>
        </footer>
      </div>
    </Modal>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
}
