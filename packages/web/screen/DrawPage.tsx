import type { ContestView } from '@leitai/core/contest/view.ts'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { useWords } from '@leitai/design/language.ts'
import { getRouteApi } from '@tanstack/react-router'
import { useRun } from '../live/use-run.ts'
import { DrawStage } from './DrawStage.tsx'
import style from './stage.module.css'
import { screenWords } from './words.ts'

const route = getRouteApi('/screen/$contestId/draw')

/** Whoever opened it, the hall sees what a screen may see. */
export function DrawPage() {
  const { contestId } = route.useParams()
  const w = useWords(screenWords)
  const { view, status, now } = useRun<ContestView>(contestId, 'screen')
  if (status === 'gone') return <ErrorState page what={w.gone} />
  if (view === null) return <main className={style.stage} aria-busy="true" />
  return <DrawStage view={view} now={now} />
}
