/** Over a camera's picture, as a browser source: nothing but the match, on a page that is transparent. */
import type { ContestView, SessionLine } from '@leitai/core/contest/view.ts'
import { itemWeb } from '@leitai/items/web.ts'
import { getRouteApi } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useRun } from '../live/use-run.ts'
import { useMatch } from './MatchStage.tsx'
import { sessionOnStage } from './on-stage.ts'
import style from './overlay.module.css'

const route = getRouteApi('/screen/$contestId/overlay')

export function OverlayPage() {
  const { contestId } = route.useParams()
  const { session: wanted } = route.useSearch()
  const { view } = useRun<ContestView>(contestId, 'screen')
  const session = view === null ? null : sessionOnStage(view.sessions, wanted)
  const begun = session?.match === true && session.phase !== 'planned'
  return (
    <main className={style.page}>{begun && <Over key={session.id} contestId={contestId} session={session} />}</main>
  )
}

function Over({ contestId, session }: { contestId: string; session: SessionLine }) {
  const { view, now } = useMatch(contestId, session)
  const item = itemWeb(session.type)
  if (view === null || item?.MatchScreen === undefined) return null
  return (
    <div className={style.frame}>
      <Suspense fallback={null}>
        <item.MatchScreen view={view} now={now} variant="overlay" sounds={false} />
      </Suspense>
    </div>
  )
}
