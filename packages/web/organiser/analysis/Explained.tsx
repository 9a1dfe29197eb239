/** A term with what it means, on pointing at it and on focus. */
import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import style from './analysis.module.css'

export function Explained({ what, children }: { what: string; children: ReactNode }) {
  return (
    <Tooltip label={what} multiline w={260} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={style.term}>
        {children}
      </button>
    </Tooltip>
  )
}
