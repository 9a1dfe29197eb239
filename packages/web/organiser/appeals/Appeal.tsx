import type { AppealView } from '@leitai/core/contest/view.ts'
import { clockTime } from '@leitai/core/words.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { Button, CopyButton, Group } from '@mantine/core'
import { useContest } from '../../staff/contest.tsx'
import { useContestRow, useRoles } from '../contest/row.tsx'
import { printUrl } from '../results/prints.ts'
import { appealState } from './appeal-state.ts'
import style from './appeals.module.css'
import { appealsWords } from './words.ts'

interface Props {
  appeal: AppealView
  number: number
  item: string
  onLook(): void
  onRule(): void
  onCorrect(code: string): void
}

/** One appeal as a page of a file: who, what, by which clause, on which evidence, and what became of it. */
export function Appeal({ appeal, number, item, onLook, onRule, onCorrect }: Props) {
  const w = useWords(appealsWords)
  const { id, view } = useContest()
  const { slug } = useContestRow()
  const roles = useRoles()
  const state = appealState(appeal)
  const { code } = appeal
  const reads = view.results.length > 0
  return (
    <article className={style.appeal} data-state={state}>
      <header>
        <span className={style.state}>{w.states[state]}</span>
        <h3>
          {appeal.entrant} <small>{[code, appeal.delegation].filter(Boolean).join(' · ')}</small>
        </h3>
        <strong className={style.item}>{item}</strong>
        <span className={style.number}>{fill(w.number, { number })}</span>
      </header>
      <dl>
        <dt>{w.clause}</dt>
        <dd>
          <a href={`/e/${slug}/rulebook#clause-${appeal.clause}`} target="_blank" rel="noreferrer">
            {appeal.clause}
          </a>
        </dd>
        <dt>{w.statement}</dt>
        <dd>
          <p className={style.written}>{appeal.statement}</p>
          <small>{fill(w.filed, { name: appeal.name, time: clockTime(appeal.at) })}</small>
        </dd>
        <dt>{w.evidence}</dt>
        <dd>
          <CopyButton value={appeal.evidence.digest}>
            {({ copied, copy }) => (
              <button type="button" className={style.digest} title={appeal.evidence.digest} onClick={copy}>
                {fill(w.frozen, { runs: appeal.evidence.runs, digest: `${appeal.evidence.digest.slice(0, 16)}…` })}{' '}
                <small>{copied ? w.copied : w.copy}</small>
              </button>
            )}
          </CopyButton>
          {code === undefined ? (
            <p className={style.quiet}>{w.sealed}</p>
          ) : (
            reads && (
              <Button size="xs" variant="default" mt={6} onClick={onLook}>
                {w.look}
              </Button>
            )
          )}
        </dd>
        {appeal.ruling !== null && (
          <>
            <dt>{w.ruling}</dt>
            <dd>
              <p className={style.written}>
                <strong>{appeal.ruling.upheld ? w.upheld : w.rejected}</strong> {appeal.ruling.reason}
              </p>
              <small>{fill(w.ruledBy, { name: appeal.ruling.name, time: clockTime(appeal.ruling.at) })}</small>
            </dd>
          </>
        )}
      </dl>
      {appeal.withdrawn !== null && (
        <p className={style.quiet}>
          {fill(w.withdrawnWhy, { time: clockTime(appeal.withdrawn.at), reason: appeal.withdrawn.reason })}
        </p>
      )}
      <Group gap="xs">
        {state === 'open' &&
          (roles.includes('arbiter') ? (
            <Button onClick={onRule}>{w.rule}</Button>
          ) : (
            <span className={style.quiet}>{w.waitsArbiter}</span>
          ))}
        {state === 'owed' &&
          (code === undefined ? (
            <span className={style.quiet}>{w.correctSealed}</span>
          ) : roles.includes('chiefJudge') ? (
            <Button onClick={() => onCorrect(code)}>{w.correct}</Button>
          ) : (
            <span className={style.quiet}>{w.waitsChief}</span>
          ))}
        {appeal.ruling !== null && (
          <Button
            component="a"
            href={printUrl(id, 'ruling', { appeal: appeal.appeal })}
            target="_blank"
            variant="default"
          >
            {w.print}
          </Button>
        )}
      </Group>
    </article>
  )
}
