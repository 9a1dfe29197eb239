/** Things of one kind: a list at the left to pick from, the picked one at the right. */
import type { ReactNode } from 'react'
import style from './PickAndEdit.module.css'

interface Props {
  rows: readonly { id: string; name: string; note?: string | null }[]
  /** Its place in the list. */
  picked: number
  onPick(place: number): void
  /** Under the list: to add one, and the like. */
  acts: ReactNode
  children: ReactNode
}

export function PickAndEdit({ rows, picked, onPick, acts, children }: Props) {
  return (
    <div className={style.editor}>
      <div className={style.list}>
        <ul>
          {rows.map(({ id, name, note }, place) => (
            <li key={id}>
              <button type="button" aria-current={place === picked || undefined} onClick={() => onPick(place)}>
                <span>{name}</span>
                {note != null && <small>{note}</small>}
              </button>
            </li>
          ))}
        </ul>
        <div className={style.acts}>{acts}</div>
      </div>
      <div className={style.one}>{children}</div>
    </div>
  )
}
