/** The hall's screen, small and live. */
import type { ContestView } from '@leitai/core/contest/view.ts'
import { useWords } from '@leitai/design/language.ts'
import { IconExternalLink } from '@tabler/icons-react'
import { useRun } from '../live/use-run.ts'
import { HallStage } from '../screen/HallStage.tsx'
import { useContest } from '../staff/contest.tsx'
import { hall } from './hall.ts'
import style from './host.module.css'
import { hostWords } from './words.ts'

export function HallPreview({ session }: { session: string }) {
  const w = useWords(hostWords)
  const { id } = useContest()
  const { view } = useRun<ContestView>(id, 'screen', hall)
  const address = `/screen/${encodeURIComponent(id)}/stage?session=${encodeURIComponent(session)}`
  return (
    <section aria-label={w.screen.title}>
      <header className={style.zoneHead}>
        <h2>{w.screen.title}</h2>
        <a href={address} target="_blank" rel="noreferrer" title={w.screen.black}>
          {w.openScreen} <IconExternalLink size={14} />
        </a>
      </header>
      {/* a picture for the host: its keys and words are the desk's own */}
      <div className={style.preview} inert aria-hidden="true">
        {view !== null && <HallStage view={view} source={hall} session={session} small />}
      </div>
    </section>
  )
}
