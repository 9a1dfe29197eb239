/** The team's answer: what it says, the article it rests on, and what became of those that were given. */
import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import type { Text } from '@leitai/core/score.ts'
import { IconX } from '@tabler/icons-react'
import type { RefObject } from 'react'
import type { TeamPlay } from '../types.ts'
import style from './answer-bar.module.css'
import type { Opened } from './use-reading.ts'
import { lookupWords } from './words.ts'

interface Props {
  play: TeamPlay
  lit: boolean
  text: string
  onText(text: string): void
  evidence: Opened | null
  onNoEvidence(): void
  sending: boolean
  problem: Text | null
  input: RefObject<HTMLInputElement | null>
  onSubmit(pressedAt: DOMHighResTimeStamp): void
}

export function AnswerBar({
  play,
  lit,
  text,
  onText,
  evidence,
  onNoEvidence,
  sending,
  problem,
  input,
  onSubmit,
}: Props) {
  const w = useWords(lookupWords)
  const say = useText()
  const { own, question } = play
  const may = own.mayAnswer && lit && !sending
  const ready = may && text.trim() !== '' && (evidence !== null || play.evidence === 'optional')
  return (
    <form
      className={style.bar}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(event.timeStamp)
      }}
    >
      <div className={style.evidence} data-set={evidence !== null || undefined}>
        <small>{w.evidence}</small>
        {evidence === null ? (
          <span>{play.evidence === 'optional' ? w.evidenceOptional : w.noEvidence}</span>
        ) : (
          <strong title={evidence.id}>
            {evidence.title}
            <button type="button" aria-label={w.removeEvidence} onClick={onNoEvidence}>
              <IconX size={16} aria-hidden />
            </button>
          </strong>
        )}
      </div>
      <label className={style.answer}>
        <span>{w.answer}</span>
        <input
          ref={input}
          value={text}
          maxLength={200}
          disabled={question === null}
          placeholder={w.answerPlaceholder}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onText(event.currentTarget.value)}
        />
      </label>
      <button type="submit" className={style.submit} disabled={!ready}>
        {sending ? w.sent : w.submit}
        <KeyHint keys={w.submitKeys} />
      </button>
      <div className={style.state} role="status">
        {problem !== null ? <p data-tone="wrong">{say(problem)}</p> : <State play={play} />}
        {own.answers.length > 0 && (
          <ul aria-label={w.own}>
            {own.answers.map(({ id, text: given, standing }) => (
              <li key={id} data-tone={standing}>
                <span>{given}</span>
                <small>{w.marks[standing]}</small>
              </li>
            ))}
          </ul>
        )}
      </div>
    </form>
  )
}

function State({ play }: { play: TeamPlay }) {
  const w = useWords(lookupWords)
  const { own, question } = play
  if (question === null) return <p />
  const last = own.answers.findLast(({ standing }) => standing === 'first') ?? own.answers.at(-1)
  const running = question.phase === 'open' || question.phase === 'deciding'
  if (last === undefined) return <p>{running ? fill(w.triesLeft, { n: own.triesLeft }) : w.waitsForNext}</p>
  if (last.standing === 'wrong')
    return (
      <p data-tone="wrong">
        {!running ? w.states.wrong : own.triesLeft > 0 ? fill(w.wrongLeft, { n: own.triesLeft }) : w.wrongOut}
      </p>
    )
  return <p data-tone={last.standing}>{w.states[last.standing]}</p>
}
