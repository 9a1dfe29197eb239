import { Brand } from '@leitai/design/Brand.tsx'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { useText, useWords } from '@leitai/design/language.ts'
import { LanguageSwitch } from '@leitai/design/LanguageSwitch.tsx'
import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { signOutSeat } from '../session/use-session.ts'
import { TrainingLink } from '../training/TrainingLink.tsx'
import type { SeatOf } from './seat.ts'
import { SeatTestLink } from './seat-test/SeatTestLink.tsx'
import style from './contestant.module.css'
import { contestantWords } from './words.ts'

export function NoRuns({ seat }: { seat: SeatOf }) {
  const w = useWords(contestantWords)
  const text = useText()
  const navigate = useNavigate()
  return (
    <div className={style.page}>
      <header className={style.quietTop}>
        <Brand />
        <LanguageSwitch />
      </header>
      <main className={style.column}>
        <p className={style.above}>{text(seat.contestTitle)}</p>
        <h1 className={style.seatNumber}>{seat.seat}</h1>
        <EmptyState
          title={w.noRuns}
          about={w.noRunsAbout}
          act={
            <Button variant="default" onClick={() => void signOutSeat().then(() => navigate({ to: '/' }))}>
              {w.leave}
            </Button>
          }
        />
        <SeatTestLink />
        <TrainingLink contestId={seat.contestId} />
      </main>
    </div>
  )
}
