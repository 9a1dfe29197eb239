/** A path of steps down the side: each shows done, in work, not yet or not needed. The link around a step is the caller's. */
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWords } from './language.ts'
import style from './StepPath.module.css'
import { designWords } from './words.ts'

export interface PathStep {
  id: string
  title: string
  state: 'done' | 'working' | 'waiting' | 'notNeeded'
  /** What is missing, in a few words. */
  note?: string
}

interface Props {
  label: string
  steps: readonly PathStep[]
  current: string | null
  link(step: PathStep, content: ReactNode, className: string | undefined): ReactNode
}

export function StepPath({ label, steps, current, link }: Props) {
  const w = useWords(designWords)
  return (
    <nav aria-label={label}>
      <ol className={style.path}>
        {steps.map((step) => (
          <li
            key={step.id}
            className={style.step}
            data-state={step.state}
            data-current={step.id === current || undefined}
          >
            {link(
              step,
              <>
                <span className={style.mark} aria-hidden>
                  {step.state === 'done' && <IconCheck size={13} stroke={2.5} />}
                </span>
                <span className={style.words}>
                  <span className={style.title}>{step.title}</span>
                  <span className={style.note}>{step.note ?? w[step.state]}</span>
                </span>
              </>,
              style.link,
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
