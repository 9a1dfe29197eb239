/** The race again, for officials: by question and team what was searched, opened and answered, when, and what it came to. */
import type { MatchFrame, MatchInspection } from '@leitai/core/match/types.ts'
import { clockTime } from '@leitai/core/words.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { inMs, secondsAfter } from '@leitai/design/match/figures.ts'
import { nameIn, nameOf } from '@leitai/design/match/names.ts'
import type { InspectionProps } from '@leitai/items/web-plug.ts'
import { Select } from '@mantine/core'
import { IconFileText, IconSearch, IconSend } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { LeadAnswer, LookupInspection, TrailStep } from '../types.ts'
import style from './inspection.module.css'
import { inspectionWords } from './inspection-words.ts'

type Words = typeof inspectionWords.zh
type Asked = LookupInspection['questions'][number]

export default function Inspection({ inspection }: InspectionProps<MatchInspection<LookupInspection>>) {
  const w = useWords(inspectionWords)
  const { frame, play, notes } = inspection
  const [team, setTeam] = useState<string | null>(null)
  const teams = play.teams.filter((code) => team === null || code === team)
  return (
    <div className={style.inspection}>
      <Select
        className={style.pick}
        label={w.summary}
        placeholder={w.all}
        clearable
        value={team}
        onChange={setTeam}
        data={frame.teams.map((one) => ({ value: one.code, label: nameOf(one) }))}
      />
      {play.questions.map((question) => (
        <Question key={question.no} frame={frame} question={question} titles={play.titles} teams={teams} />
      ))}
      {Object.keys(play.warmUp).length > 0 && (
        <section>
          <h3>{w.warmUp}</h3>
          <div className={style.teams}>
            {teams.map((code) => (
              <Trail key={code} name={nameIn(frame, code)}>
                {(play.warmUp[code] ?? []).map((step, i) => (
                  <Step key={i} step={step} time={clockTime(step.at)} titles={play.titles} />
                ))}
              </Trail>
            ))}
          </div>
        </section>
      )}
      {notes.length > 0 && (
        <section>
          <h3>{w.notes}</h3>
          <ul className={style.notes}>
            {notes.map((note, i) => (
              <li key={i}>
                <time>{clockTime(note.at)}</time> {note.text}
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className={style.quiet}>
        {w.seed} <code>{play.seed}</code>
      </p>
    </div>
  )
}

interface QuestionProps {
  frame: MatchFrame
  question: Asked
  titles: Record<string, string>
  teams: readonly string[]
}

function Question({ frame, question, titles, teams }: QuestionProps) {
  const w = useWords(inspectionWords)
  const { verdict, voided, key, answers, trails, overrulings, opensAt, askedAt, endedAt } = question
  const times = { asked: clockTime(askedAt), opens: clockTime(opensAt), ended: clockTime(endedAt ?? opensAt) }
  return (
    <section>
      <h3 data-void={voided !== null || undefined}>
        <span>{fill(w.question, { n: question.number })}</span> {question.text}
      </h3>
      <p className={style.key}>
        {w.key}：<strong>{key.answers.join(' / ')}</strong>　{w.evidence}：
        {key.evidence.map(({ id, title }) => `${title}（${id}）`).join('、')}
      </p>
      <p className={style.quiet}>{fill(endedAt === null ? w.whenOpen : w.when, times)}</p>
      <p className={style.verdict} data-found={(voided === null && verdict !== null) || undefined}>
        {voided !== null
          ? fill(w.void, { reason: (w.voidCodes as Record<string, string>)[voided] ?? voided })
          : verdict === null
            ? w.nobody
            : fill(w.first, {
                teams: verdict.first.map((code) => nameIn(frame, code)).join('、'),
                s: secondsAfter(verdict.afterMs),
              })}
        {verdict?.marginMs != null &&
          verdict.uncertaintyMs !== null &&
          `，${fill(w.ahead, { ms: inMs(verdict.marginMs), sure: inMs(verdict.uncertaintyMs) })}`}
      </p>
      {overrulings.map((one, i) => (
        <p key={i} className={style.overruled}>
          {fill(w.overruled, {
            at: clockTime(one.at),
            by: one.by,
            text: answers.find(({ id }) => id === one.answer)?.text ?? '',
            to: one.right ? w.right : w.wrong,
            reason: one.reason,
          })}
        </p>
      ))}
      <div className={style.teams}>
        {teams.map((code) => (
          <Trail key={code} name={nameIn(frame, code)} first={verdict?.first.includes(code) ?? false}>
            {stepsOf(trails[code] ?? [], answers, code, opensAt).map(({ at, step, answer }, i) =>
              answer === undefined ? (
                <Step key={i} step={step!} time={fill(w.seconds, { s: secondsAfter(at) })} titles={titles} />
              ) : (
                <Answer key={i} answer={answer} time={fill(w.seconds, { s: secondsAfter(at) })} titles={titles} />
              ),
            )}
          </Trail>
        ))}
      </div>
    </section>
  )
}

/** What a team did, in order, after the light. */
function stepsOf(
  trail: readonly TrailStep[],
  answers: readonly LeadAnswer[],
  code: string,
  opensAt: number,
): { at: number; step?: TrailStep; answer?: LeadAnswer }[] {
  return [
    ...trail.map((step) => ({ at: step.at - opensAt, step })),
    ...answers.filter((one) => one.code === code).map((answer) => ({ at: answer.afterMs, answer })),
  ].toSorted((a, b) => a.at - b.at)
}

function Trail({ name, first = false, children }: { name: string; first?: boolean; children: ReactNode[] }) {
  const w = useWords(inspectionWords)
  return (
    <article data-first={first || undefined}>
      <h4>{name}</h4>
      {children.length === 0 ? <p className={style.quiet}>{w.idle}</p> : <ol>{children}</ol>}
    </article>
  )
}

interface StepProps {
  time: string
  titles: Record<string, string>
}

function Step({ step, time, titles }: StepProps & { step: TrailStep }) {
  const w = useWords(inspectionWords)
  if (step.did === 'open')
    return (
      <li>
        <time>{time}</time>
        <IconFileText size={16} aria-hidden />
        <span>{fill(w.open, { article: titled(step.article, titles) })}</span>
      </li>
    )
  return (
    <li>
      <time>{time}</time>
      <IconSearch size={16} aria-hidden />
      <span>
        {step.query === '' ? w.searchAll : fill(w.search, { query: step.query })}
        {filtersOf(step, w)} <small>{fill(w.found, { n: step.found })}</small>
      </span>
    </li>
  )
}

function filtersOf({ filters }: Extract<TrailStep, { did: 'search' }>, w: Words): string {
  const all = [filters.category?.join(' › '), filters.tag, filters.since].filter((one) => one !== undefined)
  return all.length === 0 ? '' : fill(w.within, { filters: all.join('，') })
}

function Answer({ answer, time, titles }: StepProps & { answer: LeadAnswer }) {
  const w = useWords(inspectionWords)
  return (
    <li data-standing={answer.standing}>
      <time title={fill(w.sure, { ms: inMs(answer.press.uncertaintyMs) })}>{time}</time>
      <IconSend size={16} aria-hidden />
      <span>
        <strong>{fill(w.answer, { text: answer.text })}</strong>{' '}
        {answer.evidence !== null && fill(w.basedOn, { article: titled(answer.evidence, titles) })}{' '}
        <em>
          {w.standings[answer.standing]}
          {answer.by !== null && ` · ${w.byPeople[answer.by]}`}
        </em>
        {answer.press.flags.map((flag) => (
          <small key={flag}> {w.flags[flag]}</small>
        ))}
      </span>
    </li>
  )
}

function titled(id: string, titles: Record<string, string>): string {
  return titles[id] === undefined ? id : `${titles[id]}（${id}）`
}
