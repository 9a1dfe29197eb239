/** Who marks the item, in order; who stands in; and which codes too few of them may mark. */
import type { PanelLine } from '@leitai/core/contest/view.ts'
import type { Stage } from '@leitai/core/rulebook/schema.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useRoles } from '../contest/row.tsx'
import style from './marking.module.css'
import { PanelDialog } from './PanelDialog.tsx'
import { markingWords } from './words.ts'

interface Props {
  stage: Stage
  line: PanelLine
  others: readonly PanelLine[]
  closed: boolean
}

export function Panels({ stage, line, others, closed }: Props) {
  const m = useWords(markingWords)
  const roles = useRoles()
  const [editing, setEditing] = useState(false)
  const may = !closed && (roles.includes('organiser') || roles.includes('chiefJudge'))
  const grouped = line.panels.some((panel) => panel.group !== null)
  return (
    <section className={style.block} aria-label={m.panel}>
      <header className={style.blockHead}>
        <h3>{m.panel}</h3>
        <span className={style.about}>{fill(m.panelHelp, { due: line.due })}</span>
        {may && (
          <Button size="xs" variant={line.panels.length === 0 ? 'filled' : 'default'} onClick={() => setEditing(true)}>
            {line.panels.length === 0 ? m.edit : m.change}
          </Button>
        )}
      </header>
      {line.panels.map((panel) => (
        <div key={panel.group ?? 'all'} className={style.panelLine}>
          {grouped && (
            <span className={style.panelGroup}>
              {panel.group === null ? m.groupRest : fill(m.group, { group: panel.group })}
            </span>
          )}
          <ol className={style.judges}>
            {panel.judges.map((judge, place) => (
              <li key={judge.personId} data-stands-in={place >= line.due || undefined}>
                <span className={style.place}>{place < line.due ? place + 1 : m.standIns}</span>
                {judge.name}
                {judge.delegation !== '' && <small>{judge.delegation}</small>}
              </li>
            ))}
          </ol>
        </div>
      ))}
      {line.short.length > 0 && (
        <p className={style.warning} role="status">
          <IconAlertTriangle size={16} aria-hidden />
          {fill(m.short, { due: line.due, codes: line.short.join('、') })}
        </p>
      )}
      {editing && <PanelDialog stage={stage} line={line} others={others} onClose={() => setEditing(false)} />}
    </section>
  )
}
