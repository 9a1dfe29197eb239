/** Wrong on the left, right on the right, as the arrow keys lie. */
import { useWords } from '../language.ts'
import { KeyHint } from '../KeyHint.tsx'
import { IconCheck, IconX } from '@tabler/icons-react'
import style from './lead.module.css'
import { leadWords } from './words.ts'

interface Props {
  /** Keys that do the same, shown on the buttons. */
  keys: { wrong: readonly string[]; right: readonly string[] }
  about?: { wrong?: string; right?: string }
  disabled?: boolean
  quiet?: boolean
  onRule(right: boolean): void
}

export function RuleKeys({ keys, about = {}, disabled = false, quiet = false, onRule }: Props) {
  const w = useWords(leadWords)
  return (
    <div className={style.ruleKeys} data-quiet={quiet || undefined}>
      {([false, true] as const).map((right) => {
        const which = right ? 'right' : 'wrong'
        return (
          <button
            key={which}
            type="button"
            data-rule={which}
            disabled={disabled}
            aria-label={[w[which], about[which]].filter((one) => one !== undefined).join(' ')}
            onClick={() => onRule(right)}
          >
            <span>
              {right ? (
                <IconCheck size="1em" stroke={2.5} aria-hidden />
              ) : (
                <IconX size="1em" stroke={2.5} aria-hidden />
              )}
              {w[which]}
            </span>
            <small>
              {about[which]}
              <KeyHint keys={keys[which]} />
            </small>
          </button>
        )
      })}
    </div>
  )
}
