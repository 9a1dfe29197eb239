/**
 * Typing: the text above, the field below. Nothing is compared while one types. The line of the caret stays in the middle
 * of the field, so the input method's candidate window always has room under it, and nothing is ever laid over it.
 */
import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import { pasteRules } from '@leitai/design/no-paste.ts'
import { useKeptText } from '@leitai/design/use-kept-text.ts'
import type { ContestantProps } from '@leitai/items/web-plug.ts'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { TypingWorkView } from '../types.ts'
import { TypingMarked } from './Results.tsx'
import style from './typing.module.css'
import { typingWords } from './words.ts'

type Props = ContestantProps<TypingWorkView>

export default function Contestant(props: Props) {
  const { work } = props.view
  if (work.result !== undefined) return <TypingMarked result={work.result} />
  return work.text === undefined ? null : <Work {...props} text={work.text} />
}

interface Typed {
  text: string
  revision: number
}

function Work({ view, text, act, unsent }: Props & { text: string }) {
  const w = useWords(typingWords)
  const { work } = view
  const [first] = useState<Typed>(() => {
    const waiting = unsent('type') as Typed | undefined
    const stored = { text: work.typed ?? '', revision: work.revision ?? 0 }
    return waiting !== undefined && waiting.revision > stored.revision ? waiting : stored
  })
  const revision = useRef(first.revision)
  const keep = useCallback(
    (typed: string) => {
      revision.current = Math.max(revision.current, work.revision ?? 0) + 1
      void act('type', { text: typed, revision: revision.current }, 'type')
    },
    [act, work.revision],
  )
  const kept = useKeptText({ initial: first.text, keep, delayMs: 700 })
  const [tried, setTried] = useState(false)
  const refusal = useMemo(
    () =>
      // a typing test in which text may be pasted would be none
      pasteRules('refuse', () => {
        setTried(true)
        void act('reportIncident', { kind: 'pasted' })
      }),
    [act],
  )
  const field = useRef<HTMLTextAreaElement>(null)
  const source = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const area = field.current
    if (area === null) return
    area.focus()
    area.setSelectionRange(area.value.length, area.value.length)
  }, [])

  // the field has half its height of room below the last line: scrolled to its end, the caret's line stands in the middle
  useEffect(() => {
    const area = field.current
    if (area !== null && area.selectionEnd === area.value.length) area.scrollTop = area.scrollHeight
  }, [kept.value])

  // the source moves along by the number of characters typed; nothing is compared
  const place = Math.min(text.length - 1, kept.value.length)
  useEffect(() => {
    const box = source.current
    const node = box?.firstChild
    if (box === null || node === null || node === undefined || place < 0) return
    const range = document.createRange()
    range.setStart(node, place)
    range.setEnd(node, place + 1)
    const line = range.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop
    const wanted = Math.max(0, line - box.clientHeight * 0.35)
    if (Math.abs(wanted - box.scrollTop) > 24) box.scrollTo({ top: wanted, behavior: 'smooth' })
  }, [place])

  return (
    <div className={style.work} data-fills-page>
      <section className={style.sourcePart} aria-label={w.source}>
        <header className={style.head}>
          <h2>{work.title}</h2>
          <span>{fill(w.characters, { n: work.characters })}</span>
        </header>
        {/* no copying out of the source: it would be the first half of pasting */}
        <div
          ref={source}
          className={style.source}
          onCopy={(event) => event.preventDefault()}
          onDragStart={(event) => event.preventDefault()}
          tabIndex={-1}
        >
          {text}
        </div>
      </section>
      <section className={style.fieldPart}>
        <textarea
          ref={field}
          {...kept.field}
          {...refusal}
          className={style.field}
          aria-label={w.type}
          placeholder={w.type}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <footer className={style.foot}>
          <span role="status" data-tried={tried || undefined}>
            {tried ? w.noPaste : w.again}
          </span>
          <KeyHint keys={['Ctrl', 'Enter']}>{w.keySubmit}</KeyHint>
        </footer>
      </section>
    </div>
  )
}
