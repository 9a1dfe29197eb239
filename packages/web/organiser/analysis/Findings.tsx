/** What to look at, in plain sentences; the words come with the analysis. */
import type { Finding } from '@leitai/core/analysis/findings.ts'
import type { Text } from '@leitai/core/score.ts'
import { useText, useWords } from '@leitai/design/language.ts'
import { UnstyledButton } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import style from './analysis.module.css'
import { analysisWords } from './words.ts'

interface Found {
  id: string
  title: Text
  findings: Finding[]
}

export function Findings({
  of,
  severalItems,
  onOpen,
}: {
  of: readonly Found[]
  severalItems: boolean
  onOpen: (item: string) => void
}) {
  const w = useWords(analysisWords)
  const text = useText()
  const all = of.flatMap(({ id, title, findings }) => findings.map((finding) => ({ id, title, finding })))
  if (all.length === 0)
    return (
      <p>
        {w.lookNone} <span className={style.quiet}>{w.lookNoneHelp}</span>
      </p>
    )
  return (
    <>
      <ul className={style.findings}>
        {all.map(({ id, title, finding }) => (
          <li key={`${id} ${finding.text.zh}`}>
            <IconEye size={17} stroke={1.6} aria-hidden />
            <span>
              {severalItems && (
                <UnstyledButton className={style.findingItem} onClick={() => onOpen(id)}>
                  {text(title)}
                </UnstyledButton>
              )}
              {text(finding.text)}
            </span>
          </li>
        ))}
      </ul>
      <p className={style.note}>{w.lookHelp}</p>
    </>
  )
}
