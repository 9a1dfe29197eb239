/** Waiting for something: quiet, and silent when it is quick. */
import { useWords } from './language.ts'
import style from './states.module.css'

const zh = { loading: '正在载入…' }
const en: typeof zh = { loading: 'Loading…' }

export function Loading({ page = false }: { page?: boolean }) {
  const w = useWords({ zh, en })
  return (
    <p className={style.loading} data-center={page || undefined} role="status">
      {w.loading}
    </p>
  )
}
