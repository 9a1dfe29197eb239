/** What happened, what is safe, what to do. */
import type { ReactNode } from 'react'
import { useWords } from './language.ts'
import style from './states.module.css'

const zh = { safe: '已保住', todo: '请这样做' }
const en: typeof zh = { safe: 'Safe', todo: 'What to do' }

interface Props {
  what: string
  safe?: string
  todo?: string
  act?: ReactNode
  /** Takes the whole page. */
  page?: boolean
}

export function ErrorState({ what, safe, todo, act, page = false }: Props) {
  const w = useWords({ zh, en })
  return (
    <div className={style.box} role="alert" data-center={page || undefined}>
      <p className={style.title}>{what}</p>
      {(safe !== undefined || todo !== undefined) && (
        <dl className={style.rows}>
          {safe !== undefined && (
            <>
              <dt>{w.safe}</dt>
              <dd>{safe}</dd>
            </>
          )}
          {todo !== undefined && (
            <>
              <dt>{w.todo}</dt>
              <dd>{todo}</dd>
            </>
          )}
        </dl>
      )}
      {act !== undefined && <div className={style.act}>{act}</div>}
    </div>
  )
}
