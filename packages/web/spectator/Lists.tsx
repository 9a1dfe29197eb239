import { fill, useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { matching } from '../staff/matching.ts'
import { usePublic } from './public-contest.ts'
import style from './public.module.css'
import { publicWords } from './words.ts'

/** Who takes part, by group where the order was drawn. */
export function Lists() {
  const w = useWords(publicWords)
  const { view } = usePublic()
  const [typed, setTyped] = useState('')
  if (view === null) return <Loading />
  if (view.entrants.length === 0) return <p className={style.quiet}>{w.noLists}</p>
  const found = matching(view.entrants, typed)
  const groups =
    view.order === null
      ? [{ title: w.entrants, lines: found }]
      : view.order.groups.map((group) => ({
          title: fill(w.group, { group: group.group }),
          lines: group.entrantIds.flatMap((id) => found.filter((one) => one.entrantId === id)),
        }))
  return (
    <>
      <TextInput
        size="md"
        leftSection={<IconSearch size={18} />}
        placeholder={w.search}
        aria-label={w.search}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        mb="md"
      />
      {found.length === 0 && <p className={style.quiet}>{w.none}</p>}
      {groups
        .filter((group) => group.lines.length > 0)
        .map((group) => (
          <section key={group.title} className={style.day}>
            <h2>
              {group.title} <small>{fill(w.people, { count: group.lines.length })}</small>
            </h2>
            <ol className={style.people}>
              {group.lines.map((one) => (
                <li key={one.entrantId}>
                  <span>{one.number}</span>
                  <strong>{one.name}</strong>
                  <span>{one.delegation}</span>
                </li>
              ))}
            </ol>
          </section>
        ))}
      {view.order !== null && (
        <p className={style.seed}>
          {w.seed} <code>{view.order.seed}</code>
        </p>
      )}
    </>
  )
}
