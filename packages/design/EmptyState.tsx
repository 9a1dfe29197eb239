/** Nothing here yet: what would be here, and the one act that brings it. */
import type { ReactNode } from 'react'
import style from './states.module.css'

export function EmptyState({ title, about, act }: { title: string; about?: ReactNode; act?: ReactNode }) {
  return (
    <div className={style.box}>
      <p className={style.title}>{title}</p>
      {about !== undefined && <p className={style.about}>{about}</p>}
      {act !== undefined && <div className={style.act}>{act}</div>}
    </div>
  )
}
