/** The head of a page: where one is, its title, and the one primary act at the right. */
import type { ReactNode } from 'react'
import style from './PageHeader.module.css'

interface Props {
  title: ReactNode
  /** One line under the title. */
  about?: ReactNode
  above?: ReactNode
  act?: ReactNode
}

export function PageHeader({ title, about, above, act }: Props) {
  return (
    <header className={style.header}>
      <div className={style.words}>
        {above !== undefined && <div className={style.above}>{above}</div>}
        <h1 className={style.title}>{title}</h1>
        {about !== undefined && <p className={style.about}>{about}</p>}
      </div>
      {act !== undefined && <div className={style.act}>{act}</div>}
    </header>
  )
}
