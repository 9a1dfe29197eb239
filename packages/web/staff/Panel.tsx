/** A titled part of a page: hairline, title, one line of numbers, at most one action. */
import type { ReactNode } from 'react'
import style from './floor.module.css'

export function Panel({
  title,
  aside,
  action,
  children,
}: {
  title: string
  aside?: ReactNode
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <section className={style.panel} aria-label={title}>
      <header className={style.panelHead}>
        <h2>{title}</h2>
        {aside !== undefined && <span className={style.aside}>{aside}</span>}
        <span className={style.grow} />
        {action}
      </header>
      {children}
    </section>
  )
}
