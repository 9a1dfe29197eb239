/** The desk of one who leads, in three zones: what to say, what is on with one large key under it, what comes next. */
import { useWords } from '../language.ts'
import type { ReactNode } from 'react'
import style from './lead.module.css'
import { leadWords } from './words.ts'

interface Props {
  say: ReactNode
  on: ReactNode
  /** Stays in sight under what is on: the keys. */
  foot: ReactNode
  next: ReactNode
}

export function LeadDesk({ say, on, foot, next }: Props) {
  const w = useWords(leadWords)
  return (
    <div className={style.desk}>
      <section className={style.say} aria-label={w.say}>
        {say}
      </section>
      <section className={style.on} aria-label={w.on}>
        <div className={style.onBody}>{on}</div>
        <footer className={style.foot}>{foot}</footer>
      </section>
      <aside className={style.next} aria-label={w.next}>
        {next}
      </aside>
    </div>
  )
}

/** A part of a zone under a quiet heading. */
export function LeadPart({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={style.part} aria-label={title}>
      <header className={style.partHead}>
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  )
}
