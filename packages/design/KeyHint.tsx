/** A key to press, beside what it does. */
import type { ReactNode } from 'react'
import style from './KeyHint.module.css'

export function KeyHint({ keys, children }: { keys: readonly string[]; children?: ReactNode }) {
  return (
    <span className={style.hint}>
      {keys.map((key) => (
        <kbd key={key} className={style.key}>
          {key}
        </kbd>
      ))}
      {children !== undefined && <span>{children}</span>}
    </span>
  )
}
