import { useWords, fill } from '@leitai/design/language.ts'
import { useMemo } from 'react'
import { usePublic } from './public-contest.ts'
import style from './public.module.css'
import { readRulebook } from './rulebook/reading.ts'
import { RulebookDocument } from './rulebook/RulebookDocument.tsx'
import { publicWords } from './words.ts'

export function RulebookTab() {
  const w = useWords(publicWords)
  const { page } = usePublic()
  const read = useMemo(() => (page.rulebookYaml === null ? null : readRulebook(page.rulebookYaml)), [page.rulebookYaml])
  if (read === null || 'problems' in read) return <p className={style.quiet}>{w.noRulebook}</p>
  return (
    <>
      <RulebookDocument rulebook={{ ...read.rulebook, edition: page.edition ?? read.rulebook.edition }} />
      {page.differences.length > 0 && (
        <details className={style.differences}>
          <summary>{fill(w.differences, { count: page.differences.length })}</summary>
          <ul>
            {page.differences.map((one) => (
              <li key={one.path}>
                <span>{one.clause ?? one.path}</span>
                <del>{one.before ?? w.absent}</del>
                <ins>{one.after ?? w.removed}</ins>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
