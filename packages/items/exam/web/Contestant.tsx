/** The theory paper. One question or all on a page; letters choose, arrows turn, M marks. */
import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import { pasteRules } from '@leitai/design/no-paste.ts'
import type { ContestantProps } from '@leitai/items/web-plug.ts'
import { Button } from '@mantine/core'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ExamWorkView, QuestionView } from '../types.ts'
import { useAnswers } from './answers.ts'
import { chosen, letters } from './Fields.tsx'
import { Overview, stretches } from './Overview.tsx'
import { Question } from './Question.tsx'
import { Marked } from './Results.tsx'
import style from './exam.module.css'
import { examWords } from './words.ts'

export default function Contestant({ view, act, unsent, runId, paste }: ContestantProps<ExamWorkView>) {
  const { work } = view
  if (work.questions === undefined) return null
  if (work.results !== undefined)
    return <Marked questions={work.questions} answers={work.answers ?? {}} results={work.results} own />
  return <Paper work={work} questions={work.questions} act={act} unsent={unsent} runId={runId} paste={paste} />
}

type PaperProps = Pick<ContestantProps<ExamWorkView>, 'act' | 'unsent' | 'runId' | 'paste'> & {
  work: ExamWorkView
  questions: readonly QuestionView[]
}

function Paper({ work, questions, act, unsent, runId, paste }: PaperProps) {
  const w = useWords(examWords)
  const answers = useAnswers(work, act, unsent)
  const [current, setCurrent] = usePlace(runId, questions.length)
  const [cardOpen, setCardOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const one = questions[current]!
  // on the whole paper: what is pasted into any field comes by here
  const refusal = useMemo(() => pasteRules(paste, () => void act('reportIncident', { kind: 'pasted' })), [paste, act])
  const { onePerPage } = work

  const go = useCallback(
    (index: number) => {
      const next = Math.max(0, Math.min(questions.length - 1, index))
      setCurrent(next)
      setCardOpen(false)
      if (onePerPage) scrollTo({ top: 0 })
      else root.current?.querySelector(`[data-index="${next}"]`)?.scrollIntoView({ block: 'start', behavior: 'smooth' })
    },
    [questions.length, setCurrent, onePerPage],
  )

  // what is written in is ready to be written in
  useEffect(() => {
    if (!onePerPage) return
    const target = root.current?.querySelector<HTMLElement>('[data-current] input, [data-current] textarea')
    target?.focus({ preventScroll: true })
  }, [current, onePerPage])

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (root.current === null || root.current.closest('[inert]') !== null) return
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'PageDown' || event.key === 'PageUp') {
        if (!onePerPage) return
        event.preventDefault()
        return go(current + (event.key === 'PageDown' ? 1 : -1))
      }
      const { target } = event
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
        if (event.key === 'Escape') target.blur()
        return
      }
      const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
      if (key === 'ArrowRight' || key === 'J') go(current + 1)
      else if (key === 'ArrowLeft' || key === 'K') go(current - 1)
      else if (key === 'M') answers.flag(one.id, !answers.isFlagged(one.id))
      else {
        const next = event.repeat ? null : chosen(one, answers.value(one.id), key)
        if (next === null) return
        answers.answer(one.id, next.value)
      }
      event.preventDefault()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [answers, current, go, one, onePerPage])

  const last = current === questions.length - 1
  return (
    <div className={style.paper} ref={root} data-pages={onePerPage || undefined} {...refusal}>
      <div className={style.main}>
        {onePerPage ? (
          <div className={style.page} data-current key={one.id}>
            <Question
              question={one}
              number={current + 1}
              answers={answers}
              partialCredit={work.partialCredit}
              onNext={() => go(current + 1)}
            />
          </div>
        ) : (
          stretches(questions).map(({ kind, from, to }, part) => (
            <section key={from} className={style.section}>
              <h2 className={style.sectionTitle}>
                {fill(w.section, { no: w.numbers[part] ?? String(part + 1), kind: w.kinds[kind] })}
              </h2>
              {questions.slice(from, to).map((question, offset) => (
                <div
                  key={question.id}
                  data-index={from + offset}
                  data-current={from + offset === current || undefined}
                  className={style.onPage}
                  onFocusCapture={() => setCurrent(from + offset)}
                >
                  <Question
                    question={question}
                    number={from + offset + 1}
                    answers={answers}
                    partialCredit={work.partialCredit}
                    onNext={() => go(from + offset + 1)}
                  />
                </div>
              ))}
            </section>
          ))
        )}
      </div>
      <aside className={style.card} data-open={cardOpen || undefined}>
        <Overview questions={questions} sections={work.sections} answers={answers} current={current} onGo={go} />
      </aside>
      <footer className={style.foot}>
        <div className={style.hints}>
          {one.kind === 'fillIn' || one.kind === 'shortAnswer' ? (
            <KeyHint keys={['PageUp', 'PageDown']}>{w.keyTurn}</KeyHint>
          ) : (
            <>
              <KeyHint
                keys={
                  one.kind === 'trueFalse' ? ['A', 'B'] : ['A', '–', letters[(one.options?.length ?? 4) - 1] ?? 'D']
                }
              >
                {w.keyChoose}
              </KeyHint>
              <KeyHint keys={['←', '→']}>{w.keyTurn}</KeyHint>
              <KeyHint keys={['M']}>{w.keyFlag}</KeyHint>
            </>
          )}
          <KeyHint keys={['Ctrl', 'Enter']}>{w.keySubmit}</KeyHint>
        </div>
        <Button
          className={style.cardButton}
          variant="default"
          size="md"
          onClick={() => setCardOpen(!cardOpen)}
          aria-expanded={cardOpen}
        >
          {cardOpen ? w.close : `${w.overview} ${current + 1}/${questions.length}`}
        </Button>
        <div className={style.turn}>
          <Button variant="default" size="md" disabled={current === 0} onClick={() => go(current - 1)}>
            {w.previous}
          </Button>
          {last ? (
            <span className={style.lastNote}>{w.done}</span>
          ) : (
            <Button size="md" onClick={() => go(current + 1)}>
              {w.next}
            </Button>
          )}
        </div>
      </footer>
    </div>
  )
}

/** Which question is open survives a reload. */
function usePlace(runId: string, count: number): [number, (index: number) => void] {
  const key = `leitai.place.${runId}`
  const [index, setIndex] = useState(() => {
    try {
      const stored = Number(sessionStorage.getItem(key))
      return Number.isInteger(stored) && stored >= 0 && stored < count ? stored : 0
    } catch {
      return 0
    }
  })
  const set = useCallback(
    (next: number) => {
      setIndex(next)
      try {
        sessionStorage.setItem(key, String(next))
      } catch {
        // storage is blocked: a reload starts at the first question
      }
    },
    [key],
  )
  return [index, set]
}
