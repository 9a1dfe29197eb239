/** The page around every way of signing in: the mark above, one form, nothing else. */
import { Seal } from '@leitai/design/Brand.tsx'
import { LanguageSwitch } from '@leitai/design/LanguageSwitch.tsx'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import style from './Gate.module.css'

export function Gate({
  title,
  about,
  children,
  foot,
}: {
  title: ReactNode
  about?: ReactNode
  children: ReactNode
  foot?: ReactNode
}) {
  return (
    <div className={style.gate}>
      <header className={style.top}>
        <Link to="/" className={style.mark}>
          <Seal size={36} />
          <span>
            擂台<small>Leitai</small>
          </span>
        </Link>
        <LanguageSwitch />
      </header>
      <main className={style.main}>
        <h1 className={style.title}>{title}</h1>
        {about !== undefined && <p className={style.about}>{about}</p>}
        {children}
      </main>
      {foot !== undefined && <footer className={style.foot}>{foot}</footer>}
    </div>
  )
}

/** What went wrong, where the eye is: above the button. */
export function GateProblem({ children }: { children: string | null }) {
  return (
    <p className={style.problem} role="alert" aria-live="assertive" data-empty={children === null || undefined}>
      {children}
    </p>
  )
}
