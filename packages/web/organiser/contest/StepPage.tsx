/**
 * One step of the contest's path: its title, what stands between it and done, and the next act as the one primary
 * button. The list comes from the contest's own record, so the button is the act that would not be refused.
 */
import type { StepId } from '@leitai/core/contest/view.ts'
import { useText, useWords } from '@leitai/design/language.ts'
import { PageHeader } from '@leitai/design/PageHeader.tsx'
import { Button } from '@mantine/core'
import { IconCircle, IconCircleCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useContest } from '../../staff/contest.tsx'
import style from './contest.module.css'
import { contestWords } from './words.ts'

interface Props {
  id: StepId
  /** What pressing the primary button does, by the missing thing's act. An act without an entry shows no button. */
  acts?: Record<string, () => void>
  /** In place of the next act, where the page knows better what comes first. */
  primary?: ReactNode
  /** Quiet buttons beside the primary one. */
  beside?: ReactNode
  about?: ReactNode
  /** False where the page itself shows what is missing. */
  listsMissing?: boolean
  children: ReactNode
}

export function StepPage({ id, acts = {}, primary, beside, about, listsMissing = true, children }: Props) {
  const w = useWords(contestWords)
  const text = useText()
  const { view, acting } = useContest()
  const step = view.steps.find((one) => one.id === id)!
  const next = step.missing.find((one) => one.act !== undefined && one.act in acts)
  const run = next?.act === undefined ? undefined : acts[next.act]
  return (
    <div>
      <PageHeader
        title={w.steps[id]}
        about={about}
        act={
          <>
            {beside}
            {primary ??
              (next !== undefined && run !== undefined && (
                <Button onClick={run} loading={acting === next.act}>
                  {text(next.text)}
                </Button>
              ))}
          </>
        }
      />
      {step.state === 'done' && (
        <p className={style.stepState} data-state="done">
          <IconCircleCheck size={17} aria-hidden /> {w.allDone}
        </p>
      )}
      {step.state === 'notNeeded' && <p className={style.stepState}>{w.notNeeded}</p>}
      {listsMissing && (step.missing.length > 1 || (step.missing.length === 1 && next === undefined)) && (
        <ul className={style.missing} aria-label={step.state === 'waiting' ? w.notYet : w.left}>
          {step.missing.map((one) => (
            <li key={one.code + one.text.zh} data-next={(one === next && step.state === 'working') || undefined}>
              <IconCircle size={10} aria-hidden /> {text(one.text)}
            </li>
          ))}
        </ul>
      )}
      <div>{children}</div>
    </div>
  )
}
